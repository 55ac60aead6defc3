"""Filter chips: checkable, with a count, a menu or a cross that takes the filter off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from gui.format import number
from gui.theme import font, px
from gui.widgets.painting import draw_icon, draw_text, rounded, smooth, text_width


class FilterChip(QAbstractButton):
    """A filter. ``count``: how many it leaves. ``menu``: opened by a click, Space, Enter, F4 or Alt+Down.

    ``removable``: while it is on, a cross (or Delete) emits ``removed``. Otherwise ``toggled`` tells its state.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        count: int | None = None,
        *,
        icon: str = "",
        menu: QMenu | None = None,
        removable: bool = False,
        checkable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._count, self._icon = text, count, icon
        self._menu, self._removable = menu, removable
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name_it()

    def set_text(self, text: str) -> None:
        """Another name («Pekerjaan: Buruh tani»)."""
        self._label = text
        self._name_it()

    def label(self) -> str:
        """The name as shown."""
        return self._label

    def set_count(self, count: int | None) -> None:
        """How many it leaves; None hides the number."""
        self._count = count
        self._name_it()

    def set_menu(self, menu: QMenu | None) -> None:
        """The menu it opens; its answer is for the page to show with set_text and setChecked."""
        self._menu = menu
        self._name_it()

    def _name_it(self) -> None:
        self.setAccessibleName(self._label if self._count is None else f"{self._label}, {number(self._count)}")
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def nextCheckState(self) -> None:
        if self._menu is None:
            super().nextCheckState()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_cross(self, x: float) -> bool:
        return self._shows_cross() and x >= self.width() - px(30)

    def _shows_cross(self) -> bool:
        return self._removable and self.isChecked()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._on_cross(event.position().x()) and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
            return
        was_down = self.isDown()
        super().mouseReleaseEvent(event)
        if was_down and self.rect().contains(event.position().toPoint()):
            self._open_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        alt_down = key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._menu is not None and (enter or alt_down or key in (Qt.Key.Key_F4, Qt.Key.Key_Space)):
            self._open_menu()
        elif self._shows_cross() and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif enter:
            self.click()
        else:
            super().keyPressEvent(event)

    def _font(self) -> QFont:
        return font(13, 600 if self.isChecked() else 500)

    def _trail(self) -> str:
        if self._shows_cross():
            return "x-bold"
        return "caret-down-bold" if self._menu is not None else ""

    def sizeHint(self) -> QSize:
        width = px(24) + round(text_width(font(13, 600), self._label)) + 1
        if self._icon:
            width += px(22)
        if self._count is not None:
            width += px(8) + round(text_width(font(12, 600), number(self._count))) + 1
        if self._menu is not None or self._removable:
            width += px(19)
        return QSize(width, px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        on = self.isChecked()
        hover = self.underMouse() and self.isEnabled()
        fill = "primarySoft" if on else "subtle" if hover else "surface"
        tint = "primaryText" if on else "text2"
        rounded(painter, self.rect(), self.height() / 2, fill, "primary" if on else "borderStrong")
        left, height = float(px(12)), self.height()
        if self._icon:
            draw_icon(painter, QRectF(left, 0, px(16), height), self._icon, tint, 16)
            left += px(22)
        width = text_width(self._font(), self._label) + 1
        draw_text(painter, QRectF(left, 0, width, height), self._label, self._font(), tint)
        left += width
        if self._count is not None:
            area = QRectF(left + px(7), 0, px(60), height)
            draw_text(painter, area, number(self._count), font(12, 600), "primaryText" if on else "text3")
        if self._trail():
            area = QRectF(self.width() - px(12) - px(13), 0, px(13), height)
            draw_icon(painter, area, self._trail(), tint, 13)
