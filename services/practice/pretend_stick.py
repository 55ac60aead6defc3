"""The folder that stands for a USB stick in practice, so that no real stick is ever written to."""

from __future__ import annotations

from dataclasses import replace

from services.context import AppContext
from services.handover.ejecting import Released, release
from services.handover.stick_places import Stick, find_sticks

LABEL = "USB LATIHAN"
FOLDER = "usb"
_GIB = 1024**3
_SIZE, _FREE = 16 * _GIB, round(14.2 * _GIB)


def sticks_for(ctx: AppContext) -> tuple[Stick, ...]:
    """What is plugged in; in practice the pretend stick and nothing else. Raises StorageTrouble("stick.gone")."""
    if ctx.practice is None:
        return find_sticks()
    folder = Stick.for_folder(ctx.practice / FOLDER)
    return (replace(folder, label=LABEL, removable=True, free=min(folder.free, _FREE), total=_SIZE),)


def release_for(ctx: AppContext, stick: Stick) -> Released:
    """Take it out safely; in practice nothing is unmounted, whatever the stick says it is.

    Raises StorageTrouble as ``release``.
    """
    return release(stick) if ctx.practice is None else Released.GONE
