"""Which villages get a reply, why, and what writing them brought."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.context import AppContext
from services.handover.board import board
from services.handover.due import villages_due
from services.handover.handing_over import HandedOver, PastHandover, history
from services.programmes.queries import programmes

_ALL = 1_000_000


class News(StrEnum):
    """Why a village should get a reply now."""

    NEVER = "never"
    DELIVERY = "delivery"
    DECISION = "decision"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One village. ``last_no``, ``received``: its newest bundle here. ``replied``: when we last wrote to it."""

    code: str
    name: str
    subdistrict: str
    workers: int
    last_no: int
    received: datetime | None
    replied: datetime | None
    news: News


@dataclass(frozen=True, slots=True)
class FailedReply:
    """A village whose reply could not be written, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """The outcome. ``problem``: a sentence when the stick ended it; ``cancelled``: the person did. ``wanted``: all."""

    done: tuple[HandedOver, ...]
    failed: tuple[FailedReply, ...] = ()
    problem: str = ""
    cancelled: bool = False
    wanted: int = 0


def reply_rows(ctx: AppContext, told: Collection[str] = ()) -> tuple[ReplyRow, ...]:
    """Every village whose computer is known, in code order.

    ``told``: villages written to since the newest decision, as far as this window knows: dates alone cannot order a
    decision and a reply of the same day.
    """
    due = set(villages_due(ctx))
    replied: dict[str, PastHandover] = {}
    for item in history(ctx, _ALL):
        if item.written and (item.to_office not in replied or item.at > replied[item.to_office].at):
            replied[item.to_office] = item
    decided = _last_decided(ctx)
    rows = []
    for cell in board(ctx):
        if cell.code not in due:
            continue
        received = datetime.fromisoformat(cell.last_at) if cell.last_at else None
        last = datetime.fromisoformat(replied[cell.code].at) if cell.code in replied else None
        news = _news(received, last, None if cell.code in told else decided)
        rows.append(ReplyRow(cell.code, cell.name, cell.subdistrict, cell.workers, cell.last_no, received, last, news))
    return tuple(rows)


def _last_decided(ctx: AppContext) -> date | None:
    days = [day for view in programmes(ctx) for day in (view.decided_on, view.decree_on) if day]
    return date.fromisoformat(max(days)) if days else None


def _news(received: datetime | None, replied: datetime | None, decided: date | None) -> News:
    if replied is None:
        return News.NEVER
    if received is not None and received > replied:
        return News.DELIVERY
    if decided is not None and decided >= replied.date():
        return News.DECISION
    return News.NONE
