"""From one row of a table to a registration form, with everything that could not be read as it stood."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from models.values import Problem, Relationship, Severity
from services.rules.nik import LENGTH as NIK_LENGTH
from services.rules.nik import clean_nik
from services.spreadsheets import cells
from services.spreadsheets.column_readers import DIFFERENT, REPEATED, TEXT_FIELDS, Desk, ReadCell, Trouble, Values
from services.spreadsheets.headings import Table
from services.spreadsheets.keys import read_key
from services.spreadsheets.people_rows import PersonRow
from services.spreadsheets.roles import HEIR_ROLES, Role
from services.spreadsheets.sheets import Cell, SheetData, cell_text
from services.workers.records import Heir, WorkerForm

Problems = list[tuple[int | None, Problem]]
"""Each with the column it was found in; None where the field's own column is meant."""

_Known = dict[Cell, tuple[Values, Trouble | None]]


class RowReader:
    """Reads the rows of one table. Equal cells (occupations, dates, RT) are worked out once."""

    def __init__(self, sheet: SheetData, table: Table, desk: Desk) -> None:
        self._desk = desk
        self._formula_rows = {row for row, _ in sheet.formulas}
        self._nik = table.column(Role.NIK)
        self._key = table.column(Role.KEY)
        self._known_texts: dict[Cell, str] = {}
        self._relations: dict[Cell, Relationship] = {}
        self._texts = [
            (column, TEXT_FIELDS[key.role]) for key, column in table.roles.items() if key.role in TEXT_FIELDS
        ]
        self._different = [
            (column, DIFFERENT[key.role]) for key, column in table.roles.items() if key.role in DIFFERENT
        ]
        self._repeated: list[tuple[int, ReadCell, _Known]] = [
            (column, REPEATED[key.role], {}) for key, column in table.roles.items() if key.role in REPEATED
        ]
        self._heirs = _heir_columns(table)
        self._width = max(table.roles.values()) + 1
        self._columns = [column for key, column in table.roles.items() if key.role is not Role.NIK]

    def read(self, row: PersonRow) -> tuple[WorkerForm, Problems]:
        """The form of a row. Cells that could not be read leave their field blank and a problem behind."""
        values: Values = {"village_code": self._desk.village_code}
        problems: Problems = []
        line = self._line(row)
        texts = self._known_texts
        for column, field in self._texts:
            value = line[column]
            if value != "":
                known = texts.get(value) if type(value) is str else None
                if known is None:
                    known = texts[value] = cells.read_text(value)
                values[field] = known
        for column, reader in self._different:
            if (value := line[column]) != "":
                _tell(column, reader(value, values, self._desk), problems)
        self._read_repeated(line, values, problems)
        self._read_nik(row, values, problems)
        if self._heirs:
            values["heirs"] = self._read_heirs(line, problems)
        _settle(values)
        if row.index in self._formula_rows:
            problems += self._not_computed(row)
        return WorkerForm(**values), problems

    def read_key(self, row: PersonRow) -> str:
        """The key in a row of an exported list; ``""`` where there is none."""
        return "" if self._key is None else read_key(row.value(self._key))

    def _line(self, row: PersonRow) -> Sequence[Cell]:
        """The cells of the row, as many as there are columns."""
        line = row.sheet.rows[row.index]
        missing = self._width - len(line)
        return [*line, *[""] * missing] if missing > 0 else line

    def _read_repeated(self, line: Sequence[Cell], values: Values, problems: Problems) -> None:
        for column, reader, known in self._repeated:
            value = line[column]
            if value == "":
                continue
            if value not in known or isinstance(value, bool):
                told: Values = {}
                known[value] = (told, reader(value, told, self._desk))
            told, trouble = known[value]
            values.update(told)
            _tell(column, trouble, problems)

    def _read_nik(self, row: PersonRow, values: Values, problems: Problems) -> None:
        column = self._nik
        if column is None:
            return
        value = row.value(column)
        if row.index in self._formula_rows and row.formula(column) is not None:
            problems.append((column, Problem("nik", "nik.formula")))
        elif not isinstance(value, str):
            problems.append((column, Problem("nik", "nik.numeric_cell")))
        elif len(value) == NIK_LENGTH and value.isascii() and value.isdigit():
            values["nik"] = value
        else:
            cleaned = clean_nik(value)
            values["nik"] = cleaned.nik
            if cleaned.removed and cleaned.nik != value.strip():
                problems.append((column, _cleaned(cleaned.removed)))

    def _read_heirs(self, line: Sequence[Cell], problems: Problems) -> tuple[Heir, ...]:
        heirs = []
        for number, (name_at, relationship_at, nik_at, phone_at) in enumerate(self._heirs, start=1):
            if line[name_at] == "" or not (name := cells.read_text(line[name_at])):
                continue
            related = "" if relationship_at is None else line[relationship_at]
            relationship = self._relations.get(related)
            if relationship is None:
                relationship = self._relations[related] = cells.read_relationship(cell_text(related))
            nik = "" if nik_at is None else self._heir_nik(line[nik_at], nik_at, number, problems)
            phone = "" if phone_at is None or line[phone_at] == "" else cells.read_phone(line[phone_at]).value
            heirs.append(Heir(name, relationship, nik, phone))
        return tuple(heirs)

    def _heir_nik(self, value: Cell, column: int, number: int, problems: Problems) -> str:
        if value == "" or cells.is_full_number(value):
            return str(value)
        found = cells.read_long_number(value)
        if found.code:
            problem = Problem("heirs", "heir.nik_numeric_cell", Severity.WARNING, {"number": number})
            problems.append((column, problem))
        return found.value

    def _not_computed(self, row: PersonRow) -> Problems:
        return [
            (column, Problem("row", "cell.not_computed"))
            for column in self._columns
            if (formula := row.formula(column)) is not None and not formula.computed
        ]


@cache
def _cleaned(removed: tuple[str, ...]) -> Problem:
    return Problem("nik", "nik.cleaned", Severity.WARNING, {"removed": " ".join(removed)})


def _tell(column: int, trouble: Trouble | None, problems: Problems) -> None:
    if trouble is not None:
        field, code, severity = trouble
        problems.append((column, Problem(field, code, severity)))


def _heir_columns(table: Table) -> list[tuple[int, int | None, int | None, int | None]]:
    """Columns of name, relationship, NIK and phone per heir; an heir without a name column is not read."""
    numbers = sorted({key.number for key in table.roles if key.role in HEIR_ROLES})
    found = []
    for number in numbers:
        name = table.column(Role.HEIR_NAME, number)
        if name is not None:
            others = (Role.HEIR_RELATIONSHIP, Role.HEIR_NIK, Role.HEIR_PHONE)
            relationship, nik, phone = (table.column(role, number) for role in others)
            found.append((name, relationship, nik, phone))
    return found


def _settle(values: Values) -> None:
    """What needs several columns: RT and RW out of the address, and a sex told by two ticks."""
    address = values.get("address")
    if address and not (values.get("rt") and values.get("rw")) and ("rt" in address.lower() or "rw" in address.lower()):
        values["address"], rt, rw = cells.split_address(address)
        values["rt"] = values.get("rt") or rt
        values["rw"] = values.get("rw") or rw
