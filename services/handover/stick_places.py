"""Sticks: finding them, and listing what lies on them; writing is in ``stick.py`` (handover.md C2, C7)."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from services.errors import StorageTrouble
from services.handover import drives
from services.handover.file_names import is_bundle_name, parse_name
from services.handover.files import Files
from services.handover.kit import SUFFIX as KIT_SUFFIX
from services.handover.manifest import Direction

ROOT_FOLDER = "PAYUNG"
UP_FOLDER = (ROOT_FOLDER, "ke-kabupaten")
DOWN_FOLDER = (ROOT_FOLDER, "ke-desa")
MAX_LISTED = 5_000
"""Most directory entries looked at per folder: a stick is not a disk."""

_INFECTED = (".lnk", ".vbs", ".js", ".exe", ".scr")
FILES = Files()


def down_folder(village: str) -> tuple[str, ...]:
    """Where the replies for that village lie: ``PAYUNG/ke-desa/3316012001``."""
    return (*DOWN_FOLDER, village.replace(".", ""))


@dataclass(frozen=True, slots=True)
class Stick:
    """A place to write to. Sizes are bytes. ``removable``: a real stick, not just a folder somebody picked.

    ``suspicious``: autorun, shortcuts or programs lie in its root, the marks of the local stick viruses.
    """

    path: Path
    label: str
    free: int
    total: int
    read_only: bool
    device_id: int
    suspicious: bool
    removable: bool

    @classmethod
    def for_folder(cls, path: Path) -> Stick:
        """Any folder a person picks. Raises StorageTrouble ``stick.gone`` when it is not there."""
        return _describe(path, path.name, read_only=False, removable=False)


def find_sticks() -> tuple[Stick, ...]:
    """All removable volumes that can be looked at now."""
    found = []
    for drive in drives.removable_drives():
        with contextlib.suppress(StorageTrouble):
            found.append(_describe(drive.path, drive.label, read_only=drive.read_only, removable=True))
    return tuple(found)


def _describe(path: Path, label: str, *, read_only: bool, removable: bool) -> Stick:
    try:
        if not path.is_dir():
            raise StorageTrouble("stick.gone")
        free, total = FILES.space(path)
        read_only = read_only or FILES.is_read_only(path)
        suspicious = _is_suspicious(FILES.names(path)[:MAX_LISTED])
        return Stick(path, label, free, total, read_only, FILES.device_id(path), suspicious, removable)
    except OSError:
        raise StorageTrouble("stick.gone") from None


def _is_suspicious(names: Collection[str]) -> bool:
    lowered = [name.lower() for name in names]
    return "autorun.inf" in lowered or any(name.endswith(_INFECTED) for name in lowered)


def list_bundles(path: Path, *, direction: Direction | None = None, office: str | None = None) -> tuple[Path, ...]:
    """Bundles at a path, by office and number: a stick, one of its folders, any folder, or one file.

    In folders only real files with a bundle's name count; ``direction`` and ``office`` (of the name) narrow it.
    A single file comes back whatever its name. Raises StorageTrouble ``stick.gone``.
    """
    if path.is_file():
        return (path,)
    found = {
        Path(entry.path): parse_name(entry.name)
        for folder in _bundle_folders(path)
        for entry in _files(folder)
        if is_bundle_name(entry.name)
    }
    wanted = [
        (name.sender, name.no, place)
        for place, name in found.items()
        if direction in (None, name.direction) and office in (None, name.office)
    ]
    return tuple(place for _, _, place in sorted(wanted))


def list_kits(path: Path) -> tuple[Path, ...]:
    """Kits at a path, by name: in the folder itself and in ``PAYUNG/``. Raises StorageTrouble ``stick.gone``."""
    if path.is_file():
        return (path,)
    folders = [folder for folder in (path, path / ROOT_FOLDER) if folder == path or folder.is_dir()]
    return tuple(
        sorted(Path(entry.path) for folder in folders for entry in _files(folder) if entry.name.endswith(KIT_SUFFIX))
    )


def _bundle_folders(path: Path) -> Iterator[Path]:
    """The folder itself, and the two ways bundles go, whether ``path`` is the stick or its PAYUNG folder."""
    yield path
    for top in (path / ROOT_FOLDER, path):
        up, down = top / UP_FOLDER[1], top / DOWN_FOLDER[1]
        yield from (folder for folder in (up, down) if folder.is_dir())
        if down.is_dir():
            yield from (Path(entry.path) for entry in _entries(down) if entry.is_dir(follow_symlinks=False))
    if path.name == DOWN_FOLDER[1]:
        yield from (Path(entry.path) for entry in _entries(path) if entry.is_dir(follow_symlinks=False))


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    return (entry for entry in _entries(folder) if entry.is_file(follow_symlinks=False))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for _, entry in zip(range(MAX_LISTED), entries, strict=False)]
    except OSError:
        raise StorageTrouble("stick.gone") from None
