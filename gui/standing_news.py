"""News about the office itself: over every page until somebody closes them, because nobody must miss them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.messages import sentence
from gui.widgets.banner import Banner
from gui.widgets.layouts import V
from gui.widgets.painting import Tone
from models.values import Role
from services.safekeeping.looking import ONLY_READABLE
from services.safekeeping.waking import sentence_code

Words = Callable[[], tuple[str, str]]
"""Title and text, asked again when the language changes."""


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news."""

    tone: Tone
    words: Words


def notice_news(code: str, role: Role) -> News:
    """What was found at sign-in: the data went back in time, or moved (handover.md B8), or can only be read (D3)."""
    title = "database.only_looking" if code == ONLY_READABLE else f"event.{code.partition('.')[2]}"
    return News("warn", lambda: (sentence(title), sentence(sentence_code(code, role))))


class StandingNews(QWidget):
    """Banners one below the other, above the page and never over it. Takes no room where there are none.

    ``before``: what the Tab key comes from, so that the news are reached before the page.
    """

    def __init__(self, before: QWidget) -> None:
        super().__init__()
        self._before = before
        self._standing: dict[Banner, News] = {}
        self._column = V(margins=(28, 12, 28, 0), spacing=8)
        self.setLayout(self._column)
        self.hide()

    def post(self, news: News) -> None:
        """Show it below what stands there already."""
        title, text = news.words()
        banner = Banner(news.tone, title, text, tr("Tutup"), closes=True)
        banner.set_selectable()  # a folder is named so that it can be found
        banner.action_clicked.connect(lambda: self._close(banner))
        last = self.banners()[-1].button() if self._standing else self._before
        self._standing[banner] = news
        self._column.add(banner)
        self.show()
        banner.show()  # a layout would show it later, and what is not shown is neither read out nor reached
        self.setTabOrder(last, banner.button())
        banner.announce()

    def standing(self) -> tuple[News, ...]:
        """What nobody has closed yet, the oldest first."""
        return tuple(self._standing.values())

    def banners(self) -> tuple[Banner, ...]:
        """As they are shown, from top to bottom."""
        return tuple(self._standing)

    def take_focus(self) -> bool:
        """The first way to close one takes the focus; False where nothing stands."""
        if not self._standing:
            return False
        self.banners()[0].button().setFocus()
        return True

    def _close(self, banner: Banner) -> None:
        del self._standing[banner]
        if self._standing:
            self.banners()[0].button().setFocus()
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self.setVisible(bool(self._standing))
