"""Who comes first when the ceiling does not reach everyone: open, repeatable, exact.

Five components of 0 to 100 points, weighted in percent. Everything is counted in hundredths of a point as integers, and
what a component gives is rounded down before adding up, so the parts shown always sum to the score that decides.
Equal scores are put in order by a hash of batch and worker: nobody can choose it, anybody can check it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import cache
from typing import NamedTuple, TypeAlias

from models.values import Problem
from services.errors import Invalid

HUNDRED = 100
FULL_POINTS = 100 * HUNDRED
FULL_INCOME = 1_000_000
"""Up to this monthly income (rupiah, the first base income) the income component is full."""
NO_INCOME_POINTS = 5_000_000
"""From this monthly income on it is empty; between the two it falls evenly."""
HIGHEST_RISK = 5
MOST_DEPENDANTS = 4
OLDER_FROM = 55
OLDER_UNTIL = 64
HIGH_RISK = 4

Facts: TypeAlias = tuple[int | None, int, int, int, int]
"""A candidate without the id."""
Parts: TypeAlias = tuple[int, int, int, int, int]
"""What each component gives, hundredths of a point, in the order of ``COMPONENTS``."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Percent of the score that each component gives, in the order of ``COMPONENTS``. Together 100.

    Raises Invalid ``weights.sum`` or ``weights.negative``.
    """

    income: int = 35
    risk: int = 25
    dependants: int = 20
    age: int = 10
    turn: int = 10

    def __post_init__(self) -> None:
        values = astuple(self)
        if min(values) < 0:
            raise Invalid([Problem("weights", "weights.negative")])
        if sum(values) != HUNDRED:
            raise Invalid([Problem("weights", "weights.sum", data={"sum": sum(values)})])


COMPONENTS = ("income", "risk", "dependants", "age", "turn")
DEFAULT_WEIGHTS = Weights()


class Candidate(NamedTuple):
    """What counts about one eligible worker.

    ``monthly_income``: rupiah, None unknown. ``risk``: 1 to 5. ``dependants``: people who depend on the worker.
    ``age``: on the first covered day. ``times_funded``: programmes that paid for this worker before.
    """

    worker_id: str
    monthly_income: int | None
    risk: int
    dependants: int
    age: int
    times_funded: int = 0


class Ranked(NamedTuple):
    """A place in the list, from 1. ``score`` and ``components`` (order of ``COMPONENTS``) in hundredths of a point."""

    worker_id: str
    rank: int
    score: int
    components: Parts


def rank(candidates: Iterable[Candidate], batch_id: str, weights: Weights = DEFAULT_WEIGHTS) -> list[Ranked]:
    """Put candidates in order, the highest score first. The same people in any order give the same list."""
    groups: dict[Facts, list[str]] = {}
    for candidate in candidates:
        groups.setdefault(candidate[1:], []).append(candidate.worker_id)
    prefix = batch_id.encode()
    by_score: dict[int, list[tuple[bytes, str, Parts]]] = {}
    for facts, worker_ids in groups.items():
        components = _components(facts, weights)
        equals = by_score.setdefault(sum(components), [])
        equals.extend((_lot(prefix, worker_id), worker_id, components) for worker_id in worker_ids)
    ranked: list[Ranked] = []
    for score in sorted(by_score, reverse=True):
        lines = enumerate(sorted(by_score[score]), start=len(ranked) + 1)
        ranked.extend(Ranked(worker_id, place, score, components) for place, (_, worker_id, components) in lines)
    return ranked


def reasons(candidate: Candidate) -> tuple[str, ...]:
    """Codes of what speaks for a candidate, to be told with the decision; ``income.unknown`` speaks against."""
    told = {
        "income.unknown": candidate.monthly_income is None,
        "income.low": candidate.monthly_income is not None and candidate.monthly_income <= FULL_INCOME,
        "risk.high": candidate.risk >= HIGH_RISK,
        "dependants.many": candidate.dependants >= MOST_DEPENDANTS // 2,
        "age.older": candidate.age >= OLDER_FROM,
        "turn.never_funded": candidate.times_funded == 0,
    }
    return tuple(code for code, holds in told.items() if holds)


def _components(facts: Facts, weights: Weights) -> Parts:
    income, risk, dependants, age, times = facts
    return (
        _income_points(income) * weights.income // HUNDRED,
        _share(risk, HIGHEST_RISK) * weights.risk // HUNDRED,
        _share(dependants, MOST_DEPENDANTS) * weights.dependants // HUNDRED,
        _share(age - OLDER_FROM + 1, OLDER_UNTIL - OLDER_FROM + 1) * weights.age // HUNDRED,
        _turn_points(times) * weights.turn // HUNDRED,
    )


@cache
def _share(amount: int, most: int) -> int:
    """Points that rise evenly from 0 to full at ``most``."""
    return FULL_POINTS * min(max(amount, 0), most) // most


def _income_points(income: int | None) -> int:
    """Unknown gives nothing: a need must be stated to count, and leaving it blank must never pay."""
    if income is None:
        return 0
    above = min(max(income, FULL_INCOME), NO_INCOME_POINTS) - FULL_INCOME
    return FULL_POINTS - FULL_POINTS * above // (NO_INCOME_POINTS - FULL_INCOME)


def _turn_points(times_funded: int) -> int:
    """Full for who was never funded, half after one time, nothing after two."""
    return max(0, FULL_POINTS - FULL_POINTS // 2 * max(times_funded, 0))


def _lot(batch_id: bytes, worker_id: str) -> bytes:
    """What decides between equal scores."""
    return hashlib.sha256(batch_id + worker_id.encode()).digest()
