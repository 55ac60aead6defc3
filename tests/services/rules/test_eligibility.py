from __future__ import annotations

from datetime import date

import pytest

from models.values import Month, WorkerStatus
from services.rules.eligibility import eligibility

JANUARY = Month(2025, 1)


@pytest.mark.parametrize(
    ("born", "reasons"),
    [
        (date(1960, 1, 1), ("age.over_65",)),  # 65 on the first covered day
        (date(1959, 12, 31), ("age.over_65",)),
        (date(1960, 1, 2), ()),  # 64 that day
        (date(2008, 1, 1), ()),  # 17 that day
        (date(2008, 1, 2), ("age.under_17",)),
        (None, ("birth_date.missing",)),
    ],
)
def test_age_counts_on_the_first_covered_day(born: date | None, reasons: tuple[str, ...]) -> None:
    found = eligibility(born, JANUARY)
    assert found.reasons == reasons
    assert found.eligible is (not reasons)


def test_the_limit_moves_with_the_first_month() -> None:
    born = date(1960, 6, 15)
    assert eligibility(born, Month(2025, 6)).eligible
    assert not eligibility(born, Month(2025, 7)).eligible


def test_who_is_enrolled_already_is_flagged_and_not_refused() -> None:
    found = eligibility(date(1955, 1, 1), JANUARY, enrolled=True)
    assert found.eligible
    assert found.flags == ("age.ask_bpjs",)
    assert eligibility(date(1980, 1, 1), JANUARY, enrolled=True).flags == ()


@pytest.mark.parametrize(
    ("status", "reason"), [(WorkerStatus.INCOMPLETE, "data.incomplete"), (WorkerStatus.LEFT, "status.left")]
)
def test_status_keeps_out(status: WorkerStatus, reason: str) -> None:
    assert eligibility(date(1980, 1, 1), JANUARY, status=status).reasons == (reason,)
    assert eligibility(date(1950, 1, 1), JANUARY, status=status).reasons == (reason, "age.over_65")
