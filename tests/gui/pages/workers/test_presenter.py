from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from gui.pages.workers.presenter import Listing, WorkersPresenter
from gui.pages.workers.query import Query
from services.context import AppContext
from services.workers.commands import register_workers
from services.workers.queries import rows
from services.workers.search import ListFilter, find_workers
from tests.gui.doubles import Done, Recorder, run_now
from tests.offices import worker

NAMES = ("SUTINI", "SUPARDI", "SRI WAHYUNI", "KASMI")


class LaterRun:
    """Work that is done when the test says so, in any order."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, job: Any, on_ok: Any, on_error: Any = None, *_: Any, **__: Any) -> Done:
        self.waiting.append(lambda: run_now(job, on_ok, on_error) and None)
        return Done()


@pytest.fixture
def filled(village: AppContext) -> AppContext:
    forms = [worker(9001 + place, full_name=name) for place, name in enumerate(NAMES)]
    register_workers(village, [*forms, worker(9010, full_name="WAGIMIN", address="")])
    return village


def ids(listing: Listing) -> list[int]:
    return list(listing.seqs)


def shown_names(presenter: WorkersPresenter, listing: Listing) -> list[str]:
    presenter.need(listing.seqs)
    return [row.full_name for row in presenter.fetch(listing.seqs) if row is not None]


def test_everybody_in_name_order_with_counts(filled: AppContext) -> None:
    view = Recorder()
    presenter = WorkersPresenter(view, filled, run_now)
    presenter.load()
    (listing,) = view.last("show_listing")
    assert shown_names(presenter, listing) == ["KASMI", "SRI WAHYUNI", "SUPARDI", "SUTINI", "WAGIMIN"]
    (counts,) = view.last("show_counts")
    assert (counts[ListFilter.ALL], counts[ListFilter.INCOMPLETE], counts[ListFilter.WAITING]) == (5, 1, 5)


def test_words_and_filters_work_together(filled: AppContext) -> None:
    view = Recorder()
    presenter = WorkersPresenter(view, filled, run_now)
    presenter.load()
    presenter.search("su")
    (found,) = view.last("show_listing")
    assert shown_names(presenter, found) == ["SUPARDI", "SUTINI"] and found.total == 5
    presenter.ask(replace(presenter.query, chosen=ListFilter.INCOMPLETE))
    assert ids(view.last("show_listing")[0]) == []
    presenter.clear()
    assert len(view.last("show_listing")[0].seqs) == 5


def test_with_an_occupation_the_chips_count_only_that(filled: AppContext) -> None:
    view = Recorder()
    presenter = WorkersPresenter(view, filled, run_now)
    presenter.ask(Query(occupation="OJK"))
    assert view.last("show_counts")[0][ListFilter.ALL] == 0
    presenter.ask(Query(occupation="BTN"))
    assert view.last("show_counts")[0][ListFilter.ALL] == 5


def test_an_answer_to_an_older_question_is_dropped(filled: AppContext) -> None:
    view, run = Recorder(), LaterRun()
    presenter = WorkersPresenter(view, filled, run)
    presenter.search("su")
    presenter.search("sut")
    slow, quick = run.waiting[:2]
    quick()
    slow()
    (only,) = view.told["show_listing"]
    assert only[0].query.text == "sut"


def test_only_the_person_chosen_last_is_shown(filled: AppContext) -> None:
    view, run = Recorder(), LaterRun()
    presenter = WorkersPresenter(view, filled, run)
    first, second = (rows(filled, find_workers(filled, name).seqs)[0].id for name in ("sutini", "supardi"))
    presenter.select(first)
    presenter.select(second)
    slow, quick = run.waiting
    quick()
    slow()
    assert [told[0].detail.form.full_name for told in view.told["show_person"]] == ["SUPARDI"]


def test_somebody_is_found_by_id_whatever_was_asked_before(filled: AppContext) -> None:
    view = Recorder()
    presenter = WorkersPresenter(view, filled, run_now)
    presenter.search("kasmi")
    wanted = presenter.row(1)
    assert wanted is not None
    presenter.ask(Query(), wanted.id)
    assert view.last("show_listing")[0].go_to == 1


def test_a_person_who_is_gone_empties_the_panel(filled: AppContext) -> None:
    view = Recorder()
    WorkersPresenter(view, filled, run_now).select("00000000-0000-4000-8000-000000000000")
    assert view.last("show_person") == (None,)


def test_rows_read_ahead_fill_the_gaps_that_were_painted(filled: AppContext) -> None:
    view, run = Recorder(), LaterRun()
    presenter = WorkersPresenter(view, filled, run)
    assert presenter.fetch([1, 2]) == [None, None]
    presenter.read_ahead([1, 2])
    run.waiting.pop()()
    assert len(view.told["show_more_rows"]) == 1
    assert None not in presenter.fetch([1, 2])
