"""A copy of the district of last week that nobody noticed, after a later state had already spoken to a village."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from services import startup
from services.handover.due import changes_up
from services.handover.office_facts import writing_stream
from services.safekeeping.backups import make_backup
from services.safekeeping.restoring import restore_backup
from tests.offices import PASSPHRASE, doors
from tests.world import World


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
