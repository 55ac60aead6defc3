"""The whole story on invented people: what ``main.py tour`` plays, with the real window where a person would sit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from gui.tour.words import ProgressLines
from services.errors import StorageTrouble
from services.practice.story import Story, StoryFailed

SUMMARY = "summary.json"


def run_tour(
    out: Path,
    *,
    full: bool,
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True),
    people: int | None = None,
    villages: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Play it into the empty folder ``out`` and return what ``summary.json`` says. Sums in rupiah.

    ``full``: 10,124 people of 295 villages; else 105 of three. ``people``, ``villages``: tests tell a shorter story.
    ``say``: hears each line of progress. Raises StoryFailed when a count does not come out or ``out`` is in use.
    """
    out = out.absolute()
    _make_empty(out)
    story = Story(out, full, ProgressLines(say).tell, datetime.now().astimezone().date())
    try:
        _play(story, people, villages)
        summary = story.summary()
    finally:
        story.close()
    (out / SUMMARY).write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=2))
    return summary


def _make_empty(out: Path) -> None:
    """An earlier tour is never mixed with this one, nor anything else overwritten."""
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise StoryFailed("tour.folder_used", folder=out.name)
        out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StorageTrouble("folder.not_writable") from None


def _play(story: Story, people: int | None, villages: Sequence[str] | None) -> None:
    from gui.tour.moments import Moments  # loads the whole window

    story.invent(people, villages)
    story.set_up_district()
    story.register()
    with Moments(story) as moments:
        story.register_by_hand(moments.register)
        story.hand_over(moments.hand_over)
        story.merge()
        moments.look("4-inbox", story.district, "inbox")
        story.plan()
        moments.look("5-programme", story.district, "programme", id=story.programme)
        story.decide()
        moments.look("6-decided", story.district, "programme", id=story.programme)
        story.reply()
        story.come_home()
        moments.decisions()
