"""Which backups stay: by number, and none for longer than three months where newer ones agree (handover.md D4, B9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from services.errors import StorageTrouble
from services.safekeeping.backup_file import HALF, SUFFIX, read_facts

KEPT = ((1, 8), (8, 14), (64, 8), (512, 3))
"""How many backups stay of every n-th number: the last 8, then every 8th, 64th and 512th one further back."""
LONGEST = timedelta(days=90)
"""An erased person may still be in a backup that old, and in no older one."""
WITNESSES = 3


def kept_numbers(numbers: Iterable[int]) -> set[int]:
    """Which backups stay: see ``KEPT``. The newest always does."""
    newest_first = sorted(set(numbers), reverse=True)
    stay: set[int] = set()
    for step, count in KEPT:
        stay.update([number for number in newest_first if number % step == 0][:count])
    return stay


def too_old(made: Mapping[int, datetime]) -> set[int]:
    """Numbers of backups that three newer ones agree to be older than ``LONGEST``.

    Only what was written into them counts, never the clock of now: a clock that jumped ahead drops nothing before three
    backups were made by it, and the newest three stay whatever any clock says.
    """
    return {
        number
        for number, at in made.items()
        if sum(other > number and later - at > LONGEST for other, later in made.items()) >= WITNESSES
    }


def rotate(folder: Path) -> None:
    """Remove what need not or must not stay. One that cannot be read or removed stays.

    One that was being written when the program was killed has no number and would be kept for ever: it goes too.
    """
    for half in folder.glob(f"{HALF}*{SUFFIX}"):
        with suppress(OSError):
            half.unlink()
    numbered = {int(path.stem): path for path in backup_files(folder)}
    stay = kept_numbers(numbered)
    made: dict[int, datetime] = {}
    for number in stay:
        with suppress(StorageTrouble, ValueError):
            made[number] = datetime.fromisoformat(read_facts(numbered[number]).made_at)
    for number in numbered.keys() - stay | too_old(made):
        with suppress(OSError):
            numbered[number].unlink()


def backup_files(folder: Path) -> list[Path]:
    """Files in a folder that are named as backups are."""
    try:
        return [path for path in folder.iterdir() if path.suffix == SUFFIX and path.stem.isdecimal()]
    except OSError:
        return []
