"""The paper before it is printed: the same painting on screen, on the printer and in a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from gui.language import tr
from gui.printing.document import Document
from gui.theme import color, px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, V
from gui.widgets.paper import A4, PaperPreview

_WIDTH, _HEIGHT = 620, 760
_EDGE = 48  # of the window that stays visible around it


class PreviewDialog(QDialog):
    """``print_wanted()``, ``save_wanted(Path)``. Page Up and Page Down turn pages."""

    print_wanted = Signal()
    save_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None, document: Document) -> None:
        super().__init__(parent)
        self._document = document
        self.setWindowTitle(document.title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.paper = PaperPreview(name=document.title)
        self.paper.set_document(self._paint, document.pages)
        self.paper.setAccessibleDescription(document.spoken)
        self.print = Button(tr("Cetak"), "primary", icon="printer", shortcut="Ctrl+P", on_click=self.print_wanted.emit)
        self.save = Button(tr("Simpan PDF"), icon="download", shortcut="Ctrl+S", on_click=self._ask_path)
        self.cancel = Button(tr("Tutup"), "ghost", keycap="Esc", on_click=self.reject)
        self._lay_out()
        self._fit(parent)
        self._on_page(0)
        self.print.setFocus()

    def show_trouble(self, text: str) -> None:
        """What went wrong and what to do; the paper stays."""
        self._trouble.set_news("err", tr("Belum tercetak atau tersimpan"), text)
        self._trouble.show()

    def trouble(self) -> str:
        """The sentence shown, empty when there is none."""
        return "" if self._trouble.isHidden() else self._trouble.accessibleName()

    def set_busy(self, busy: bool) -> None:
        """While it is written nothing can be pressed twice."""
        self.print.setEnabled(not busy)
        self.save.setEnabled(not busy)

    def _lay_out(self) -> None:
        self._where = Text("", "small")
        self.back = Button(icon="caret-left", name=tr("Halaman sebelumnya"), size="s", on_click=self._turn_back)
        self.on = Button(icon="caret-right", name=tr("Halaman berikutnya"), size="s", on_click=self._turn_on)
        pages = Box(H(self.back, (self._where, 0, MIDDLE), self.on, spacing=10))
        pages.setVisible(self._document.pages > 1)
        self.paper.page_changed.connect(self._on_page)
        head = H((Text(self._document.title, "h2", elide=True), 1), 16, pages)
        self._trouble = Banner("err", tr("Belum tercetak atau tersimpan"), "")
        self._trouble.hide()
        foot = H(self.cancel, None, self.save, self.print, spacing=10)
        self.setLayout(V(head, 12, self._trouble, (self.paper, 1), 16, foot, margins=(24, 20, 24, 20)))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(color("canvas")))
        self.setPalette(palette)

    def _fit(self, parent: QWidget | None) -> None:
        """As tall as the window allows: on a low screen the paper is small, the buttons stay."""
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        self.resize(min(px(_WIDTH), room.width() - px(_EDGE)), min(px(_HEIGHT), room.height() - px(_EDGE)))

    def _paint(self, painter: QPainter, page: int) -> None:
        self._document.paint_page(painter, QRectF(0, 0, A4.width(), A4.height()), page)

    def _turn_back(self) -> None:
        self.paper.show_page(self.paper.page() - 1)

    def _turn_on(self) -> None:
        self.paper.show_page(self.paper.page() + 1)

    def _on_page(self, page: int) -> None:
        pages = self._document.pages
        self._where.setText(tr("Halaman {page} dari {pages}", page=page + 1, pages=pages))
        self.back.setEnabled(page > 0)
        self.on.setEnabled(page + 1 < pages)

    def _ask_path(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Simpan PDF"), self._document.file_name, "PDF (*.pdf)")
        if name:
            path = Path(name)
            self.save_wanted.emit(path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf"))
