"""Real sticks: exFAT and FAT32 on a loop device, full, read-only, pulled, vanished; parts: exfat, fat32."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

from tests.faults.real_stick import KINDS, Kind
from tests.faults.stick_stories import STORIES, tell
from tests.prove.proved import Asked, Proved

WANTED = 10
"""Rounds of all stories: when a pulled stick dies is a matter of chance."""


def prove(asked: Asked) -> Iterator[Proved]:
    """One line for each file system."""
    for kind in KINDS:
        if asked.part(kind.name):
            asked.begin_part()
            yield _one(asked, kind)


def _one(asked: Asked, kind: Kind) -> Proved:
    wanted = asked.wanted(WANTED) * len(STORIES)
    if kind.missing:
        return Proved(name=f"sticks {kind.name}", wanted=wanted, done=0, failures=0, notes=kind.missing)
    done, failed = 0, []
    for number in range(asked.wanted(WANTED)):
        for at, story in enumerate(STORIES):
            if asked.time_is_over:
                break
            folder = asked.folder / f"{kind.name}-{number}-{at}"
            folder.mkdir()
            try:
                tell(story, kind, folder)
            except AssertionError:
                failed.append(story)
                traceback.print_exc()
            done += 1
    return Proved(
        name=f"sticks {kind.name}",
        wanted=wanted,
        done=done,
        failures=len(failed),
        notes="; ".join(sorted(set(failed))) or f"{len(STORIES)} stories: {', '.join(STORIES)}",
    )
