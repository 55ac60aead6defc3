"""The line above the chips: the search, the switch for whole NIKs, columns, paper and workbook."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.keycap import Keycap
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H
from gui.widgets.search_box import SearchBox
from gui.widgets.switch import Switch

_WORDS_FROM = 860
_CAP_FROM = 660
_SEARCH = 356


class Toolbar(Box):
    """Only widgets; what they do is the page's."""

    def __init__(self) -> None:
        self.search = SearchBox(tr("Cari nama, NIK, alamat, atau nomor HP"), width=None)
        self.search.setMaximumWidth(px(_SEARCH))
        self._cap = Keycap("Ctrl+F")
        self.reveal = Switch(tr("Tampilkan NIK"))
        self._label = Text(tr("Tampilkan NIK"), "small")
        self._label.setBuddy(self.reveal)
        self.columns = Button(tr("Kolom"), "ghost", icon="columns", name=tr("Kolom"))
        self.print = Button(tr("Cetak"), "ghost", icon="printer", shortcut="Ctrl+P", name=tr("Cetak"))
        self.print.set_keycap("")
        self.export = Button(tr("Ekspor"), "ghost", icon="export", name=tr("Ekspor"))
        self.details = Button(tr("Rincian"), "ghost", icon="list", name=tr("Rincian"))
        self.details.hide()
        self._names = {each: each.label() for each in (self.columns, self.print, self.export, self.details)}
        switch = H((self.reveal, 0, MIDDLE), 8, (self._label, 0, MIDDLE))
        acts = H(self.columns, self.print, self.export, self.details, spacing=0)
        super().__init__(H((self.search, 100), 14, (self._cap, 0, MIDDLE), None, 12, switch, 8, acts))
        self._label.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The words beside the switch are part of it."""
        if watched is self._label and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
                self.reveal.click()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words make way for icons, which have names and tool tips."""
        super().resizeEvent(event)
        width = event.size().width()
        for button, label in self._names.items():
            button.set_text(label if width >= px(_WORDS_FROM) else "")
        self._cap.setVisible(width >= px(_CAP_FROM))
        self._label.setText(tr("Tampilkan NIK") if width >= px(_CAP_FROM) else tr("NIK"))

    def restyle(self) -> None:
        """Take the widths anew."""
        super().restyle()
        self.search.setMaximumWidth(px(_SEARCH))

    def tools(self) -> tuple[QWidget, ...]:
        """What acts on the rows; hidden while there are none."""
        return (self.reveal, self._label, self.columns, self.print, self.export)
