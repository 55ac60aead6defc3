"""Whose facts are no longer those that a decision rested on: by what the decision names, not by clocks or arrival."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec

from models.values import Outcome
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.transferring import transfer_workers
from services.journal.change import payload_hash
from services.programmes.changed_since import ChangedSince, changed_since
from services.programmes.commands import create_programme, decide
from services.programmes.queries import get_programme
from services.programmes.records import Ranking
from services.workers.commands import register_workers, update_worker
from services.workers.queries import find_by_nik, get_worker
from tests.offices import OTHER_VILLAGE, worker
from tests.world import World, column, terms


def decided(ctx: AppContext, people: int = 9) -> Ranking:
    return decide(ctx, create_programme(ctx, terms(people)).first("programme"))


def edit(ctx: AppContext, serial: int, **fields: object) -> str:
    found = find_by_nik(ctx, worker(serial).nik)
    assert found is not None
    update_worker(ctx, found.id, replace(get_worker(ctx, found.id).form, **fields))  # type: ignore[arg-type]
    return found.id


def facts(ctx: AppContext, ranking: Ranking) -> dict[str, tuple[str, ...]]:
    found = changed_since(ctx, ranking.programme.batch_id)
    assert found.unknown == 0
    return {person.worker_id: person.facts for person in found.people}


def test_nothing_changed_nobody_is_listed(world: World) -> None:
    world.up()
    edit(world.one, 9001, monthly_income=900_000)
    world.up(world.one)
    ranking = decided(world.district)
    assert ranking.funded == 9 and changed_since(world.district, ranking.programme.batch_id) == ChangedSince()
    world.up()
    world.down()
    world.up()
    assert changed_since(world.district, ranking.programme.batch_id) == ChangedSince(), "the same again is no change"


def test_what_a_village_sends_after_the_decision_is_seen(world: World) -> None:
    world.up()
    ranking = decided(world.district)
    income = edit(world.one, 9001, monthly_income=4_000_000)
    born = edit(world.one, 9002, birth_date=date(1981, 5, 4))
    phone = edit(world.one, 9003, phone="081300009003")
    assert facts(world.district, ranking) == {}
    world.up(world.one)
    seen = facts(world.district, ranking)
    assert seen == {income: ("monthly_income",), born: ("birth_date",)} and phone not in seen
    update_worker(world.district, income, replace(get_worker(world.district, income).form, monthly_income=None))
    assert facts(world.district, ranking)[income] == ("monthly_income",)


def test_a_change_made_before_and_brought_after_the_decision_counts(world: World) -> None:
    """The village wrote first, but the district did not know: its clock does not matter."""
    world.up()
    nik = edit(world.one, 9001, nik=worker(9055).nik)
    ranking = decided(world.district)
    assert facts(world.district, ranking) == {}
    world.up(world.one)
    assert facts(world.district, ranking) == {nik: ("nik",)}


def test_taken_back_it_is_as_it_was(world: World) -> None:
    world.up()
    before = worker(9001).occupation_code
    ranking = decided(world.district)
    other = next(code for code in sorted(world.district.reference.occupations) if code != before)
    someone = edit(world.district, 9001, occupation_code=other)
    assert facts(world.district, ranking) == {someone: ("occupation_code",)}
    edit(world.district, 9001, occupation_code=before)
    assert facts(world.district, ranking) == {}


def test_a_proposal_against_the_district_is_told_though_the_shown_value_stays(world: World) -> None:
    world.up()
    edit(world.district, 9001, birth_date=date(1980, 1, 2))
    ranking = decided(world.district)
    someone = edit(world.one, 9001, birth_date=date(1979, 1, 2))
    world.up(world.one)
    assert get_worker(world.district, someone).form.birth_date == date(1980, 1, 2)
    assert facts(world.district, ranking) == {someone: ("birth_date",)}


def test_given_to_another_village(world: World) -> None:
    world.up()
    ranking = decided(world.district)
    found = find_by_nik(world.district, worker(9001).nik)
    assert found is not None
    transfer_workers(world.district, [found.id], OTHER_VILLAGE)
    assert facts(world.district, ranking) == {found.id: ("village",)}


def test_the_village_reads_the_same_of_its_own_people(world: World) -> None:
    world.up()
    ranking = decided(world.district)
    world.down()
    someone = edit(world.one, 9004, full_name="SITI AMINAH")
    assert facts(world.one, ranking) == {someone: ("full_name",)}
    assert facts(world.district, ranking) == {}


def test_only_people_who_were_chosen(world: World) -> None:
    world.up()
    ranking = decided(world.district, 2)
    chosen = {line.worker_id for line in ranking.workers if line.outcome is Outcome.FUNDED}
    changed = {edit(world.one, 9001 + number, monthly_income=4_000_000) for number in range(6)}
    changed |= {edit(world.two, 9101 + number, monthly_income=4_000_000) for number in range(3)}
    world.up()
    assert set(facts(world.district, ranking)) == chosen & changed == chosen


def test_the_order_in_which_the_journal_was_filled_does_not_matter(world: World) -> None:
    """After a repair the rows may stand in another order."""
    world.up()
    ranking = decided(world.district)
    someone = edit(world.one, 9001, monthly_income=4_000_000)
    world.up(world.one)
    with world.district.write() as unit:
        highest = unit.connection.exec_driver_sql("SELECT max(seq) FROM journal").scalar_one()
        unit.connection.exec_driver_sql("UPDATE journal SET seq = ? - seq", (2 * highest,))
    assert facts(world.district, ranking) == {someone: ("monthly_income",)}


def test_a_decision_that_does_not_say_what_it_rests_on_is_not_guessed_about(district: AppContext) -> None:
    register_workers(district, [worker(9001 + number) for number in range(3)])
    ranking = decided(district, 3)
    with district.write() as unit:
        rows = unit.connection.exec_driver_sql("SELECT seq, payload FROM journal WHERE entity = 'decision'").all()
        for seq, payload in rows[:1]:
            content = msgspec.json.decode(payload)
            del content["decision"]["basis"]
            text = msgspec.json.encode(content).decode()
            unit.connection.exec_driver_sql(
                "UPDATE journal SET payload = ?, header = json_set(header, '$.ph', ?) WHERE seq = ?",
                (text, payload_hash(text), seq),
            )
    edit(district, 9001, monthly_income=4_000_000)
    found = changed_since(district, ranking.programme.batch_id)
    assert found.unknown == 1 and len(found.people) <= 1
    assert get_programme(district, ranking.programme.id).decided_on


def test_a_village_cannot_hide_its_change_by_writing_a_decision(world: World) -> None:
    """A change that calls itself a decision and names the newest heads comes on a stick; the fold ignores it, and so
    does the list."""
    world.up()
    ranking = decided(world.district)
    world.down()
    someone = edit(world.one, 9001, monthly_income=4_000_000)
    newest = column(world.one, "SELECT id FROM journal WHERE record = ? AND entity = 'worker'", someone)
    decision = column(world.one, "SELECT id FROM decision WHERE worker_id = ?", someone)[0]
    with world.one.write() as unit:
        folded = unit.folded("decision", str(decision))
        unit.replace(
            "decision",
            str(decision),
            {"decision": {**folded.value("decision"), "basis": newest}},
            folded,
            about=someone,
        )
    stick = world.stick()
    hand_over(world.one, stick)
    receive(world.district, [stick])
    assert facts(world.district, ranking) == {someone: ("monthly_income",)}
