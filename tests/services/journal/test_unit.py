"""The unit of work and the projections: signed, chained, rebuildable."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection

from services.context import AppContext
from services.handover.transferring import transfer_workers
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.rules.fold import OWNER, Folded
from services.safekeeping.checking import check_office
from services.workers.commands import register_worker, register_workers, update_worker
from services.workers.queries import find_by_nik, get_worker
from tests.offices import OTHER_VILLAGE, VILLAGE, worker
from tests.world import World, column


def table(connection: Connection, name: str) -> list[tuple[Any, ...]]:
    rows = connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY id").mappings().all()
    return [tuple(value for key, value in row.items() if key != "seq") for row in rows]


def test_an_act_makes_one_signed_change_per_record(village: AppContext) -> None:
    register_workers(village, [worker(9001), worker(9002)])
    with village.read() as connection:
        rows = connection.exec_driver_sql("SELECT n, device, office, entity FROM journal ORDER BY n").all()
    assert [tuple(row) for row in rows] == [
        (1, village.device_id, village.office.code, "worker"),
        (2, village.device_id, village.office.code, "worker"),
    ]
    assert check_office(village).problems == ()


def test_rebuilding_gives_the_same_rows(village: AppContext) -> None:
    register_workers(village, [worker(9001 + number) for number in range(20)])
    first = register_worker(village, worker(9100)).first("worker")
    update_worker(village, first, replace(worker(9100), phone="081200000000", address="DK. LAIN"))
    with village.write() as unit:
        before = table(unit.connection, "worker")
        rebuild(unit.connection, load_roster(unit.connection))
        assert table(unit.connection, "worker") == before
        found = unit.connection.exec_driver_sql(
            "SELECT count(*) FROM worker_search WHERE worker_search MATCH '\"lain\"'"
        )
        assert found.scalar_one() == 1


def test_one_act_may_not_write_a_record_twice(village: AppContext) -> None:
    with pytest.raises(ValueError, match="one change per record"), village.write() as unit:
        unit.create("worker", "a", {"contact": {"phone": "1"}}, own=village.office.code)
        unit.create("worker", "a", {"contact": {"phone": "2"}}, own=village.office.code)


def test_nothing_is_kept_of_an_act_that_fails(village: AppContext) -> None:
    with pytest.raises(RuntimeError), village.write() as unit:
        unit.create("worker", village.new_id(), {"identity": {"full_name": "X"}}, own=village.office.code)
        raise RuntimeError
    with village.read() as connection:
        assert connection.exec_driver_sql("SELECT n, head FROM stream").one() == (0, "")
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one() == 0


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE journal SET payload = replace(payload, 'SUTINI', 'SITI')", "check.change_altered"),
        ("UPDATE journal SET header = replace(header, '\"n\":1', '\"n\":7')", "check.change_altered"),
        ("UPDATE journal SET signature = upper(signature)", "check.signature_wrong"),
        ("DELETE FROM device", "check.device_unknown"),
        ("DELETE FROM journal WHERE n = 1", "check.chain_broken"),
        ("DELETE FROM journal WHERE n = 2", "check.chain_broken"),
    ],
)
def test_the_check_finds_what_was_altered_behind_our_back(village: AppContext, statement: str, problem: str) -> None:
    register_workers(village, [worker(9001), worker(9002)])
    with village.database.write() as connection:
        connection.exec_driver_sql(statement)
    assert problem in check_office(village).problems


@pytest.mark.parametrize("group", [OWNER, "contact"])
def test_more_heads_than_a_line_names_do_not_stop_an_act(world: World, group: str) -> None:
    """A village may sign hundreds of rivals about one person; the district's word still counts at once."""
    world.up()
    ref = find_by_nik(world.one, worker(9003).nik)
    assert ref is not None
    for number in range(205):
        with world.one.write() as unit:
            seen = Folded()  # as if nothing were known: each is a rival of all others
            if group == OWNER:
                unit.create("worker", ref.id, {}, own=VILLAGE)
            else:
                unit.replace("worker", ref.id, {"contact": {"phone": f"0812{number:08d}"}}, seen)
    assert world.up(world.one).refused == ()
    if group == OWNER:
        transfer_workers(world.district, [ref.id], OTHER_VILLAGE)
        assert column(world.district, "SELECT owner FROM worker WHERE id = ?", ref.id) == [OTHER_VILLAGE]
    else:
        update_worker(world.district, ref.id, worker(9003, phone="081298765432"))
        assert get_worker(world.district, ref.id).form.phone == "081298765432"
    assert [told.refused for told in world.down()] == [(), ()]
