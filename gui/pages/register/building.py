"""The cards of the form come one by one, so that nothing waits for those further down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.pages.register.cards import FormCard
from gui.pages.register.draft import Section
from gui.widgets.layouts import Line

if TYPE_CHECKING:
    from gui.page import PageTools

_MOST_WIDGETS = 20_000


class CardBuilder(QObject):
    """Builds cards in the order of the form into ``body``; asking for one builds those before it too.

    ``start``: one card per turn of the event loop, ``beside`` in a turn of its own after the second, ``after`` in the
    last. The order of the focus follows the order on screen.
    """

    def __init__(
        self,
        page: QWidget,
        body: Line,
        make: Callable[[Section], FormCard],
        beside: Callable[[], object],
        after: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._body, self._make, self._after = body, make, after
        self._beside: Callable[[], object] | None = beside
        self._cards: dict[Section, FormCard] = {}
        self.show_photo(False)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._build_one)

    def show_photo(self, on: bool) -> None:
        """Whether the card for the photo is one of them."""
        self.sections = tuple(section for section in Section if on or section is not Section.PHOTO)
        if Section.PHOTO in self._cards:
            self._cards[Section.PHOTO].setVisible(on)
        elif on and Section.NOTICE in self._cards:
            self.card(Section.PHOTO)

    def put(self, section: Section, card: FormCard) -> None:
        """A card that stands in the body already."""
        self._cards[section] = card

    def start(self) -> None:
        """Begin with those that are lacking."""
        if len(self._cards) < len(self.sections) or self._beside is not None:
            self._timer.start()

    def has(self, section: Section) -> bool:
        """Whether it is built."""
        return section in self._cards

    def built(self) -> list[tuple[Section, FormCard]]:
        """Those that are built, from top to bottom."""
        return [(section, self._cards[section]) for section in self.sections if section in self._cards]

    def card(self, section: Section) -> FormCard:
        """One card, built now if it was not."""
        for each in self.sections[: self.sections.index(section) + 1]:
            if each not in self._cards:
                self._build(each)
        return self._cards[section]

    def all(self) -> tuple[FormCard, ...]:
        """Every card."""
        return tuple(self.card(section) for section in self.sections)

    def _build_one(self) -> None:
        lacking = next((section for section in self.sections if section not in self._cards), None)
        if lacking is not Section.ADDRESS and self._beside is not None:
            beside, self._beside = self._beside, None
            beside()
        elif lacking is None:
            self._timer.stop()
            self._after()
        else:
            self._build(lacking)

    def _build(self, section: Section) -> None:
        before = self._cards[self.sections[self.sections.index(section) - 1]]
        card = self._make(section)
        chain = controls(card)
        self._cards[section] = card
        self._body.insertWidget(self._body.indexOf(before) + 1, card)
        card.show()  # at once: the layout would do so a turn later, and Enter passes what is hidden
        chain_after(next(iter(reversed(controls(before))), before), chain)
        card.keep_order()


def new_card(section: Section, tools: PageTools) -> FormCard:
    """A card below the first. Its module is read only now: all of them at once would keep the page waiting."""
    ctx = tools.context
    village = ctx.reference.villages.get(ctx.office.code)
    if section is Section.ADDRESS:
        from gui.pages.register.address_card import AddressCard

        address = AddressCard()
        address.show_village(village)
        return address
    if section is Section.WORK:
        from gui.pages.register.work_card import WorkCard

        return WorkCard(ctx.reference)
    if section is Section.HEIRS:
        from gui.pages.register.heirs_card import HeirsCard

        return HeirsCard()
    if section is Section.PHOTO:
        from gui.pages.register.photo_card import PhotoCard

        return PhotoCard(tools)
    from gui.pages.register.notice_card import NoticeCard

    place = tr("kelurahan") if village is not None and village.is_kelurahan else tr("desa")
    return NoticeCard(place, ctx.today, ctx.user.name)


def chain_after(before: QWidget, chain: Sequence[QWidget]) -> None:
    """Let Tab go from ``before`` through ``chain``."""
    for each in chain:
        QWidget.setTabOrder(before, each)
        before = each


def controls(card: QWidget) -> list[QWidget]:
    """What of a card can take the focus, in its order."""
    found: list[QWidget] = []
    current = card.nextInFocusChain()
    for _ in range(_MOST_WIDGETS):
        if current is None or current is card:
            break
        focusable = current.focusPolicy() != Qt.FocusPolicy.NoFocus and current.focusProxy() is None
        if focusable and card.isAncestorOf(current):
            found.append(current)
        current = current.nextInFocusChain()
    return found
