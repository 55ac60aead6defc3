"""What an office looks at when somebody has signed in: has this file gone back in time, or to another machine?

Either way it begins a new stream and says so (handover.md B8, nets 1 and 2). The sign-in is noted in the chain.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from models.values import EventKind, Role
from services.context import AppContext
from services.erasing.files import clear_files, hear_of_copies
from services.errors import StorageTrouble
from services.handover.office_facts import get_setting, put_setting
from services.safekeeping.anchor import Position, anchor_for
from services.safekeeping.looking import ONLY_READABLE

WENT_BACK = "stream.went_back"
MOVED = "stream.moved"
COPY_GONE = "erase.copy_gone"
_AT_DISTRICT = "_at_district"
_MACHINE = "machine"
_EVENTS = {WENT_BACK: EventKind.WENT_BACK, MOVED: EventKind.MOVED}


def wake(
    ctx: AppContext, machine: Callable[[], str], anchors: Path | None, *, event: EventKind | None = EventKind.SIGN_IN
) -> AppContext:
    """The office with its anchor; ``notices`` holds what a person has to be told.

    ``event``: what to note, None at set-up. A full or read-only disk does not keep anybody out: then nothing is noted.
    """
    anchor = anchor_for(ctx.device_id, anchors)
    mark = machine()
    with ctx.read() as connection:
        found = _findings(connection, anchor.read(), mark)
    try:
        with replace(ctx, anchor=anchor).write() as unit:
            if mark:
                put_setting(unit.connection, _MACHINE, mark)
            if found:
                unit.open_stream()
            for code in found:
                unit.note(_EVENTS[code])
            if event is not None:
                unit.note(event)
    except StorageTrouble:
        anchor.owed.extend(_EVENTS[code] for code in found)  # the next act writes it before anything else
    awake = replace(ctx, anchor=anchor, notices=found)
    with suppress(StorageTrouble, OSError):
        clear_files(awake)  # of an erasure that was cut off before the last file was gone
        if hear_of_copies(awake):
            awake = replace(awake, notices=(*found, COPY_GONE))
    return awake


def sentence_code(notice: str, role: Role) -> str:
    """Of the sentence of a notice: what a village asks of the district, the district gathers from its villages (B8)."""
    return f"{notice}{_AT_DISTRICT}" if notice != ONLY_READABLE and role is Role.DISTRICT else notice


def _findings(connection: Connection, position: Position | None, mark: str) -> tuple[str, ...]:
    went_back = position is not None and _is_ahead(connection, position)
    known = get_setting(connection, _MACHINE)
    if went_back:
        return (WENT_BACK,)
    return (MOVED,) if mark and known and mark != known else ()


def _is_ahead(connection: Connection, position: Position) -> bool:
    """Whether this machine has written further than this file knows."""
    row = connection.exec_driver_sql("SELECT n, head, writing FROM stream WHERE id = ?", (position.stream,)).first()
    if row is None:
        return True
    return bool(row.writing) and (position.n > row.n or (position.n == row.n and position.head != row.head))
