"""What the district's first page shows, as frozen facts. Plain Python: built off the window's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from models.values import Outcome
from services.context import AppContext
from services.errors import StorageTrouble
from services.handover.board import BoardVillage, Delivery, board
from services.handover.file_names import parse_name
from services.handover.handing_over import PastHandover, history
from services.handover.manifest import Direction
from services.handover.stick_places import Stick, list_bundles
from services.programmes.queries import outcome_counts, programmes
from services.programmes.records import ProgrammeView
from services.workers.search import ListFilter, count_workers

_PAST = 100_000
_MERGES = 5
_LONGEST = 4
WEEKS = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """Bundles on a stick that were not merged yet."""

    label: str
    bundles: int


@dataclass(frozen=True, slots=True)
class Merge:
    """One bundle that was merged. ``at``: local time."""

    code: str
    village: str
    subdistrict: str
    no: int
    workers: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Silent:
    """A village that has not delivered for long; ``days`` None: never."""

    code: str
    village: str
    subdistrict: str
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFacts:
    """Everything on the page but the stick. Villages, people; ``weeks``: bundles merged per week, oldest first."""

    villages: int
    this_month: int
    late: int
    never: int
    gaps: int
    workers: int
    complete: int
    funded: int
    proposed_batches: int
    to_reply: tuple[str, ...]
    undecided: tuple[ProgrammeView, ...]
    without_decree: tuple[ProgrammeView, ...]
    programmes: int
    by_subdistrict: tuple[tuple[str, str, int], ...]
    merges: tuple[Merge, ...]
    silent: tuple[Silent, ...]
    weeks: tuple[tuple[date, int], ...]


def load_home(ctx: AppContext) -> HomeFacts:
    """Read the page's facts: one board, one history, a few counts."""
    villages, past = board(ctx), history(ctx, _PAST)
    states = Counter(village.state for village in villages)
    known = programmes(ctx)
    today = ctx.today()
    return HomeFacts(
        villages=len(villages),
        this_month=sum(1 for village in villages if _same_month(village.last_at, today)),
        late=states[Delivery.LATE],
        never=states[Delivery.NEVER],
        gaps=states[Delivery.GAP],
        workers=count_workers(ctx),
        complete=count_workers(ctx, ListFilter.COMPLETE),
        funded=outcome_counts(ctx).get(Outcome.FUNDED, 0),
        proposed_batches=sum(1 for view in known if view.decided_on is not None),
        to_reply=_to_reply(past),
        undecided=tuple(view for view in known if view.decided_on is None),
        without_decree=tuple(view for view in known if view.decided_on is not None and not view.decree_no),
        programmes=len(known),
        by_subdistrict=_by_subdistrict(ctx, villages),
        merges=tuple(_merge(ctx, each) for each in past if not each.written)[:_MERGES],
        silent=_silent(villages, today),
        weeks=_weeks(past, today),
    )


def _same_month(at: str, today: date) -> bool:
    return bool(at) and at[:7] == f"{today.year:04d}-{today.month:02d}"


def _to_reply(past: Sequence[PastHandover]) -> tuple[str, ...]:
    """Villages whose newest bundle came after the newest reply to them."""
    received: dict[str, datetime] = {}
    answered: dict[str, datetime] = {}
    for each in past:
        office, newest = (each.to_office, answered) if each.written else (each.from_office, received)
        at = datetime.fromisoformat(each.at)
        newest[office] = max(at, newest.get(office, at))
    return tuple(sorted(office for office, at in received.items() if office not in answered or answered[office] < at))


def _by_subdistrict(ctx: AppContext, villages: Sequence[BoardVillage]) -> tuple[tuple[str, str, int], ...]:
    counts: Counter[str] = Counter()
    for village in villages:
        counts[village.code[:8]] += village.workers
    return tuple((code, name, counts[code]) for code, name in ctx.reference.subdistricts.items())


def _merge(ctx: AppContext, past: PastHandover) -> Merge:
    village = ctx.reference.villages.get(past.from_office)
    name, subdistrict = (village.name, village.subdistrict) if village else (past.from_office, "")
    return Merge(past.from_office, name, subdistrict, past.no, past.workers, datetime.fromisoformat(past.at))


def _silent(villages: Sequence[BoardVillage], today: date) -> tuple[Silent, ...]:
    """Those that delivered once and stopped, longest first: whoever never began is told as a number."""
    late = [
        Silent(village.code, village.name, village.subdistrict, (today - _day(village.last_at)).days)
        for village in villages
        if village.state is Delivery.LATE
    ]
    return tuple(sorted(late, key=lambda each: -(each.days or 0))[:_LONGEST])


def _day(at: str) -> date:
    return datetime.fromisoformat(at).date()


def _weeks(past: Sequence[PastHandover], today: date) -> tuple[tuple[date, int], ...]:
    monday = today - timedelta(days=today.weekday())
    counts = Counter(_day(each.at) - timedelta(days=_day(each.at).weekday()) for each in past if not each.written)
    starts = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    return tuple((start, counts[start]) for start in starts)


def look_at_sticks(ctx: AppContext, find: Callable[[], tuple[Stick, ...]]) -> Waiting | None:
    """The first stick with bundles that were not merged yet; None when there is none."""
    sticks = find()
    if not sticks:
        return None
    merged = {(past.from_office, past.no, past.size) for past in history(ctx, _PAST) if not past.written}
    for stick in sticks:
        try:
            files = list_bundles(stick.path, direction=Direction.UP)
            count = sum(1 for path in files if _key(path) not in merged)
        except (StorageTrouble, OSError):
            continue
        if count:
            return Waiting(stick.label or stick.path.name, count)
    return None


def _key(path: Path) -> tuple[str, int, int]:
    name = parse_name(path.name)
    return name.office, name.no, path.stat().st_size
