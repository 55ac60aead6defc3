"""Sticks: finding them, and listing what lies on them; writing is in ``stick.py`` (handover.md C2, C7)."""

from __future__ import annotations

import contextlib
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from services.errors import StorageTrouble
from services.handover import drives
from services.handover.file_names import SUFFIX, hinted, is_bundle_name, parse_name
from services.handover.files import Files
from services.handover.kit import SUFFIX as KIT_SUFFIX
from services.handover.manifest import Direction

ROOT_FOLDER = "PAYUNG"
UP_FOLDER = (ROOT_FOLDER, "ke-kabupaten")
DOWN_FOLDER = (ROOT_FOLDER, "ke-desa")
MAX_LISTED = 5_000
"""Most directory entries looked at per folder: a stick is not a disk."""
MAX_MISNAMED = 50
"""Most misnamed files told of at one place: each is a line on a page. Bundles are listed whatever their count."""

_INFECTED = (".lnk", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".exe", ".scr", ".pif")
_SYSTEM_FOLDERS = frozenset({"system volume information", "$recycle.bin", "recycler", "lost.dir"})
_UNSEEN = "\u2800\u3164\uffa0"
"""Signs that count as letters or symbols and show nothing."""
FILES = Files()


def down_folder(village: str) -> tuple[str, ...]:
    """Where the replies for that village lie: ``PAYUNG/ke-desa/3316012001``."""
    return (*DOWN_FOLDER, village.replace(".", ""))


@dataclass(frozen=True, slots=True)
class Stick:
    """A place to write to. Sizes are bytes. ``removable``: a real stick, not just a folder somebody picked.

    ``device_id``, ``mount``: which volume it is, and which mounting of it; both are watched while writing.

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
    mount: str = ""

    @classmethod
    def for_folder(cls, path: Path) -> Stick:
        """Any folder a person picks. Raises StorageTrouble ``stick.gone`` when it is not there."""
        return _describe(path, path.name, read_only=False, removable=False)


def place_of(folder: Path, sticks: Iterable[Stick]) -> tuple[Stick, tuple[str, ...]]:
    """The stick a folder lies on, and the way down to it; on no stick the folder is a place of its own, made anew.

    Raises StorageTrouble ``folder.not_writable`` when it cannot be made, ``stick.gone``.
    """
    whole = folder.resolve()
    within = [stick for stick in sticks if whole.is_relative_to(stick.path)]
    if within:
        stick = max(within, key=lambda each: len(each.path.parts))
        return stick, whole.relative_to(stick.path).parts
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StorageTrouble("folder.not_writable") from None
    return Stick.for_folder(folder), ()


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
        suspicious = _is_suspicious(_entries(path))
        device_id, mount = FILES.device_id(path), FILES.mount(path)
        return Stick(path, label, free, total, read_only, device_id, suspicious, removable, mount)
    except OSError:
        raise StorageTrouble("stick.gone") from None


def _is_suspicious(entries: Iterable[os.DirEntry[str]]) -> bool:
    return any(_is_mark(entry) for entry in entries)


def _is_mark(entry: os.DirEntry[str]) -> bool:
    """Autorun, a shortcut, a program, or a folder that was hidden or has a name nobody can see."""
    name = entry.name.lower()
    if name == "autorun.inf" or name.endswith(_INFECTED):
        return True
    return _is_folder(entry) and (not _visible(name) or (_is_hidden(entry) and name not in _SYSTEM_FOLDERS))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    """Hidden by Windows' attribute; a leading dot is how others name their own folders."""
    try:
        attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN) and not entry.name.startswith(".")


def _visible(name: str) -> str:
    """What can be seen of a name: shortcut viruses move everything into a folder called by an invisible sign."""
    return "".join(sign for sign in name if sign not in _UNSEEN and unicodedata.category(sign)[0] not in "ZC")


@contextlib.contextmanager
def told_as_gone() -> Iterator[None]:
    """A stick that stops answering while it is looked at was pulled out. Raises StorageTrouble ``stick.gone``."""
    try:
        yield
    except OSError:
        raise StorageTrouble("stick.gone") from None


@dataclass(frozen=True, slots=True)
class Listed:
    """Bundles by office and number. ``misnamed``: files that end as bundles do and are called otherwise, as Windows
    names a copy («… (1).payung»); they are told of with ``bundle.name`` and never opened."""

    bundles: tuple[Path, ...] = ()
    misnamed: tuple[Path, ...] = ()


def list_bundles(path: Path, *, direction: Direction | None = None, office: str | None = None) -> tuple[Path, ...]:
    """The bundles that ``look_for_bundles`` finds, without the misnamed files."""
    return look_for_bundles(path, direction=direction, office=office).bundles


@told_as_gone()
def look_for_bundles(path: Path, *, direction: Direction | None = None, office: str | None = None) -> Listed:
    """Bundles at a path, by office and number: a stick, one of its folders, any folder, or one file.

    In folders only real files with a bundle's name are bundles; ``direction`` and ``office`` (of the name) narrow it.
    Of a misnamed file the rest of its name and its folder tell the same; one that tells nothing is for everybody.
    A single file comes back whatever its name. Raises StorageTrouble ``stick.gone``.
    """
    if path.is_file():
        return Listed((path,))
    found = {Path(entry.path) for folder in _bundle_folders(path) for entry in _files(folder) if _ends_as_ours(entry)}
    named = {place: parse_name(place.name) for place in found if is_bundle_name(place.name)}
    wanted = [
        (name.sender, name.no, place)
        for place, name in named.items()
        if direction in (None, name.direction) and office in (None, name.office)
    ]
    misnamed = [place for place in found if place not in named and _may_be_for(place, direction, office)]
    return Listed(tuple(place for _, _, place in sorted(wanted)), tuple(sorted(misnamed)[:MAX_MISNAMED]))


def _ends_as_ours(entry: os.DirEntry[str]) -> bool:
    """Names that begin with a dot belong to the system (``._…`` of macOS), not to a person."""
    return entry.name.lower().endswith(SUFFIX) and not entry.name.startswith(".")


def _may_be_for(place: Path, direction: Direction | None, office: str | None) -> bool:
    there, way = hinted(place.name)
    if way is None and place.parent.name == UP_FOLDER[1]:
        way = Direction.UP
    elif way is None and DOWN_FOLDER[1] in (place.parent.name, place.parent.parent.name):
        way = Direction.DOWN
        if there is None and place.parent.name != DOWN_FOLDER[1]:
            there = place.parent.name
    right_office = office is None or there is None or there == office.replace(".", "")
    return right_office and (direction is None or way in (None, direction))


@told_as_gone()
def list_kits(path: Path) -> tuple[Path, ...]:
    """Kits at a path, by name: in the folder itself and in ``PAYUNG/``. Raises StorageTrouble ``stick.gone``."""
    if path.is_file():
        return (path,)
    places = (path, *(place / ROOT_FOLDER for place in (path, *_unseen_folders(path))))
    folders = [folder for folder in places if folder == path or folder.is_dir()]
    return tuple(
        sorted(Path(entry.path) for folder in folders for entry in _files(folder) if entry.name.endswith(KIT_SUFFIX))
    )


def _unseen_folders(path: Path) -> list[Path]:
    """Where a shortcut virus may have put our folder."""
    return [Path(entry.path) for entry in _entries(path) if not _visible(entry.name) and _is_folder(entry)]


def _bundle_folders(path: Path) -> Iterator[Path]:
    """The folder itself, and the two ways bundles go, whether ``path`` is the stick or its PAYUNG folder."""
    yield path
    for top in (path / ROOT_FOLDER, path, *(place / ROOT_FOLDER for place in _unseen_folders(path))):
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
