"""Who may be chosen for a batch, and who is kept out with which reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.values import Month, Outcome, Payer, Relationship
from services.context import AppContext
from services.programmes.commands import create_programme, decide
from services.programmes.queries import get_programme
from services.programmes.ranking import covered_months, load_pool, rank_batch
from services.rules.ranking import COMPONENTS
from services.workers.commands import register_worker, register_workers
from services.workers.records import Heir
from tests.offices import worker
from tests.world import ONE_PERSON, column, terms


def programme(ctx: AppContext, people: int = 4, **over: Any) -> str:
    return create_programme(ctx, terms(people, **over)).first("programme")


def reasons(ctx: AppContext, made: str) -> dict[str, tuple[str, ...]]:
    return dict(load_pool(ctx, get_programme(ctx, made)).refused)


@pytest.mark.parametrize(
    ("birth", "kept_out"),
    [
        (date(1962, 1, 1), ("age.over_65",)),
        (date(1962, 1, 2), ()),
        (date(2010, 1, 1), ()),
        (date(2010, 1, 2), ("age.under_17",)),
        (None, ("data.incomplete", "birth_date.missing")),
    ],
)
def test_age_counts_on_the_first_covered_day(
    district: AppContext, birth: date | None, kept_out: tuple[str, ...]
) -> None:
    made = programme(district)
    record = register_worker(district, worker(birth_date=birth)).first("worker")
    assert reasons(district, made).get(record, ()) == kept_out


def test_one_already_enrolled_stays_at_65(district: AppContext) -> None:
    made = programme(district)
    record = register_worker(district, worker(birth_date=date(1960, 1, 1))).first("worker")
    assert reasons(district, made) == {record: ("age.over_65",)}
    with district.write() as unit:
        unit.create("participation", district.new_id(), {"enrolment": {"enrolled_on": "2026-01-02"}}, about=record)
    assert reasons(district, made) == {}
    assert rank_batch(district, get_programme(district, made)).funded == 1
    (ranked,) = rank_batch(district, get_programme(district, made)).workers
    assert ranked.reasons == ("age.ask_bpjs",)


def test_one_nik_on_two_records_keeps_both_out(district: AppContext) -> None:
    made = programme(district)
    first = register_worker(district, worker(9001)).first("worker")
    with district.write() as unit:
        folded = unit.folded("worker", first)
        groups = {name: dict(state.value or {}) for name, state in folded.groups.items() if name != "owner"}
        second = district.new_id()
        unit.create("worker", second, groups, own=district.office.code)
    assert reasons(district, made) == {first: ("nik.duplicate",), second: ("nik.duplicate",)}
    with district.write() as unit:
        unit.replace("worker", second, {"status": {"state": "left", "on": "2026-11-01"}}, unit.folded("worker", second))
    assert reasons(district, made) == {second: ("status.left",)}


def test_nobody_is_paid_for_twice_in_one_month(district: AppContext) -> None:
    register_workers(district, [worker(9001 + number) for number in range(5)])
    decide(district, programme(district, 2))
    funded = set(column(district, "SELECT worker_id FROM decision WHERE outcome = 'funded'"))
    second = programme(district, 10, from_month=Month(2027, 12))
    assert reasons(district, second) == {record: ("turn.funded_already",) for record in funded}
    later = programme(district, 10, from_month=Month(2028, 1))
    assert reasons(district, later) == {}
    ranking = decide(district, second)
    assert (ranking.funded, ranking.refused) == (3, 2)
    times = column(district, "SELECT count(*) FROM decision WHERE outcome = 'funded' GROUP BY worker_id")
    assert times == [1] * 5


def test_registering_anew_pays_nobody_twice_either(district: AppContext) -> None:
    record = register_worker(district, worker()).first("worker")
    decide(district, programme(district, 1))
    with district.write() as unit:
        folded = unit.folded("worker", record)
        groups = {name: dict(state.value or {}) for name, state in folded.groups.items() if name != "owner"}
        unit.replace("worker", record, {"status": {"state": "left"}}, folded)
        again = district.new_id()
        unit.create("worker", again, groups, own=district.office.code)
    assert reasons(district, programme(district, 1))[again] == ("turn.funded_already",)


def test_no_income_is_a_need_and_unknown_income_is_not(district: AppContext) -> None:
    none = register_worker(district, worker(9001, monthly_income=0)).first("worker")
    unknown = register_worker(district, worker(9002, monthly_income=None)).first("worker")
    ranking = rank_batch(district, get_programme(district, programme(district)))
    points = {line.worker_id: line.components["income"] for line in ranking.workers}
    assert points == {none: 3_500, unknown: 0}


def test_the_parts_add_up_and_the_line_falls_where_the_ceiling_ends(district: AppContext) -> None:
    heirs = (Heir("DWI", Relationship.CHILD), Heir("TRI", Relationship.SIBLING), Heir("ADI", Relationship.SPOUSE))
    register_workers(
        district,
        [worker(9001 + number, monthly_income=500_000 * number, heirs=heirs[: number % 4]) for number in range(12)],
    )
    ranking = rank_batch(district, get_programme(district, programme(district, 5, ceiling=5 * ONE_PERSON + 7)))
    assert (ranking.funded, ranking.reserve, ranking.cost, ranking.left) == (5, 7, 5 * ONE_PERSON, 7)
    assert [line.place for line in ranking.workers] == list(range(1, 13))
    assert [line.outcome for line in ranking.workers] == [Outcome.FUNDED] * 5 + [Outcome.RESERVE] * 7
    assert [line.reserve_no for line in ranking.workers] == [None] * 5 + list(range(1, 8))
    for line in ranking.workers:
        assert tuple(line.components) == COMPONENTS and sum(line.components.values()) == line.score


def test_months_that_a_relief_ends_in_are_priced_one_by_one(district: AppContext) -> None:
    view = get_programme(district, programme(district, payer=Payer.SELF, from_month=Month(2026, 11), months=4))
    assert covered_months(view) == (Month(2026, 11), Month(2027, 2))
