"""Who may write for which office."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from models.values import Role
from services.journal.roster import load_roster
from services.rules.fold import Writer
from tests.offices import VILLAGE
from tests.world import World


def test_machines_are_known_once_they_were_let_in(world: World) -> None:
    device = world.one.device_id
    with world.district.read() as connection:
        assert load_roster(connection).get(device) is None
    world.up(world.one)
    with world.district.read() as connection:
        roster = load_roster(connection)
        assert roster[device] == Writer(VILLAGE, Role.VILLAGE)
        assert device in set(roster) and len(roster) == len(list(roster))
        with pytest.raises(KeyError):
            roster["nobody"]


def test_each_machine_is_looked_up_once(world: World) -> None:
    asked: list[str] = []
    with world.district.read() as connection:
        event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        roster = load_roster(connection)
        for _ in range(3):
            roster.get(world.district.device_id)
            roster.get("nobody")
    assert sum(each.startswith("SELECT") for each in asked) == 2
