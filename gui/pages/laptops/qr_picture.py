"""A QR code on screen: dark on a white plate in every theme, since scanners want it so."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.printing.qr import paint_qr, qr_rows
from gui.theme import px

_QUIET = 4


class QrPicture(QWidget):
    """``module``: pixels at 100%. ``name``: for screen readers."""

    def __init__(self, name: str, *, module: int = 4) -> None:
        super().__init__()
        self._content, self._module = "", module
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, content: str) -> None:
        """Another content."""
        self._content = content
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        modules = len(qr_rows(self._content)) if self._content else 0
        side = px(self._module) * (modules + 2 * _QUIET)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._content:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), "#FFFFFF")
        module = px(self._module)
        paint_qr(painter, self._content, _QUIET * module, _QUIET * module, module)
