"""Giving people to another village: they moved, or stood in the wrong list (handover.md B9)."""

from __future__ import annotations

from collections.abc import Collection

from models.values import EventKind, Role
from services.changes import Changes
from services.context import AppContext
from services.errors import NotAllowed, NotFound
from services.progress import SILENT, Reporter


def transfer_workers(ctx: AppContext, ids: Collection[str], village_code: str, reporter: Reporter = SILENT) -> Changes:
    """District: these people belong to another village from now on, in one act.

    The new village gets everything about them with its next reply. Once it is known to have read that, the old one
    gets the notice, and lets the content go when all of its own has arrived. People who are there already stay so.
    Raises NotAllowed("district.only"), NotFound("village.unknown" | "worker.missing"), Cancelled.
    """
    if ctx.office.role is not Role.DISTRICT:
        raise NotAllowed("district.only")
    if village_code not in ctx.reference.villages:
        raise NotFound("village.unknown")
    wanted = sorted(set(ids))
    with ctx.write() as unit:
        folded = unit.folded_many("worker", wanted)
        moved = 0
        for number, record in enumerate(wanted):
            reporter.step(number, len(wanted), "workers.transferring")
            if record not in folded:
                raise NotFound("worker.missing")
            if folded[record].claimed_by != {village_code}:
                unit.transfer("worker", record, village_code, folded[record])
                moved += 1
        if moved:
            unit.note(EventKind.TRANSFER, moved, village_code)
    reporter.step(len(wanted), len(wanted), "workers.transferring")
    return unit.changes
