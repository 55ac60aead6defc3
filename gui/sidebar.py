"""The dark column at the left: where one can go, what waits there, and who is here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.format import initials, number
from gui.icons import icon
from gui.language import tr
from gui.page import PageSpec
from gui.theme import color, font, px, theme
from gui.widgets.logo import paint_logo
from models.values import Role

WIDE, NARROW = 216, 52
_SHORT_BELOW = 600
_MANY = 1000
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LEFT, _CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignCenter


class NavButton(QAbstractButton):
    """One entry: icon, name, and either its key or the number of things to do."""

    def __init__(self, name: str, icon_name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._icon, self._hint, self.badge = name, icon_name, hint, 0
        self.narrow = False
        self.setCheckable(True)
        self.setText(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        """Show how many things wait there; 0 shows nothing."""
        self.badge = count
        waiting = tr("{count} menunggu", count=number(count)) if count else ""
        self.setAccessibleName(f"{self._name}, {waiting}" if waiting else self._name)
        self.setToolTip(" · ".join(part for part in (self._name, waiting, self._hint) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(NARROW if self.narrow else WIDE) - px(24), px(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """The navigation decides what is chosen, not the click."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        self._paint_ground(painter, area)
        tint = "accent" if self.isChecked() else "sideText"
        side = px(20)
        left = (self.width() - side) / 2 if self.narrow else px(14)
        shape = f"{self._icon}-fill" if self.isChecked() else self._icon
        painter.drawPixmap(int(left), int((self.height() - side) / 2), icon(shape, tint, 20))
        if self.narrow:
            self._paint_dot(painter)
            return
        room = self._paint_right(painter, area) - px(44) - px(4)
        painter.setPen(color("sideStrong" if self.isChecked() else "sideText"))
        painter.setFont(font(14, 600 if self.isChecked() else 500))
        name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(px(44), 0, room, area.height()), _LEFT, name)

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(color("sideActive"))
            painter.drawRoundedRect(area, px(8), px(8))
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(QRectF(0, px(10), px(3), self.height() - px(20)), 1.5, 1.5)
        elif self.underMouse() or self.hasFocus():
            painter.setBrush(color("sideHover"))
            painter.drawRoundedRect(area, px(8), px(8))

    def _paint_right(self, painter: QPainter, area: QRectF) -> float:
        """The number or the key; returns where it begins."""
        if not self.badge and not self._hint:
            return area.right()
        if not self.badge:
            painter.setPen(color("sideMuted"))
            painter.setFont(font(11, 500))
            painter.drawText(area.adjusted(0, 0, -px(10), 0), _RIGHT, self._hint)
            return area.right() - px(10) - painter.fontMetrics().horizontalAdvance(self._hint)
        text = str(self.badge) if self.badge < _MANY else f"{_MANY - 1}+"
        painter.setFont(font(11, 700))
        width = max(px(22), painter.fontMetrics().horizontalAdvance(text) + px(12))
        pill = QRectF(area.right() - px(8) - width, (self.height() - px(20)) / 2, width, px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(pill, px(10), px(10))
        painter.setPen(color("onAccent"))
        painter.drawText(pill, _CENTRE, text)
        return pill.left()

    def _paint_dot(self, painter: QPainter) -> None:
        if self.badge:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawEllipse(QRectF(self.width() - px(14), px(6), px(8), px(8)))


class _Head(QWidget):
    """Logo, program and office."""

    def __init__(self, office: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self.narrow = False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.narrow:
            paint_logo(painter, QRectF((self.width() - px(30)) / 2, px(10), px(30), px(30)))
            return
        paint_logo(painter, QRectF(px(20), px(18), px(34), px(34)))
        width = self.width() - px(72)
        painter.setPen(color("sideStrong"))
        painter.setFont(font(18, 800, -0.2))
        painter.drawText(QRectF(px(64), px(16), width, px(22)), _LEFT, "Payung")
        painter.setPen(color("sideMuted"))
        painter.setFont(font(11, 500))
        office = painter.fontMetrics().elidedText(self._office, Qt.TextElideMode.ElideRight, int(width))
        painter.drawText(QRectF(px(64), px(36), width, px(18)), _LEFT, office)


class _Foot(QAbstractButton):
    """Who is here; pressing it locks the office."""

    def __init__(self, user: str, office: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._user, self._office = user, office
        self.narrow = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Kunci Payung, {name} sedang masuk", name=user))
        self.setToolTip(tr("Kunci (Ctrl+L)"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = color("sideText")
        line.setAlpha(40)
        inset = px(8) if self.narrow else px(20)
        painter.fillRect(QRectF(inset, 0, self.width() - 2 * inset, 1), line)
        left = (self.width() - px(32)) / 2 if self.narrow else px(20)
        self._paint_person(painter, QRectF(left, px(14), px(32), px(32)))
        if self.narrow:
            return
        width = self.width() - px(62) - px(44)
        for text, top, tint, face in (
            (self._user, 12, "sideStrong", font(13, 600)),
            (self._office, 30, "sideMuted", font(11, 500)),
        ):
            painter.setFont(face)
            painter.setPen(color(tint))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(QRectF(px(62), px(top), width, px(18)), _LEFT, shown)
        lit = self.underMouse() or self.hasFocus()
        painter.drawPixmap(int(self.width() - px(38)), px(21), icon("lock", "sideStrong" if lit else "sideMuted", 18))

    def _paint_person(self, painter: QPainter, circle: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("sideActive"))
        painter.drawEllipse(circle)
        painter.setPen(color("sideStrong"))
        painter.setFont(font(12, 700))
        painter.drawText(circle, _CENTRE, initials(self._user))


class Sidebar(QWidget):
    """``chosen(key)``: the person wants that page. ``locked()``: they want to lock."""

    chosen = Signal(str)
    locked = Signal()

    def __init__(
        self, main: Sequence[PageSpec], foot: Sequence[PageSpec], role: Role, office: str, user: str, job: str
    ) -> None:
        super().__init__()
        self._buttons: dict[str, NavButton] = {}
        self._narrow = False
        self._head = _Head(office, self)
        self._foot = _Foot(user, job, self)
        self._foot.clicked.connect(self.locked)
        self._list, self._list_layout = self._column(main, role)
        self._low, self._low_layout = self._column(foot, role)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addWidget(self._scrolling(self._list), 1)
        outer.addWidget(self._low)
        outer.addWidget(self._foot)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """52 px of icons instead of 216 px of names."""
        self._narrow = narrow
        self.setFixedWidth(px(NARROW if narrow else WIDE))
        for each in (*self._buttons.values(), self._head, self._foot):
            each.narrow = narrow
            each.update()
        self._space()

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        for each, button in self._buttons.items():
            button.setChecked(each == key)
        self._show_current()

    def _show_current(self) -> None:
        """In a short window not all entries fit; the one of the page shown is never half hidden."""
        for button in self._buttons.values():
            for area in self.findChildren(QScrollArea) if button.isChecked() else ():
                if area.isAncestorOf(button):
                    area.ensureWidgetVisible(button, 0, 0)

    def set_badge(self, key: str, count: int) -> None:
        """What waits behind one entry."""
        if key in self._buttons:
            self._buttons[key].set_badge(count)

    def button(self, key: str) -> NavButton:
        """One entry."""
        return self._buttons[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("side"))
        if theme().dark:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), color("border"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.set_narrow(self._narrow)

    def _column(self, specs: Sequence[PageSpec], role: Role) -> tuple[QWidget, QVBoxLayout]:
        column = QWidget(self)
        layout = QVBoxLayout(column)
        for spec in specs:
            name = tr(spec.title_for(role))
            button = NavButton(name, spec.icon, spec.shortcut or "", column)
            button.clicked.connect(lambda _=False, key=spec.key: self.chosen.emit(key))
            self._buttons[spec.key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        return column, layout

    def _scrolling(self, column: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        column.setAutoFillBackground(False)
        area.setWidget(column)
        column.setAutoFillBackground(False)
        return area

    def _space(self) -> None:
        """Entries 40 px high and 4 apart; closer together where the window is short."""
        short = self.height() < px(_SHORT_BELOW)
        side = px(7 if self._narrow else 12)
        for layout, above, below in ((self._list_layout, 10, 4), (self._low_layout, 0, 8)):
            layout.setContentsMargins(side, 0 if short else px(above), side, px(2 if short else below))
            layout.setSpacing(0 if short else px(4))
        for button in self._buttons.values():
            button.setFixedHeight(px(36 if short else 40))
        self._head.setFixedHeight(px(48 if self._narrow or short else 66))
        self._foot.setFixedHeight(px(60))
