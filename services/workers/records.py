"""Frozen inputs and outputs of the worker register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values import Outcome, Relationship, Sex, WorkerStatus


@dataclass(frozen=True, slots=True)
class Heir:
    """A person who receives the benefit (ahli waris). All but the name may be unknown."""

    name: str
    relationship: Relationship = Relationship.OTHER
    nik: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerForm:
    """Everything a registration may say about one worker. Empty text or None means not known.

    ``nik``, ``kk_number``: 16 digits as text. ``rt``, ``rw``: three digits. ``village_code``: 33.16.CC.TNNN.
    ``monthly_income``: whole rupiah, self-declared. ``work_start``, ``work_end``: HH:MM.
    ``income_source``: how the income was learnt: self, officer or document. ``notice_given_on``: the day the notice on
    personal data was given (UU 27/2022), ``notice_given_by``: by which officer. ``consent_method``: signature, thumb
    or oral.
    """

    nik: str = ""
    full_name: str = ""
    birth_place: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    mother_name: str = ""
    kk_number: str = ""
    heirs: tuple[Heir, ...] = ()
    address: str = ""
    hamlet: str = ""
    rt: str = ""
    rw: str = ""
    village_code: str = ""
    phone: str = ""
    occupation_code: str = ""
    occupation2_code: str = ""
    workplace: str = ""
    work_start: str = ""
    work_end: str = ""
    monthly_income: int | None = None
    income_source: str = ""
    welfare_decile: int | None = None
    welfare_source: str = ""
    notice_given_on: date | None = None
    notice_version: str = ""
    notice_given_by: str = ""
    consent_given: bool = False
    consent_method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRow:
    """One line of the worker list. ``by_decree``: the decree behind ``outcome`` is recorded; until then a plan."""

    id: str
    nik: str
    full_name: str
    occupation_code: str
    rt: str
    rw: str
    hamlet: str
    village_code: str
    phone: str
    status: WorkerStatus
    completeness: int
    received: bool
    outcome: Outcome | None
    reserve_no: int | None
    by_decree: bool = False
    address: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    mother_name: str = ""
    kk_number: str = ""
    monthly_income: int | None = None
    left_reason: str = ""
    recorded_at: str = ""
    updated_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRef:
    """Just enough of a worker to say who already has a NIK."""

    id: str
    full_name: str
    village_code: str
    status: WorkerStatus
