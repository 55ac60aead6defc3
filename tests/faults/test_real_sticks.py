"""Real exFAT and FAT32 sticks: full, read-only, pulled in the middle, vanished, two at once (handover.md G6)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.real_stick import KINDS, Kind
from tests.faults.stick_stories import STORIES, tell


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_real_stick(tmp_path: Path, kind: Kind, story: str) -> None:
    if kind.missing:
        pytest.skip(kind.missing)
    tell(story, kind, tmp_path)
