"""Where in a list a problem stands: the cell its field was read from."""

from __future__ import annotations

from models.values import Problem
from services.spreadsheets.headings import Table
from services.spreadsheets.people_rows import PersonRow
from services.spreadsheets.records import RowProblem
from services.spreadsheets.roles import Meaning, Role
from services.spreadsheets.sheets import column_letter

_CELL_OF_FIELD: dict[str, tuple[Role, ...]] = {
    "birth_place": (Role.BIRTH_PLACE, Role.BIRTH),
    "birth_date": (Role.BIRTH_DATE, Role.BIRTH),
    "sex": (Role.SEX, Role.MALE_MARK, Role.FEMALE_MARK),
    "address": (Role.ADDRESS, Role.ADDRESS_RT_RW),
    "rt": (Role.RT, Role.RT_RW, Role.ADDRESS_RT_RW, Role.ADDRESS),
    "rw": (Role.RW, Role.RT_RW, Role.ADDRESS_RT_RW, Role.ADDRESS),
    "work_start": (Role.WORK_START, Role.HOURS),
    "work_end": (Role.WORK_END, Role.HOURS),
    "heirs": (Role.HEIR_NAME,),
}


def row_problem(source: PersonRow, column: int | None, problem: Problem) -> RowProblem:
    """A problem with its place; ``column``: where it was found, None for the field's own column."""
    table = source.table
    if column is None and table is not None:
        column = _column_of(table, problem.field)
    return RowProblem(
        sheet=source.sheet.name,
        row=source.number,
        column="" if column is None else column_letter(column),
        heading="" if column is None or table is None else table.heading(column),
        field=problem.field,
        code=problem.code,
        severity=problem.severity,
        data=problem.data,
    )


def _column_of(table: Table, field: str) -> int | None:
    """The column a field was read from."""
    if field in _CELL_OF_FIELD:
        found = [table.column(role) for role in _CELL_OF_FIELD[field]]
        return next((column for column in found if column is not None), None)
    return table.roles.get(Meaning(Role(field))) if field in Role._value2member_map_ else None
