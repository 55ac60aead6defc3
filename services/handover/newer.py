"""Bundles that were refused because a newer program wrote them: remembered, so that the board can say so."""

from __future__ import annotations

from dataclasses import dataclass

from services.context import AppContext
from services.errors import BundleRejected
from services.handover.file_names import parse_name
from services.handover.incoming import Received
from services.preferences import read_preference, write_preference

CODE = "bundle.newer_version"
_KEY = "board.newer"


@dataclass(frozen=True, slots=True)
class RefusedAsNewer:
    """Number of the newest such bundle of an office, and when it was refused (ISO text)."""

    no: int
    at: str


def note_newer(ctx: AppContext, received: Received) -> None:
    """Remember what was refused as newer, by office. Raises StorageTrouble."""
    found = dict(refused_as_newer(ctx))
    before = dict(found)
    for refused in received.refused:
        if refused.code != CODE:
            continue
        try:
            name = parse_name(refused.file)
        except BundleRejected:
            continue
        if name.office not in found or found[name.office].no <= name.no:
            found[name.office] = RefusedAsNewer(name.no, ctx.now().isoformat(timespec="seconds"))
    if found != before:
        write_preference(ctx, _KEY, found)


def refused_as_newer(ctx: AppContext) -> dict[str, RefusedAsNewer]:
    """By office. One that was taken in since, after an update of this program, is still in here."""
    return read_preference(ctx, _KEY, dict[str, RefusedAsNewer], {})
