"""What merging brought, file by file. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from services.context import AppContext
from services.errors import BundleRejected
from services.handover.board import board
from services.handover.file_names import parse_name
from services.handover.incoming import Accepted, Received
from services.rules.check_words import check_words


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One file after merging. ``words``: check words to compare with the village; ``code`` says why it was refused.

    State ``revoked``: it was kept, but its laptop was revoked and some of what is new in it does not count.
    """

    file: str
    village: str
    subdistrict: str
    no: int = 0
    new: int = 0
    workers: int = 0
    words: tuple[str, ...] = ()
    state: Literal["merged", "gap", "revoked", "known", "refused", "asking"] = "merged"
    missing: tuple[int, ...] = ()
    code: str = ""
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What merging brought. ``new``: changes that were not here before; ``workers``: people touched."""

    where: str
    lines: tuple[OutcomeLine, ...]
    new: int
    workers: int
    seconds: int
    at: datetime

    def count(self, *states: str) -> int:
        """How many files ended in one of these states."""
        return sum(1 for line in self.lines if line.state in states)


def read_outcome(ctx: AppContext, received: Received, where: str, started: datetime) -> Outcome:
    """The result page's lines: merged first, then refused, then laptops to be let in, then what was here before."""
    missing = {village.code: village.missing for village in board(ctx)}
    lines = [_merged(ctx, item, missing.get(item.office, ())) for item in received.accepted]
    for refused in received.refused:
        name, subdistrict, no = _named(ctx, refused.file)
        lines.append(
            OutcomeLine(
                refused.file, name, subdistrict, no, state="refused", code=refused.code, data=dict(refused.data)
            )
        )
    for asking in received.asking:
        name, subdistrict, no = _named(ctx, asking.file)
        lines.append(OutcomeLine(asking.file, name, subdistrict, no, state="asking"))
    for file in received.known:
        name, subdistrict, no = _named(ctx, file)
        lines.append(OutcomeLine(file, name, subdistrict, no, state="known"))
    now = ctx.now()
    return Outcome(
        where=where,
        lines=tuple(lines),
        new=sum(item.new for item in received.accepted),
        workers=len(received.changes.ids.get("worker", ())),
        seconds=round((now - started).total_seconds()),
        at=now,
    )


def _merged(ctx: AppContext, item: Accepted, missing: tuple[int, ...]) -> OutcomeLine:
    village = ctx.reference.villages.get(item.office)
    below = tuple(no for no in missing if no < item.no)
    return OutcomeLine(
        file=item.file,
        village=village.name if village else item.office,
        subdistrict=village.subdistrict if village else "",
        no=item.no,
        new=item.new,
        workers=item.workers,
        words=tuple(check_words(bytes.fromhex(item.sha256))) if item.sha256 else (),
        state="revoked" if item.ignored else "gap" if below else "merged",
        missing=below,
    )


def _named(ctx: AppContext, file: str) -> tuple[str, str, int]:
    """Village, subdistrict and number as the file's name has it; the name itself when it is no bundle's."""
    try:
        name = parse_name(file)
    except BundleRejected:
        return file, "", 0
    village = ctx.reference.villages.get(name.office)
    return (village.name, village.subdistrict, name.no) if village else (name.office, "", name.no)
