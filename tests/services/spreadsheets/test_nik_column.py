"""The NIK doctor: damage that shows only in the column as a whole (domain.md §5)."""

from __future__ import annotations

from typing import Any

import pytest

from models.values import Severity
from services.reference import load_reference
from services.spreadsheets.check import check_source, recheck
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.records import CellAt, ImportCheck, RowState
from services.spreadsheets.sheets import SheetData, SheetsData
from services.spreadsheets.source import Source
from tests.workbooks import TODAY, VILLAGE, nik


def check(niks: list[Any], fields: tuple[str, ...] = ()) -> ImportCheck:
    rows = [["NAMA", "NIK"], *(["SUTARNO", value] for value in niks)]
    source = Source("x", "xlsx", "0", SheetsData((SheetData("Sheet1", rows),)))
    return check_source(
        source, guess_mapping(source), VILLAGE, load_reference(), TODAY, lambda found: {}, fields=fields
    )


def notes(found: ImportCheck) -> list[tuple[str, dict[str, Any]]]:
    return [(note.code, dict(note.data)) for note in found.notes]


def rounded(serial: int, area: str) -> str:
    """What is left of a NIK that was a number: 15 digits and a 0."""
    return nik(serial, area=area)[:15] + "0"


def test_a_column_that_was_a_number_once() -> None:
    niks = [rounded(9010 + 10 * (at % 90), f"3316{1 + at // 90:02d}") for at in range(212)]
    niks += [nik(9001 + at, born="130380") for at in range(28)]
    found = check(niks)
    ending = sum(value.endswith("0") for value in niks)
    assert notes(found) == [("nik.column_was_number", {"count": ending, "total": 240})]
    (column,) = found.doctor
    assert (column.column, column.heading, column.was_number) == ("B", "NIK", True)
    doubtful = [row for row in found.rows if any(p.code == "nik.last_digit_doubtful" for p in row.problems)]
    assert len(doubtful) == ending  # every NIK that may have been rounded is pointed at, and no other
    assert all(row.state is RowState.WARNED for row in doubtful)


@pytest.mark.parametrize(("ending", "is_told"), [(20, False), (21, True)])
def test_a_fifth_is_the_limit(ending: int, is_told: bool) -> None:
    niks = [nik(9010 + 10 * at) for at in range(ending)] + [nik(9001 + 10 * at) for at in range(100 - ending)]
    assert bool(notes(check(niks))) is is_told


def test_a_few_niks_prove_nothing_by_their_share() -> None:
    assert notes(check([nik(9010), nik(9020), nik(9031)])) == []


def test_one_serial_of_zeros_is_proof() -> None:
    found = check([nik(0), nik(9010), nik(9002)])
    assert notes(found) == [("nik.column_was_number", {"count": 2, "total": 3})]
    assert [row.state for row in found.rows] == [RowState.HELD, RowState.WARNED, RowState.READY]


def test_numbers_and_scientific_texts_are_counted() -> None:
    found = check([float(nik()), "3,31606E+15", nik(9002)])
    assert notes(found) == [("nik.column_numeric", {"count": 2, "total": 3})]
    assert (found.doctor[0].numeric, found.doctor[0].scientific) == (1, 1)


def test_a_sound_column_says_nothing() -> None:
    assert notes(check([nik(9001 + at) for at in range(60)])) == []


def test_a_nik_typed_from_the_ktp_is_not_doubted_again() -> None:
    found = check([nik(0), nik(9010)])
    fixed = recheck(found, {CellAt("Sheet1", 3, "B"): nik(9020)}).check
    assert fixed.rows[1].state is RowState.READY


def test_nothing_told_holds_a_row_by_itself() -> None:
    found = check([nik(0), nik(9010)])
    assert all(note.severity is Severity.WARNING for note in found.notes)
    assert found.rows[1] in found.going_in
