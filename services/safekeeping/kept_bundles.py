"""Sealed bundles that lie beside the database, as a source of records: what was handed over, what was taken in.

Each of our own is sealed for this laptop too, so the copies in ``keluar/`` and ``arsip/`` open with its key, and so
does the last reply of the district (handover.md D4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from services.context import Paths
from services.errors import AppError
from services.handover.bundle import OpenedBundle, open_kept
from services.handover.file_names import is_bundle_name
from services.handover.lines import OrderLine
from services.progress import SILENT, Reporter
from services.safekeeping.salvage import SavedChange


@dataclass(frozen=True, slots=True)
class KeptBundle:
    """An opened bundle: whose it is, what it orders, what it says."""

    name: str
    orders: tuple[OrderLine, ...]
    changes: tuple[SavedChange, ...]


def kept_files(data: Path, more: Iterable[Path] = ()) -> list[Path]:
    """Bundles in the office's own folders and at other places that somebody named, each file once."""
    paths = Paths(data)
    found: dict[str, Path] = {}
    for place in (paths.outgoing, paths.archive, *more):
        for path in _files(place):
            if is_bundle_name(path.name):
                found.setdefault(path.name, path)
    return list(found.values())


def _files(place: Path) -> list[Path]:
    with suppress(OSError):
        if place.is_file():
            return [place]
        return sorted(path for path in place.rglob("*") if path.is_file())
    return []


def read_kept(
    files: Sequence[Path],
    identities: Sequence[str],
    scratch: Path,
    take: Callable[[KeptBundle], None],
    reporter: Reporter = SILENT,
) -> int:
    """Hand each bundle that opens to ``take``; how many did. One that does not open is passed over."""
    opened = 0
    for number, path in enumerate(files):
        reporter.step(number, len(files), "repair.bundles")
        kept = _read(path, identities, scratch)
        if kept is not None:
            take(kept)
            opened += 1
    reporter.step(len(files), len(files), "repair.bundles")
    return opened


def _read(path: Path, identities: Sequence[str], scratch: Path) -> KeptBundle | None:
    try:
        with open_kept(path, identities, scratch_dir=scratch) as bundle:
            return KeptBundle(path.name, tuple(bundle.orders()), tuple(_changes(bundle)))
    except (AppError, OSError):
        return None


def _changes(bundle: OpenedBundle) -> Iterator[SavedChange]:
    for line in bundle.changes():
        yield SavedChange(None, line.header, line.signature, line.payload, bundle.sha256, whole=False)
