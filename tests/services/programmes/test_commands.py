"""Programmes and decisions: what cannot be reckoned or carried is refused before it is written for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.values import Month, Outcome, Payer
from services import startup
from services.context import AppContext
from services.errors import Conflict, Invalid, NotAllowed, StorageTrouble
from services.handover.outgoing import build_down
from services.programmes.commands import change_terms, create_programme, decide, decision_id, record_decree
from services.programmes.queries import get_programme, outcome_counts, programmes
from services.programmes.ranking import plan_batch, rank_batch
from services.programmes.records import ProgrammeView, Ranking
from services.rules.ranking import Weights
from services.safekeeping.checking import check_office
from services.workers.commands import register_workers, update_worker
from services.workers.queries import get_worker
from tests.offices import PASSPHRASE, VILLAGE, worker
from tests.world import ONE_PERSON, World, column, terms


def people(ctx: AppContext, count: int = 5) -> None:
    register_workers(ctx, [worker(9001 + number) for number in range(count)])


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"ceiling": 0}, "programme.ceiling"),
        ({"ceiling": 10**15}, "programme.ceiling_too_high"),
        ({"months": 0}, "programme.months"),
        ({"months": 61}, "programme.months"),
        ({"base_income": 0}, "programme.base_income"),
        ({"base_income": 1_234_567}, "base_income.unknown"),
        ({"from_month": Month(1990, 1)}, "month.before_tariff"),
        ({"name": "x" * 121}, "programme.text_too_long"),
        ({"legal_basis": "x" * 40_000}, "programme.text_too_long"),
    ],
)
def test_terms_that_nobody_could_show_or_carry_are_refused(
    district: AppContext, over: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as caught:
        create_programme(district, terms(**over))
    assert [problem.code for problem in caught.value.problems] == [code]
    assert column(district, "SELECT id FROM journal") == []


def test_the_largest_ceiling_still_travels(world: World) -> None:
    world.up()
    made = create_programme(world.district, terms(1, ceiling=10**15 - 1)).first("programme")
    with pytest.raises(Invalid):
        change_terms(world.district, made, ceiling=10**15)
    assert [outcome.refused for outcome in world.down()] == [(), ()]
    assert [view.ceiling for view in programmes(world.one)] == [10**15 - 1]


def test_a_batch_that_would_pay_for_nobody_is_not_decided(district: AppContext) -> None:
    made = create_programme(district, terms()).first("programme")
    with pytest.raises(Conflict, match=r"programme\.nobody_funded"):
        decide(district, made)
    people(district)
    change_terms(district, made, ceiling=ONE_PERSON - 1)
    with pytest.raises(Conflict, match=r"programme\.nobody_funded"):
        decide(district, made)
    assert get_programme(district, made).decided_on is None
    change_terms(district, made, ceiling=ONE_PERSON)
    ranking = decide(district, made)
    assert (ranking.funded, ranking.reserve, ranking.cost, ranking.left) == (1, 4, ONE_PERSON, 0)


def test_decisions_are_one_for_each_worker_with_an_id_that_anybody_can_reckon(district: AppContext) -> None:
    people(district)
    made = create_programme(district, terms(2)).first("programme")
    view = get_programme(district, made)
    ranking = decide(district, made)
    wanted = {decision_id(view.batch_id, line.worker_id) for line in ranking.workers}
    assert set(column(district, "SELECT id FROM decision")) == wanted and len(wanted) == 5
    assert outcome_counts(district) == {Outcome.FUNDED: 2, Outcome.RESERVE: 3}
    assert check_office(district).problems == ()
    for act in (lambda: decide(district, made), lambda: change_terms(district, made, ceiling=1)):
        with pytest.raises(Conflict, match=r"programme\.already_decided"):
            act()


def test_two_windows_never_decide_one_batch_twice(district: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    people(district)
    made = create_programme(district, terms(2)).first("programme")
    monkeypatch.setattr("models.database._PRAGMAS", ("journal_mode=WAL", "busy_timeout=10"))
    other = startup.sign_in(district.paths.data, PASSPHRASE)
    tried = []

    def while_ranking(ctx: AppContext, view: ProgrammeView) -> Ranking:
        if ctx is district:
            with pytest.raises(StorageTrouble, match=r"database\.locked"):
                decide(other, made)
            tried.append(view.id)
        return rank_batch(ctx, view)

    monkeypatch.setattr("services.programmes.commands.rank_batch", while_ranking)
    decide(district, made)
    assert tried == [made]
    with pytest.raises(Conflict, match=r"programme\.already_decided"):
        decide(other, made)
    assert len(column(district, "SELECT id FROM journal WHERE entity = 'decision'")) == 5
    startup.close(other)


def test_only_the_district_decides(village: AppContext) -> None:
    for act in (
        lambda: create_programme(village, terms()),
        lambda: decide(village, "x"),
        lambda: change_terms(village, "x", ceiling=5),
        lambda: record_decree(village, "x", "1", date(2026, 1, 1)),
    ):
        with pytest.raises(NotAllowed, match=r"district\.only"):
            act()


def test_a_decree_is_noted_once_the_batch_is_decided(district: AppContext) -> None:
    people(district)
    made = create_programme(district, terms(2)).first("programme")
    with pytest.raises(Conflict, match=r"programme\.not_decided"):
        record_decree(district, made, "1", date(2026, 12, 1))
    decide(district, made)
    for number, code in (("  ", "decree.number_empty"), ("1" * 81, "programme.text_too_long")):
        with pytest.raises(Invalid) as caught:
            record_decree(district, made, number, date(2026, 12, 1))
        assert [problem.code for problem in caught.value.problems] == [code]
    record_decree(district, made, " 400.5/312/2026 ", date(2026, 12, 1))
    view = get_programme(district, made)
    assert (view.decree_no, view.decree_on, view.decided_on) == ("400.5/312/2026", "2026-12-01", "2026-11-23")


def test_changed_terms_write_only_what_changed(district: AppContext) -> None:
    made = create_programme(district, terms()).first("programme")
    before = len(column(district, "SELECT id FROM journal"))
    change_terms(district, made, ceiling=4 * ONE_PERSON, weights=Weights())
    assert len(column(district, "SELECT id FROM journal")) == before
    change_terms(district, made, weights=Weights(40, 20, 20, 10, 10))
    assert len(column(district, "SELECT id FROM journal")) == before + 1
    assert get_programme(district, made).weights == Weights(40, 20, 20, 10, 10)


@pytest.mark.parametrize("payer", list(Payer))
def test_every_payer_has_a_plan(district: AppContext, payer: Payer) -> None:
    people(district)
    made = create_programme(district, terms(payer=payer, from_month=Month(2026, 11), months=4)).first("programme")
    view = get_programme(district, made)
    relief = payer is Payer.SELF  # for APBDes and CSR the law is unclear, so they are budgeted in full
    per_worker = 2 * 8_400 + 2 * 16_800 if relief else 4 * 16_800
    plan = plan_batch(district, view)
    assert (plan.per_worker, plan.workers) == (per_worker, 4 * ONE_PERSON // per_worker)
    ranking = rank_batch(district, view)
    assert (ranking.funded, ranking.cost) == (5, 5 * per_worker)


def test_a_decision_follows_the_worker_it_is_about_home(world: World) -> None:
    world.up()
    decide(world.district, create_programme(world.district, terms()).first("programme"))
    built = build_down(world.district, VILLAGE)
    assert built.decisions == 6
    world.down()
    (record, *_) = column(world.one, "SELECT worker_id FROM decision ORDER BY worker_id")
    shown = get_worker(world.one, str(record))
    update_worker(world.one, str(record), replace(shown.form, phone="081200000000"), shown.heads)
    assert sum(outcome_counts(world.one).values()) == 6
