"""Paper on screen: always white, painted by the same code that prints."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.theme import color, px
from gui.widgets.painting import rounded, smooth

PaintPage = Callable[[QPainter, int], None]
A4 = QSizeF(595.276, 841.89)  # points, 1/72 inch


class PaperPreview(QWidget):
    """One page scaled to fit. ``paint_page(painter, page)`` paints in points from the top left corner.

    Page Up and Page Down turn pages; ``page_changed`` tells the page (from 0).
    """

    page_changed = Signal(int)

    def __init__(
        self, paint_page: PaintPage | None = None, pages: int = 1, *, size: QSizeF = A4, name: str = ""
    ) -> None:
        super().__init__()
        self._paint_page, self._pages, self._page, self._size = paint_page, pages, 0, size
        self._name = name or tr("Pratinjau cetak")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tell()

    def set_document(self, paint_page: PaintPage, pages: int = 1, size: QSizeF | None = None) -> None:
        """Another document, from its first page."""
        self._paint_page, self._pages = paint_page, max(1, pages)
        self._size = self._size if size is None else size
        self._page = 0
        self._tell()
        self.update()

    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    def pages(self) -> int:
        """How many there are."""
        return self._pages

    def show_page(self, page: int) -> None:
        """Turn to a page."""
        page = min(max(0, page), self._pages - 1)
        if page != self._page:
            self._page = page
            self._tell()
            self.update()
            self.page_changed.emit(page)

    def _tell(self) -> None:
        where = tr("Halaman {page} dari {pages}", page=self._page + 1, pages=self._pages)
        self.setAccessibleName(f"{self._name}. {where}")

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(424))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(140), px(120))

    def paper_rect(self) -> QRectF:
        """Where the paper lies."""
        room = QRectF(self.rect()).adjusted(4, 4, -4, -6)
        scale = min(room.width() / self._size.width(), room.height() / self._size.height())
        width, height = self._size.width() * scale, self._size.height() * scale
        return QRectF(room.center().x() - width / 2, room.y() + (room.height() - height) / 2, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.show_page(self._page + step)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._pages > 1 and event.angleDelta().y():
            self.show_page(self._page + (1 if event.angleDelta().y() < 0 else -1))
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        paper = self.paper_rect()
        for down, alpha in ((4, 8), (2, 12), (1, 16)):
            rounded(painter, paper.translated(0, down), 3, color("#000000", alpha))
        painter.fillRect(paper, color("paper"))
        painter.setPen(QPen(color("hairline"), 1))
        painter.drawRect(paper)
        if self._paint_page is None:
            return
        painter.save()
        painter.setClipRect(paper)
        painter.translate(paper.topLeft())
        scale = paper.width() / self._size.width()
        painter.scale(scale, scale)
        painter.setPen(color("ink"))
        self._paint_page(painter, self._page)
        painter.restore()
