"""A tall input with an icon before it, and for secrets an eye behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from gui.icons import icon
from gui.language import tr
from gui.theme import color, font, px

_HEIGHT, _RADIUS = 52, 10


class IconInput(QWidget):
    """``edit`` is the real QLineEdit. ``failed``: red outline. ``good``: a tick at the end.

    ``text_size``: of what is typed, at 100 %; smaller where a long answer has to be seen whole.
    """

    text_changed = Signal(str)
    entered = Signal()

    def __init__(
        self, picture: str, name: str, *, secret: bool = False, text_size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text_size = text_size
        self._picture, self._failed, self._good = picture, False, False
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self.text_changed)
        self.edit.returnPressed.connect(self.entered)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self.edit)
        self.eye: _Eye | None = None
        if secret:
            self._add_eye()
        self.restyle()

    def set_failed(self, failed: bool) -> None:
        """Red outline."""
        self._failed = failed
        self.update()

    def set_good(self, good: bool) -> None:
        """A green tick at the end."""
        self._good = good
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(px(220), px(_HEIGHT))

    def restyle(self) -> None:
        """Follow a change of theme or zoom."""
        self.setFixedHeight(px(_HEIGHT))
        self.edit.setFont(font(self._text_size, 500))
        self._layout.setContentsMargins(px(40) if self._picture else px(14), 2, px(42 if self._good else 10), 2)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.edit.hasFocus()
        line = 2.0 if focused or self._failed else 1.0
        tint = "err" if self._failed else "primary" if focused else "borderStrong"
        painter.setPen(QPen(color(tint), line))
        painter.setBrush(color("surface"))
        inset = line / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(_RADIUS), px(_RADIUS))
        top = int((self.height() - px(18)) / 2)
        if self._picture:
            painter.drawPixmap(px(12), top, icon(self._picture, "text3", 18))
        if self._good:
            painter.drawPixmap(self.width() - px(28), top, icon("check-circle-fill", "ok", 18))

    def _add_eye(self) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        # No word list, no dictionary of the input method: a passphrase is not to be learnt by the keyboard.
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.eye = _Eye(self)
        self.eye.toggled.connect(self._show)
        self._layout.addWidget(self.eye)

    def _show(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class _Eye(QAbstractButton):
    """Shows the passphrase while it is pressed in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Perlihatkan kata sandi"))
        self.setToolTip(tr("Perlihatkan kata sandi"))

    def sizeHint(self) -> QSize:
        return QSize(px(32), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = "eye-slash" if self.isChecked() else "eye"
        half = QPointF(px(18) / 2, px(18) / 2)
        corner = QPointF(self.width() / 2, self.height() / 2) - half
        painter.drawPixmap(corner.toPoint(), icon(name, "primaryText" if self.underMouse() else "text3", 18))
