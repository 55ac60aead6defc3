"""After a failed save: how many things need a look, as links to their fields. It takes the focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.language import tr
from gui.theme import color, font, px
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import H, V
from gui.widgets.painting import draw_icon, draw_text, smooth, text_width


class _Link(QAbstractButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._label = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(23) + round(text_width(font(14, 600), self._label)), px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        draw_icon(painter, QRectF(0, 0, px(14), self.height()), "arrow-right-bold", "err", 13)
        area = QRectF(px(22), 0, self.width() - px(22), self.height())
        draw_text(painter, area, self._label, font(14, 600), "err")
        width = min(area.width(), text_width(font(14, 600), self._label))
        thick = 2 if self.underMouse() else 1
        painter.fillRect(QRectF(area.x(), self.height() / 2 + px(8), width, thick), color("err"))


class ErrorSummary(Panel):
    """Hidden until ``show_errors``; ``chosen`` tells the key of the link pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        self._title = Text("", "h2", wrap=True)
        self._links = V(margins=(32, 0, 0, 0))
        head = H(Icon("warning-octagon-fill", "err", 22), (self._title, 1), spacing=10)
        super().__init__(V(head, 6, self._links, margins=(18, 14, 18, 14)), fill="errSoft", line="err", raised=False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def show_errors(self, errors: Sequence[tuple[str, str]], title: str = "") -> None:
        """List (key, sentence); an empty list hides it. It does not take the focus: see ``take_focus``."""
        self._links.clear()
        before: QWidget = self
        for key, sentence in errors:
            link = _Link(sentence)
            link.clicked.connect(lambda *_, chosen=key: self.chosen.emit(chosen))
            self._links.add(link)
            self.setTabOrder(before, link)  # made last, and yet Tab comes here next
            before = link
        self._title.setText(title or tr("Ada {count} hal yang perlu diperbaiki", count=len(errors)))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(" ".join(sentence for _, sentence in errors))
        self.setVisible(bool(errors))

    def take_focus(self) -> None:
        """After a failed save: focus here, and say it aloud."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
