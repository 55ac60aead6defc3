"""What rows say about each other and what others were told: honest offices are fine, every lie is told."""

from __future__ import annotations

import pytest

from services import startup
from services.audit.chains import check_chains
from services.context import AppContext
from services.workers.commands import register_worker, register_workers
from tests.offices import PASSPHRASE, doors, worker
from tests.world import World, column, reopened


def problems(ctx: AppContext, *, quick: bool = False) -> tuple[str, ...]:
    return check_chains(ctx, quick=quick).problems


def sql(ctx: AppContext, text: str) -> None:
    with ctx.database.write() as connection:
        connection.exec_driver_sql(text)


@pytest.fixture
def round_trip(world: World) -> World:
    """Both villages delivered twice and were answered twice."""
    for serial in (9201, 9202):
        world.up()
        world.down()
        register_worker(world.one, worker(serial))
    world.up()
    return world


def test_honest_offices_are_fine(round_trip: World) -> None:
    for ctx in (round_trip.district, round_trip.one, round_trip.two):
        found = check_chains(ctx)
        assert (found.problems, found.forked, found.missing, found.unreadable) == ((), 0, 0, 0)
        assert found.links > 0 and found.heads > 0 and found.bundles > 0
        quick = check_chains(ctx, quick=True)
        assert (quick.problems, quick.bundles) == ((), 0)


def test_it_changes_nothing_and_leaves_nothing(round_trip: World) -> None:
    ctx = round_trip.district
    before = ctx.paths.database.read_bytes()
    check_chains(ctx)
    assert ctx.paths.database.read_bytes() == before
    assert list(ctx.paths.scratch.iterdir()) == []


def test_what_was_handed_over_and_is_gone_is_told(round_trip: World) -> None:
    sql(round_trip.one, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    assert "check.head_lost" in problems(round_trip.one)
    office = round_trip.one.office.code
    sql(
        round_trip.district, f"DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal WHERE office = '{office}')"
    )
    assert "check.head_lost" in problems(round_trip.district)


def test_another_change_under_a_number_that_was_told(round_trip: World) -> None:
    stream = "(SELECT stream FROM journal WHERE office = '33.16.06.2002' LIMIT 1)"
    sql(
        round_trip.district,
        f"UPDATE journal SET n = CASE n WHEN 7 THEN 6 ELSE 7 END WHERE stream = {stream} AND n IN (6, 7)",
    )
    found = check_chains(round_trip.district)
    assert "check.head_differs" in found.problems
    assert found.forked == 1


def test_two_replies_that_cannot_both_be_true(round_trip: World) -> None:
    same = "stream = (SELECT max(stream) FROM witness), n = (SELECT max(n) FROM witness)"
    sql(round_trip.one, f"UPDATE witness SET {same}, head = sha256")
    assert column(round_trip.one, "SELECT count(*) FROM witness")[0] >= 2
    assert "check.two_heads" in problems(round_trip.one, quick=True)


def test_views_that_differ_from_the_journal(round_trip: World) -> None:
    sql(round_trip.two, "UPDATE worker SET full_name = 'SESEORANG' WHERE seq = 1")
    assert problems(round_trip.two) == ("check.projection_differs",)
    assert problems(round_trip.two, quick=True) == ()


def test_a_kept_bundle_that_rotted(round_trip: World) -> None:
    path = sorted(round_trip.district.paths.archive.glob("*.payung"))[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert problems(round_trip.district) == ("check.bundle_damaged",)


def test_a_bundle_for_somebody_else_is_no_damage(round_trip: World) -> None:
    theirs = sorted(round_trip.two.paths.outgoing.glob("*.payung"))[0]
    (round_trip.one.paths.archive / theirs.name).write_bytes(theirs.read_bytes())
    found = check_chains(round_trip.one)
    assert (found.problems, found.unreadable) == ((), 1)


def test_a_clone_is_told_and_is_no_damage(world: World) -> None:
    twin = world.copy_of(world.one, "twin")
    world.one = reopened(world.one.paths.data, seed=41)
    register_workers(world.one, [worker(9301), worker(9302)])
    world.up(world.one)
    clone = startup.open_office(twin, PASSPHRASE, doors=doors(42))  # nobody notices: it goes on in the same stream
    register_worker(clone, worker(9303))
    world.up(clone)
    startup.close(clone)
    found = check_chains(world.district)
    assert (found.problems, found.forked) == ((), 1)
