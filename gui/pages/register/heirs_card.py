"""Who receives the benefit: up to ten heirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.forms.choice import Choice
from gui.forms.enter import PASSED_BY_ENTER, focus_field
from gui.forms.nik_field import SixteenInput
from gui.language import tr
from gui.pages.register.cards import FormCard, put_cursor
from gui.pages.register.draft import Note
from gui.pages.register.raw import put_raw, raw_of, text_at
from gui.widgets.button import Button
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, V
from gui.widgets.text_input import TextInput
from models.values import Relationship
from services.rules.worker_fields import MOST_HEIRS
from services.workers.records import Heir

_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
_RELATION, _NIK, _PHONE, _BIN = 118, 158, 124, 32


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
    """One heir. ``removed``: the bin was pressed. ``full``: the NIK has its sixteen digits.

    ``ended``: Enter at the end of a row in which somebody stands. In a row where nobody does, Enter goes from the
    name past the rest.
    """

    changed = Signal()
    left = Signal()
    removed = Signal()
    full = Signal(object)
    ended = Signal()

    def __init__(self, heir: Heir | None = None) -> None:
        super().__init__()
        self.name = TextInput()
        self.relation = Choice(relationship_words(), searchable=False, placeholder=tr("Pilih"), width=_RELATION)
        self.nik = SixteenInput(width=_NIK, placeholder=tr("16 angka"))
        self.phone = TextInput(width=_PHONE, placeholder="08")
        self.put(heir)
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
        self.name.left.connect(lambda: self.name.setCursorPosition(0))  # a long name is read from its beginning
        self.nik.full.connect(self.changed)
        self.nik.full.connect(lambda: self.full.emit(self.nik))
        self.parts: dict[str, QWidget] = {
            "name": self.name,
            "relation": self.relation,
            "nik": self.nik,
            "phone": self.phone,
        }
        for line in (self.name, self.nik, self.phone):
            line.textChanged.connect(self._pass_blanks)
        self._pass_blanks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the inputs left alone."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        event.setAccepted(False)
        if enter and self.phone.hasFocus() and self.heir() is not None:
            self.ended.emit()
            event.setAccepted(not self.phone.hasFocus())

    def _pass_blanks(self) -> None:
        for part in (self.relation, self.nik, self.phone):
            part.setProperty(PASSED_BY_ENTER, self.heir() is None)

    def put(self, heir: Heir | None) -> None:
        """Show an heir, or blanks, without telling."""
        self.name.setText(heir.name if heir else "")
        self.relation.set_value(heir.relationship.value if heir else None)
        self.nik.set_kept(heir.nik if heir else "")
        self.phone.setText(heir.phone if heir else "")
        self.name.setCursorPosition(0)

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
    """Rows can be added and removed. Enter behind the last heir opens a row; Enter in that blank row leaves it."""

    def __init__(self) -> None:
        super().__init__(tr("Ahli waris"), tr("Yang menerima santunan bila pekerja meninggal"))
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
        self._carried = Text(tr("dipakai lagi"), "caption", "primaryText")
        self._carried_box = Box(
            H((Icon("push-pin-fill", "primaryText", 14), 0, MIDDLE), 4, self._carried, None, margins=(0, 0, 0, 8))
        )
        self._carried_box.hide()
        heads = H((Text(tr("Nama"), "captionStrong"), 1), spacing=8, margins=(0, 0, 0, 6))
        for text, width in ((tr("Hubungan"), _RELATION), (tr("NIK, boleh kosong"), _NIK), (tr("No. HP"), _PHONE)):
            heads.add(Box(H(Text(text, "captionStrong"), None), width=width))
        heads.add(Box(H(), width=_BIN))
        self._heads = Box(heads)
        self.body.add(self._carried_box, self._heads, self._note_box, self._lines, 10, H(self.more, None))
        self._set_rows(())

    def set_narrow(self, narrow: bool) -> None:
        """Each heir on two lines, without headings above."""
        self._narrow = narrow
        self._heads.setVisible(not narrow)
        for row in self.rows:
            row.set_narrow(narrow)

    def values(self) -> dict[str, object]:
        heirs = (row.heir() for row in self.rows)
        return {"heirs": tuple(heir for heir in heirs if heir is not None)}

    def fill(self, values: Mapping[str, Any]) -> None:
        if "heirs" in values:
            self._set_rows(values["heirs"])

    def typed(self) -> dict[str, Any]:
        return {"heirs": [{part: raw_of(editor) for part, editor in row.parts.items()} for row in self.rows]}

    def retype(self, typed: Mapping[str, Any]) -> None:
        kept = typed.get("heirs")
        lines = [line for line in kept if isinstance(line, dict)] if isinstance(kept, list) else []
        self._set_rows(())
        for number, line in enumerate(lines[:MOST_HEIRS]):
            row = self.rows[number] if number < len(self.rows) else self._add()
            for part, editor in row.parts.items():
                put_raw(editor, text_at(line, part))

    def place_of(self, widget: QWidget) -> str:
        for number, row in enumerate(self.rows):
            for part, editor in row.parts.items():
                if editor is widget or editor.isAncestorOf(widget):
                    return f"heirs.{number}.{part}"
        return "heirs" if widget is self.more else ""

    def focus_place(self, place: str) -> QWidget | None:
        head, _, rest = place.partition(".")
        if head != "heirs":
            return None
        number, _, part = rest.partition(".")
        row = self.rows[min(int(number), len(self.rows) - 1)] if number.isdigit() else self.rows[0]
        return put_cursor(row.parts.get(part, row.name))

    def show_carried(self, names: frozenset[str]) -> None:
        self._carried_box.setVisible("heirs" in names)

    def first(self) -> QWidget:
        return self.rows[0].name

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
        wanted: Sequence[Heir | None] = heirs or (None,)
        while len(self.rows) > len(wanted):
            self._drop(self.rows[-1])
        for row, heir in zip(self.rows, wanted, strict=False):
            row.put(heir)
        for heir in wanted[len(self.rows) :]:
            self._add(heir)

    def _drop(self, row: HeirRow) -> None:
        """Never the only one: it holds the card's place in the order of the focus."""
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._number()

    def _add(self, heir: Heir | None = None) -> HeirRow:
        row = HeirRow(heir)
        row.changed.connect(lambda: self.changed.emit("heirs"))
        row.left.connect(lambda: self.left.emit("heirs"))
        row.removed.connect(lambda: self._remove(row))
        row.full.connect(self.full)
        row.ended.connect(lambda: self._on_ended(row))
        row.set_narrow(self._narrow)
        self.rows.append(row)
        self._lines.add(row)
        self.keep_order()
        self._number()
        return row

    def _on_ended(self, row: HeirRow) -> None:
        """Enter behind the last heir: the line of another one, as long as there may be more."""
        if row is self.rows[-1] and len(self.rows) < MOST_HEIRS:
            self._add_by_hand()

    def _add_by_hand(self) -> None:
        focus_field(self._add().name)

    def keep_order(self) -> None:
        """Enter goes from row to row, each from its name to its bin, and then to the button below."""
        before: QWidget = self.rows[0].name
        for row in self.rows:
            for each in (*row.parts.values(), row.bin):
                if each is not before:
                    QWidget.setTabOrder(before, each)
                before = each
        QWidget.setTabOrder(before, self.more)

    def _remove(self, row: HeirRow) -> None:
        position = self.rows.index(row)
        if len(self.rows) == 1:
            row.put(None)
        else:
            self._drop(row)
        self.rows[min(position, len(self.rows) - 1)].name.setFocus()
        self.changed.emit("heirs")

    def _number(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.number(number)
        self.more.setEnabled(len(self.rows) < MOST_HEIRS)
