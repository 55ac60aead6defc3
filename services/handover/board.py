"""The district's board of villages: who delivered what and when (picture 08)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice

from services.context import AppContext

LATE_DAYS = 30
MOST_MISSING = 99
"""As many gaps are told; a bundle may claim any number up to a thousand million."""


class Delivery(StrEnum):
    """State of one village on the board."""

    CURRENT = "current"
    OLDER = "older"
    GAP = "gap"
    LATE = "late"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class BoardVillage:
    """One cell. ``last_no``/``last_at``: the newest bundle taken in. ``missing``: numbers that never came."""

    code: str
    name: str
    subdistrict: str
    state: Delivery
    last_no: int
    last_at: str
    workers: int
    missing: tuple[int, ...]


def board(ctx: AppContext) -> list[BoardVillage]:
    """All villages of the district in code order."""
    with ctx.read() as connection:
        bundles = connection.exec_driver_sql(
            "SELECT from_office, from_device, no, at FROM bundle WHERE NOT written AND direction = 'up'"
        ).all()
        workers: Mapping[str, int] = dict(
            connection.exec_driver_sql("SELECT owner, count(*) FROM worker GROUP BY owner").all()
        )
    received: dict[str, list[tuple[str, int, str]]] = {}
    for office, device, no, at in bundles:
        received.setdefault(office, []).append((device, no, at))
    today = ctx.today()
    return [
        _village(code, village.name, village.subdistrict, received.get(code, []), workers.get(code, 0), today)
        for code, village in sorted(ctx.reference.villages.items())
    ]


def _village(
    code: str, name: str, subdistrict: str, bundles: list[tuple[str, int, str]], workers: int, today: date
) -> BoardVillage:
    if not bundles:
        return BoardVillage(code, name, subdistrict, Delivery.NEVER, 0, "", workers, ())
    last_at, last_no = max((at, no) for _, no, at in bundles)
    missing = _missing(bundles)
    return BoardVillage(code, name, subdistrict, _state(last_at, today, missing), last_no, last_at, workers, missing)


def _missing(bundles: list[tuple[str, int, str]]) -> tuple[int, ...]:
    """Numbers below the newest that never came, per device. Harmless, because bundles repeat; shown all the same."""
    numbers: dict[str, set[int]] = {}
    for device, no, _ in bundles:
        numbers.setdefault(device, set()).add(no)
    gaps = (no for seen in numbers.values() for no in range(1, max(seen)) if no not in seen)
    return tuple(sorted(islice(gaps, MOST_MISSING)))


def _state(last_at: str, today: date, missing: tuple[int, ...]) -> Delivery:
    last = datetime.fromisoformat(last_at).date()
    if missing:
        return Delivery.GAP
    if (today - last).days > LATE_DAYS:
        return Delivery.LATE
    return Delivery.CURRENT if (last.year, last.month) == (today.year, today.month) else Delivery.OLDER
