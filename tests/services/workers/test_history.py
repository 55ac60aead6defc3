"""Who, what before, what after, when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.values import ActKind, LeftReason
from services.context import AppContext
from services.workers.commands import register_worker, update_worker
from services.workers.history import FieldChange, worker_history
from services.workers.leaving import leave_register
from services.workers.queries import get_worker
from services.workers.records import Heir
from services.workers.undo import undo
from tests.offices import VILLAGE, village_office, worker
from tests.world import World


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    return village_office(tmp_path / "desa")


def test_the_story_of_one_person(village: AppContext) -> None:
    worker_id = register_worker(village, worker(9001)).first("worker")
    update_worker(village, worker_id, worker(9001, rt="007", heirs=(Heir("SUPARDI"),)))
    left = leave_register(village, [worker_id], LeftReason.DIED, date(2026, 11, 20))
    undo(village, left.act)
    back, gone, changed, created = worker_history(village, worker_id)
    assert [entry.kind for entry in (back, gone, changed, created)] == [
        ActKind.UNDO,
        ActKind.LEAVE,
        ActKind.UPDATE,
        ActKind.REGISTER,
    ]
    assert (created.created, created.user, created.here, created.counted) == (True, "Siti Aminah", True, True)
    assert FieldChange("full_name", "", "SUTINI") in created.fields
    assert changed.fields == (FieldChange("rt", "003", "007"), FieldChange("heirs", (), (Heir("SUPARDI"),)))
    assert gone.fields == (
        FieldChange("state", "", "left"),
        FieldChange("reason", "", "died"),
        FieldChange("on", "", "2026-11-20"),
    )
    assert [change.after for change in back.fields] == ["", "", ""]
    assert [entry.undoable for entry in (back, gone, changed, created)] == [True, False, True, True]


def test_somebody_unknown_has_no_history(village: AppContext) -> None:
    assert worker_history(village, "00000000-0000-4000-8000-000000000000") == ()


def test_the_other_laptop_s_change_is_told_as_its_own_and_cannot_be_undone_here(world: World) -> None:
    world.up(world.one)
    with world.one.read() as connection:
        worker_id = connection.exec_driver_sql("SELECT id FROM worker ORDER BY seq LIMIT 1").scalar_one()
    update_worker(world.one, worker_id, replace(get_worker(world.one, worker_id).form, rt="007"))
    world.up(world.one)
    changed, created = worker_history(world.district, worker_id)
    assert changed.fields == (FieldChange("rt", "003", "007"),)
    for entry in (changed, created):
        assert (entry.office, entry.user) == (VILLAGE, "Siti Aminah")
        assert (entry.kind, entry.here, entry.counted, entry.undoable) == (None, False, True, False)
