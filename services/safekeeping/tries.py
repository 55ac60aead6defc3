"""Passphrases that did not fit: counted in a file beside the key file, so that closing the program forgets nothing.

The wait deters somebody who guesses at the keyboard; a stolen laptop is protected by the slow key derivation
(handover.md D2). A file that is missing or odd counts as no misses: it must never keep its owner out.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Concatenate, ParamSpec, TypeVar

import msgspec

from models.values import EventKind
from services import startup
from services.audit.events import note_event
from services.context import AppContext
from services.errors import AccessDenied, AppError
from services.replacing import put_in_place

P = ParamSpec("P")
T = TypeVar("T")
FREE_TRIES = 5
LONGEST_WAIT_S = 300
FILE = "percobaan.json"
_MAX_BYTES = 1024


class Tries(msgspec.Struct, frozen=True):
    """How often a passphrase did not fit since somebody got in, and when that began (ISO text of this clock)."""

    misses: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    since: Annotated[str, msgspec.Meta(max_length=40)] = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """The open office, and what did not fit before."""

    context: AppContext
    missed: Tries


def wait_after(misses: int) -> int:
    """Seconds before the next try is taken: none for the first five, then 2, 4, 8, … up to five minutes."""
    over = misses - FREE_TRIES + 1
    return 0 if over < 1 else min(LONGEST_WAIT_S, 2 ** min(over, 20))


def read_tries(data: Path) -> Tries:
    """What is counted now."""
    try:
        with (data / FILE).open("rb") as stream:
            return msgspec.json.decode(stream.read(_MAX_BYTES), type=Tries)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Tries()


def wait_left(data: Path) -> int:
    """Seconds until the next try is taken: counted from when the last miss was written, never more than the wait."""
    wait = wait_after(read_tries(data).misses)
    with suppress(OSError):
        passed = time.time() - (data / FILE).stat().st_mtime
        return max(0, min(wait, math.ceil(wait - passed)))
    return 0


def counting(act: Callable[Concatenate[Path, P], T]) -> Callable[Concatenate[Path, P], T]:
    """Work on a data folder (its first argument) that a passphrase opens: what does not fit counts as at sign-in.

    It raises AccessDenied("passphrase.too_many") with ``count`` and ``seconds`` while the wait lasts; every other one
    carries ``misses``.
    """

    @wraps(act)
    def counted(data: Path, /, *args: P.args, **kwargs: P.kwargs) -> T:
        before = read_tries(data)
        if left := wait_left(data):
            raise AccessDenied("passphrase.too_many", count=before.misses, seconds=left)
        doors = kwargs.get("doors", startup.REAL)
        assert isinstance(doors, startup.Doors)
        try:
            done = act(data, *args, **kwargs)
        except AccessDenied as denied:
            raise _missed(data, before, denied, doors) from None
        ctx = getattr(done, "context", None)
        if ctx is not None:
            _told(ctx, before)
        return done

    return counted


def enter(data: Path, passphrase: str, user: str | None = None, *, doors: startup.Doors = startup.REAL) -> Entered:
    """``startup.sign_in``, counting what does not fit; the count is noted in the office's history once somebody is in.

    Raises as ``sign_in``; AccessDenied carries ``misses`` then.
    """
    before = read_tries(data)
    try:
        ctx = startup.sign_in(data, passphrase, user, doors=doors)
    except AccessDenied as denied:
        raise _missed(data, before, denied, doors) from None
    _told(ctx, before)
    return Entered(ctx, before)


def _missed(data: Path, before: Tries, denied: AccessDenied, doors: startup.Doors) -> AccessDenied:
    since = before.since or doors.now().isoformat(timespec="minutes")
    now = Tries(min(before.misses + 1, 1_000_000), since)
    _write(data, now)
    return AccessDenied(denied.code, misses=now.misses)


def _told(ctx: AppContext, before: Tries) -> None:
    if before.misses:
        with suppress(AppError):  # the count stays in its file until it could be noted
            note_event(ctx, EventKind.SIGN_IN_FAILED, count=before.misses)
            with suppress(OSError):
                (ctx.paths.data / FILE).unlink(missing_ok=True)


def _write(data: Path, tries: Tries) -> None:
    """A disk that is full costs the count, not the sign-in."""
    building = data / f"{FILE}.baru"
    with suppress(OSError):
        with building.open("wb") as stream:
            stream.write(msgspec.json.encode(tries))
            stream.flush()
            os.fsync(stream.fileno())
        put_in_place(building, data / FILE)
