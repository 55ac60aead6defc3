"""The district's board of villages: who delivered what and when (picture 08)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import islice

from sqlalchemy import Connection

from services.context import AppContext
from services.handover.newer import refused_as_newer
from services.reference import Village

LATE_DAYS = 30
MOST_MISSING = 99
"""As many gaps are told; a bundle may claim any number up to a thousand million."""
UNKNOWN_COUNT = -1


class Delivery(StrEnum):
    """How a village delivers."""

    CURRENT = "current"
    OLDER = "older"
    GAP = "gap"
    LATE = "late"
    NEVER = "never"


class Concern(StrEnum):
    """What a person at the district has to look at, whatever was delivered; the first that is the case is shown."""

    WAITING = "waiting"
    FORK = "fork"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class BoardVillage:
    """One cell. ``last_no``/``last_at``: the newest bundle taken in. ``missing``: numbers that never came.

    ``workers``: people of the village here; ``register``: people in the village's own register when it wrote its
    newest bundle, -1 when no bundle told. ``waiting``: laptops that wait to be let in. ``fork``: a laptop of it was
    put back or cloned and both copies wrote. ``newer_no``: a bundle that only a newer program can read, 0 for none.
    ``app``: the program that wrote the newest bundle.
    """

    code: str
    name: str
    subdistrict: str
    state: Delivery
    last_no: int
    last_at: str
    workers: int
    missing: tuple[int, ...]
    register: int = UNKNOWN_COUNT
    waiting: int = 0
    fork: bool = False
    newer_no: int = 0
    app: str = ""

    @property
    def concern(self) -> Concern | None:
        """What is to be looked at first, None for nothing."""
        if self.waiting:
            return Concern.WAITING
        if self.fork:
            return Concern.FORK
        return Concern.NEWER if self.newer_no else None

    @property
    def difference(self) -> int:
        """How many people the village has more than the district; 0 also where nobody knows."""
        return self.register - self.workers if self.register != UNKNOWN_COUNT else 0


@dataclass(frozen=True, slots=True)
class _Arrived:
    device: str
    no: int
    at: str
    register: int
    app: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """Everything the board needs, read once, by office."""

    bundles: Mapping[str, list[_Arrived]]
    workers: Mapping[str, int]
    waiting: Mapping[str, int]
    forked: frozenset[str]
    newer: Mapping[str, int]


def board(ctx: AppContext) -> list[BoardVillage]:
    """All villages of the district in code order. Raises StorageTrouble."""
    newer = {office: refused.no for office, refused in refused_as_newer(ctx).items()}
    with ctx.read() as connection:
        facts = _facts(connection, newer)
    today = ctx.today()
    return [_village(village, facts, today) for _, village in sorted(ctx.reference.villages.items())]


def _facts(connection: Connection, newer: Mapping[str, int]) -> _Facts:
    bundles: dict[str, list[_Arrived]] = {}
    for row in connection.exec_driver_sql(
        "SELECT from_office, from_device, no, at, register, app FROM bundle WHERE NOT written AND direction = 'up'"
    ):
        bundles.setdefault(row.from_office, []).append(_Arrived(row.from_device, row.no, row.at, row.register, row.app))
    return _Facts(
        bundles=bundles,
        workers=_counts(connection, "SELECT owner, count(*) FROM worker GROUP BY owner"),
        waiting=_counts(connection, "SELECT office, count(DISTINCT device) FROM waiting GROUP BY office"),
        forked=frozenset(
            _counts(connection, "SELECT d.office, count(*) FROM fork f JOIN device d ON d.id = f.device GROUP BY 1")
        ),
        newer=newer,
    )


def _counts(connection: Connection, sql: str) -> dict[str, int]:
    return {office: count for office, count in connection.exec_driver_sql(sql)}


def _village(village: Village, facts: _Facts, today: date) -> BoardVillage:
    code = village.code
    arrived = facts.bundles.get(code, [])
    last = max(arrived, key=lambda each: (each.at, each.no), default=None)
    newest = max((each.no for each in arrived), default=0)
    refused = facts.newer.get(code, 0)
    found = BoardVillage(
        code=code,
        name=village.name,
        subdistrict=village.subdistrict,
        state=Delivery.NEVER,
        last_no=last.no if last else 0,
        last_at=last.at if last else "",
        workers=facts.workers.get(code, 0),
        missing=_missing(arrived),
        register=last.register if last else UNKNOWN_COUNT,
        waiting=facts.waiting.get(code, 0),
        fork=code in facts.forked,
        newer_no=refused if refused > newest else 0,
        app=last.app if last else "",
    )
    return replace(found, state=_state(found, today))


def _missing(bundles: Iterable[_Arrived]) -> tuple[int, ...]:
    """Numbers below the newest that never came, per device. Harmless, because bundles repeat; shown all the same."""
    numbers: dict[str, set[int]] = {}
    for each in bundles:
        numbers.setdefault(each.device, set()).add(each.no)
    gaps = (no for seen in numbers.values() for no in range(1, max(seen)) if no not in seen)
    return tuple(sorted(islice(gaps, MOST_MISSING)))


def _state(village: BoardVillage, today: date) -> Delivery:
    if not village.last_at:
        return Delivery.NEVER
    if village.missing:
        return Delivery.GAP
    last = datetime.fromisoformat(village.last_at).date()
    if (today - last).days > LATE_DAYS:
        return Delivery.LATE
    return Delivery.CURRENT if (last.year, last.month) == (today.year, today.month) else Delivery.OLDER
