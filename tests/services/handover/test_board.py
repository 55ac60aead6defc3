"""The board of villages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.context import AppContext
from services.handover.board import MOST_MISSING, BoardVillage, Concern, Delivery, board
from services.handover.handing_over import hand_over
from services.handover.incoming import Received, Refused, receive
from services.handover.newer import note_newer
from tests.offices import OTHER_VILLAGE, VILLAGE, at
from tests.world import World


def cell(ctx: AppContext, code: str = VILLAGE) -> tuple[Delivery, int, tuple[int, ...]]:
    found = next(each for each in board(ctx) if each.code == code)
    return found.state, found.last_no, found.missing


def test_all_villages_stand_on_it(world: World) -> None:
    world.up(world.one)
    cells = board(world.district)
    assert len(cells) == 295
    assert {each.code: each.workers for each in cells if each.workers} == {VILLAGE: 6}
    assert cell(world.district) == (Delivery.CURRENT, 1, ())
    assert cell(world.district, OTHER_VILLAGE) == (Delivery.NEVER, 0, ())


@pytest.mark.parametrize(("days", "state"), [(0, "current"), (20, "older"), (30, "older"), (31, "late"), (400, "late")])
def test_a_delivery_grows_old(world: World, days: int, state: str) -> None:
    world.up(world.one)
    later = at(world.district, world.district.now() + timedelta(days=days))
    assert cell(later) == (Delivery(state), 1, ())


def test_a_number_beyond_all_reason_costs_neither_time_nor_memory(world: World) -> None:
    world.up(world.one)
    with world.district.write() as unit:
        unit.connection.exec_driver_sql("UPDATE bundle SET no = 999999999")
    state, last, missing = cell(world.district)
    assert (state, last, len(missing), missing[:2]) == (Delivery.GAP, 999_999_999, MOST_MISSING, (1, 2))


def only(ctx: AppContext, code: str = VILLAGE) -> BoardVillage:
    return next(each for each in board(ctx) if each.code == code)


def test_the_village_count_stands_beside_the_districts(world: World) -> None:
    world.up(world.one)
    assert (only(world.district).register, only(world.district).workers, only(world.district).difference) == (6, 6, 0)
    assert (only(world.district, OTHER_VILLAGE).register, only(world.district, OTHER_VILLAGE).difference) == (-1, 0)
    with world.district.write() as unit:
        unit.connection.exec_driver_sql("UPDATE bundle SET register = 8")
    assert only(world.district).difference == 2


def test_a_laptop_that_waits_stands_on_the_board(world: World) -> None:
    stick = world.stick()
    hand_over(world.one, stick)
    received = receive(world.district, [stick])
    assert not received.accepted and len(received.asking) == 1
    assert (only(world.district).concern, only(world.district).waiting) == (Concern.WAITING, 1)
    receive(world.district, [stick], admit_new=True)
    assert only(world.district).concern is None


def test_a_forked_stream_stands_on_the_board(world: World) -> None:
    world.up(world.one)
    with world.district.write() as unit:
        unit.connection.exec_driver_sql(
            "INSERT INTO fork (stream, n, device) VALUES ('s', 3, ?)", (world.one.device_id,)
        )
    assert only(world.district).concern is Concern.FORK
    assert only(world.district, OTHER_VILLAGE).concern is None


def test_a_bundle_of_a_newer_program_is_remembered_until_it_was_taken_in(world: World) -> None:
    name = "3316062002-sambongrejo__naik__000002__9f2c41ab.payung"
    note_newer(world.district, Received(refused=(Refused(name, "bundle.newer_version"), Refused("x", "bundle.name"))))
    note_newer(world.district, Received(refused=(Refused("other.payung", "bundle.newer_version"),)))
    assert (only(world.district).concern, only(world.district).newer_no) == (Concern.NEWER, 2)
    world.up(world.one)
    assert only(world.district).concern is Concern.NEWER, "number one is not number two"
    world.up(world.one)
    assert only(world.district).concern is None
