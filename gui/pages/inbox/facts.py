"""What the board shows, as frozen facts. Plain Python: the presenter's jobs build them off the window's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from services.context import AppContext
from services.handover.board import UNKNOWN_COUNT, BoardVillage, Concern, Delivery, board
from services.handover.confirming import Delivery as DeliveredBundle
from services.handover.confirming import deliveries

State = Literal["ok", "old", "gap", "late", "none", "wait", "fork", "newer", "usb"]
_STATES: dict[Delivery, State] = {
    Delivery.CURRENT: "ok",
    Delivery.OLDER: "old",
    Delivery.GAP: "gap",
    Delivery.LATE: "late",
    Delivery.NEVER: "none",
}
_CONCERNS: dict[Concern, State] = {Concern.WAITING: "wait", Concern.FORK: "fork", Concern.NEWER: "newer"}
STATES: tuple[State, ...] = ("ok", "old", "gap", "late", "none", "wait", "fork", "newer", "usb")


@dataclass(frozen=True, slots=True)
class VillageCell:
    """One village of the board. ``delivery``: its own state; ``waiting``: bundles of it on the stick.

    ``register``: people in the village's own register, -1 when no bundle told. ``laptops``: laptops that wait to be
    let in. ``newer_no``: a bundle that a newer program wrote, 0 for none. ``words``: check words of the newest bundle
    here; ``confirmed``: when the village's words were heard by telephone, ISO text.
    """

    code: str
    name: str
    subdistrict: str
    delivery: State
    last_no: int
    last_at: str
    workers: int
    missing: tuple[int, ...]
    is_kelurahan: bool
    waiting: int = 0
    register: int = UNKNOWN_COUNT
    laptops: int = 0
    newer_no: int = 0
    words: tuple[str, ...] = ()
    confirmed: str = ""

    @property
    def state(self) -> State:
        """What the board draws: a bundle on the stick is news above all."""
        return "usb" if self.waiting else self.delivery

    @property
    def difference(self) -> int:
        """How many people the village has more than the district; 0 also where nobody knows."""
        return self.register - self.workers if self.register != UNKNOWN_COUNT else 0

    def with_stick(self, waiting: int) -> VillageCell:
        """The same village while so many of its bundles lie on the stick."""
        return self if waiting == self.waiting else replace(self, waiting=waiting)


@dataclass(frozen=True, slots=True)
class Facts:
    """The row of figures: villages per state, and how many there are in all."""

    counts: Mapping[State, int]
    villages: int
    month: date


def load_cells(ctx: AppContext) -> tuple[VillageCell, ...]:
    """Every village of the district, in code order."""
    newest: dict[str, DeliveredBundle] = {}
    for delivered in deliveries(ctx):
        newest.setdefault(delivered.office, delivered)
    return tuple(_cell(ctx, village, newest.get(village.code)) for village in board(ctx))


def _cell(ctx: AppContext, village: BoardVillage, newest: DeliveredBundle | None) -> VillageCell:
    return VillageCell(
        code=village.code,
        name=village.name,
        subdistrict=village.subdistrict,
        delivery=_CONCERNS[village.concern] if village.concern else _STATES[village.state],
        last_no=village.last_no,
        last_at=village.last_at,
        workers=village.workers,
        missing=village.missing,
        is_kelurahan=ctx.reference.villages[village.code].is_kelurahan,
        register=village.register,
        laptops=village.waiting,
        newer_no=village.newer_no,
        words=newest.words if newest else (),
        confirmed=newest.confirmed if newest else "",
    )


def figures(cells: tuple[VillageCell, ...], today: date) -> Facts:
    """Villages per state. Those on the stick are counted in their own state too: the stick changes nothing yet."""
    counts: Counter[State] = Counter(cell.delivery for cell in cells)
    counts["usb"] = sum(1 for cell in cells if cell.waiting)
    return Facts({state: counts[state] for state in STATES}, len(cells), today)
