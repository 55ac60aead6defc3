"""What each kind of column does with a cell: it puts values in, and tells when it could not read it as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.values import Severity, Sex
from services.reference import Reference
from services.spreadsheets import cells
from services.spreadsheets.roles import Role
from services.spreadsheets.sheets import Cell

Values = dict[str, Any]
"""Arguments of a ``WorkerForm`` in the making."""

Trouble = tuple[str, str, Severity]
"""Field, code and severity."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading needs besides the row: the village whose list it is, reference data, the day."""

    reference: Reference
    village_code: str
    today: date
    from_1904: bool
    occupation: Callable[[str], str]
    own_village: Callable[[str], bool]

    @classmethod
    def of(cls, reference: Reference, village_code: str, today: date, from_1904: bool = False) -> Desk:
        """Make one with fresh memories."""
        return cls(
            reference,
            village_code,
            today,
            from_1904,
            cells.occupation_reader(reference),
            cells.village_reader(reference, village_code),
        )


ReadCell = Callable[[Cell, Values, Desk], Trouble | None]

TEXTS = (Role.NAME, Role.BIRTH_PLACE, Role.MOTHER, Role.ADDRESS, Role.HAMLET, Role.WORKPLACE)
"""Columns that are taken as they stand."""

TEXT_FIELDS = {**{role: role.value for role in TEXTS}, Role.ADDRESS_RT_RW: "address"}
"""The field that each of them fills."""


def _birth_date(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    found = cells.read_date(value, desk.today, desk.from_1904)
    values["birth_date"] = found.value
    return ("birth_date", "birth_date.unreadable", Severity.HELD) if found.code else None


def _birth(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    place, found = cells.read_birth(value, desk.today, desk.from_1904)
    if place:
        values["birth_place"] = place
    values["birth_date"] = found.value
    return ("birth_date", "birth_date.unreadable", Severity.HELD) if found.code else None


def _notice(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    found = cells.read_date(value, desk.today, desk.from_1904)
    values["notice_given_on"] = found.value
    return ("notice_given_on", "notice.unreadable", Severity.WARNING) if found.code else None


def _sex(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    found = cells.read_sex(value)
    values["sex"] = found.value
    return ("sex", "sex.unreadable", Severity.HELD) if found.code else None


def _mark(sex: Sex) -> ReadCell:
    def read(value: Cell, values: Values, desk: Desk) -> None:
        if cells.is_marked(value):
            values["sex"] = sex

    return read


def _number_of_3(role: Role) -> ReadCell:
    def read(value: Cell, values: Values, desk: Desk) -> Trouble | None:
        found = cells.read_number_of_3(value)
        values[role.value] = found.value
        return (role.value, found.code, Severity.WARNING) if found.code else None

    return read


def _rt_rw(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    found = cells.read_rt_rw(value)
    values["rt"], values["rw"] = found.value
    return ("rt", found.code, Severity.WARNING) if found.code else None


def _village(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    return None if desk.own_village(cells.read_text(value)) else ("village_code", "village.other", Severity.HELD)


def _phone(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    found = cells.read_phone(value)
    values["phone"] = found.value
    return ("phone", found.code, Severity.WARNING) if found.code else None


def _occupation(role: Role) -> ReadCell:
    def read(value: Cell, values: Values, desk: Desk) -> Trouble | None:
        text = cells.read_text(value)
        values[role.value] = desk.occupation(text) if text else ""
        return (role.value, "occupation.unknown", Severity.HELD) if text and not values[role.value] else None

    return read


def _income(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    found = cells.read_income(value)
    values["monthly_income"] = found.value
    return ("monthly_income", "income.unreadable", Severity.WARNING) if found.code else None


def _clock(role: Role) -> ReadCell:
    def read(value: Cell, values: Values, desk: Desk) -> Trouble | None:
        found = cells.read_clock(value)
        values[role.value] = found.value
        return (role.value, "hours.unreadable", Severity.WARNING) if found.code else None

    return read


def _hours(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    start, end = cells.read_hours(value)
    values["work_start"], values["work_end"] = start.value, end.value
    return ("work_start", "hours.unreadable", Severity.WARNING) if start.code or end.code else None


def _kk(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    if cells.is_full_number(value):
        values["kk_number"] = value
        return None
    found = cells.read_long_number(value)
    values["kk_number"] = found.value
    return ("kk_number", "kk.numeric_cell", Severity.WARNING) if found.code else None


def _income_source(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    found = cells.read_income_source(value)
    values["income_source"] = found.value
    return ("income_source", "income_source.unreadable", Severity.WARNING) if found.code else None


def _decile(value: Cell, values: Values, desk: Desk) -> Trouble | None:
    found = cells.read_decile(value)
    values["welfare_decile"] = found.value
    return ("welfare_decile", "decile.unreadable", Severity.WARNING) if found.code else None


REPEATED: dict[Role, ReadCell] = {
    Role.BIRTH: _birth,
    Role.BIRTH_DATE: _birth_date,
    Role.SEX: _sex,
    Role.MALE_MARK: _mark(Sex.MALE),
    Role.FEMALE_MARK: _mark(Sex.FEMALE),
    Role.RT: _number_of_3(Role.RT),
    Role.RW: _number_of_3(Role.RW),
    Role.RT_RW: _rt_rw,
    Role.VILLAGE: _village,
    Role.OCCUPATION: _occupation(Role.OCCUPATION),
    Role.OCCUPATION_2: _occupation(Role.OCCUPATION_2),
    Role.HOURS: _hours,
    Role.WORK_START: _clock(Role.WORK_START),
    Role.WORK_END: _clock(Role.WORK_END),
    Role.INCOME: _income,
    Role.INCOME_SOURCE: _income_source,
    Role.DECILE: _decile,
    Role.NOTICE: _notice,
}
"""Columns in which the same cells come again and again, so that each needs to be worked out only once."""

DIFFERENT: dict[Role, ReadCell] = {Role.KK: _kk, Role.PHONE: _phone}
"""Columns in which nearly every cell differs."""
