"""What the inbox shows, as frozen facts. Plain Python: the presenter's jobs build them off the window's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from services.context import AppContext
from services.errors import BundleRejected, StorageTrouble
from services.handover.board import BoardVillage, Delivery, board
from services.handover.bundle import inspect
from services.handover.handing_over import history
from services.handover.incoming import Accepted, Received
from services.handover.manifest import Direction
from services.handover.stick_places import Stick, list_bundles
from services.rules.check_words import check_words

State = Literal["ok", "old", "gap", "late", "none", "usb"]
_STATES: dict[Delivery, State] = {
    Delivery.CURRENT: "ok",
    Delivery.OLDER: "old",
    Delivery.GAP: "gap",
    Delivery.LATE: "late",
    Delivery.NEVER: "none",
}
STATES: tuple[State, ...] = ("ok", "old", "gap", "late", "none", "usb")
_PAST = 100_000
"""As many bundles as one district can have taken in; enough to know again what lies on a stick."""


@dataclass(frozen=True, slots=True)
class VillageCell:
    """One village of the board. ``delivery``: its own state; ``waiting``: bundles of it on the stick."""

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

    @property
    def state(self) -> State:
        """What the board draws: a bundle on the stick is news above all."""
        return "usb" if self.waiting else self.delivery

    def with_stick(self, waiting: int) -> VillageCell:
        """The same village while so many of its bundles lie on the stick."""
        return self if waiting == self.waiting else replace(self, waiting=waiting)


@dataclass(frozen=True, slots=True)
class Facts:
    """The row of figures: villages per state, and how many there are in all."""

    counts: Mapping[State, int]
    villages: int
    month: date


@dataclass(frozen=True, slots=True)
class BundleLine:
    """A bundle on the stick as it can be told without a key. ``problem``: code of what is wrong with the file.

    ``known``: it was merged before. ``gap``: the first number that is missing below this one, 0 for none.
    """

    path: Path
    office: str
    village: str
    subdistrict: str
    no: int
    size: int
    known: bool = False
    gap: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class StickContent:
    """A stick or folder and its bundles. ``chosen``: somebody picked the folder."""

    path: Path
    label: str
    chosen: bool
    suspicious: bool
    bundles: tuple[BundleLine, ...] = ()

    @property
    def waiting(self) -> tuple[BundleLine, ...]:
        """What merging would take: all that was not merged before. Damaged ones too, so that the reason is told."""
        return tuple(line for line in self.bundles if not line.known)

    @property
    def waiting_offices(self) -> dict[str, int]:
        """Bundles waiting per village."""
        return dict(Counter(line.office for line in self.waiting))


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One file after merging. ``words``: check words to compare with the village; ``code`` says why it was refused."""

    file: str
    village: str
    subdistrict: str
    no: int = 0
    new: int = 0
    workers: int = 0
    words: tuple[str, ...] = ()
    state: Literal["merged", "gap", "known", "refused"] = "merged"
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


def load_cells(ctx: AppContext) -> tuple[VillageCell, ...]:
    """Every village of the district, in code order."""
    return tuple(_cell(ctx, village) for village in board(ctx))


def _cell(ctx: AppContext, village: BoardVillage) -> VillageCell:
    return VillageCell(
        code=village.code,
        name=village.name,
        subdistrict=village.subdistrict,
        delivery=_STATES[village.state],
        last_no=village.last_no,
        last_at=village.last_at,
        workers=village.workers,
        missing=village.missing,
        is_kelurahan=ctx.reference.villages[village.code].is_kelurahan,
    )


def figures(cells: tuple[VillageCell, ...], today: date) -> Facts:
    """Villages per state. Those on the stick are counted in their own state too: the stick changes nothing yet."""
    counts: Counter[State] = Counter(cell.delivery for cell in cells)
    counts["usb"] = sum(1 for cell in cells if cell.waiting)
    return Facts({state: counts[state] for state in STATES}, len(cells), today)


def read_stick(ctx: AppContext, find: Callable[[], tuple[Stick, ...]], folder: Path | None) -> StickContent | None:
    """The chosen folder, or the first stick that holds something new, or the first stick at all.

    Raises StorageTrouble ``stick.gone`` when the chosen folder is not there.
    """
    sticks = find() if folder is None else (Stick.for_folder(folder),)
    contents = []
    for stick in sticks:
        try:
            contents.append(_content(ctx, stick, chosen=folder is not None))
        except StorageTrouble:
            if folder is not None:
                raise
    return next((content for content in contents if content.waiting), contents[0] if contents else None)


def _content(ctx: AppContext, stick: Stick, *, chosen: bool) -> StickContent:
    merged = {(past.from_office, past.no, past.size) for past in history(ctx, _PAST) if not past.written}
    files = list_bundles(stick.path, direction=Direction.UP)
    here = tuple(_line(ctx, path, merged) for path in files)
    numbers: dict[str, set[int]] = {}
    for office, no in [(office, no) for office, no, _ in merged] + [(line.office, line.no) for line in here]:
        numbers.setdefault(office, set()).add(no)
    bundles = tuple(line if line.known else replace(line, gap=_gap(numbers[line.office], line.no)) for line in here)
    return StickContent(stick.path, stick.label or stick.path.name, chosen, stick.suspicious, bundles)


def _line(ctx: AppContext, path: Path, merged: set[tuple[str, int, int]]) -> BundleLine:
    try:
        seen = inspect(path)
    except BundleRejected as rejected:
        return BundleLine(path, "", path.name, "", 0, 0, problem=rejected.code)
    village = ctx.reference.villages.get(seen.office)
    return BundleLine(
        path=path,
        office=seen.office,
        village=village.name if village else seen.office,
        subdistrict=village.subdistrict if village else "",
        no=seen.no,
        size=seen.size,
        known=(seen.office, seen.no, seen.size) in merged,
        problem="" if seen.hash_ok else "bundle.name_hash",
    )


def _gap(numbers: set[int], no: int) -> int:
    return next((missing for missing in range(no - 1, 0, -1) if missing not in numbers), 0)


def read_outcome(ctx: AppContext, received: Received, where: str, started: datetime) -> Outcome:
    """The result page's lines: merged first, then what was refused, then what had been here before."""
    missing = {village.code: village.missing for village in board(ctx)}
    lines = [_merged(ctx, item, missing.get(item.office, ())) for item in received.accepted]
    for refused in received.refused:
        name, subdistrict, no = _named(ctx, refused.file)
        lines.append(
            OutcomeLine(
                refused.file, name, subdistrict, no, state="refused", code=refused.code, data=dict(refused.data)
            )
        )
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
        state="gap" if below else "merged",
        missing=below,
    )


def _named(ctx: AppContext, file: str) -> tuple[str, str, int]:
    """Village, subdistrict and number as the file's name has it; the name itself when it is no bundle's."""
    from services.handover.file_names import parse_name

    try:
        name = parse_name(file)
    except BundleRejected:
        return file, "", 0
    village = ctx.reference.villages.get(name.office)
    return (village.name, village.subdistrict, name.no) if village else (name.office, "", name.no)
