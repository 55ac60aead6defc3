"""The board of villages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.context import AppContext
from services.handover.board import MOST_MISSING, Delivery, board
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
