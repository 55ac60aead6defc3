"""How the form is laid out: rail, cards and sums side by side; one column and a line in a narrow window."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from gui.language import tr
from gui.page import PageTools
from gui.pages.register.address_card import AddressCard
from gui.pages.register.aside import Aside
from gui.pages.register.cards import FormCard
from gui.pages.register.checking import Standing
from gui.pages.register.draft import Section, section_names
from gui.pages.register.heirs_card import HeirsCard
from gui.pages.register.identity_card import IdentityCard
from gui.pages.register.notice_card import NoticeCard
from gui.pages.register.rail import Rail
from gui.pages.register.work_card import WorkCard
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.error_summary import ErrorSummary
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H
from gui.widgets.scroll_page import ScrollPage, make_scroll

_RAIL_FROM, _ASIDE_FROM = 760, 1040
_RAIL, _ASIDE = 162, 258


class RegisterFrame(ScrollPage):
    """The parts of the page and where they stand. ``RegisterPage`` brings them to life."""

    def __init__(self, tools: PageTools) -> None:
        super().__init__(tr("Daftarkan pekerja"))
        self._tools = tools
        ctx = tools.context
        village = ctx.reference.villages.get(ctx.office.code)
        place = tr("kelurahan") if village is not None and village.is_kelurahan else tr("desa")
        self._section = Section.IDENTITY
        self._standing: Standing | None = None
        self._editing = False
        self._wide: bool | None = None
        self.identity, self.address = IdentityCard(ctx.today), AddressCard()
        self.work, self.heirs, self.notice = WorkCard(ctx.reference), HeirsCard(), NoticeCard(place, ctx.today)
        self.cards: tuple[FormCard, ...] = (self.identity, self.address, self.work, self.heirs, self.notice)
        self.errors = ErrorSummary()
        self.trouble = Banner("warn", "", "", tr("Muat ulang"))
        self.trouble.hide()
        self.rail = Rail(section_names())
        self.aside = Aside(ctx.reference.benefits)
        self._lay_out()
        self._make_footer()

    def _lay_out(self) -> None:
        self._kept_icon, self._kept = Icon("check-circle-fill", "ok", 16), Text("", "small")
        self._kept_box = Box(H((self._kept_icon, 0, MIDDLE), 6, self._kept))
        self._kept_box.hide()
        self.actions.add((self._kept_box, 0, MIDDLE))
        self._rail_box = Box(H((self.rail, 1, TOP)), width=_RAIL)
        self._aside_box = Box(H(make_scroll(self.aside)), width=_ASIDE)
        self._columns = H(self._rail_box, (Box(H()), 1), self._aside_box, margins=(28, 0, 26, 0), spacing=12)
        middle = Box(self._columns)
        self.layout().replaceWidget(self.scroll, middle)
        self._columns.replaceWidget(self._columns.itemAt(1).widget(), self.scroll)
        self.body.add(self.errors, self.trouble, *self.cards, None)  # last: moving a full body is slow
        self._brief = Text("", "small")
        self._brief_bar = self.rail.brief_bar()
        self._brief_box = Box(H(self._brief, 12, (self._brief_bar, 1, MIDDLE), margins=(0, 8, 0, 0)))
        self.header_extra.add(self._brief_box)
        self._space_body()

    def _make_footer(self) -> None:
        self.cancel_button = Button(tr("Batal"), "ghost", keycap="Esc")
        self.later_button = Button(tr("Simpan, lengkapi nanti"), keycap="Ctrl+S")
        self.next_button = Button(tr("Simpan & berikutnya"), "primary", keycap="Ctrl+Enter")
        self._sum = Text("", "smallStrong", "primaryText", elide=True)
        self.set_footer(self.cancel_button, (self._sum, 40), None, self.later_button, self.next_button)

    def _label_buttons(self, editing: bool) -> None:
        self._editing = editing
        narrow = self.width() < px(_RAIL_FROM)
        self.next_button.set_text(tr("Simpan perubahan") if editing else tr("Simpan & berikutnya"))
        self.later_button.set_text(tr("Simpan") if narrow else tr("Simpan, lengkapi nanti"))

    def _tell_rail(self) -> None:
        if self._standing is not None:
            self.rail.show_standing(self._standing, self._section)
            name = section_names()[self._section]
            self._brief.setText(
                tr("Bagian {step} dari {steps}: {name}", step=self._section + 1, steps=len(self.cards), name=name)
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        rail, aside = width >= px(_RAIL_FROM), width >= px(_ASIDE_FROM)
        self._rail_box.setVisible(rail)
        self._aside_box.setVisible(aside)
        self._brief_box.setVisible(not rail)
        self._sum.setVisible(not aside)
        self.cancel_button.setVisible(rail)
        self._label_buttons(self._editing)
        for button, key in ((self.later_button, "Ctrl+S"), (self.next_button, "Ctrl+Enter")):
            button.set_keycap(key if rail else "")
        self.heirs.set_narrow(not rail)
        if rail != self._wide:
            self._wide = rail
            self.set_breadcrumb([(tr("Pekerja"), lambda: self._tools.open_page("workers"))] if rail else [])
            self._columns.set_margins((28, 0, 26, 0) if rail else (23, 0, 14, 0))
        self._space_body()

    def _set_short(self, short: bool) -> None:
        super()._set_short(short)
        self._space_body()

    def _space_body(self) -> None:
        """The columns stand in the page's margins already."""
        self.body.set_margins((5, 5, 6, 12))
