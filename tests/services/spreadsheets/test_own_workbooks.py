"""What Payung writes itself: the template and the export, both of which read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.values import Sex
from services.errors import Cancelled
from services.practice.people import invent_people
from services.reference import load_reference
from services.spreadsheets.export import export_workers
from services.spreadsheets.importing import check_workbook
from services.spreadsheets.own_columns import OWN_COLUMNS
from services.spreadsheets.records import RowState
from services.spreadsheets.roles import Role
from services.spreadsheets.sheets import column_letter
from services.spreadsheets.template import write_template
from services.spreadsheets.workbook import open_workbook
from services.workers.records import WorkerForm
from tests.workbooks import TODAY, VILLAGE, nik

REFERENCE = load_reference()


def letter(role: Role) -> str:
    return next(column_letter(at) for at, column in enumerate(OWN_COLUMNS) if column.meaning.role is role)


def test_an_export_comes_back_as_the_same_people(tmp_path: Path) -> None:
    people = [person.form for person in invent_people(3, 60, REFERENCE, TODAY, [VILLAGE])]
    export_workers(tmp_path / "ekspor.xlsx", people, REFERENCE)
    found = check_workbook(tmp_path / "ekspor.xlsx", VILLAGE, REFERENCE, TODAY, lambda niks: {})
    assert len(found.going_in) == len(people)
    # The version of the notice is not a column: only the day travels in a list.
    assert [row.form for row in found.rows] == [replace(form, notice_version="") for form in people]


def test_an_export_computes_nothing_and_keeps_every_digit(tmp_path: Path) -> None:
    form = WorkerForm(
        nik=nik(), full_name="=1+1", address='=HYPERLINK("x")', phone="089900001234", village_code=VILLAGE
    )
    export_workers(tmp_path / "ekspor.xlsx", [form], REFERENCE)
    sheet = load_workbook(tmp_path / "ekspor.xlsx").worksheets[0]
    assert open_workbook(tmp_path / "ekspor.xlsx").sheets[0].formulas == {}
    for role, value in ((Role.NIK, nik()), (Role.NAME, "=1+1"), (Role.PHONE, "089900001234")):
        cell = sheet[f"{letter(role)}2"]
        assert (cell.value, cell.data_type, cell.number_format) == (value, "s", "@")


def test_letters_that_no_workbook_may_hold_are_left_out(tmp_path: Path) -> None:
    export_workers(tmp_path / "ekspor.xlsx", [WorkerForm(full_name="SU\x07TINI")], REFERENCE)
    assert load_workbook(tmp_path / "ekspor.xlsx").worksheets[0][f"{letter(Role.NAME)}2"].value == "SUTINI"


def test_a_cancelled_export_leaves_no_file(tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, label: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_workers(tmp_path / "ekspor.xlsx", [WorkerForm()], REFERENCE, Impatient())
    assert list(tmp_path.iterdir()) == []


def test_the_template_is_empty_and_understood(tmp_path: Path) -> None:
    write_template(tmp_path / "contoh.xlsx", REFERENCE)
    found = check_workbook(tmp_path / "contoh.xlsx", VILLAGE, REFERENCE, TODAY, lambda niks: {})
    assert (found.rows, found.notes) == ((), ())


def test_the_template_keeps_digits_offers_choices_and_tells_rules(tmp_path: Path) -> None:
    write_template(tmp_path / "contoh.xlsx", REFERENCE)
    book = load_workbook(tmp_path / "contoh.xlsx")
    sheet = book["Pekerja"]
    for role in (Role.NIK, Role.KK, Role.PHONE, Role.RT):
        assert sheet[f"{letter(role)}2"].number_format == "@"
        assert sheet[f"{letter(role)}1001"].number_format == "@"
    assert all(cell.comment is not None for cell in sheet[1])
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists[f"{letter(Role.OCCUPATION)}2"] == f"=Pilihan!$B$1:$B${len(REFERENCE.occupations)}"
    assert [cell.value for cell in book["Pilihan"]["B"]] == [found.label for found in REFERENCE.occupations.values()]


def test_a_filled_template_reads_as_filled(tmp_path: Path) -> None:
    path = tmp_path / "contoh.xlsx"
    write_template(path, REFERENCE)
    book = load_workbook(path)
    sheet = book["Pekerja"]
    values = {Role.NIK: nik(), Role.NAME: "SUTARNO", Role.SEX: "L", Role.RT: "003", Role.OCCUPATION: "Buruh tani"}
    for role, value in values.items():
        sheet[f"{letter(role)}2"] = value
    book.save(path)
    found = check_workbook(path, VILLAGE, REFERENCE, TODAY, lambda niks: {})
    (only,) = found.rows
    assert only.state is RowState.READY
    assert (only.form.nik, only.form.sex, only.form.rt, only.form.occupation_code) == (nik(), Sex.MALE, "003", "BTN")
