"""The sub-district office: sealed files from stick to stick, never opened, never packed anew (handover.md B7, C2)."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from services.errors import AppError, BundleRejected, StorageTrouble
from services.handover.bundle import inspect
from services.handover.file_names import BundleName, parse_name
from services.handover.manifest import Direction
from services.handover.regular_file import open_regular
from services.handover.stick import KEEP_NEWEST, UP_FOLDER, Stick, down_folder, list_bundles, write_to_stick
from services.handover.stick_places import look_for_bundles
from services.progress import SILENT, Reporter

_LAPTOPS = 3
"""Of one village. A second one with a clock far behind has neither the highest numbers nor the newest days, and each
leaves ``KEEP_NEWEST`` of its bundles on a stick."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A sealed bundle as far as its name tells. ``problem``: code of why it is not carried, empty when it can be."""

    path: Path
    name: BundleName | None
    size: int = 0
    problem: str = ""

    @property
    def up(self) -> bool:
        """Whether it goes to the district."""
        return self.name is not None and self.name.direction is Direction.UP


@dataclass(frozen=True, slots=True)
class Copied:
    """What carrying brought: file names. ``already``: lay there. ``refused``: file and code of why it stayed."""

    copied: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SealedFile:
    """The bytes of somebody's bundle, as they are."""

    data: bytes
    sha256: str

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)


def find_carried(path: Path) -> tuple[Carried, ...]:
    """Bundles at a place, by office and number. Each is read once, because only its hash tells whether it is whole.

    Of each sender only the newest go on: by number, and by the day they were written, since a second laptop of the
    same village counts its own numbers. A file that is not called as bundles are is only told of, with
    ``bundle.name``. Raises StorageTrouble("stick.gone").
    """
    listed = look_for_bundles(path)
    misnamed = tuple(Carried(file, None, problem="bundle.name") for file in listed.misnamed)
    return _newest([_look(file) for file in listed.bundles]) + misnamed


def _look(path: Path) -> Carried:
    try:
        seen = inspect(path)
    except BundleRejected as rejected:
        return Carried(path, None, problem=rejected.code)
    problem = "" if seen.hash_ok else "bundle.name_hash"
    return Carried(path, parse_name(path.name), seen.size, problem)


def _newest(found: Iterable[Carried]) -> tuple[Carried, ...]:
    groups: dict[object, list[Carried]] = defaultdict(list)
    for each in found:
        groups[each.path if each.name is None or each.problem else each.name.sender].append(each)
    kept: list[Carried] = []
    most = KEEP_NEWEST * _LAPTOPS
    for group in groups.values():
        by_number = sorted(group, key=lambda each: each.name.no if each.name else 0)[-most:]
        by_day = sorted(group, key=lambda each: _written_at(each.path))[-most:]
        kept += [each for each in group if each in by_number or each in by_day]
    return tuple(kept)


def _written_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def carry(sources: Sequence[Path], target: Path | Stick, reporter: Reporter = SILENT) -> Copied:
    """Copy what ``find_carried`` finds to ``target``, each file written and read back as a bundle of our own.

    A bad file never stops the others; nothing on either stick is removed. Raises StorageTrouble when the target fails
    or a source is gone, Cancelled between two files and while one is written: what was copied stays whole.
    """
    stick = target if isinstance(target, Stick) else Stick.for_folder(target)
    found = {each.path: each for source in sources for each in find_carried(source)}
    copied: list[str] = []
    already: list[str] = []
    refused: list[tuple[str, str]] = []
    there = {path.name for path in list_bundles(stick.path)}
    for done, each in enumerate(found.values()):
        reporter.step(done, len(found), "courier.copying")
        if each.problem:
            refused.append((each.path.name, each.problem))
        elif each.path.name in there and _is_whole_there(each, stick):
            already.append(each.path.name)
        else:
            _copy(each, stick, _Same(reporter, done, len(found)), copied, refused)
    reporter.step(len(found), len(found), "courier.copying")
    return Copied(tuple(copied), tuple(already), tuple(refused))


def _copy(each: Carried, stick: Stick, reporter: Reporter, copied: list[str], refused: list[tuple[str, str]]) -> None:
    try:
        sealed = _read(each.path)
    except (BundleRejected, StorageTrouble) as trouble:
        refused.append((each.path.name, trouble.code))
        return
    written_at = _written_at(each.path)
    written = write_to_stick(stick, _folder(each), each.path.name, sealed, lambda: None, reporter)
    with suppress(OSError):  # the next courier asks for the day too; the bundle itself is whole either way
        os.utime(written.path, ns=(written_at, written_at))
    copied.append(each.path.name)


class _Same:
    """Lets a person stop in the middle of a file; how far it is, only whole files tell."""

    def __init__(self, reporter: Reporter, done: int, total: int) -> None:
        self._reporter, self._done, self._total = reporter, done, total

    def step(self, done: int, total: int, label: str = "") -> None:
        """Only the question whether to go on."""
        self._reporter.step(self._done, self._total, "courier.copying")


def _read(path: Path) -> SealedFile:
    with open_regular(path) as stream:
        try:
            data = stream.read()
        except OSError:
            raise StorageTrouble("stick.gone") from None
    digest = hashlib.sha256(data).hexdigest()
    if not digest.startswith(parse_name(path.name).hash8):
        raise BundleRejected("bundle.name_hash")
    return SealedFile(data, digest)


def _folder(each: Carried) -> tuple[str, ...]:
    return UP_FOLDER if each.up or each.name is None else down_folder(each.name.office)


def _is_whole_there(each: Carried, stick: Stick) -> bool:
    """Whether the same file lies whole in its place on the target; a torn one is written again."""
    with suppress(AppError):
        return inspect(stick.path.joinpath(*_folder(each), each.path.name)).hash_ok
    return False
