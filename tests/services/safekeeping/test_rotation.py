"""Backups go by their numbers; dates count only where several agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.context import AppContext
from services.safekeeping.backups import folder_of, list_backups, make_backup
from services.safekeeping.rotation import LONGEST, too_old
from tests.offices import NOW, at

_START = datetime(2026, 1, 1, tzinfo=UTC)


def days(*given: int) -> dict[int, datetime]:
    return {number: _START + timedelta(days=day) for number, day in enumerate(given, start=1)}


def test_three_newer_ones_must_agree() -> None:
    assert too_old(days(0, 91, 92)) == set()
    assert too_old(days(0, 91, 92, 93)) == {1}
    assert too_old(days(0, 60, 91, 92, 93)) == {1}


def test_a_clock_that_jumped_ahead_and_back_drops_nothing() -> None:
    assert too_old(days(0, 1, 4000, 2, 3, 4)) == set()
    assert too_old(days(4000, 1, 2, 3, 4)) == set(), "an earlier number from the future is not old"


@given(st.lists(st.integers(min_value=-5000, max_value=5000), max_size=40))
def test_the_newest_three_stay_whatever_the_clock_says(given_days: list[int]) -> None:
    made = days(*given_days)
    old = too_old(made)
    assert not old & set(sorted(made)[-3:])
    for number in old:
        assert sum(made[other] - made[number] > LONGEST for other in made if other > number) >= 3


def test_old_backups_go_with_the_next_ones(village: AppContext) -> None:
    make_backup(village)
    for later in range(1, 5):
        make_backup(at(village, NOW + timedelta(days=100 + later)))
    assert [backup.sequence for backup in list_backups(village)] == [5, 4, 3, 2]
    assert len(list(folder_of(village).iterdir())) == 4
