"""Letting laptops in at the district: a person has compared the check words (handover.md C6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, select, update

from models.office import IssuedKit, Waiting
from models.values import EventKind, Role
from services.context import AppContext
from services.errors import NotAllowed, NotFound
from services.handover.incoming import Received, receive
from services.handover.laptops import laptop_words
from services.progress import SILENT, Reporter

_GONE = "waiting.file_gone"
TURNED_AWAY = "turned-away"
"""In ``issued_kit.used_by``: nobody can use this code any more."""


@dataclass(frozen=True, slots=True)
class WaitingLaptop:
    """A laptop at the door. ``words``: six check words of its key. ``people``: people in its register, as it says."""

    device: str
    office: str
    office_name: str
    words: tuple[str, ...]
    no: int
    at: str
    people: int
    sha256: str


def waiting_laptops(ctx: AppContext) -> tuple[WaitingLaptop, ...]:
    """Laptops that wait to be let in, each with its newest file, by office."""
    query = select(Waiting).order_by(Waiting.office, Waiting.device, Waiting.no)
    with ctx.read() as connection:
        newest = {row["device"]: row for row in connection.execute(query).mappings()}
    return tuple(
        WaitingLaptop(
            row["device"],
            row["office"],
            ctx.reference.villages[row["office"]].name if row["office"] in ctx.reference.villages else row["office"],
            laptop_words(row["public_key"]),
            row["no"],
            row["at"],
            row["people"],
            row["sha256"],
        )
        for row in newest.values()
    )


def admit(ctx: AppContext, devices: Sequence[str], reporter: Reporter = SILENT) -> Received:
    """Let these laptops in and take in what they brought; refused with ``waiting.file_gone`` where it is not here now.

    Raises NotAllowed("district.only"), NotFound("waiting.missing").
    """
    _require_district(ctx)
    with ctx.read() as connection:
        files = connection.execute(select(Waiting.file).where(Waiting.device.in_(list(devices))).order_by(Waiting.no))
        paths = [ctx.paths.archive / name for name in files.scalars()]
    if not paths:
        raise NotFound("waiting.missing")
    done = receive(ctx, paths, reporter, admit_devices=devices)
    if done.accepted:
        with ctx.write() as unit:
            unit.note(EventKind.ADMITTED, len({each.office for each in done.accepted}))
    refused = (replace(each, code=_GONE) if each.code == "bundle.not_found" else each for each in done.refused)
    return replace(done, refused=tuple(refused))


def turn_away(ctx: AppContext, device: str) -> None:
    """Do not let a laptop in. The code it used is void from now on: whoever has that kit cannot try again.

    Raises NotAllowed("district.only"), NotFound("waiting.missing").
    """
    _require_district(ctx)
    with ctx.write() as unit:
        connection = unit.connection
        row = connection.execute(select(Waiting).where(Waiting.device == device)).mappings().first()
        if row is None:
            raise NotFound("waiting.missing")
        unused = update(IssuedKit).where(IssuedKit.code == row["code"], IssuedKit.used_by.is_(None))
        connection.execute(unused.values(used_by=TURNED_AWAY))
        connection.execute(delete(Waiting).where(Waiting.device == device))
        unit.note(EventKind.ADMITTED, 0, row["office"])
        unit.touch("waiting", device)


def _require_district(ctx: AppContext) -> None:
    if ctx.office.role is not Role.DISTRICT:
        raise NotAllowed("district.only")
