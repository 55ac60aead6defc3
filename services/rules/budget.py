"""How many people a ceiling (pagu) pays for. Whole rupiah; nobody is paid for in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.values import Problem
from services.errors import Invalid

MOST_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """``workers`` people for ``months`` months cost ``cost``; ``left`` of the ceiling is negative when it is too small.

    ``affordable``: the most people the ceiling pays for, whatever number was asked for.
    """

    ceiling: int
    months: int
    per_worker: int
    workers: int
    cost: int
    left: int
    affordable: int

    @property
    def fits(self) -> bool:
        """Whether the ceiling is enough."""
        return self.left >= 0


def plan(ceiling: int, months: int, monthly: int, people: int | None = None) -> Plan:
    """Divide a ceiling by the same contribution every month.

    ``monthly``: rupiah per person and month, the law's or a typed one. ``people``: what so many would cost instead of
    as many as fit. Raises Invalid: ``ceiling.negative``, ``months.range``, ``monthly.range``, ``people.negative``.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise Invalid([Problem("months", "months.range", data={"most": MOST_MONTHS})])
    return plan_months(ceiling, [monthly] * months, people)


def plan_months(ceiling: int, monthly: Sequence[int], people: int | None = None) -> Plan:
    """The same where the contribution differs between the months (a relief begins or ends). Raises as ``plan``."""
    if not 1 <= len(monthly) <= MOST_MONTHS:
        raise Invalid([Problem("months", "months.range", data={"most": MOST_MONTHS})])
    if min(monthly) <= 0:
        raise Invalid([Problem("monthly", "monthly.range")])
    if ceiling < 0:
        raise Invalid([Problem("ceiling", "ceiling.negative")])
    if people is not None and people < 0:
        raise Invalid([Problem("people", "people.negative")])
    per_worker = sum(monthly)
    affordable = ceiling // per_worker
    workers = affordable if people is None else people
    cost = workers * per_worker
    return Plan(ceiling, len(monthly), per_worker, workers, cost, ceiling - cost, affordable)
