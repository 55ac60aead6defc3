"""Who may become a new participant, tested on the first covered day (domain.md §3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values import Month, WorkerStatus
from services.rules.dates import age_on

MINIMUM_AGE = 17
LIMIT_AGE = 65
"""A new participant must not have reached it."""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """``reasons`` (codes) keep a person out; ``flags`` (codes) are for a person to look into. ``age`` None: unknown."""

    age: int | None
    reasons: tuple[str, ...]
    flags: tuple[str, ...] = ()

    @property
    def eligible(self) -> bool:
        """Whether nothing keeps the person out."""
        return not self.reasons


def eligibility(
    birth_date: date | None,
    first_month: Month,
    *,
    enrolled: bool = False,
    status: WorkerStatus = WorkerStatus.COMPLETE,
    minimum_age: int = MINIMUM_AGE,
    limit_age: int = LIMIT_AGE,
) -> Eligibility:
    """Whether cover from ``first_month`` (its first day) may be asked for this person.

    Reasons: ``status.left``, ``data.incomplete``, ``birth_date.missing``, ``age.over_65``, ``age.under_17``.
    Flags: ``age.ask_bpjs`` for one who is enrolled already and has reached the limit.
    """
    reasons: list[str] = []
    flags: list[str] = []
    if status is WorkerStatus.LEFT:
        reasons.append("status.left")
    elif status is WorkerStatus.INCOMPLETE:
        reasons.append("data.incomplete")
    if birth_date is None:
        return Eligibility(None, (*reasons, "birth_date.missing"))
    age = age_on(birth_date, first_day(first_month))
    if age >= limit_age and enrolled:
        flags.append("age.ask_bpjs")
    elif age >= limit_age:
        reasons.append("age.over_65")
    elif age < minimum_age:
        reasons.append("age.under_17")
    return Eligibility(age, tuple(reasons), tuple(flags))


def first_day(month: Month) -> date:
    """The first covered day of a month."""
    return date(month.year, month.number, 1)
