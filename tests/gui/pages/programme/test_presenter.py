from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gui.pages.programme.facts import PlanFacts, RankedList
from gui.pages.programme.presenter import ProgrammePresenter
from models.values import Month, Payer
from services.context import AppContext
from services.programmes.commands import create_programme
from services.programmes.queries import programmes
from services.programmes.records import ProgrammeTerms
from services.workers.commands import register_workers
from tests.gui.doubles import Done, Recorder, run_now
from tests.offices import worker

CEILING = 302_400_000


def terms(ceiling: int = CEILING, **over: Any) -> ProgrammeTerms:
    values: dict[str, Any] = {"year": 2027, "payer": Payer.APBD, "from_month": Month(2027, 1), "months": 12}
    return ProgrammeTerms(ceiling=ceiling, **(values | over))


def opened(ctx: AppContext, run: Any = run_now) -> tuple[ProgrammePresenter, Recorder]:
    view = Recorder()
    presenter = ProgrammePresenter(view, ctx, run, lambda changes: presenter.refresh(changes))
    presenter.start()
    return presenter, view


def plan(view: Recorder) -> PlanFacts:
    return view.last("show_plan")[0]


def ranking(view: Recorder) -> RankedList:
    return view.last("show_ranking")[0]


def test_without_a_programme_the_form_is_shown_and_makes_one(district: AppContext) -> None:
    presenter, view = opened(district)
    assert "show_none" in view.told
    presenter.create(terms())
    assert view.last("show_programme")[0].name == "Pekerja rentan 2027"


def test_the_form_tells_which_field_is_wrong(district: AppContext) -> None:
    presenter, view = opened(district)
    presenter.create(terms(0))
    assert set(view.last("show_form_problems")[0]) == {"ceiling"}
    presenter.create(terms(from_month=Month(2010, 1)))
    assert set(view.last("show_form_problems")[0]) == {"month"}
    assert programmes(district) == []


def test_the_ceiling_pays_for_1500_at_the_law_s_tariff(district: AppContext) -> None:
    create_programme(district, terms())
    _, view = opened(district)
    facts = plan(view)
    assert (facts.people, facts.per_worker, facts.left, facts.trial) == (1_500, 201_600, 0, False)


def test_16500_shows_1527_and_what_1500_would_cost(district: AppContext) -> None:
    create_programme(district, terms())
    presenter, view = opened(district)
    presenter.type_numbers(CEILING, 16_500, 12)
    facts = plan(view)
    assert (facts.people, facts.lawful, facts.lawful_cost, facts.trial) == (1_527, 1_500, 297_000_000, True)
    presenter.use_law()
    assert plan(view).people == 1_500


@pytest.mark.parametrize("numbers", [(None, 16_800, 12), (CEILING, None, 12), (CEILING, 16_800, None)])
def test_an_empty_field_is_told_not_guessed(district: AppContext, numbers: tuple[int | None, ...]) -> None:
    create_programme(district, terms())
    presenter, view = opened(district)
    presenter.type_numbers(*numbers)
    assert view.last("show_plan") == (None, "Isi pagu, iuran dan lama untuk menghitung.")


def test_months_and_tariff_of_zero_are_refused_in_words(district: AppContext) -> None:
    create_programme(district, terms())
    presenter, view = opened(district)
    presenter.type_numbers(CEILING, 0, 12)
    assert view.last("show_plan")[1].startswith("Iuran sebulan harus lebih dari nol")


def people(district: AppContext) -> None:
    forms = [worker(9001 + number, monthly_income=900_000 + 200_000 * number) for number in range(5)]
    register_workers(district, [*forms, worker(9040, address="", notice_given_on=None)])


def test_the_line_follows_the_ceiling(district: AppContext) -> None:
    people(district)
    create_programme(district, terms(2 * 201_600))
    presenter, view = opened(district)
    first = ranking(view)
    assert (first.funded, first.candidates, len(first.refused)) == (2, 5, 1)
    assert sum(first.by_subdistrict.values()) == 2
    presenter.type_numbers(4 * 201_600, 16_800, 12)
    presenter.rank()
    assert ranking(view).funded == 4
    assert presenter.is_dirty


def test_weights_stay_at_a_hundred_and_change_the_scores(district: AppContext) -> None:
    people(district)
    create_programme(district, terms(2 * 201_600))
    presenter, view = opened(district)
    before = [line.score for line in ranking(view).lines]
    presenter.move_weight("income", 100)
    presenter.rank()
    assert ranking(view).lines[0].score == 10_000
    assert [line.score for line in ranking(view).lines] != before


class Slow:
    """Runs jobs when told, as a busy worker thread would."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[..., Any], ...]] = []
        self.hold = False

    def __call__(self, job: Any, on_ok: Any, on_error: Any = None, *_: Any, **__: Any) -> Done:
        if not self.hold:
            return run_now(job, on_ok, on_error)
        self.waiting.append((job, on_ok))
        return Done()

    def finish(self, place: int = 0) -> None:
        job, on_ok = self.waiting.pop(place)
        on_ok(job(None))


def test_while_one_ranking_runs_only_the_newest_wish_is_kept(district: AppContext) -> None:
    people(district)
    create_programme(district, terms(201_600))
    run = Slow()
    presenter, view = opened(district, run)
    run.hold = True
    for count in (2, 3, 4):
        presenter.type_numbers(count * 201_600, 16_800, 12)
        presenter.rank()
    assert len(run.waiting) == 1
    run.finish()
    run.finish()
    assert run.waiting == []
    assert [told[0].funded for told in view.told["show_ranking"]] == [1, 2, 4]


def test_what_was_ranked_for_another_programme_is_dropped(district: AppContext) -> None:
    people(district)
    create_programme(district, terms(201_600))
    create_programme(district, terms(3 * 201_600, year=2028, from_month=Month(2028, 1)))
    run = Slow()
    presenter, view = opened(district, run)
    shown = len(view.told["show_ranking"])
    run.hold = True
    presenter.rank()
    late = run.waiting.pop()
    run.hold = False
    presenter.choose(next(each.id for each in programmes(district) if each.year == 2027))
    job, on_ok = late
    on_ok(job(None))
    assert all(told[0].funded == 1 for told in view.told["show_ranking"][shown:])


def test_proposing_keeps_the_numbers_shown_and_closes_the_page(district: AppContext) -> None:
    people(district)
    create_programme(district, terms(2 * 201_600))
    presenter, view = opened(district)
    presenter.type_numbers(3 * 201_600, 1_000, 12)  # tried out, never decided
    presenter.rank()
    assert presenter.proposed == 3
    presenter.propose()
    (kept,) = programmes(district)
    assert (kept.ceiling, kept.decided_on) == (3 * 201_600, "2026-11-23")
    decided = ranking(view)
    assert (decided.funded, decided.candidates, len(decided.refused)) == (3, 5, 1)
    assert [line.place for line in decided.lines] == [1, 2, 3, 4, 5]
    assert all(sum(line.components.values()) == line.score for line in decided.lines)
    presenter.type_numbers(1, 1, 1)
    assert not presenter.is_dirty


def test_the_decree_needs_number_and_date(district: AppContext) -> None:
    people(district)
    create_programme(district, terms(201_600))
    presenter, view = opened(district)
    presenter.propose()
    presenter.record_decree("400.5/312/2026", None)
    presenter.record_decree(" ", district.today())
    first, second = (told[0] for told in view.told["show_decree_problem"])
    assert first.startswith("Tanggal keputusan belum terbaca")
    assert second.startswith("Nomor keputusan belum diisi")
    presenter.record_decree("400.5/312/2026", district.today())
    assert view.last("show_programme")[0].decree_no == "400.5/312/2026"
