"""What lies on a stick, as far as it can be told without a key. Plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from services.context import AppContext
from services.errors import BundleRejected, StorageTrouble
from services.handover.bundle import inspect
from services.handover.handing_over import history
from services.handover.manifest import Direction
from services.handover.stick_places import Stick, look_for_bundles

_PAST = 100_000
"""As many bundles as one district can have taken in; enough to know again what lies on a stick."""


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
class OtherStick:
    """Another stick that is plugged in. ``waiting``: bundles on it that were not merged before. ``total``: bytes."""

    path: Path
    label: str
    total: int
    waiting: int


@dataclass(frozen=True, slots=True)
class StickContent:
    """A stick or folder and its bundles. ``chosen``: somebody picked the folder. ``others``: plugged in as well.

    ``free``, ``total``: bytes.
    """

    path: Path
    label: str
    chosen: bool
    suspicious: bool
    bundles: tuple[BundleLine, ...] = ()
    free: int = field(default=0, compare=False)  # it changes with every look
    total: int = 0
    others: tuple[OtherStick, ...] = ()

    @property
    def waiting(self) -> tuple[BundleLine, ...]:
        """What merging would take: all that was not merged before. Damaged ones too, so that the reason is told."""
        return tuple(line for line in self.bundles if not line.known)

    @property
    def waiting_offices(self) -> dict[str, int]:
        """Bundles waiting per village."""
        return dict(Counter(line.office for line in self.waiting))


def read_stick(
    ctx: AppContext, find: Callable[[], tuple[Stick, ...]], folder: Path | None, wanted: Path | None = None
) -> StickContent | None:
    """The chosen folder, or the ``wanted`` stick, or the first that holds something new, or the first at all.

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
    shown = next((content for content in contents if content.path == wanted), None)
    shown = shown or next((content for content in contents if content.waiting), contents[0] if contents else None)
    if shown is None:
        return None
    others = [content for content in contents if content is not shown]
    return replace(shown, others=tuple(_other(content) for content in others))


def _other(content: StickContent) -> OtherStick:
    return OtherStick(content.path, content.label, content.total, len(content.waiting))


def _content(ctx: AppContext, stick: Stick, *, chosen: bool) -> StickContent:
    merged = {(past.from_office, past.no, past.size) for past in history(ctx, _PAST) if not past.written}
    listed = look_for_bundles(stick.path, direction=Direction.UP)
    misnamed = tuple(BundleLine(path, "", path.name, "", 0, 0, problem="bundle.name") for path in listed.misnamed)
    here = tuple(_line(ctx, path, merged) for path in listed.bundles) + misnamed
    numbers: dict[str, set[int]] = {}
    for office, no in [(office, no) for office, no, _ in merged] + [(line.office, line.no) for line in here]:
        numbers.setdefault(office, set()).add(no)
    bundles = tuple(line if line.known else replace(line, gap=_gap(numbers[line.office], line.no)) for line in here)
    label = stick.label or stick.path.name
    return StickContent(stick.path, label, chosen, stick.suspicious, bundles, stick.free, stick.total)


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
