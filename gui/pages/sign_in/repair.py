"""The card for a damaged office, in the place of the sign-in card: what is here, the repair, what was saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from gui.language import tr
from gui.pages.sign_in.repair_presenter import Found, Outcome
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V


class RepairCard(Panel):
    """``wanted()``: repair. ``added(str)``: another place to read from. ``opened()``: to work. ``left()``: back."""

    wanted = Signal()
    added = Signal(str)
    opened = Signal()
    left = Signal()

    def __init__(self) -> None:
        self._title = Text("", "number", wrap=True)
        self._words = Text("", "body", "text2", wrap=True)
        self._trouble = Text("", "smallStrong", "err", wrap=True)
        self._list = V(spacing=8)
        self.act = self._wide(Button(tr("Perbaiki sekarang"), "primary", size="l", icon="history"))
        self.open = self._wide(Button(tr("Buka Payung"), "primary", size="l", keycap="Enter"))
        self.add = Button(tr("Tambah cadangan dari USB atau disk lain"), "link", icon="folder", size="s")
        self.back = Button(tr("Kembali"), "link", size="s")
        super().__init__(
            V(
                self._title,
                4,
                self._words,
                14,
                self._trouble,
                Box(self._list),
                18,
                self.act,
                self.open,
                12,
                H(self.add, None),
                4,
                H(self.back, None),
                margins=(36, 28, 36, 24),
            ),
            radius=16,
        )
        self.act.clicked.connect(self.wanted)
        self.open.clicked.connect(self.opened)
        self.add.clicked.connect(self._pick)
        self.back.clicked.connect(self.left)

    def begin(self) -> None:
        """Say what happened and what a repair does."""
        self._title.setText(tr("Berkas data rusak"))
        self._words.setText(
            tr(
                "Payung membaca setiap catatan yang masih utuh, lalu melengkapinya dari cadangan, titipan, dan balasan "
                "kabupaten di komputer ini. Berkas yang rusak tetap disimpan."
            )
        )
        self.show_trouble("")
        self._show_lines(())
        self.act.setEnabled(False)
        self._show_acts(finished=False)

    def show_found(self, found: Sequence[Found], possible: bool) -> None:
        """What there is to repair from."""
        self._show_lines([("check-circle-fill", "ok", each.text) if each.good else ("circle", "text3", each.text)
                    for each in found])  # fmt: skip
        self.act.setEnabled(possible)
        if possible:
            self.show_trouble("")
            self.act.setFocus()
        else:
            self.show_trouble(
                tr(
                    "Di komputer ini tidak ada lagi yang bisa dibaca. Tambahkan cadangan dari USB atau disk lain, atau "
                    "minta kit pengganti ke kabupaten: semua yang pernah diserahkan ada di sana."
                )
            )

    def show_trouble(self, text: str) -> None:
        """Why it did not work."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def show_busy(self, busy: bool) -> None:
        """While it runs."""
        self.act.set_busy(tr("Memperbaiki…") if busy else None)
        for each in (self.add, self.back):
            each.setEnabled(not busy)

    def show_outcome(self, outcome: Outcome) -> None:
        """What was saved, and from where."""
        self._title.setText(tr("Bisa dipakai lagi") if outcome.complete else tr("Bisa dipakai lagi, ada yang hilang"))
        self._words.setText(outcome.title)
        self._show_lines(
            [
                *(("check-circle-fill", "ok", line) for line in outcome.lines),
                *(("warning-fill", "warn", line) for line in outcome.warnings),
            ]
        )
        self._show_acts(finished=True)
        self.open.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.open.isVisible():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _show_acts(self, *, finished: bool) -> None:
        self.open.setVisible(finished)
        for each in (self.act, self.add, self.back):
            each.setVisible(not finished)

    def _show_lines(self, lines: Sequence[tuple[str, str, str]]) -> None:
        self._list.clear()
        for icon, tint, text in lines:
            self._list.add(_listed(icon, tint, text))

    @staticmethod
    def _wide(button: Button) -> Button:
        button.setSizePolicy(QSizePolicy.Policy.Expanding, button.sizePolicy().verticalPolicy())
        return button

    def _pick(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Pilih folder, USB, atau disk dengan cadangan"))
        if name:
            self.added.emit(name)


def _listed(icon: str, tint: str, text: str) -> QWidget:
    return Box(H((Icon(icon, tint, 18), 0, TOP), 10, (Text(text, "body", wrap=True), 1)))
