"""Who receives the benefit: the family card and up to ten heirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.forms.choice import Choice
from gui.forms.enter import PASSED_BY_ENTER
from gui.forms.field import FormField
from gui.forms.nik_field import SixteenInput
from gui.language import tr
from gui.pages.register.cards import FormCard, columns
from gui.pages.register.draft import Note
from gui.widgets.button import Button
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, V
from gui.widgets.text_input import TextInput
from models.values import Relationship
from services.rules.worker_fields import MOST_HEIRS
from services.workers.records import Heir

_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
_RELATION, _NIK, _PHONE, _BIN = 118, 164, 122, 32


def relationship_words() -> list[tuple[str, str]]:
    """(value, word) in the order of the list."""
    return [
        (Relationship.SPOUSE.value, tr("Suami/istri")),
        (Relationship.CHILD.value, tr("Anak")),
        (Relationship.PARENT.value, tr("Orang tua")),
        (Relationship.SIBLING.value, tr("Saudara")),
        (Relationship.OTHER.value, tr("Lainnya")),
    ]


class HeirRow(QWidget):
    """One heir. ``removed``: the bin was pressed."""

    changed = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, heir: Heir | None = None) -> None:
        super().__init__()
        self.name = TextInput(heir.name if heir else "")
        self.relation = Choice(relationship_words(), searchable=False, placeholder=tr("Pilih"), width=_RELATION)
        self.nik = SixteenInput(width=_NIK, placeholder=tr("16 angka"))
        self.phone = TextInput(heir.phone if heir else "", width=_PHONE, placeholder="08")
        if heir is not None:
            self.relation.set_value(heir.relationship.value)
            self.nik.set_kept(heir.nik)
        self.bin = Button(kind="ghost", icon="trash", size="s", name=tr("Hapus ahli waris ini"))
        self.bin.setProperty(PASSED_BY_ENTER, True)
        self.bin.clicked.connect(self.removed)
        self._lines = H(
            (H((self.name, 1), self.relation, spacing=8), 1), H(self.nik, self.phone, None, spacing=8), spacing=8
        )
        self.setLayout(H((self._lines, 1), 8, (self.bin, 0, MIDDLE)))
        for signal in (self.name.textEdited, self.relation.chosen, self.nik.edited, self.phone.textEdited):
            signal.connect(lambda *_: self.changed.emit())
        for editor in (self.name, self.nik, self.phone):
            editor.left.connect(self.left)

    def set_narrow(self, narrow: bool) -> None:
        """On two lines."""
        self._lines.setDirection(_DOWN if narrow else _ACROSS)
        self.name.setPlaceholderText(tr("Nama") if narrow else "")

    def number(self, number: int) -> None:
        """Names for a screen reader."""
        for editor, what in (
            (self.name, tr("Nama")),
            (self.relation, tr("Hubungan")),
            (self.nik, "NIK"),
            (self.phone, tr("No. HP")),
        ):
            editor.setAccessibleName(tr("{what} ahli waris ke-{number}", what=what, number=number))

    def heir(self) -> Heir | None:
        """Who is typed; None for a row in which nothing is."""
        name, nik, phone = self.name.text().strip(), self.nik.kept(), self.phone.text().strip()
        relation = self.relation.value()
        if not (name or nik or phone):
            return None
        return Heir(name, Relationship(relation) if relation else Relationship.OTHER, nik, phone)


class HeirsCard(FormCard):
    """Rows can be added and removed; one blank row always waits."""

    def __init__(self) -> None:
        super().__init__(tr("Ahli waris"), tr("Yang menerima santunan bila pekerja meninggal"))
        self.kk = SixteenInput(icon="id-card", width=220)
        kk = FormField(tr("Nomor kartu keluarga (KK)"), self.kk, optional=True)
        self.add_field("kk_number", kk, self.kk.edited)
        self.rows: list[HeirRow] = []
        self._lines = V(spacing=8)
        self._note_icon = Icon("warning-fill", "warn", 16)
        self._note = Text("", "smallStrong", "warn", wrap=True)
        self._note_box = Box(H((self._note_icon, 0, TOP), 6, (self._note, 1), margins=(0, 0, 0, 8)))
        self._note_box.hide()
        self.more = Button(tr("Tambah ahli waris"), "soft", icon="plus", size="s")
        self.more.setProperty(PASSED_BY_ENTER, True)
        self.more.clicked.connect(self._add_by_hand)
        self._narrow = False
        heads = H((Text(tr("Nama"), "captionStrong"), 1), spacing=8, margins=(0, 0, 0, 6))
        for text, width in ((tr("Hubungan"), _RELATION), (tr("NIK, boleh kosong"), _NIK), (tr("No. HP"), _PHONE)):
            heads.add(Box(H(Text(text, "captionStrong"), None), width=width))
        heads.add(Box(H(), width=_BIN))
        self._heads = Box(heads)
        self.body.add(H(columns((kk, 0)), None), 16, self._heads, self._note_box, self._lines, 10, H(self.more, None))
        self._set_rows(())

    def set_narrow(self, narrow: bool) -> None:
        """Each heir on two lines, without headings above."""
        self._narrow = narrow
        self._heads.setVisible(not narrow)
        for row in self.rows:
            row.set_narrow(narrow)

    def values(self) -> dict[str, object]:
        heirs = (row.heir() for row in self.rows)
        return {"kk_number": self.kk.kept(), "heirs": tuple(heir for heir in heirs if heir is not None)}

    def fill(self, values: Mapping[str, Any]) -> None:
        if "kk_number" in values:
            self.kk.set_kept(values["kk_number"])
        if "heirs" in values:
            self._set_rows(values["heirs"])

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        super().show_notes(notes)
        note = notes.get("heirs")
        if note is not None:
            wrong = note.tone == "err"
            self._note_icon.set_icon("warning-octagon-fill" if wrong else "warning-fill", note.tone)
            self._note.set_color(note.tone)
            self._note.setText(note.text)
        self._note_box.setVisible(note is not None)
        self.more.setAccessibleDescription(note.text if note else "")

    def focus_field(self, name: str) -> QWidget:
        if name != "heirs":
            return super().focus_field(name)
        row = next((row for row in self.rows if (heir := row.heir()) and not heir.name), self.rows[0])
        row.name.setFocus()
        return row

    def _set_rows(self, heirs: Sequence[Heir]) -> None:
        self._lines.clear()
        self.rows = []
        for heir in heirs or (None,):
            self._add(heir)

    def _add(self, heir: Heir | None = None) -> HeirRow:
        row = HeirRow(heir)
        row.changed.connect(lambda: self.changed.emit("heirs"))
        row.left.connect(lambda: self.left.emit("heirs"))
        row.removed.connect(lambda: self._remove(row))
        row.set_narrow(self._narrow)
        self.rows.append(row)
        self._lines.add(row)
        self._keep_order(row)
        self._number()
        return row

    def _add_by_hand(self) -> None:
        self._add().name.setFocus()

    def _keep_order(self, row: HeirRow) -> None:
        """Enter goes from the row before to this one, and from its bin to the button below."""
        chain: list[QWidget] = [row.name, row.relation, row.nik, row.phone, row.bin]
        before = self.rows[-2].bin if len(self.rows) > 1 else self.kk
        for each in chain:
            QWidget.setTabOrder(before, each)
            before = each

    def _remove(self, row: HeirRow) -> None:
        position = self.rows.index(row)
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self.rows:
            self._add()
        self._number()
        self.rows[min(position, len(self.rows) - 1)].name.setFocus()
        self.changed.emit("heirs")

    def _number(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.number(number)
        self.more.setEnabled(len(self.rows) < MOST_HEIRS)
