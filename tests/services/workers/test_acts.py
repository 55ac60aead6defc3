"""The list of what was done here."""

from __future__ import annotations

from pathlib import Path

from models.values import ActKind
from services.workers.acts import log_act, recent_acts
from services.workers.commands import register_workers
from tests.offices import village_office, worker


def test_acts_with_kind_count_and_note(tmp_path: Path) -> None:
    ctx = village_office(tmp_path / "desa")
    register_workers(ctx, [worker(9001), worker(9002)], kind=ActKind.IMPORT, note="x" * 300)
    log_act(ctx, ActKind.EXPORT, 2, "xlsx")
    imported = recent_acts(ctx, kinds=[ActKind.IMPORT])[0]
    assert (imported.count, imported.user, len(imported.note), imported.undoable) == (2, "Siti Aminah", 200, True)
    exported = recent_acts(ctx, kinds=[ActKind.EXPORT])[0]
    assert (exported.count, exported.note, exported.undoable, exported.undone) == (2, "xlsx", False, False)
    assert len(recent_acts(ctx, limit=1)) == 1
