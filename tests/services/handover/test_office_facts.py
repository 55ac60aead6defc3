"""The trusted root, numbers of bundles, the roster of machines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.values import Role
from services.context import AppContext
from services.errors import NotAllowed
from services.handover import office_facts as facts
from tests.offices import VILLAGE
from tests.world import World


def test_settings_and_secrets_are_kept_apart_and_replaced(village: AppContext) -> None:
    with village.write() as unit:
        for value in ("one", "two"):
            facts.put_setting(unit.connection, "thing", value)
            facts.put_secret(unit.connection, "thing", value + " hidden")
    with village.read() as connection:
        assert facts.get_setting(connection, "thing") == "two"
        assert facts.get_secret(connection, "thing") == "two hidden"
        assert facts.get_setting(connection, "other") is None


def test_without_a_kit_there_is_no_root(village: AppContext) -> None:
    assert not facts.has_kit(village)
    with village.read() as connection:
        assert facts.signed_root(connection) is None
        assert facts.trusted_device(connection, "somebody") is None
        with pytest.raises(NotAllowed, match=r"handover\.no_kit"):
            facts.trusted_root(connection)


def test_a_village_with_a_kit_trusts_the_district(world: World) -> None:
    assert facts.has_kit(world.one)
    with world.one.read() as connection:
        office, pem = facts.trusted_device(connection, world.district.device_id) or ("", "")
    assert office == "33.16" and pem.startswith("-----BEGIN PUBLIC KEY-----")


def test_numbers_count_what_was_written_here(world: World) -> None:
    with world.one.read() as connection:
        assert facts.next_number(connection, world.one.device_id) == 1
    world.up(world.one)
    with world.one.read() as connection:
        assert facts.next_number(connection, world.one.device_id) == 2
    with world.district.read() as connection:
        assert facts.next_number(connection, world.one.device_id) == 1, "received, not written"


def test_the_roster_replaces_what_was_known_of_a_machine(world: World) -> None:
    world.up(world.one)
    with world.district.write() as unit:
        (known,) = facts.devices(unit.connection, VILLAGE)
        assert (known.id, known.role) == (world.one.device_id, Role.VILLAGE)
        facts.put_device(unit.connection, replace(known, public_key="another"))
    with world.district.read() as connection:
        assert facts.device(connection, known.id) == replace(known, public_key="another")
        assert len(facts.devices(connection, VILLAGE)) == 1


def test_a_new_stream_is_the_only_one_written(village: AppContext) -> None:
    with village.write() as unit:
        before = facts.writing_stream(unit.connection)
        facts.open_stream(village, unit.connection)
    with village.read() as connection:
        assert facts.writing_stream(connection) != before
