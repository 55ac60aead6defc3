"""Buttons: real QPushButtons that paint themselves, with an icon, a keycap and a busy state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.icons import icon
from gui.theme import color, font, px
from gui.widgets.painting import draw_icon, draw_keycap, draw_text, rounded, smooth, text_width

Kind = Literal["primary", "secondary", "soft", "ghost", "danger", "danger-fill", "link", "accent", "toast", "crumb"]

# kind: (fill, fill hovered, fill pressed, line, colour of text)
_LOOKS: dict[str, tuple[str | None, str | None, str | None, str | None, str]] = {
    "primary": ("primary", "primaryHover", "primaryPress", None, "onPrimary"),
    "secondary": ("surface", "subtle", "sunken", "borderStrong", "text"),
    "soft": ("primarySoft", "primarySoft", "primarySoft", None, "primaryText"),
    "ghost": (None, "sunken", "sunken", None, "text2"),
    "danger": ("surface", "errSoft", "errSoft", "err", "err"),
    "danger-fill": ("err", "err", "err", None, "onPrimary"),
    "link": (None, None, None, None, "primaryText"),
    "accent": ("accent", "accent", "accent", None, "onAccent"),
    "crumb": (None, None, None, None, "text3"),
    "toast": (None, None, None, None, "toastAction"),
}
_BARE = ("link", "toast", "crumb")  # text alone, without padding
_HEIGHTS = {"s": 32, "m": 40, "l": 48}
_PADDING = {"s": 12, "m": 16, "l": 20}
_TEXT = {"s": 13, "m": 14, "l": 15}


class Button(QPushButton):
    """A button. ``kind``: one filled primary per screen. ``keycap``: the key as shown («Ctrl+N»).

    ``shortcut``: also makes the key work while the button is visible. ``trail``: an icon after the text. Without a
    text it is a square icon button and needs ``name`` for screen readers and the tool tip.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "secondary",
        *,
        icon: str = "",
        keycap: str = "",
        shortcut: str = "",
        trail: str = "",
        size: Literal["s", "m", "l"] = "m",
        name: str = "",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._kind, self._icon, self._trail, self._size = text, kind, icon, trail, size
        self._keycap, self._key, self._name = keycap or shortcut, shortcut, name
        self._busy_text: str | None = None
        self._passed_to: tuple[QWidget | None] | None = None
        self._angle = 0
        self._spin = QTimer(self, interval=40)
        self._spin.timeout.connect(self._turn)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)  # Enter presses the focused button
        self.setFlat(True)
        self._name_it()
        if on_click is not None:
            self.clicked.connect(lambda *_: on_click())

    def set_text(self, text: str) -> None:
        """Another label («Gabungkan 12 paket»)."""
        if text != self._label:
            self._label = text
            self._name_it()

    def set_kind(self, kind: Kind) -> None:
        """Another look."""
        self._kind = kind
        self.update()

    def set_icon(self, name: str) -> None:
        """Another icon; empty for none."""
        self._icon = name
        self._name_it()

    def set_keycap(self, keycap: str) -> None:
        """Another key as shown; empty takes it away, as narrow windows do."""
        if keycap != self._keycap:
            self._keycap = keycap
            self.updateGeometry()
            self.update()

    def label(self) -> str:
        """The text as shown."""
        return self._label

    def kind(self) -> str:
        """The look in use."""
        return self._kind

    def set_busy(self, text: str | None) -> None:
        """A turning mark and ``text`` («Menyimpan…»), no pressing; None ends it.

        A button that cannot be pressed loses the focus to whatever comes next; it comes back with the end of the work,
        unless the person went elsewhere meanwhile.
        """
        window = self.window()
        had_focus = window.focusWidget() is self
        self._busy_text = text
        self.setEnabled(text is None)
        if text is None:
            self._spin.stop()
            if self._passed_to is not None and window.focusWidget() is self._passed_to[0]:
                self.setFocus()
            self._passed_to = None
        else:
            self._spin.start()
            if had_focus:
                self._passed_to = (window.focusWidget(),)
        self._name_it()

    def is_busy(self) -> bool:
        """True between set_busy(text) and set_busy(None)."""
        return self._busy_text is not None

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def _turn(self) -> None:
        self._angle = (self._angle + 15) % 360
        self.update()

    def _shown(self) -> str:
        return self._label if self._busy_text is None else self._busy_text

    def _name_it(self) -> None:
        self.setText(self._shown().replace("&", "&&"))  # otherwise Qt makes «& b» a shortcut
        self.setAccessibleName(self._name or self._shown())
        if self._name and not self._label:
            self.setToolTip(f"{self._name}  {self._keycap}" if self._keycap else self._name)
        if self._key:
            self.setShortcut(QKeySequence(self._key))  # setText forgets it
        self.updateGeometry()
        self.update()

    def _bare(self) -> bool:
        return self._kind in _BARE

    # size

    def _font(self) -> QFont:
        return font(12, 500) if self._kind == "crumb" else font(_TEXT[self._size], 600)

    def _lead(self) -> str:
        return "busy" if self._busy_text is not None else self._icon

    def _keycap_width(self) -> int:
        return round(text_width(font(11, 600), self._keycap)) + px(12)

    def _content_width(self) -> int:
        width = round(text_width(self._font(), self._shown()) + 0.5)
        if self._lead():
            width += px(18) + px(8)
        if self._trail:
            width += px(16) + px(8)
        if self._keycap and self._shown():
            width += px(10) + self._keycap_width()
        return width

    def sizeHint(self) -> QSize:
        height = px(20 if self._kind == "crumb" else _HEIGHTS[self._size])
        if not self._shown():
            return QSize(height, height)
        padding = 0 if self._bare() else px(_PADDING[self._size])
        return QSize(self._content_width() + 2 * padding + 1, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # look

    def _colors(self) -> tuple[str | None, str | None, str]:
        fill, hover, press, line, tint = _LOOKS[self._kind]
        if not self.isEnabled() and self._busy_text is None:
            return (None if self._kind in ("ghost", *_BARE) else "sunken"), None, "disabled"
        if self.isDown():
            fill = press
        elif self.underMouse() and self.isEnabled():
            fill = hover
        if self._kind == "soft" and self.isEnabled() and (self.isDown() or self.underMouse()):
            line = "primaryLine"
        return fill, line, tint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        fill, line, tint = self._colors()
        if fill or line:
            rounded(painter, self.rect(), px(8), fill, line)
        if not self._shown():
            draw_icon(painter, self.rect(), self._lead(), tint, 20)
            return
        self._paint_content(painter, tint)

    def _paint_content(self, painter: QPainter, tint: str) -> None:
        left: float = 0 if self._bare() else (self.width() - self._content_width()) // 2
        height = self.height()
        if self._lead():
            self._paint_lead(painter, QRectF(left, 0, px(18), height), tint)
            left += px(18) + px(8)
        width = text_width(self._font(), self._shown())
        draw_text(painter, QRectF(left, 0, width + 1, height), self._shown(), self._font(), tint)
        if self._bare() and self.underMouse() and self.isEnabled():
            painter.fillRect(QRectF(left, height / 2 + px(9), width, 1), color(tint))
        left += width
        if self._trail:
            draw_icon(painter, QRectF(left + px(8), 0, px(16), height), self._trail, tint, 16)
            left += px(16) + px(8)
        if self._keycap:
            cap = QRectF(left + px(10), (height - px(20)) / 2, self._keycap_width(), px(20))
            draw_keycap(painter, cap, self._keycap, font(11, 600), tint, color(tint, 34))

    def _paint_lead(self, painter: QPainter, rect: QRectF, tint: str) -> None:
        if self._busy_text is None:
            draw_icon(painter, rect, self._icon, tint, 18)
            return
        painter.save()
        center = rect.center()
        painter.setTransform(QTransform().translate(center.x(), center.y()).rotate(self._angle), True)
        painter.drawPixmap(-px(9), -px(9), icon("busy-bold", tint, 18))
        painter.restore()
