"""What one row says by itself, before it is compared with the others and with the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.values import Problem, Severity
from services.rules.nik import decode_nik, nik_problem
from services.spreadsheets.people_rows import PersonRow
from services.spreadsheets.records import RowState
from services.spreadsheets.row_reader import Problems
from services.workers.records import WorkerForm

NO_DOUBT = frozenset({"nik.cleaned", "nik.area_outside", "birth_date.from_nik", "sex.from_nik"})
"""Told, but no reason to look at a row again: domain.md §5 calls them normal."""
_ALL_READ: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Draft:
    """A row as read, before it is compared with the others and with the register. ``nik``: "" unless it is sound.
    ``key``: as it stands in an exported list; "" for none.

    Never changed; not frozen only because tens of thousands are made at once.
    """

    source: PersonRow
    form: WorkerForm
    problems: Problems
    nik: str
    person: tuple[str, date] | None
    key: str = ""


def strict(column: int | None, problem: Problem) -> tuple[int | None, Problem]:
    """A partial update that cannot read its one field must not pass for done."""
    if column is None or problem.field == "nik" or problem.severity is Severity.HELD:
        return column, problem
    return column, replace(problem, severity=Severity.HELD)


def unread(problems: Problems) -> frozenset[str]:
    """Fields that an update leaves alone: their own cell gave trouble, or what it says cannot be kept."""
    if not problems:
        return _ALL_READ
    return frozenset([problem.field for column, problem in problems if _is_no_use(column, problem)])


def _is_no_use(column: int | None, problem: Problem) -> bool:
    return problem.severity is Severity.HELD or (column is not None and problem.code != "nik.cleaned")


def holds_nik(problems: Problems) -> bool:
    """Whether the NIK itself keeps the row out."""
    return any(problem.field == "nik" and problem.severity is Severity.HELD for _, problem in problems)


def filled_from_nik(form: WorkerForm, problems: Problems, today: date) -> WorkerForm:
    """A blank birth date or sex is taken from a sound NIK, and told. An unreadable one is not: it holds its row."""
    if (form.birth_date and form.sex) or nik_problem(form.nik) is not None:
        return form
    parts = decode_nik(form.nik, today)
    unreadable = {problem.field for _, problem in problems}
    if form.birth_date is None and parts.birth_date is not None and "birth_date" not in unreadable:
        problems.append((None, Problem("birth_date", "birth_date.from_nik", Severity.WARNING)))
        form = replace(form, birth_date=parts.birth_date)
    if form.sex is None and "sex" not in unreadable:
        problems.append((None, Problem("sex", "sex.from_nik", Severity.WARNING)))
        form = replace(form, sex=parts.sex)
    return form


def state_of(problems: Sequence[tuple[int | None, Problem]]) -> RowState:
    """Where these problems put a row that is not here yet."""
    state = RowState.READY
    for _, problem in problems:
        if problem.severity is Severity.HELD:
            return RowState.HELD
        if problem.code not in NO_DOUBT:
            state = RowState.WARNED
    return state
