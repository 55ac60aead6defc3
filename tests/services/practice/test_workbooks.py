"""Practice lists are as crooked as real ones, and nobody is lost between them and the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from models.values import Severity
from services.practice import workbooks
from services.practice.people import invent_people
from services.practice.village_lists import STYLES, ListStyle
from services.practice.workbooks import FAULTS, correct_held_workbook, write_village_workbook
from services.reference import load_reference
from services.spreadsheets.held import write_held_rows
from services.spreadsheets.importing import ImportCheck, check_workbook
from services.spreadsheets.records import RowState
from services.workers.records import WorkerForm
from tests.workbooks import TODAY, VILLAGE

REFERENCE = load_reference()
_CODES = {
    "nik_short": "nik.length",
    "nik_long": "nik.length",
    "nik_number": "nik.numeric_cell",
    "nik_scientific": "nik.scientific",
    "nik_date": "nik.date_impossible",
    "nik_formula": "nik.formula",
    "name_missing": "name.empty",
    "occupation_word": "occupation.unknown",
    "birth_date": "birth_date.unreadable",
    "repeated": "nik.repeated_in_file",
}


def people(count: int) -> list[WorkerForm]:
    return [person.form for person in invent_people(5, count, REFERENCE, TODAY, [VILLAGE])]


def check(path: Path) -> ImportCheck:
    return check_workbook(path, VILLAGE, REFERENCE, TODAY, lambda niks: {})


def as_listed(forms: Iterable[WorkerForm]) -> Counter[WorkerForm]:
    """The version of the notice is not a column: only its day travels in a list."""
    return Counter(replace(form, notice_version="") for form in forms)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.sheet)
def test_import_correct_import_gives_exactly_the_village(
    tmp_path: Path, style: ListStyle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "STYLES", (style,))
    forms = people(120)
    path, held_path = tmp_path / "desa.xlsx", tmp_path / "ditahan.xlsx"
    faults = write_village_workbook(path, REFERENCE.villages[VILLAGE], forms, Random(8), fault_rate=0.5)
    assert {fault.kind for fault in faults} == set(FAULTS)

    first = check(path)
    held = first.of(RowState.HELD)
    repeats = sum(fault.kind == "repeated" for fault in faults)
    assert len(first.rows) == len(forms) + repeats
    # Each fault holds its own row for its own reason, and no other row is held.
    found = {(row.sheet, row.row): {at.code for at in row.problems if at.severity is Severity.HELD} for row in held}
    assert set(found) == {(fault.sheet, fault.row) for fault in faults}
    assert all(_CODES[fault.kind] in found[fault.sheet, fault.row] for fault in faults)

    write_held_rows(held_path, held, lambda code, data: code)
    correct_held_workbook(held_path, forms, faults)
    second = check(held_path)
    assert len(second.going_in) == len(second.rows) == len(held) - repeats
    ready = [row.form for row in (*first.going_in, *second.going_in)]
    assert as_listed(ready) == as_listed(forms)


def test_about_three_in_a_hundred_rows_carry_a_fault(tmp_path: Path) -> None:
    rng = Random(1)
    forms = people(400)
    path = tmp_path / "desa.xlsx"
    faults = [
        fault for _ in range(3) for fault in write_village_workbook(path, REFERENCE.villages[VILLAGE], forms, rng)
    ]
    assert 0.015 < len(faults) / (3 * len(forms)) < 0.05


def test_the_same_seed_gives_the_same_list(tmp_path: Path) -> None:
    village = REFERENCE.villages[VILLAGE]
    first, second = (write_village_workbook(tmp_path / f"{n}.xlsx", village, people(50), Random(4)) for n in (1, 2))
    assert first == second
    assert [row.form for row in check(tmp_path / "1.xlsx").rows] == [
        row.form for row in check(tmp_path / "2.xlsx").rows
    ]


def test_a_village_of_one_person(tmp_path: Path) -> None:
    for seed in range(8):
        path = tmp_path / f"{seed}.xlsx"
        write_village_workbook(path, REFERENCE.villages[VILLAGE], people(1), Random(seed), fault_rate=0)
        assert len(check(path).going_in) == 1
