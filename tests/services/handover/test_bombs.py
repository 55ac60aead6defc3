"""Small files made to eat time or memory are refused in under a second and 100 MB (handover.md C5, G11)."""

from __future__ import annotations

import sys

import pytest

from tests.prove.bombs import MEMORY, PASSED_BY, SECONDS, is_defused, measured

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured on Linux only")


@pytest.mark.slow
def test_every_bomb_is_refused_soon_and_small() -> None:
    found = list(measured())
    assert len(found) > 50
    assert [told for told in found if not is_defused(told)] == []


def test_what_takes_too_long_or_too_much_is_told() -> None:
    told = {"name": "x", "outcome": "bundle.zip", "seconds": SECONDS / 2, "memory": MEMORY // 2}
    assert is_defused(told)
    worse = ({"seconds": SECONDS}, {"memory": MEMORY}, {"outcome": "taken"}, {"outcome": "killed"})
    assert [is_defused(told | change) for change in worse] == [False] * 4
    assert is_defused(told | {"outcome": "taken", "name": min(PASSED_BY)})
