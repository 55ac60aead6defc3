"""Banners: news on the page, in a tone, with at most one action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent

from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, H, V
from gui.widgets.painting import TONES, Tone


class Banner(Panel):
    """Icon, title, one sentence. ``action``: text of a button that emits ``action_clicked``. ``icon``: an own one.

    ``closes``: the button only takes the news away, so it leads nowhere and is not the first thing to see.
    """

    action_clicked = Signal()

    def __init__(
        self,
        tone: Tone,
        title: str,
        text: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        icon: str = "",
        closes: bool = False,
    ) -> None:
        self._icon = Icon("info-fill", "info", 22)
        self._title = Text(title, "h3", wrap=True)
        self._text = Text(text, "small", wrap=True)
        self._button = Button(
            action, "secondary" if closes else "primary", size="s", trail="" if closes else "arrow-right-bold"
        )
        words = V(self._title, self._text, spacing=2)
        row = H((self._icon, 0, MIDDLE), (words, 1), (self._button, 0, MIDDLE), margins=(16, 11, 16, 12), spacing=14)
        super().__init__(row, radius=10, raised=False)
        self._button.clicked.connect(self.action_clicked)  # signals can be touched only after super().__init__
        if on_action is not None:
            self.action_clicked.connect(lambda: on_action())
        self.set_news(tone, title, text, action, icon=icon)

    def set_news(self, tone: Tone, title: str, text: str = "", action: str = "", *, icon: str = "") -> None:
        """Other news; tells a screen reader."""
        tint, fill, line, own = TONES[tone]
        self.set_colors(fill, line)
        self._icon.set_icon(icon or f"{own}-fill", tint)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.set_text(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {text}" if text else title)
        self.announce()

    def announce(self) -> None:
        """Tell a screen reader, where it is to be seen."""
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def button(self) -> Button:
        """The action's button, hidden without an action."""
        return self._button

    def set_selectable(self) -> None:
        """Let the words be copied."""
        for text in (self._title, self._text):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
