"""How the form is laid out: rail, cards and sums side by side; one column and a line in a narrow window."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.page import PageTools
from gui.pages.register.building import CardBuilder, chain_after, controls, new_card
from gui.pages.register.cards import FormCard
from gui.pages.register.checking import Standing
from gui.pages.register.draft import Section, section_names
from gui.pages.register.identity_card import IdentityCard
from gui.pages.register.rail import Rail
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.error_summary import ErrorSummary
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H
from gui.widgets.progress_bar import ProgressBar
from gui.widgets.scroll_page import ScrollPage, make_scroll

if TYPE_CHECKING:
    from gui.pages.register.above import CarriedPanel, DraftsPanel
    from gui.pages.register.address_card import AddressCard
    from gui.pages.register.aside import Aside
    from gui.pages.register.heirs_card import HeirsCard
    from gui.pages.register.notice_card import NoticeCard
    from gui.pages.register.photo_card import PhotoCard
    from gui.pages.register.work_card import WorkCard

AnyPanel = TypeVar("AnyPanel", "DraftsPanel", "CarriedPanel")
_RAIL_FROM, _ASIDE_FROM = 760, 1040
_RAIL, _ASIDE = 162, 258


class RegisterFrame(ScrollPage):
    """The parts of the page and where they stand. ``RegisterPage`` brings them to life.

    The first card stands at once, the lower ones come one by one with ``builder``: a page is on screen within a frame.
    """

    def __init__(self, tools: PageTools) -> None:
        super().__init__(tr("Daftarkan pekerja"))
        self._tools = tools
        self._section = Section.IDENTITY
        self._standing: Standing | None = None
        self._editing = False
        self._wide: bool | None = None
        self.identity = IdentityCard(tools.context.today)
        self.builder = CardBuilder(self, self.body, self._make_card, self._fill_aside, lambda: self.carried)
        self.errors = ErrorSummary()
        self.trouble = Banner("warn", "", "", tr("Muat ulang"))
        self.trouble.hide()
        self.rail = Rail(self.builder.sections)
        self._lay_out()
        self._make_footer()

    # the cards

    def _make_card(self, section: Section) -> FormCard:
        card = new_card(section, self._tools)
        set_narrow = getattr(card, "set_narrow", None)
        if set_narrow is not None:
            set_narrow(self.width() < px(_RAIL_FROM))
        card.set_short(self.is_short())
        self._adopt(card)
        return card

    def _adopt(self, card: FormCard) -> None:
        """A card was made: fill it and listen to it."""
        raise NotImplementedError

    @property
    def cards(self) -> tuple[FormCard, ...]:
        """All cards in order; those that were not needed yet are built now."""
        return self.builder.all()

    @property
    def address(self) -> AddressCard:
        """Where it is."""
        return cast("AddressCard", self.builder.card(Section.ADDRESS))

    @property
    def work(self) -> WorkCard:
        """What is done and earned."""
        return cast("WorkCard", self.builder.card(Section.WORK))

    @property
    def heirs(self) -> HeirsCard:
        """Who receives the benefit."""
        return cast("HeirsCard", self.builder.card(Section.HEIRS))

    @property
    def notice(self) -> NoticeCard:
        """The notice on personal data."""
        return cast("NoticeCard", self.builder.card(Section.NOTICE))

    @cached_property
    def aside(self) -> Aside:
        """The sums beside the form, made when they are first shown or told something."""
        from gui.pages.register.aside import Aside

        made = Aside(self._tools.context.reference.benefits)
        self._aside_line.add(make_scroll(made))
        for card in made.findChildren(Card):
            card.set_short(self.is_short())
        return made

    @cached_property
    def waiting(self) -> DraftsPanel:
        """Drafts that wait, above everything else; made when there are some."""
        from gui.pages.register.above import DraftsPanel

        return self._put_above(DraftsPanel(), self.body.indexOf(self.trouble) + 1)

    @cached_property
    def carried(self) -> CarriedPanel:
        """What is taken over from the person before; made when there is one."""
        from gui.pages.register.above import CarriedPanel

        panel = CarriedPanel()
        panel.set_narrow(self.width() < px(_RAIL_FROM))
        return self._put_above(panel, self.body.indexOf(self.identity))

    def _put_above(self, panel: AnyPanel, place: int) -> AnyPanel:
        self._listen(panel)
        chain = controls(panel)
        self.body.insertWidget(place, panel)
        chain_after(self.trouble.button(), chain)
        return panel

    def _listen(self, panel: QWidget) -> None:
        """A panel was made: listen to it."""
        raise NotImplementedError

    def _fill_aside(self) -> None:
        """There is time for the sums now."""
        raise NotImplementedError

    @property
    def photo(self) -> PhotoCard | None:
        """The photo of the KTP, where the office turned photos on."""
        on = Section.PHOTO in self.builder.sections and self.builder.has(Section.PHOTO)
        return cast("PhotoCard", self.builder.card(Section.PHOTO)) if on else None

    def show_photo(self, on: bool) -> None:
        """Have the section for the photo, or not."""
        if on != (Section.PHOTO in self.builder.sections):
            self.builder.show_photo(on)
            self.rail.set_sections(self.builder.sections)
            self._tell_rail()

    # the rest

    def _lay_out(self) -> None:
        self._kept_icon, self._kept = Icon("check-circle-fill", "ok", 16), Text("", "small")
        self._kept_box = Box(H((self._kept_icon, 0, MIDDLE), 6, self._kept))
        self._kept_box.hide()
        self.actions.add((self._kept_box, 0, MIDDLE))
        self._rail_box = Box(H((self.rail, 1, TOP)), width=_RAIL)
        self._aside_line = H()
        self._aside_box = Box(self._aside_line, width=_ASIDE)
        self._columns = H(self._rail_box, (Box(H()), 1), self._aside_box, margins=(28, 0, 26, 0), spacing=12)
        middle = Box(self._columns)
        self.layout().replaceWidget(self.scroll, middle)
        self._columns.replaceWidget(self._columns.itemAt(1).widget(), self.scroll)
        self.body.add(self.errors, self.trouble, self.identity, None)
        self.builder.put(Section.IDENTITY, self.identity)
        self._brief, self._brief_bar = Text("", "small"), ProgressBar()
        self._brief_box = Box(H(self._brief, 12, (self._brief_bar, 1, MIDDLE), margins=(0, 8, 0, 0)))
        self.header_extra.add(self._brief_box)
        self._space_body()

    def _make_footer(self) -> None:
        self.cancel_button = Button(tr("Tutup"), "ghost", keycap="Esc")
        self.drop_button = Button(tr("Buang isian"), "ghost")
        self.drop_button.setEnabled(False)
        self.later_button = Button(tr("Simpan, lengkapi nanti"), keycap="Ctrl+S")
        self.next_button = Button(tr("Simpan & berikutnya"), "primary", keycap="Ctrl+Enter")
        self._sum = Text("", "smallStrong", "primaryText", elide=True)
        self.set_footer(
            self.cancel_button, self.drop_button, (self._sum, 40), None, self.later_button, self.next_button
        )

    def _label_buttons(self, editing: bool) -> None:
        self._editing = editing
        narrow = self.width() < px(_RAIL_FROM)
        self.next_button.set_text(tr("Simpan perubahan") if editing else tr("Simpan & berikutnya"))
        self.later_button.set_text(tr("Simpan") if narrow else tr("Simpan, lengkapi nanti"))

    def _tell_rail(self) -> None:
        if self._standing is None:
            return
        self.rail.show_standing(self._standing, self._section)
        sections = self.builder.sections
        step, name = sections.index(self._section) + 1, section_names()[self._section]
        self._brief.setText(tr("Bagian {step} dari {steps}: {name}", step=step, steps=len(sections), name=name))
        self._brief_bar.set_share(self._standing.done / self._standing.total)

    def _tell_kept(self, text: str, trouble: bool = False) -> None:
        """What the head says about saving; empty takes it away."""
        self._kept_icon.set_icon("warning-fill" if trouble else "check-circle-fill", "warn" if trouble else "ok")
        self._kept.set_color("warn" if trouble else None)
        self._kept.setText(text)
        self._kept_box.setVisible(bool(text))

    def kept_text(self) -> str:
        """What the head says about saving."""
        return "" if self._kept_box.isHidden() else self._kept.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        rail, aside = width >= px(_RAIL_FROM), width >= px(_ASIDE_FROM)
        self._rail_box.setVisible(rail)
        self._aside_box.setVisible(aside)
        self._brief_box.setVisible(not rail)
        self._sum.setVisible(not aside)
        for button in (self.cancel_button, self.drop_button):
            button.setVisible(rail)
        self._label_buttons(self._editing)
        for button, key in ((self.later_button, "Ctrl+S"), (self.next_button, "Ctrl+Enter")):
            button.set_keycap(key if rail else "")
        if "carried" in self.__dict__:
            self.carried.set_narrow(not rail)
        if rail != self._wide:
            self._wide = rail
            self.set_breadcrumb([(tr("Pekerja"), lambda: self._tools.open_page("workers"))] if rail else [])
            self._columns.set_margins((28, 0, 26, 0) if rail else (23, 0, 14, 0))
            if self.builder.has(Section.HEIRS):
                self.heirs.set_narrow(not rail)
        self._space_body()

    def _set_short(self, short: bool) -> None:
        super()._set_short(short)
        self._space_body()

    def _space_body(self) -> None:
        """The columns stand in the page's margins already."""
        self.body.set_margins((5, 5, 6, 12))

    def card_around(self, widget: QWidget) -> tuple[Section, FormCard] | None:
        """The card that holds a widget."""
        return next(((section, card) for section, card in self.builder.built() if card.isAncestorOf(widget)), None)
