"""The cards of the page, filled a step for each turn of the event loop so that no key has to wait."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from gui.decided_words import facts_of
from gui.language import tr
from gui.pages.person import history_words, lines, words
from gui.pages.person.band import Band
from gui.pages.person.cards import DisputeCard, FamilyCard, LinesCard
from gui.pages.person.columns import Columns
from gui.pages.person.decided_cards import DecisionsCard, MonthsCard, ProspectCard
from gui.pages.person.leaving_card import LeavingCard
from gui.pages.person.presenter import Person
from gui.pages.person.timeline import HistoryCard
from gui.widgets.banner import Banner
from gui.widgets.layouts import V
from models.values import Month, Role
from services.context import AppContext

_WIDE, _MIDDLE, _BAND = 1060, 800, 700  # width from which there are three or two columns; where the band closes up


class PersonBody(QWidget):
    """``leaving``, ``gone``, ``disputes``, ``band`` and the cards in ``columns``. ``built``: everything is shown."""

    built = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._person: Person | None = None
        self._shown = False
        self._steps: list[Callable[[Person], None]] = []
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._build_on)
        self._make_cards()
        self.columns = Columns(
            (self.identity, self.address, self.work, self.notice),
            (self.decisions, self.months, self.family),
            (self.history, self.prospect),
        )
        self.setLayout(V(self.leaving, self.gone, self.disputes, self.band, self.columns, spacing=12))
        for part in (self.gone, self.leaving, self.disputes, self.months):
            part.hide()

    def _make_cards(self) -> None:
        reference, village = self._context.reference, self._context.office.role is Role.VILLAGE
        self.gone = Banner("info", " ", icon="logout")
        self.leaving = LeavingCard(self._context.today, reference)
        self.disputes = DisputeCard()
        self.band = Band()
        self.identity = LinesCard("id-card", tr("Data diri"))
        self.address = LinesCard("map-pin", tr("Alamat"))
        self.work = LinesCard("briefcase", tr("Pekerjaan"))
        self.notice = LinesCard("clipboard", tr("Pemberitahuan data pribadi"))
        self.family = FamilyCard()
        self.decisions = DecisionsCard(proofs=village)
        self.months = MonthsCard()
        self.prospect = ProspectCard(reference.benefits)
        self.history = HistoryCard(self._context, may_undo=village)

    def show_person(self, person: Person, *, shown: bool) -> None:
        """Somebody, or the same person anew; ``shown``: whole numbers instead of the last four digits."""
        self._person, self._shown = person, shown
        ours = person.detail.owner == self._context.office.code
        keeper = "" if ours else words.village_words(self._context.reference, person.detail.owner)
        self.band.show_person(person, facts_of(person.standing), keeper)
        self._fill_gone(person)
        self._begin([self._fill_data, self._fill_decided, self._fill_others, self._fill_history])

    def show_numbers(self) -> None:
        """The whole NIK, and every other number that was masked."""
        self._shown = True
        self._begin([self._fill_data, self._fill_others, self._fill_history])

    def is_built(self) -> bool:
        """Whether everything known is on the page."""
        return self._person is not None and not self._steps

    def _begin(self, steps: list[Callable[[Person], None]]) -> None:
        # The cards are laid out and painted once, when the last of them is filled.
        self.columns.hold(True)
        self._steps = steps
        self._timer.start()

    def _build_on(self) -> None:
        if self._person is not None and self._steps:
            self._steps.pop(0)(self._person)
        if self._steps:
            self._timer.start()
        else:
            self.columns.hold(False)
            self.built.emit()

    def _fill_data(self, person: Person) -> None:
        form = person.detail.form
        self.band.show_nik(form.nik, shown=self._shown)
        self.identity.show_lines(lines.identity_lines(form, self._context.today()))
        self.address.show_lines(lines.address_lines(form, self._context.reference))

    def _fill_others(self, person: Person) -> None:
        context = self._context
        self.family.show_family(person, context.today(), shown=self._shown)
        self.disputes.setVisible(bool(person.disputed))
        self.disputes.show_disputes(person.disputed, context.reference, context.now(), shown=self._shown)

    def _fill_decided(self, person: Person) -> None:
        reference, today = self._context.reference, self._context.today()
        owner = words.village_words(reference, person.detail.owner)
        self.work.show_lines(lines.work_lines(person.detail.form, reference))
        self.notice.show_lines(lines.notice_lines(person.detail.form, owner))
        self.decisions.show_decisions(person.decisions)
        self.months.show_months(person.months, Month(today.year, today.month))
        self.months.setVisible(bool(person.months))
        self.prospect.show_eligibility(person.eligibility, person.first_month)

    def _fill_history(self, person: Person) -> None:
        self.history.show_history(person.history, shown=self._shown)

    def _fill_gone(self, person: Person) -> None:
        gone = person.departure
        self.gone.setVisible(gone is not None)
        if gone is not None:
            title = tr("Keluar dari daftar: {why}", why=words.departure_words(gone))
            action = tr("Buka data itu") if gone.same_as is not None else ""
            self.gone.set_news("info", title, history_words.departed_note(gone), action, icon="logout")

    def fit(self, width: int, px: Callable[[float], int]) -> None:
        """Take the columns that a page of that width has room for."""
        self.columns.set_count(3 if width >= px(_WIDE) else 2 if width >= px(_MIDDLE) else 1)
        self.band.set_narrow(width < px(_BAND))
