"""Which column of a list means what: as guessed, changed by hand, and remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.spreadsheets.headings import Column, Table
from services.spreadsheets.presets import Preset
from services.spreadsheets.roles import OUR_HEADINGS, Meaning, Role, heading_words
from services.spreadsheets.sheets import column_letter, column_number

SURE = 80
"""From this confidence on (per cent) nobody needs to look."""
_HAND = 100

CHOICES: tuple[Role, ...] = (
    Role.IGNORED,
    Role.NIK,
    Role.NAME,
    Role.BIRTH,
    Role.BIRTH_PLACE,
    Role.BIRTH_DATE,
    Role.SEX,
    Role.MALE_MARK,
    Role.FEMALE_MARK,
    Role.MOTHER,
    Role.KK,
    Role.ADDRESS,
    Role.ADDRESS_RT_RW,
    Role.HAMLET,
    Role.RT,
    Role.RW,
    Role.RT_RW,
    Role.VILLAGE,
    Role.PHONE,
    Role.OCCUPATION,
    Role.OCCUPATION_2,
    Role.WORKPLACE,
    Role.HOURS,
    Role.WORK_START,
    Role.WORK_END,
    Role.INCOME,
    Role.INCOME_SOURCE,
    Role.HEIR_NAME,
    Role.HEIR_RELATIONSHIP,
    Role.HEIR_NIK,
    Role.HEIR_PHONE,
    Role.NOTICE,
    Role.DECILE,
    Role.KEY,
)
"""What an officer may choose for a column, in the order of the list to choose from."""


class Basis(StrEnum):
    """What a guess rests on."""

    NONE = "none"
    HEADING = "heading"
    CONTENTS = "contents"
    BOTH = "both"
    REMEMBERED = "remembered"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column. ``number``: which heir, from 0. ``confidence``: 0 to 100. ``samples``: what stands in it, up to 3."""

    index: int
    heading: str
    samples: tuple[str, ...]
    role: Role = Role.IGNORED
    number: int = 0
    confidence: int = 0
    basis: Basis = Basis.NONE

    @property
    def letter(self) -> str:
        """As Excel names it."""
        return column_letter(self.index)

    @property
    def meaning(self) -> Meaning:
        """Role and number."""
        return Meaning(self.role, self.number)

    @property
    def is_ignored(self) -> bool:
        """Whether it is not read."""
        return self.role is Role.IGNORED


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """The table of one sheet. ``heading_row``, ``first_row`` count from 0; ``rows``: people; -1 when not counted."""

    index: int
    name: str
    heading_row: int
    first_row: int
    columns: tuple[MappedColumn, ...]
    preset: Preset | None = None
    was_remembered: bool = False
    rows: int = -1
    blank_rows: int = 0

    @property
    def heading_rows(self) -> tuple[int, ...]:
        """Rows of headings as Excel numbers them; empty when there are none."""
        return tuple(range(self.heading_row + 1, self.first_row + 1))

    @property
    def fingerprint(self) -> str:
        """The same for every list with these headings in this order; held-rows columns of ours do not count."""
        return fingerprint_of([column.heading for column in self.columns])

    def table(self) -> Table:
        """What the row reader needs."""
        columns = tuple(Column(each.index, each.heading, each.meaning) for each in self.columns if each.heading)
        roles = {each.meaning: each.index for each in self.columns if not each.is_ignored}
        return Table(
            self.heading_row, self.first_row, columns, roles, {column.index: column.heading for column in columns}
        )


@dataclass(frozen=True, slots=True)
class ListMapping:
    """The tables that will be read. Sheets with the same headings are changed together.

    ``whole``: the list is the workbook, not one sheet of it; people in sheets without headings are told then.
    """

    sheets: tuple[SheetMapping, ...]
    whole: bool = True

    @property
    def columns(self) -> tuple[MappedColumn, ...]:
        """Those of the first sheet."""
        return self.sheets[0].columns

    @property
    def fingerprint(self) -> str:
        """That of the first sheet."""
        return self.sheets[0].fingerprint

    @property
    def preset(self) -> Preset | None:
        """The known list, if the first sheet is one."""
        return self.sheets[0].preset

    @property
    def was_remembered(self) -> bool:
        """Whether the officer's own choices of an earlier time stand here."""
        return all(sheet.was_remembered for sheet in self.sheets)

    @property
    def rows(self) -> int:
        """People in all sheets."""
        return sum(max(sheet.rows, 0) for sheet in self.sheets)

    @property
    def blank_rows(self) -> int:
        """Empty rows between and among them."""
        return sum(sheet.blank_rows for sheet in self.sheets)

    @property
    def tables(self) -> tuple[SheetMapping, ...]:
        """One sheet for each different set of headings."""
        return tuple({sheet.fingerprint: sheet for sheet in reversed(self.sheets)}.values())[::-1]

    @property
    def doubtful(self) -> tuple[MappedColumn, ...]:
        """Guesses worth a look."""
        return tuple(
            column
            for table in self.tables
            for column in table.columns
            if not column.is_ignored and column.confidence < SURE
        )


Choices = Sequence[tuple[Role, int]]
"""Role and number for each column with a heading, from the left."""
Recall = Callable[[str], Choices | None]
"""What was chosen before for a fingerprint."""


def nothing_remembered(fingerprint: str) -> Choices | None:
    """For callers without a memory."""
    return None


def fingerprint_of(headings: Sequence[str]) -> str:
    """Sixteen letters for a row of headings; spelling of spaces, case and punctuation does not count."""
    words = [heading_words(text) for text in headings if text and text not in OUR_HEADINGS]
    text = "|".join(words) if words else f"headless {len(headings)}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def certain(mapping: ListMapping) -> ListMapping:
    """Only what headings say: for use where nobody looks. Sheets without headings are left out."""
    sheets = tuple(
        replace(
            sheet,
            columns=tuple(
                replace(column, role=Role.IGNORED, number=0) if column.basis is Basis.CONTENTS else column
                for column in sheet.columns
            ),
        )
        for sheet in mapping.sheets
        if sheet.heading_rows
    )
    return replace(mapping, sheets=sheets)


def change_role(
    mapping: ListMapping, letter: str, role: Role, number: int = 0, fingerprint: str | None = None
) -> ListMapping:
    """Give a column another meaning in all sheets with these headings; the column that had it is not used any more."""
    wanted, index = fingerprint or mapping.fingerprint, column_number(letter)
    sheets = tuple(
        _changed(sheet, index, Meaning(role, number)) if sheet.fingerprint == wanted else sheet
        for sheet in mapping.sheets
    )
    return replace(mapping, sheets=sheets)


def _changed(sheet: SheetMapping, index: int, meaning: Meaning) -> SheetMapping:
    columns = []
    for column in sheet.columns:
        if column.index == index:
            column = replace(column, role=meaning.role, number=meaning.number, confidence=_HAND, basis=Basis.HAND)
        elif meaning.role is not Role.IGNORED and column.meaning == meaning:
            column = replace(column, role=Role.IGNORED, number=0, confidence=_HAND, basis=Basis.HAND)
        columns.append(column)
    return replace(sheet, columns=tuple(columns), was_remembered=False)


def choices_of(sheet: SheetMapping) -> list[tuple[Role, int]]:
    """What to remember of a table."""
    return [
        (column.role, column.number)
        for column in sheet.columns
        if column.heading and column.heading not in OUR_HEADINGS
    ]
