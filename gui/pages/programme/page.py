"""The planner: sum, weights, ranked list, sub-districts; and the form when there is no programme yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from gui.charts.bars import Bar, BarChart
from gui.confirm import ask
from gui.format import number, rupiah
from gui.forms.choice import Choice
from gui.language import tr
from gui.page import PageTools
from gui.pages.programme.decided_card import DecidedCard
from gui.pages.programme.facts import Draft, PlanFacts, RankedList, Tariff
from gui.pages.programme.new_view import NewProgrammeView
from gui.pages.programme.plan_card import PlanCard
from gui.pages.programme.presenter import ProgrammePresenter
from gui.pages.programme.ranked_card import RankedCard
from gui.pages.programme.versions import ask_version, dispute_title, dispute_words
from gui.pages.programme.weights_card import WeightsCard
from gui.pages.programme.words import covered
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import Box, H, V
from gui.widgets.scroll_page import ScrollPage
from models.values import Month, Payer
from services.changes import Changes
from services.programmes.changed_since import ChangedSince
from services.programmes.disputed import Dispute, Version
from services.programmes.records import ProgrammeTerms, ProgrammeView

_DEBOUNCE_MS = 120
_NARROW = 900


class ProgrammePage(QWidget):
    """``arrive(id=…)`` opens that programme. Numbers follow at once; the list 120 ms after the last key."""

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._tools = tools
        self._view: ProgrammeView | None = None
        self._tariff: Tariff | None = None
        self._ranking: RankedList | None = None
        self.plan, self.weights = PlanCard(), WeightsCard()
        self.ranked = RankedCard(tools.context.reference)
        self.decided = DecidedCard(tools.context)
        self.places = BarChart(row_height=23, label_width=92, values="edge", words=lambda value: number(int(value)))
        self.trouble = Banner("warn", "", action=tr("Tutup"))
        self.trouble.hide()
        self.new = NewProgrammeView(tools.context)
        self.main = self._make_main()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.main)
        self._stack.addWidget(self.new)
        self._debounce = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self.presenter = ProgrammePresenter(self, tools.context, tools.run_for(self), tools.publish)
        self._connect()

    def _make_main(self) -> ScrollPage:
        self.which = Choice(searchable=False, name=tr("Program"), width=210)
        self.another = Button(tr("Program baru"), icon="plus", name=tr("Program baru"), on_click=self._show_new)
        self.keep = Button(tr("Simpan rancangan"), keycap="Ctrl+S")
        self.propose = Button("", "primary", icon="check-bold", on_click=self._ask_propose)
        page = ScrollPage(tr("Program & Anggaran"), actions=[self.which, self.another, self.keep, self.propose])
        self._places_note = Text("", "caption", wrap=True)
        places = Card(
            Text(tr("Per kecamatan"), "h2"), 2, self._places_note, 10, self.places, None, margins=(16, 14, 16, 14)
        )
        self._places = Box(V(places), width=244)
        self.ranked.setMinimumHeight(px(380))
        self._columns = H((self.weights, 0), (self.ranked, 1), (self._places, 0), spacing=16)
        self.disputed = Banner("err", "", action=tr("Pilih versi"))
        self.disputed.hide()
        page.body.add(self.trouble, self.disputed, self.decided, self.plan, (self._columns, 1))
        return page

    def _connect(self) -> None:
        ask_, debounce = self.presenter, self._debounce
        debounce.timeout.connect(ask_.rank)
        self.plan.typed.connect(ask_.type_numbers)
        self.plan.typed.connect(lambda *_: debounce.start())
        self.plan.law_wanted.connect(ask_.use_law)
        self.weights.moved.connect(ask_.move_weight)
        self.weights.moved.connect(lambda *_: debounce.start())
        self.ranked.chosen.connect(self.weights.show_why)
        self.ranked.opened.connect(lambda worker: self._tools.open_page("workers", worker_id=worker))
        self.ranked.person_opened.connect(lambda worker: self._tools.open_page("person", worker=worker))
        self.decided.changed_wanted.connect(self._show_who_changed)
        self.which.chosen.connect(ask_.choose)
        self.keep.clicked.connect(lambda *_: ask_.keep_draft())
        self.new.asked.connect(ask_.create)
        self.new.cancelled.connect(self._show_main)
        self.decided.decree_written.connect(ask_.record_decree)
        self.decided.replies_wanted.connect(lambda: self._tools.open_page("replies"))
        self.trouble.action_clicked.connect(self.trouble.hide)
        self.disputed.action_clicked.connect(ask_.load_versions)
        QShortcut(QKeySequence("Ctrl+S"), self.main).activated.connect(ask_.keep_draft)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self.new).activated.connect(self.new.create.click)

    # from the shell

    def arrive(self, id: str = "", **_: Any) -> None:
        """Show that programme, else what was shown."""
        if id:
            self.presenter.choose(id)
        else:
            self.presenter.start()
        self.plan.ceiling.setFocus()

    def refresh(self, changes: Changes) -> None:
        """What other pages' commands touched."""
        self.presenter.refresh(changes)

    def is_dirty(self) -> bool:
        """Ceiling or weights that are not kept yet."""
        return self.presenter.is_dirty

    def discard(self) -> None:
        """Forget them."""
        self.presenter.forget_draft()

    def step_back(self) -> bool:
        """Esc: from the form back to the programme."""
        if self._stack.currentWidget() is self.new and self._view is not None:
            self._show_main()
            return True
        return False

    # from the presenter

    def show_none(self) -> None:
        self._view = None
        self._show_new()

    def show_programme(self, view: ProgrammeView, tariff: Tariff, all_of_them: Sequence[ProgrammeView]) -> None:
        other = self._view is None or self._view.id != view.id
        self._view, self._tariff = view, tariff
        self._ranking = None if other else self._ranking
        self.main.set_title(view.name)
        self._subtitle()
        self.which.setVisible(len(all_of_them) > 1)
        self.which.set_options([(each.id, each.name) for each in all_of_them])
        self.which.set_value(view.id)
        done = view.decided_on is not None
        self.decided.show_programme(view)
        self.plan.set_read_only(done)
        self.weights.set_read_only(done)
        self.propose.setVisible(not done)
        self._tell_acts()
        if other or self._stack.currentWidget() is self.new:
            self._show_main()

    def show_draft(self, draft: Draft) -> None:
        assert self._tariff is not None
        self.plan.show_draft(draft, self._tariff)
        self.weights.show_weights(draft.weights)
        self._tell_acts()

    def show_plan(self, plan: PlanFacts | None, problem: str) -> None:
        known = self._ranking.candidates if self._ranking is not None else None
        self._plan = (plan, problem)
        self.plan.show_plan(plan, problem, known)
        self._tell_acts()

    _plan: tuple[PlanFacts | None, str] = (None, "")

    def show_ranking(self, ranking: RankedList | None) -> None:
        self._ranking = ranking
        if ranking is None:
            return
        self.ranked.show_list(ranking)
        self.places.set_bars([Bar(name, count) for name, count in ranking.by_subdistrict.items()])
        self._subtitle()
        self._places_note.setText(tr("{count} orang sampai batas dana", count=number(ranking.funded)))
        if self._view is not None and self._view.decided_on is not None:
            self.decided.show_count(ranking.funded)
        self.plan.show_plan(*self._plan, ranking.candidates)
        self._tell_acts()

    def show_changed(self, changed: ChangedSince) -> None:
        self.decided.show_changed(changed)
        self.ranked.show_people_changed(changed.people)

    def show_dispute(self, dispute: Dispute | None) -> None:
        self.decided.show_dispute(dispute)
        self.disputed.setVisible(dispute is not None)
        if dispute is not None:
            action = tr("Pilih versi") if dispute.people else ""
            self.disputed.set_news("err", dispute_title(dispute), dispute_words(dispute), action)

    def show_versions(self, versions: Sequence[Version], per_person: int) -> None:
        version = ask_version(self, versions, per_person)
        if version:
            self.presenter.settle(version)

    def show_settled(self) -> None:
        words = tr("Satu versi putusan dipakai seluruhnya.")
        self._tools.notify(words, "ok", tr("Pilih lagi"), self.presenter.load_versions)

    def show_unanswered(self, text: str) -> None:
        title, act = tr("Belum semua desa menyerahkan lagi"), tr("Tetap ajukan sekarang")
        if ask(self, title, text, act, tr("Tunggu USB desa")):
            self.presenter.propose(anyway=True)

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("warn", tr("Belum berhasil"), text, tr("Tutup"))
        self.trouble.show()
        self.main.reveal(self.trouble)

    def show_form_problems(self, problems: dict[str, str]) -> None:
        self.new.show_problems(problems)

    def show_decree_problem(self, text: str) -> None:
        self.decided.show_problem(text)

    # from the person

    def _ask_propose(self) -> None:
        view, draft, tariff = self._view, self.presenter.draft, self._tariff
        if view is None or draft is None or tariff is None or not self.presenter.proposed:
            return
        count = number(self.presenter.proposed)
        text = tr(
            "Setiap pekerja mendapat satu catatan bertanda tangan: calon penerima, daftar tunggu, atau tidak dapat "
            "dipilih. Iuran {monthly} sebulan selama {months} bulan, pagu {ceiling}. Ini tidak bisa dibatalkan.",
            monthly=rupiah(tariff.monthly),
            months=view.months,
            ceiling=rupiah(draft.ceiling or 0),
        )
        title, act = tr("Ajukan {count} calon penerima?", count=count), tr("Ajukan {count} calon", count=count)
        if ask(self, title, text, act, tr("Periksa lagi")):
            self.presenter.propose()

    def _show_who_changed(self) -> None:
        self.ranked.go_to_changed()
        self.main.reveal(self.ranked)

    def _show_new(self) -> None:
        self._stack.setCurrentWidget(self.new)
        self.new.start(may_cancel=self._view is not None)

    def _show_main(self) -> None:
        self._stack.setCurrentWidget(self.main)

    def _subtitle(self) -> None:
        view = self._view
        if view is None:
            return
        parts = [covered(view)]
        if self._ranking is not None:
            parts.append(tr("{count} calon memenuhi syarat", count=number(self._ranking.candidates)))
        self.main.set_subtitle(" · ".join(parts))

    def _tell_acts(self) -> None:
        dirty = self.presenter.is_dirty
        self.keep.setVisible(dirty)
        count = self.presenter.proposed
        self.propose.setEnabled(count > 0)
        self.propose.set_text(
            _propose_words(count, short=self._columns.direction() == QBoxLayout.Direction.TopToBottom)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way:
            self._columns.setDirection(way)
            self.plan.set_narrow(narrow)
            self.another.set_text("" if narrow else tr("Program baru"))
            self._tell_acts()

    def try_monthly(self, amount: int) -> str:
        """Put another contribution into its field, as a picture wants it; gives the kept digits."""
        self.plan.monthly.set_value(amount)
        return str(amount)


def _propose_words(count: int, *, short: bool) -> str:
    if not count:
        return tr("Ajukan calon penerima")
    words = tr("Ajukan {count} calon") if short else tr("Ajukan {count} calon penerima")
    return words.format(count=number(count))


def show_example(page: ProgrammePage, tools: PageTools) -> None:
    """For pictures: a programme that is still being planned, made once."""
    from services.programmes.commands import create_programme
    from services.programmes.queries import programmes

    found = [view for view in programmes(tools.context) if view.decided_on is None]
    if not found:
        terms = ProgrammeTerms(year=2028, payer=Payer.APBD, ceiling=302_400_000, from_month=Month(2028, 1), months=12)
        create_programme(tools.context, terms)
        found = [view for view in programmes(tools.context) if view.decided_on is None]
    page.presenter.choose(found[0].id)
