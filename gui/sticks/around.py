"""What is plugged in, and what lies on it for this office. Plain Python; runs off the window's thread."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from gui import format
from gui.language import tr
from models.values import Role
from services.context import AppContext
from services.errors import StorageTrouble
from services.handover.manifest import Direction
from services.handover.stick_places import Stick, find_sticks, list_kits, look_for_bundles

FindSticks = Callable[[], tuple[Stick, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """A stick or a picked folder. ``replies``, ``kits``: files on it that this office has not read yet.

    ``misnamed``: files on it that may be replies to this office and are not called as bundles are.
    """

    stick: Stick
    replies: tuple[Path, ...] = ()
    kits: tuple[Path, ...] = ()
    misnamed: tuple[Path, ...] = ()

    @property
    def key(self) -> str:
        """What tells two places apart."""
        return str(self.stick.path)

    @property
    def name(self) -> str:
        """The stick's label; a stick without one is called USB."""
        return self.stick.label or tr("USB tanpa nama")

    @property
    def usable(self) -> bool:
        """Whether it can be written to, as far as one can see."""
        return not self.stick.read_only


def look_around(ctx: AppContext, picked: Iterable[Path] = (), find: FindSticks = find_sticks) -> tuple[Place, ...]:
    """All sticks, then the folders that somebody picked; one that went away is left out."""
    sticks = list(find())
    seen = {stick.path for stick in sticks}
    for path in picked:
        with contextlib.suppress(StorageTrouble):
            if path not in seen:
                sticks.append(Stick.for_folder(path))
    return tuple(_place(ctx, stick) for stick in sticks)


def _place(ctx: AppContext, stick: Stick) -> Place:
    if ctx.office.role is not Role.VILLAGE:
        return Place(stick)
    try:
        listed = look_for_bundles(stick.path, direction=Direction.DOWN, office=ctx.office.code)
        kits = list_kits(stick.path)
    except StorageTrouble:
        return Place(stick)
    # What was read lies in the archive under its own name, which holds the file's hash.
    replies = tuple(path for path in listed.bundles if not (ctx.paths.archive / path.name).exists())
    return Place(stick, replies, kits, listed.misnamed)


def room_text(place: Place) -> str:
    """«Drive E:, kosong 14,2 GB dari 16,0 GB». Where Linux mounted a stick tells nobody anything, a folder does."""
    stick = place.stick
    free, total = format.file_size(stick.free), format.file_size(stick.total)
    where = tr("Drive {name}", name=stick.path.drive) if stick.path.drive else str(stick.path)
    if stick.removable and not stick.path.drive:
        return tr("Kosong {free} dari {total}", free=free, total=total)
    return tr("{place}, kosong {free} dari {total}", place=where, free=free, total=total)
