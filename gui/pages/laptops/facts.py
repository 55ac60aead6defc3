"""What the page shows: laptops at the door, laptops on the roster, and the root document. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.values import Role
from services.context import AppContext
from services.handover.admitting import waiting_laptops
from services.handover.laptops import laptops
from services.handover.revoking import later_changes
from services.handover.rotating import RootFacts, root_facts

State = Literal["active", "silent", "revoked", "later", "here", "district"]


@dataclass(frozen=True, slots=True)
class DoorRow:
    """A laptop that waits. ``people``: in its register, as it says; -1 unknown."""

    device: str
    office: str
    name: str
    subdistrict: str
    words: tuple[str, ...]
    no: int
    at: datetime
    people: int


@dataclass(frozen=True, slots=True)
class LaptopRow:
    """A laptop on the roster. ``later``: changes of a revoked one that came since and do not count."""

    device: str
    office: str
    name: str
    subdistrict: str
    words: tuple[str, ...]
    last_no: int
    last_at: datetime | None
    state: State
    later: int = 0

    @property
    def may_be_revoked(self) -> bool:
        """Whether it still has a say that can be taken away here."""
        return self.state in ("active", "silent")

    @property
    def is_village(self) -> bool:
        """Whether it writes for a village."""
        return self.state not in ("here", "district")


@dataclass(frozen=True, slots=True)
class Facts:
    """All three views."""

    waiting: tuple[DoorRow, ...]
    laptops: tuple[LaptopRow, ...]
    root: RootFacts


def load_facts(ctx: AppContext) -> Facts:
    """Read everything anew."""
    return Facts(_waiting(ctx), _laptops(ctx), root_facts(ctx))


def _waiting(ctx: AppContext) -> tuple[DoorRow, ...]:
    return tuple(
        DoorRow(
            each.device,
            each.office,
            each.office_name,
            _subdistrict(ctx, each.office),
            each.words,
            each.no,
            datetime.fromisoformat(each.at),
            each.people,
        )
        for each in waiting_laptops(ctx)
    )


def _laptops(ctx: AppContext) -> tuple[LaptopRow, ...]:
    rows = []
    for each in laptops(ctx):
        later = later_changes(ctx, each.device) if each.revoked else 0
        rows.append(
            LaptopRow(
                each.device,
                each.office,
                each.office_name,
                _subdistrict(ctx, each.office),
                each.words,
                each.last_no,
                datetime.fromisoformat(each.last_at) if each.last_at else None,
                _state(each.role, each.here, each.revoked, each.last_no, later),
                later,
            )
        )
    return tuple(rows)


def _state(role: Role, here: bool, revoked: bool, last_no: int, later: int) -> State:
    if here:
        return "here"
    if revoked:
        return "later" if later else "revoked"
    if role is Role.DISTRICT:
        return "district"
    return "active" if last_no else "silent"


def _subdistrict(ctx: AppContext, office: str) -> str:
    village = ctx.reference.villages.get(office)
    return village.subdistrict if village else ""


def find(rows: Sequence[LaptopRow], text: str) -> tuple[LaptopRow, ...]:
    """Those whose village, subdistrict or words hold every word typed."""
    wanted = text.lower().split()
    return tuple(row for row in rows if all(_has(row, word) for word in wanted))


def _has(row: LaptopRow, word: str) -> bool:
    return word in " ".join((row.name, row.subdistrict, row.office, *row.words)).lower()
