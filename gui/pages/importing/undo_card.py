"""Before an import is taken back: how many people, who was changed since, what the district holds already."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gui.format import date_time, number, title_case
from gui.language import tr
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.check import Check
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V
from services.workers.undo import UndoPreview

_NAMES = 6


class UndoCard(Card):
    """``agreed``: the act to take back, and whether also people who were changed since. ``closed``: not after all."""

    agreed = Signal(str, bool)
    closed = Signal()

    def __init__(self) -> None:
        self._title = Text("", "h2", wrap=True)
        self._when = Text("", "small", wrap=True)
        self._facts = V(spacing=6)
        self.also = Check("", wrap=True)
        self.stay = Button(tr("Tidak jadi"), "ghost", keycap="Esc")
        self.act = Button("", "danger", icon="undo")
        said = V(self._title, 2, self._when, 12, self._facts, 4, self.also, 12, H(None, self.stay, 8, self.act))
        super().__init__(H((Icon("undo", "err", 26), 0, TOP), 14, (said, 1)), margins=(20, 16, 20, 16), line="errLine")
        self._preview: UndoPreview | None = None
        self.stay.clicked.connect(self.closed)
        self.act.clicked.connect(self._agree)
        self.also.toggled.connect(lambda *_: self._name_act())

    def show_preview(self, preview: UndoPreview) -> None:
        """What taking it back would do; nothing happened yet."""
        self._preview = preview
        act = preview.act
        self._title.setText(tr("Batalkan impor {file}", file=act.note))
        when = date_time(datetime.fromisoformat(act.at))
        self._when.setText(tr("Diimpor {when} oleh {user}. Belum ada yang berubah.", when=when, user=act.user))
        self._facts.clear()
        for icon, tint, text in _facts(preview):
            self._facts.add(Box(H((Icon(icon, tint, 18), 0, TOP), 10, (Text(text, "small", "text", wrap=True), 1))))
        self.also.setChecked(False)
        self.also.setVisible(bool(preview.changed_since))
        self.also.set_label(tr("Tarik juga {count} orang yang sudah diubah", count=number(len(preview.changed_since))))
        self._name_act()
        self.setAccessibleName(self._title.text())
        self.show()
        (self.act if self.act.isEnabled() else self.stay).setFocus()

    def _name_act(self) -> None:
        if self._preview is not None:
            count = self._preview.workers + (len(self._preview.changed_since) if self.also.isChecked() else 0)
            self.act.set_text(tr("Batalkan impor {count} pekerja", count=number(count)))
            self.act.setVisible(bool(count) or bool(self._preview.changed_since))
            self.act.setEnabled(bool(count))

    def _agree(self) -> None:
        if self._preview is not None:
            self.agreed.emit(self._preview.act.id, self.also.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _facts(preview: UndoPreview) -> list[tuple[str, str, str]]:
    """Icon, colour and sentence of each thing to know."""
    text = tr(
        "{count} pekerja kembali seperti sebelum impor: yang baru ditarik dari daftar, tidak dihapus.",
        count=number(preview.workers),
    )
    facts = [("users", "primaryText", text)]
    if not preview.workers and not preview.changed_since:
        facts = [("info", "info", tr("Tidak ada lagi yang bisa dibatalkan dari impor ini."))]
    changed = preview.changed_since
    if changed:
        names = ", ".join(title_case(each.full_name) for each in changed[:_NAMES])
        more = len(changed) - _NAMES
        names = tr("{names}, dan {count} lagi", names=names, count=number(more)) if more > 0 else names
        text = tr("{count} orang sudah diubah sesudah impor dan dibiarkan: {names}.", count=len(changed), names=names)
        facts.append(("warning-fill", "warn", text))
    if preview.sent:
        text = tr(
            "{count} orang sudah sampai di kabupaten. Pembatalan ikut serah terima berikutnya.",
            count=number(preview.sent),
        )
        facts.append(("usb", "text2", text))
    return facts
