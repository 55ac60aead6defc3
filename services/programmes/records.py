"""Frozen inputs and outputs of programmes and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.values import Month, Outcome, Payer
from services.rules.ranking import DEFAULT_WEIGHTS, Weights

DEFAULT_BASE_INCOME = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeTerms:
    """A new programme with its first batch. ``ceiling`` and ``base_income`` in rupiah.

    Everyone in it is registered at ``base_income``; a person's own income only feeds the ranking (issue 2).
    """

    year: int
    payer: Payer
    ceiling: int
    from_month: Month
    months: int
    base_income: int = DEFAULT_BASE_INCOME
    name: str = ""
    legal_basis: str = ""
    weights: Weights = DEFAULT_WEIGHTS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """A programme with its batch as screens show it. Dates are ISO text, None where it has not happened."""

    id: str
    batch_id: str
    name: str
    year: int
    payer: Payer
    ceiling: int
    base_income: int
    legal_basis: str
    from_month: Month
    months: int
    weights: Weights
    decided_on: str | None
    decree_no: str
    decree_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedWorker:
    """A line of the ranked list. ``score`` and ``components`` in hundredths of a point; ``place`` from 1."""

    worker_id: str
    full_name: str
    village_code: str
    occupation_code: str
    outcome: Outcome
    place: int | None
    reserve_no: int | None
    score: int | None
    components: Mapping[str, int]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The whole proposal for a batch: funded first, then the reserve, then who cannot be chosen, with reasons.

    ``per_worker``, ``cost``, ``left`` in rupiah for all months; ``monthly`` is one person's contribution a month.
    """

    programme: ProgrammeView
    monthly: int
    per_worker: int
    funded: int
    reserve: int
    refused: int
    cost: int
    left: int
    workers: tuple[RankedWorker, ...]
