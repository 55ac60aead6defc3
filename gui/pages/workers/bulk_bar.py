"""What stands above the table while rows are ticked: how many, all of them, and what can be done to them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent

from gui.format import number
from gui.language import tr
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.check import Check
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, H
from gui.widgets.menu import Menu

_WORDS_FROM = 700  # narrower, the acts that are also above the list make way
_APART_FROM = 600  # narrower, all changes are in one menu


class BulkBar(Panel):
    """«4 dipilih · Pilih semua 11». ``asked(act)``: leave, return, occupation, place, transfer, print or export."""

    asked = Signal(str)
    all_chosen = Signal()
    none_chosen = Signal()

    def __init__(self, *, may_change: bool = True) -> None:
        self.box = Check()
        self.box.setTristate(True)
        self.box.setAccessibleName(tr("Lepas semua centang"))
        self._count = Text("", "bodyStrong")
        self.everybody = Button("", "link", size="s")
        self.status = Button(tr("Ubah status"), size="s", trail="caret-down-bold")
        self.occupation = Button(tr("Ubah pekerjaan"), size="s")
        self.place = Button(tr("Ubah RT/RW"), size="s")
        self.transfer = Button(tr("Pindah desa"), size="s")
        self.print = Button(tr("Cetak"), size="s", icon="printer")
        self.export = Button(tr("Ekspor"), size="s", icon="export")
        acts = H(self.status, self.occupation, self.place, self.transfer, self.print, self.export, spacing=8)
        row = H(
            (self.box, 0, MIDDLE),
            8,
            (self._count, 0, MIDDLE),
            14,
            (self.everybody, 0, MIDDLE),
            None,
            12,
            acts,
            margins=(14, 7, 10, 7),
        )
        super().__init__(row, radius=10, raised=False)
        self.set_colors("primarySoft", "primaryLine")
        self._may_change = may_change
        for button in (self.status, self.occupation, self.place):
            if not may_change:
                button.hide()
        self.transfer.setVisible(not may_change)  # who belongs to which village is the district's to say
        self._connect()

    def _connect(self) -> None:
        self.menu = Menu(self)
        self._add("leave", tr("Keluar dari daftar…"))
        self._add("return", tr("Kembalikan ke daftar"))
        narrow = (("occupation", tr("Ubah pekerjaan…")), ("place", tr("Ubah RT/RW…")))
        self._in_narrow = [self._add(act, text) for act, text in narrow]
        corner = self.status.rect().bottomLeft
        self.status.clicked.connect(lambda: self.menu.popup(self.status.mapToGlobal(corner())))
        for button, act in (
            (self.occupation, "occupation"),
            (self.place, "place"),
            (self.transfer, "transfer"),
            (self.print, "print"),
            (self.export, "export"),
        ):
            button.clicked.connect(lambda _, act=act: self.asked.emit(act))
        self.box.clicked.connect(self.none_chosen)
        self.everybody.clicked.connect(self.all_chosen)

    def _add(self, act: str, text: str) -> QAction:
        action = self.menu.addAction(text)
        action.triggered.connect(lambda: self.asked.emit(act))
        return action

    def show_ticks(self, ticked: int, total: int) -> None:
        """How many of how many are ticked."""
        self._count.setText(tr("{count} dipilih", count=number(ticked)))
        self.everybody.set_text(tr("Pilih semua {count}", count=number(total)))
        self.everybody.setVisible(ticked < total)
        self.box.setCheckState(Qt.CheckState.Checked if ticked >= total else Qt.CheckState.PartiallyChecked)
        self.setAccessibleName(self._count.text())

    def text(self) -> str:
        """«4 dipilih»."""
        return self._count.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.none_chosen.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """It gives way itself, see ``resizeEvent``; its buttons must not widen the page."""
        return QSize(px(300), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for button in (self.print, self.export):
            button.setVisible(not self._may_change or width >= px(_WORDS_FROM))
        apart = self._may_change and width >= px(_APART_FROM)
        for button in (self.occupation, self.place):
            button.setVisible(apart)
        for action in self._in_narrow:
            action.setVisible(not apart)
        self.status.set_text(tr("Ubah status") if apart else tr("Ubah"))
