"""A copy of the district of last week that nobody noticed, after a later state had already spoken to a village."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from services import startup
from services.handover import outgoing
from services.handover.due import changes_up
from services.handover.office_facts import writing_stream
from services.safekeeping.backups import make_backup
from services.safekeeping.restoring import restore_backup
from tests.offices import PASSPHRASE, doors
from tests.world import World, column


def stream(world: World) -> str:
    with world.district.read() as connection:
        return writing_stream(connection)


def test_a_district_that_is_called_dead_begins_a_new_epoch(world: World, tmp_path: Path) -> None:
    """Else the village would never again count as received what only this epoch holds: once dead, always dead."""
    world.up()
    world.down()
    data = world.district.paths.data
    image = world.copy_of(world.district, "image")
    world.district = startup.sign_in(data, PASSPHRASE, doors=doors(31))
    first = stream(world)
    made = make_backup(world.district)
    startup.close(world.district)
    world.district = restore_backup(data, made.path, PASSPHRASE, doors=doors(32)).context
    assert stream(world) != first
    world.down()
    startup.close(world.district)
    shutil.rmtree(data)
    shutil.copytree(image, data)
    unmarked = replace(doors(33), anchors=tmp_path / "no-anchors")
    world.district = startup.sign_in(data, PASSPHRASE, doors=unmarked)
    assert stream(world) == first
    world.up()
    assert stream(world) != first
    world.down()
    with world.one.read() as connection:
        assert changes_up(connection) == []


def test_what_a_lost_district_had_received_is_sent_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the journal is so long that none of its received history goes along."""
    monkeypatch.setattr(outgoing, "HISTORY_ROOM", 0)
    made = make_backup(world.district)
    world.up()
    world.down()
    for sealed in (world.district.paths.archive, world.district.paths.outgoing):
        shutil.rmtree(sealed)  # its own disk is gone, and what lay on it
    startup.close(world.district)
    world.district = restore_backup(world.district.paths.data, made.path, PASSPHRASE, doors=doors(34)).context
    assert column(world.district, "SELECT count(*) FROM worker") == [0]
    for _ in range(2):
        world.up()
        world.down()
    assert column(world.district, "SELECT count(*) FROM worker") == [9]
