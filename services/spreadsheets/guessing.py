"""Guessing what each column of a list means, from its heading and from what stands in it, with how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from services.errors import WorkbookRejected
from services.spreadsheets import contents
from services.spreadsheets.headings import Column, Table, find_table
from services.spreadsheets.mapping import (
    Basis,
    Choices,
    ListMapping,
    MappedColumn,
    Recall,
    SheetMapping,
    choices_of,
    nothing_remembered,
)
from services.spreadsheets.people_rows import looks_like_nik, people_rows
from services.spreadsheets.presets import preset_of
from services.spreadsheets.roles import OUR_HEADINGS, Meaning, Role, heading_words
from services.spreadsheets.sheets import Cell, SheetData, cell_text
from services.spreadsheets.source import Source

_SAMPLES = 3
_SEARCHED = 400
"""So many rows are looked through for cells to judge a column by."""
_HEADING, _BOTH, _HAND = 90, 99, 100
_HEADLESS = (Role.NAME, Role.KEY)
"""Under a heading that says something else these are other people's names and another program's keys."""
_VAGUE = frozenset({"ket", "keterangan", "catatan", "status", "lain lain", "info"})
"""Headings that say nothing about what stands below."""


def guess_mapping(
    source: Source, sheet_index: int | None = None, remembered: Recall = nothing_remembered, *, count: bool = True
) -> ListMapping:
    """Guess all columns of one sheet, or of every visible sheet that has headings.

    A block without headings is guessed by its cells alone, when it is the sheet asked for or nothing else is there.
    ``count``: also count people and blank rows. Raises WorkbookRejected("workbook.no_table").
    """
    sheets = source.data.sheets
    wanted = [index for index, sheet in enumerate(sheets) if not sheet.hidden] if sheet_index is None else [sheet_index]
    tables = {index: find_table(sheets[index]) for index in wanted}
    if not any(tables.values()):
        tables = {index: _headless(sheets[index]) for index in wanted}
    guessed = [_guess(index, sheets[index], table, remembered) for index, table in tables.items() if table is not None]
    if not guessed:
        raise WorkbookRejected("workbook.no_table")
    counted = tuple(_counted(sheets[each.index], each) if count else each for each in guessed)
    return ListMapping(counted, whole=sheet_index is None)


def _guess(index: int, sheet: SheetData, table: Table, remembered: Recall) -> SheetMapping:
    samples = _samples(sheet, table)
    named = {column.index: column for column in table.columns}
    width = sorted({*named, *samples})
    columns = [
        MappedColumn(at, table.heading(at), tuple(_shown(value) for value in samples.get(at, [])[:_SAMPLES]))
        for at in width
    ]
    made = SheetMapping(index, sheet.name, table.heading_row, table.first_row, tuple(columns))
    made = replace(made, preset=preset_of(table.headings.values()))
    kept = remembered(made.fingerprint)
    if kept is not None and len(kept) == len(choices_of(made)):
        return replace(made, columns=tuple(_recalled(columns, kept)), was_remembered=True)
    taken = set(table.roles)
    guessed = [_judged(column, named.get(column.index), samples.get(column.index, []), taken) for column in columns]
    return replace(made, columns=tuple(_tidied(guessed, samples)))


def _recalled(columns: Sequence[MappedColumn], kept: Choices) -> Iterator[MappedColumn]:
    choices = iter(kept)
    for column in columns:
        if column.heading and column.heading not in OUR_HEADINGS:
            role, number = next(choices)
            column = replace(column, role=role, number=number, confidence=_HAND, basis=Basis.REMEMBERED)
        yield column


def _judged(column: MappedColumn, named: Column | None, sample: Sequence[Cell], taken: set[Meaning]) -> MappedColumn:
    """A heading that means something stands, as far as its cells do not deny it; cells speak where it says nothing."""
    meaning = named.meaning if named is not None else None
    if meaning is not None and meaning.role is not Role.IGNORED:
        return _by_heading(column, meaning, sample, taken)
    if meaning is not None and heading_words(column.heading) not in _VAGUE:
        return replace(column, confidence=_HEADING, basis=Basis.HEADING)
    if column.heading and len(sample) < contents.FEW:
        return column
    said = contents.telling(sample)
    if said is None or Meaning(said[0]) in taken or said[0] in _HEADLESS and column.heading:
        return column
    role, share = said
    taken.add(Meaning(role))
    return replace(column, role=role, confidence=round(30 + 40 * share), basis=Basis.CONTENTS)


def _by_heading(column: MappedColumn, meaning: Meaning, sample: Sequence[Cell], taken: set[Meaning]) -> MappedColumn:
    role = meaning.role
    if role in (Role.OCCUPATION, Role.OCCUPATION_2) and contents.looks_like_codes(sample):
        return replace(column, confidence=_HEADING, basis=Basis.BOTH)  # another program's codes mean nothing here
    if role in (Role.ADDRESS, Role.RT_RW) and (contents.fit(Role.ADDRESS_RT_RW, sample) or 0) >= 0.5:
        role = Role.ADDRESS_RT_RW if Meaning(Role.RT) not in taken else role
    made = replace(column, role=role, number=meaning.number, confidence=_HEADING, basis=Basis.HEADING)
    share = contents.fit(role, sample)
    if share is None:
        return made
    return replace(made, confidence=round(35 + (_BOTH - 35) * min(share * 1.1, 1)), basis=Basis.BOTH)


def _tidied(columns: list[MappedColumn], samples: Mapping[int, Sequence[Cell]]) -> list[MappedColumn]:
    """Without headings the two columns of 16-digit numbers are told apart by what they hold."""
    if any(column.heading for column in columns):
        return columns
    long = [column for column in columns if (contents.fit(Role.NIK, samples.get(column.index, [])) or 0) >= 0.6]
    if len(long) < 2:
        return columns
    first, second = long[:2]
    card = first if contents.family_card(samples[first.index], samples[second.index]) else second
    roles = {card.index: Role.KK, (second if card is first else first).index: Role.NIK}
    return [
        replace(column, role=roles[column.index], confidence=65, basis=Basis.CONTENTS)
        if column.index in roles
        else column
        for column in columns
    ]


def _headless(sheet: SheetData) -> Table | None:
    """A block of people without any headings: it begins at the first row with something like a NIK."""
    first = next((at for at, row in enumerate(sheet.rows) if any(looks_like_nik(value) for value in row)), None)
    return None if first is None else Table(first, first, (), {}, {})


def _samples(sheet: SheetData, table: Table) -> dict[int, list[Cell]]:
    """Filled cells per column, from the first rows of people."""
    rows = sheet.rows[table.first_row : table.first_row + _SEARCHED]
    width = max(map(len, rows), default=0)
    found = {at: contents.filled([row[at] for row in rows if at < len(row)]) for at in range(width)}
    return {at: cells for at, cells in found.items() if cells or table.heading(at)}


def _shown(value: Cell) -> str:
    if isinstance(value, float) and abs(value) >= 1e15:
        return f"{value:.5E}".replace(".", ",")
    return cell_text(value)[:60]


def _counted(sheet: SheetData, mapping: SheetMapping) -> SheetMapping:
    table = mapping.table()
    last, rows = mapping.first_row, 0
    for person in people_rows(sheet, table):
        last, rows = person.index, rows + 1
    among = islice(sheet.rows, mapping.first_row, max(last, mapping.first_row))
    blank = sum(all(value == "" for value in row) for row in among)
    return replace(mapping, rows=rows, blank_rows=blank)
