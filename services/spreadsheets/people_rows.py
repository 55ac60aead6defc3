"""Which rows under the headings are people. Nothing that could be a person is passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from services.spreadsheets.headings import Table, table_at
from services.spreadsheets.roles import Meaning, Role, recognise
from services.spreadsheets.sheets import Cell, Formula, SheetData, cell_text

_TOTAL = re.compile(r"(sub|grand)? ?(jumlah|total|rata ?-? ?rata|jml)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(mengetahui|menyetujui|disetujui|dibuat|petugas|pendata|kepala desa|kades\b|pj\.? kepala|lurah\b|camat\b|"
    r"sekretaris|sekdes|"
    r"plt\.?|an\.|a\.n\.|ttd|tanda tangan|nip\b|niap\b|catatan|keterangan|sumber|demikian|koordinator|ketua|perangkat|"
    r"[a-z .]{3,40}, ?(tgl|tanggal)? ?[0-9. ]{1,4}[ -]*[a-z0-9]+[ -]*20[0-9]{2}\b|[a-z .]{3,30}, *\.{3,})",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(rt|rw|dusun|dukuh|dk|lingkungan|desa|kelurahan|kecamatan|kelompok)\b[ .:/]", re.IGNORECASE)
_SUMMING = re.compile(r"(SUM|COUNT|COUNTA|COUNTIF|SUBTOTAL|AVERAGE|COM\.MICROSOFT\.)", re.IGNORECASE)
_NIK_LIKE = re.compile(r"(?<!\d)(?<!\d[ .-])\d(?:[ .-]?\d){13,16}(?![ .-]?\d)")
_FEW = 2
"""A line of a signature block fills at most this many columns that have a meaning."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row that is, or may be, one person. ``table`` is None where no headings stand above it.

    ``edited``: the columns that an officer typed over.
    """

    sheet: SheetData
    index: int
    table: Table | None
    edited: frozenset[int] = frozenset()

    @property
    def number(self) -> int:
        """As Excel numbers it."""
        return self.index + 1

    def value(self, column: int) -> Cell:
        """The cell in a column; empty beyond the last one."""
        row = self.sheet.rows[self.index]
        return row[column] if column < len(row) else ""

    def formula(self, column: int) -> Formula | None:
        """The formula in a column, if there is one."""
        return self.sheet.formulas.get((self.index, column)) if self.sheet.formulas else None

    def typed_over(self, texts: Mapping[int, str]) -> PersonRow:
        """The same row with other text in some columns; what was a number or a formula there is text now."""
        row = list(self.sheet.rows[self.index])
        row += [""] * (max(texts) + 1 - len(row))
        for column, text in texts.items():
            row[column] = text
        rows = list(self.sheet.rows)
        rows[self.index] = row
        formulas = self.sheet.formulas
        if any((self.index, column) in formulas for column in texts):
            gone = {(self.index, column) for column in texts}
            formulas = {place: formula for place, formula in formulas.items() if place not in gone}
        sheet = replace(self.sheet, rows=rows, formulas=formulas)
        return PersonRow(sheet, self.index, self.table, self.edited | set(texts))


def people_rows(sheet: SheetData, table: Table | None) -> Iterator[PersonRow]:
    """The people of a sheet, top to bottom. Without a table: only rows that hold something like a NIK."""
    if table is None:
        for index, row in enumerate(sheet.rows):
            if any(looks_like_nik(value) for value in row):
                yield PersonRow(sheet, index, None)
        return
    yield from _Walk(sheet, table).people()


class _Walk:
    """Goes down a table. ``_signing``: a signature block has begun, so a lone name is an official's."""

    def __init__(self, sheet: SheetData, table: Table) -> None:
        self._sheet = sheet
        self._signing = False
        self._with_formulas = {row for row, _ in sheet.formulas}
        self._use(table)

    def _use(self, table: Table) -> None:
        self._table = table
        self._nik = table.column(Role.NIK)
        self._name = table.column(Role.NAME)
        self._meaningful = tuple(table.roles.values())

    def people(self) -> Iterator[PersonRow]:
        index = self._table.first_row
        while index < len(self._sheet.rows):
            nik = _cell(self._sheet.rows[index], self._nik)
            # The usual row: a full NIK as text. Nothing else needs to be looked at.
            usual = isinstance(nik, str) and nik.isascii() and len(bare := nik.strip("'` ")) == 16 and bare.isdigit()
            again = None if usual else self._headings_again(index)
            if again is not None:
                self._use(again)
                self._signing = False
                index = again.first_row
                continue
            if usual or self._is_person(index):
                self._signing = self._signing and not usual
                yield PersonRow(self._sheet, index, self._table)
            index += 1

    def _headings_again(self, index: int) -> Table | None:
        """New headings further down, as on every page of a printed list."""
        for column in (self._nik, self._name):
            text = _cell(self._sheet.rows[index], column)
            if isinstance(text, str) and text and not any(letter.isdigit() for letter in text):
                meaning = recognise(cell_text(text))
                if meaning in (Meaning(Role.NIK), Meaning(Role.NAME)):
                    return self._same_or_other(table_at(self._sheet, index))
        return None

    def _same_or_other(self, again: Table | None) -> Table | None:
        """The same headings mean what was settled for them at the top, by hand perhaps."""
        if again is None or again.headings != self._table.headings:
            return again
        return replace(self._table, heading_row=again.heading_row, first_row=again.first_row)

    def _is_person(self, index: int) -> bool:
        row = self._sheet.rows[index]
        texts = {column: text for column, value in enumerate(row) if (text := cell_text(value))}
        others: list[int] = []
        for column, formula in self._formulas(index).items():
            if _SUMMING.match(formula.text):
                texts.pop(column, None)
            elif not formula.computed and column not in texts:
                others.append(column)
        if any(looks_like_nik(value) and not _SIGNATURE.match(cell_text(value)) for value in row):
            self._signing = False
            return True
        meant = [column for column in self._meaningful if column in texts or column in others]
        return not self._is_other(texts, meant, row)

    def _formulas(self, index: int) -> Mapping[int, Formula]:
        if index not in self._with_formulas:
            return {}
        return {column: formula for (row, column), formula in self._sheet.formulas.items() if row == index}

    def _is_other(self, texts: Mapping[int, str], meant: Sequence[int], row: Sequence[Cell]) -> bool:
        """Whether a row without a NIK is known to be no person: total, numbering, section, signature, empty line."""
        if texts and all(_SIGNATURE.match(text) for text in texts.values()):
            self._signing = True
            return True
        has_digits = self._nik is not None and any(map(str.isdigit, texts.get(self._nik, "")))
        nameless = self._nik not in meant and self._name not in meant
        if not meant or (nameless and len(meant) == 1):
            return True
        if any(_TOTAL.match(text) for text in texts.values()) and self._nik not in texts:
            return True
        if _is_numbering(row) or (len(texts) == 1 and _SECTION.match(next(iter(texts.values())))):
            return True
        return self._signing and len(meant) <= _FEW and not has_digits


def _cell(row: Sequence[Cell], column: int | None) -> Cell:
    return row[column] if column is not None and column < len(row) else ""


def _is_numbering(row: Sequence[Cell]) -> bool:
    """The row «1 2 3 4 …» that stands under the headings of official forms."""
    numbers = [cell_text(value).strip("()") for value in row if value != ""]
    if len(numbers) < 3 or not all(number.isdigit() and len(number) <= 2 for number in numbers):
        return False
    values = [int(number) for number in numbers]
    return all(later == earlier + 1 for earlier, later in zip(values, values[1:], strict=False))


def looks_like_nik(value: Cell) -> bool:
    """Whether a cell holds about as many digits as a NIK, text or number."""
    if isinstance(value, str):
        return len(value) >= 14 and _NIK_LIKE.search(value) is not None
    return isinstance(value, float) and 1e14 <= abs(value) < 1e17
