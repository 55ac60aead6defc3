"""Bundles taken in: what a dishonest, broken or old machine can send must never reach what others see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.values import Role
from services import startup
from services.context import AppContext, Office
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.programmes.commands import create_programme, decide, decision_id
from services.programmes.queries import decisions, programmes
from services.safekeeping.checking import check_office
from services.workers.commands import register_worker, register_workers, update_worker
from services.workers.queries import find_by_nik, get_worker
from services.workers.search import ListFilter, count_workers, find_workers
from tests.offices import DISTRICT, VILLAGE, at, village_office, worker
from tests.world import World, column, reopened, terms


def write(ctx: AppContext, entity: str, record: str, groups: dict[str, Any], **more: str) -> None:
    """A signed change that no command of ours would write."""
    with ctx.write() as unit:
        unit.create(entity, record, groups, **more)


def id_of(ctx: AppContext, serial: int) -> str:
    found = find_by_nik(ctx, worker(serial).nik)
    assert found is not None
    return found.id


def seen(ctx: AppContext) -> tuple[list[object], ...]:
    tables = ("worker", "programme", "batch", "decision")
    return tuple(column(ctx, f"SELECT id FROM {table} ORDER BY id") for table in tables)


def test_a_village_cannot_reach_a_batch_by_calling_it_a_worker(world: World) -> None:
    create_programme(world.district, terms())
    world.up()
    world.down()
    (view,) = programmes(world.one)
    write(world.one, "worker", view.batch_id, {"decree": {"decided_on": "2026-01-01"}}, own=VILLAGE)
    world.up()
    (here,) = programmes(world.district)
    assert here.decided_on is None
    with world.district.write() as unit:
        rebuild(unit.connection, load_roster(unit.connection))
    (rebuilt,) = programmes(world.district)
    assert rebuilt.decided_on is None
    assert decide(world.district, view.id).funded == 4


def test_a_forged_decision_neither_counts_nor_moves_the_true_one(world: World) -> None:
    create_programme(world.district, terms())
    world.up()
    world.down()
    (view,) = programmes(world.one)
    mine, other = id_of(world.one, 9001), id_of(world.one, 9002)
    forged = {"batch_id": view.batch_id, "outcome": "funded", "decided_on": "2026-01-01", "place": 1}
    write(world.one, "decision", decision_id(view.batch_id, mine), {"decision": forged}, about=other)
    assert not world.up().refused
    assert column(world.district, "SELECT id FROM decision") == []
    decide(world.district, view.id)
    world.down()
    for ctx in (world.district, world.one):
        with ctx.write() as unit:
            rebuild(unit.connection, load_roster(unit.connection))
        (about,) = column(ctx, "SELECT worker_id FROM decision WHERE id = ?", decision_id(view.batch_id, mine))
        assert about == mine
    assert {row.worker_id for row in decisions(world.one, view.batch_id)} == set(
        column(world.one, "SELECT id FROM worker")
    )


def test_a_programme_made_by_a_village_goes_to_nobody(world: World) -> None:
    write(world.one, "programme", world.one.new_id(), {"terms": {"name": "PALSU", "year": 2027}})
    world.up()
    create_programme(world.district, terms())
    home = world.down()
    assert [outcome.refused for outcome in home] == [(), ()]
    assert [len(programmes(ctx)) for ctx in (world.district, world.one, world.two)] == [1, 1, 1]


def test_a_village_cannot_write_what_another_village_recorded(world: World) -> None:
    world.up()
    record = id_of(world.one, 9001)
    write(world.two, "worker", record, {"contact": {"phone": "081200000000"}})
    write(world.two, "worker", world.two.new_id(), {"identity": {"full_name": "MILIK ORANG"}}, own=VILLAGE)
    before = get_worker(world.district, record)
    assert not world.up(world.two).refused
    after = get_worker(world.district, record)
    assert (after.form, after.updated_by, after.recorded_at) == (before.form, before.updated_by, before.recorded_at)
    assert count_workers(world.district) == 9
    home = world.down()
    assert [outcome.refused for outcome in home] == [(), ()], "what others wrote must never block a reply"
    assert get_worker(world.one, record).form == before.form


@pytest.mark.parametrize(
    ("pretend", "code"),
    [
        (lambda ctx: replace(ctx, office=Office(DISTRICT, Role.DISTRICT, "Blora")), "bundle.forged"),
        (lambda ctx: replace(ctx, office=Office("33.16.01.2001", Role.VILLAGE, "Lain")), "bundle.forged"),
        (lambda ctx: replace(ctx, device_id="0" * 32), "bundle.unknown_device"),
    ],
)
def test_a_change_in_the_name_of_another_office_refuses_the_bundle(world: World, pretend: Any, code: str) -> None:
    write(pretend(world.one), "worker", world.one.new_id(), {"identity": {"full_name": "PALSU"}}, own=VILLAGE)
    outcome = world.up()
    assert [item.code for item in outcome.refused] == [code]
    assert [item.office for item in outcome.accepted] == [world.two.office.code]
    assert count_workers(world.district) == 3


def test_a_village_cannot_declare_the_district_dead(world: World) -> None:
    (own,) = column(world.district, "SELECT id FROM epoch")
    with world.two.write() as unit:
        unit.connection.exec_driver_sql("INSERT INTO epoch VALUES (?, 1)", (own,))
    world.up()
    assert column(world.district, "SELECT dead FROM epoch WHERE id = ?", own) == [0]
    world.down()
    assert count_workers(world.one, ListFilter.WAITING) == 0


def test_an_odd_list_of_heirs_stops_nobody_s_ranking(world: World) -> None:
    odd = {"heirs": [{"name": "X", "relationship": ["child"], "age": 5}, "Y", {"relationship": "child"}]}
    form = {"nik": worker(9050).nik, "full_name": "SUTINI", "birth_date": "1979-03-12", "sex": "P"}
    groups = {
        "identity": form,
        "family": odd,
        "address": {"address": "X", "village_code": VILLAGE},
        "occupation": {"occupation_code": "BTN"},
        "consent": {"notice_given_on": "2026-11-20"},
    }
    write(world.one, "worker", world.one.new_id(), groups, own=VILLAGE)
    world.up()
    made = create_programme(world.district, terms(100)).first("programme")
    assert decide(world.district, made).funded == 10


def test_a_time_that_is_no_time_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class Odd:
        def isoformat(self, timespec: str = "") -> str:
            return "--:--"

    odd = replace(world.one, now=lambda: Odd())  # type: ignore[arg-type,return-value]
    write(odd, "worker", world.one.new_id(), {"identity": {"full_name": "X"}}, own=VILLAGE)
    monkeypatch.setattr("services.handover.handing_over.verify_sealed", lambda *_, **__: None)
    outcome = world.up()
    assert [item.code for item in outcome.refused] == ["bundle.line"]
    assert count_workers(world.district) == 3


def test_an_old_reply_after_a_newer_one_takes_nothing_back(world: World) -> None:
    world.up()
    old, _ = world.replies()
    register_worker(world.one, worker(9050))
    made = create_programme(world.district, terms()).first("programme")
    decide(world.district, made)
    world.up()
    world.down()
    before = seen(world.one), count_workers(world.one, ListFilter.FUNDED)
    assert len(receive(world.one, [old]).accepted) == 1
    assert (seen(world.one), count_workers(world.one, ListFilter.FUNDED)) == before
    assert count_workers(world.one, ListFilter.WAITING) == 0


def test_after_a_reply_with_decisions_the_next_bundle_is_empty(world: World) -> None:
    world.up()
    decide(world.district, create_programme(world.district, terms()).first("programme"))
    world.down()
    (empty,) = hand_over(world.one, world.stick())
    assert (empty.changes, empty.decisions) == (0, 0)


def test_an_old_copy_gets_its_work_back_and_never_gives_a_number_twice(world: World) -> None:
    world.up()
    backup = world.copy_of(world.one, "backup")
    register_workers(world.one, [worker(9050), worker(9051)])
    world.up(world.one)
    restored = reopened(backup)
    register_worker(restored, worker(9060))
    world.down(restored)
    assert count_workers(restored) == 9
    register_worker(restored, worker(9061))
    assert check_office(restored).problems == ()
    assert not world.up(restored).refused
    assert count_workers(world.district) == 6 + 3 + 4
    twice = column(world.district, "SELECT stream FROM journal GROUP BY stream, n HAVING count(*) > 1")
    assert len(twice) <= 1, "only what was written before the reply could clash"
    world.down(restored)
    assert count_workers(restored, ListFilter.WAITING) == 0
    startup.close(restored)


def test_two_laptops_of_one_village_see_each_other_s_people(world: World, tmp_path: Path) -> None:
    (second_kit,) = make_kits(world.district, [VILLAGE], tmp_path / "second")
    second = village_office(tmp_path / "second-laptop", VILLAGE, kit=second_kit.path, seed=21)
    register_workers(second, [worker(9070), worker(9001)])
    assert not world.up(world.one, second).refused
    for outcome in world.down(world.one, second):
        assert not outcome.refused
    assert count_workers(world.one) == count_workers(second) == 8
    both = [ctx for ctx in (world.one, second) if len(find_workers(ctx, worker(9001).nik).seqs) == 2]
    assert len(both) == 2, "a NIK that both recorded stays two records until a person decides"
    record = id_of(second, 9070)
    update_worker(world.one, record, worker(9070, phone="081200000000"), get_worker(world.one, record).heads)
    world.up(world.one)
    world.down(second)
    assert get_worker(second, record).form.phone == "081200000000"
    startup.close(second)


def test_edits_that_did_not_see_each_other_are_both_kept(world: World) -> None:
    world.up()
    record = id_of(world.one, 9001)
    update_worker(world.district, record, worker(9001, phone="081200000001"))
    update_worker(world.one, record, worker(9001, phone="081200000002"))
    world.up(world.one)
    world.down(world.one)
    for ctx in (world.district, world.one):
        found = get_worker(ctx, record)
        assert (found.form.phone, found.conflicts) == ("081200000001", ("contact",))
    update_worker(world.one, record, worker(9001, phone="081200000003"))
    world.up(world.one)
    assert get_worker(world.district, record).form.phone == "081200000001", "a village never overrides the district"


def test_fields_of_a_later_program_are_carried_along(world: World) -> None:
    world.up()
    record = id_of(world.one, 9001)
    with world.one.write() as unit:
        folded = unit.folded("worker", record)
        later = {**folded.value("contact"), "phone": "081200000000", "telegram": "ada"}
        unit.replace("worker", record, {"contact": later, "hobby": {"kind": "catur"}}, folded)
    world.up(world.one)
    shown = get_worker(world.district, record)
    update_worker(world.district, record, replace(shown.form, phone="081200000009"), shown.heads)
    with world.district.write() as unit:
        folded = unit.folded("worker", record)
    assert folded.value("contact") == {"phone": "081200000009", "telegram": "ada"}
    assert folded.value("hobby") == {"kind": "catur"}


def test_a_locked_database_is_one_code_and_nothing_is_lost(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = world.stick()
    hand_over(world.one, stick)
    patient = at(world.district, world.district.now())
    with world.district.database.write() as holder:
        holder.exec_driver_sql("UPDATE setting SET value = value")
        with patient.database.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA busy_timeout=10")  # type: ignore[union-attr]
        with pytest.raises(Exception, match=r"database\.locked"):
            receive(patient, [stick])
    assert len(receive(world.district, [stick], admit_new=True).accepted) == 1
