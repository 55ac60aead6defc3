"""Rows of a workbook become ready, held or already here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import Severity, WorkerStatus
from services.errors import Cancelled, WorkbookRejected
from services.reference import load_reference
from services.spreadsheets.importing import ImportCheck, check_workbook
from services.spreadsheets.records import RowState
from services.workers.records import WorkerRef
from tests.workbooks import HEADINGS, TODAY, VILLAGE, nik, raw_xls, row, write_list, write_sheets

Here = Mapping[str, WorkerRef]


def check(path: Path, here: Here | None = None) -> ImportCheck:
    def existing(niks: Iterable[str]) -> Here:
        return {found: (here or {})[found] for found in niks if found in (here or {})}

    return check_workbook(path, VILLAGE, load_reference(), TODAY, existing)


def check_rows(tmp_path: Path, *rows: list[Any], headings: tuple[str, ...] = HEADINGS) -> ImportCheck:
    return check(write_list(tmp_path / "daftar.xlsx", rows, headings))


def told(found: ImportCheck, severity: Severity = Severity.HELD) -> list[tuple[int, str, str]]:
    return [(at.row, at.column, at.code) for at in found.problems if at.severity is severity]


def states(found: ImportCheck) -> list[str]:
    return [checked.state.value for checked in found.rows]


def test_a_good_row_becomes_its_person(tmp_path: Path) -> None:
    found = check_rows(tmp_path, row())
    assert states(found) == ["ready"]
    form = found.rows[0].form
    assert (form.nik, form.full_name, form.birth_date, form.village_code) == (
        nik(),
        "SUTARNO",
        date(1979, 3, 12),
        VILLAGE,
    )
    assert (form.occupation_code, form.monthly_income, form.notice_given_on) == ("BTN", 900_000, date(2026, 11, 2))
    assert found.problems == ()


@pytest.mark.parametrize(
    ("over", "column", "code"),
    [
        ({"nik": nik()[:15]}, "C", "nik.length"),
        ({"nik": nik() + "1"}, "C", "nik.length"),
        ({"nik": None}, "C", "nik.empty"),
        ({"nik": "0" + nik()[1:]}, "C", "nik.leading_zero"),
        ({"nik": nik(0)}, "C", "nik.serial_zero"),
        ({"nik": nik(born="321379")}, "C", "nik.date_impossible"),
        ({"nik": "3" * 16}, "C", "nik.all_equal"),
        ({"nik": "33160612O37990AB"}, "C", "nik.letters"),
        ({"nik": "3,31606E+15"}, "C", "nik.scientific"),
        ({"nik": "3.31606E+15"}, "C", "nik.scientific"),
        ({"nik": int(nik())}, "C", "nik.numeric_cell"),
        ({"nik": 0}, "C", "nik.numeric_cell"),
        ({"nik": '="3316061203"&"799001"'}, "C", "nik.formula"),
        ({"nama": None}, "B", "name.empty"),
        ({"nama": "=UPPER(Z9)"}, "B", "cell.not_computed"),
        ({"tanggal_lahir": "31/02/1980"}, "D", "birth_date.unreadable"),
        ({"tanggal_lahir": "12 Maret 2030"}, "D", "birth_date.future"),
        ({"jk": "X"}, "E", "sex.unreadable"),
        ({"pekerjaan": "pegawai bank"}, "G", "occupation.unknown"),
        ({"penghasilan": -900_000}, "H", "income.negative"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_bad_row_is_held_and_the_others_go_in(tmp_path: Path, over: dict[str, Any], column: str, code: str) -> None:
    found = check_rows(tmp_path, row(9002), row(**over), row(9003))
    assert states(found) == ["ready", "held", "ready"]
    assert (3, column, code) in told(found)
    assert found.rows[1].problems[0].heading == HEADINGS[ord(column) - ord("A")]


@pytest.mark.parametrize(
    "written",
    ["3316 0612 0379 9001", "331606.120379.9001", "'3316061203799001", "3316061203799001\u00a0", "33160612O3799OO1"],
    ids=["spaces", "dots", "apostrophe", "nbsp", "letter-o"],
)
def test_separators_and_the_letter_o_are_cleaned_and_told(tmp_path: Path, written: str) -> None:
    found = check_rows(tmp_path, row(nik=written))
    assert states(found) == ["ready"]
    assert found.rows[0].form.nik == nik()
    if written.strip() != nik():
        assert told(found, Severity.WARNING) == [(2, "C", "nik.cleaned")]


@pytest.mark.parametrize(
    ("over", "column", "code"),
    [
        ({"tanggal_lahir": date(1979, 3, 13)}, "D", "nik.birth_date_differs"),
        ({"jk": "P"}, "E", "nik.sex_differs"),
        ({"penghasilan": 50_000}, "H", "income.looks_daily"),
        ({"penghasilan": "tidak tentu"}, "H", "income.unreadable"),
        ({"tgl_pemberitahuan": "sudah"}, "I", "notice.unreadable"),
    ],
)
def test_a_doubt_is_told_and_goes_in(tmp_path: Path, over: dict[str, Any], column: str, code: str) -> None:
    found = check_rows(tmp_path, row(**over))
    assert states(found) == ["warned"]
    assert found.going_in == found.rows
    assert told(found, Severity.WARNING) == [(2, column, code)]


@pytest.mark.parametrize(
    ("over", "column", "code"),
    [
        ({"nik": nik(area="331501")}, "C", "nik.area_outside"),
        ({"tanggal_lahir": None}, "D", "birth_date.from_nik"),
        ({"jk": None}, "E", "sex.from_nik"),
        ({"nik": f"'{nik()}"}, "C", "nik.cleaned"),
    ],
)
def test_what_is_normal_is_told_and_no_reason_to_look(
    tmp_path: Path, over: dict[str, Any], column: str, code: str
) -> None:
    found = check_rows(tmp_path, row(**over))
    assert states(found) == ["ready"]
    assert told(found, Severity.WARNING) == [(2, column, code)]


def test_what_the_list_does_not_say_is_left_blank(tmp_path: Path) -> None:
    found = check_rows(tmp_path, ["SUTARNO", nik()], headings=("Nama", "NIK"))
    assert states(found) == ["ready"]
    form = found.rows[0].form
    assert (form.address, form.occupation_code, form.monthly_income, form.notice_given_on) == ("", "", None, None)


def test_repeats_are_held_whatever_name_they_carry(tmp_path: Path) -> None:
    found = check_rows(tmp_path, row(), row(9002), row(nama="NGATMIN"), row(nik=f"'{nik()}"))
    assert states(found) == ["ready", "ready", "held", "held"]
    assert told(found) == [(4, "C", "nik.repeated_in_file"), (5, "C", "nik.repeated_in_file")]
    assert {problem.data["row"] for problem in found.problems if problem.severity is Severity.HELD} == {2}


def test_a_repeat_in_another_sheet(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "dua.xlsx", {"RT 1": [HEADINGS, row()], "RT 2": [HEADINGS, row(), row(9002)]})
    found = check(path)
    assert [(checked.sheet, checked.row, checked.state.value) for checked in found.rows] == [
        ("RT 1", 2, "ready"),
        ("RT 2", 2, "held"),
        ("RT 2", 3, "ready"),
    ]


def test_who_is_here_already_is_counted_and_no_problem(tmp_path: Path) -> None:
    here = {nik(): WorkerRef(id="w1", full_name="Sutarno", village_code=VILLAGE, status=WorkerStatus.COMPLETE)}
    path = write_list(tmp_path / "daftar.xlsx", [row(), row(9002)])
    found = check(path, here)
    assert states(found) == ["already_here", "ready"]
    assert found.rows[0].other == here[nik()]
    assert found.problems == ()


def test_another_name_under_a_nik_that_is_here(tmp_path: Path) -> None:
    here = {nik(): WorkerRef(id="w1", full_name="NGATMIN", village_code=VILLAGE, status=WorkerStatus.COMPLETE)}
    found = check(write_list(tmp_path / "daftar.xlsx", [row()]), here)
    assert states(found) == ["already_here"]
    assert told(found, Severity.WARNING) == [(2, "B", "nik.other_name")]


def test_the_list_of_another_village(tmp_path: Path) -> None:
    reference = load_reference()
    other = next(v.name for v in reference.villages.values() if v.name != reference.villages[VILLAGE].name)
    headings = ("Nama", "NIK", "Desa")
    rows = [["SUTARNO", nik(), reference.villages[VILLAGE].name.upper()], ["NGATMIN", nik(9002), other]]
    found = check(write_list(tmp_path / "desa.xlsx", rows, headings))
    assert states(found) == ["ready", "held"]
    assert told(found) == [(3, "C", "village.other")]


def test_a_total_below_is_normal(tmp_path: Path) -> None:
    below = [
        ["JUMLAH", None, None, None, None, None, None, "=SUM(H2:H2)"],
        [],
        [None, "Mengetahui,"],
        [None, "SUNARTO"],
    ]
    found = check(write_list(tmp_path / "daftar.xlsx", [row()], below=below))
    assert (states(found), found.problems) == (["ready"], ())


def test_a_row_is_numbered_as_in_excel(tmp_path: Path) -> None:
    found = check(write_list(tmp_path / "daftar.xlsx", [row(), [], row(9002, nama=None)], titles=["DAFTAR", "DESA"]))
    assert [checked.row for checked in found.rows] == [4, 6]
    assert told(found) == [(6, "B", "name.empty")]


def test_a_sheet_without_headings_beside_one_with_them(tmp_path: Path) -> None:
    path = write_sheets(
        tmp_path / "dua.xlsx", {"A": [HEADINGS, row()], "B": [row(9002)], "C": [["Pilihan"], ["Buruh tani"]]}
    )
    found = check(path)
    assert [(checked.sheet, checked.state.value) for checked in found.rows] == [("A", "ready"), ("B", "held")]
    assert [problem.code for problem in found.problems] == ["row.no_heading"]


def test_a_hidden_sheet_is_told_and_not_read(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "dua.xlsx", {"A": [HEADINGS, row()], "B": [HEADINGS, row(9002)]}, hidden=["B"])
    found = check(path)
    assert [checked.sheet for checked in found.rows] == ["A"]
    assert [(note.sheet, note.code) for note in found.notes] == [("B", "sheet.hidden")]


def test_no_table(tmp_path: Path) -> None:
    with pytest.raises(WorkbookRejected, match=r"^workbook\.no_table$"):
        check(write_sheets(tmp_path / "kosong.xlsx", {"A": [["apa", "saja"]], "B": []}))


def test_an_old_excel_list(tmp_path: Path) -> None:
    path = tmp_path / "lama.xls"
    path.write_bytes(
        raw_xls([["NAMA", "NIK"], ["SUTARNO", nik()], ["NGATMIN", 3.3e15], ["PAIJAN", nik(9003)]], formulas=[(3, 1)])
    )
    found = check(path)
    assert states(found) == ["ready", "held", "held"]
    assert told(found) == [(3, "B", "nik.numeric_cell"), (4, "B", "nik.formula")]


def test_a_text_list_from_excel_keeps_the_damage_visible(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(f"NAMA;NIK\nSUTARNO;{nik()}\nNGATMIN;3,31606E+15\n", "utf-8")
    found = check(path)
    assert states(found) == ["ready", "held"]
    assert told(found) == [(3, "B", "nik.scientific")]


def test_cancelling(tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, label: str = "") -> None:
            if label == "workbook.checking":
                raise Cancelled

    path = write_list(tmp_path / "daftar.xlsx", [row()])
    with pytest.raises(Cancelled):
        check_workbook(path, VILLAGE, load_reference(), TODAY, lambda niks: {}, Impatient())


def test_problems_carry_no_personal_data(tmp_path: Path) -> None:
    found = check_rows(tmp_path, row(nik=nik()[:15]), row(9002), row(9002, nama="NGATMIN"), row(9003, jk="X"))
    said = " ".join(f"{problem.code} {dict(problem.data)}" for problem in found.problems)
    assert "3316" not in said
    assert "SUTARNO" not in said


_CELL = st.one_of(
    st.none(),
    st.sampled_from(
        [nik(), nik(9002), nik(9003), f"'{nik()}", "JUMLAH", "Mengetahui,", "NIK", "NAMA", "L", "P", "-", "1"]
    ),
    st.sampled_from(["=SUM(A1:A9)", "=A1", "3,3E+15", int(nik()), 5, -1, 0.5, True, date(1979, 3, 12)]),
    st.text(alphabet="abc XYZ.,0123456789'\u00a0", max_size=18).filter(lambda text: not text.startswith("=")),
)


@given(rows=st.lists(st.lists(_CELL, max_size=len(HEADINGS)), max_size=12), here=st.booleans())
def test_counts_always_add_up(tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]], here: bool) -> None:
    known = {nik(): WorkerRef(id="w", full_name="SUTARNO", village_code=VILLAGE, status=WorkerStatus.COMPLETE)}
    path = write_list(tmp_path_factory.getbasetemp() / "acak.xlsx", [row(9004), *rows])
    found = check(path, known if here else {})
    assert len(found.rows) == sum(found.count(state) for state in RowState)
    numbers = [checked.row for checked in found.rows]
    assert numbers == sorted(set(numbers))
    ready = [checked.form.nik for checked in found.going_in]
    assert len(ready) == len(set(ready))
    for checked in found.rows:
        held = any(problem.severity is Severity.HELD for problem in checked.problems)
        assert held == (checked.state is RowState.HELD)
    # Nobody with a NIK in the NIK column is passed over, unless headings that came again moved the column.
    if not any("NIK" in cells or "NAMA" in cells for cells in rows):
        for number, cells in enumerate(rows, start=3):
            if len(cells) > 2 and cells[2] in (nik(), nik(9002), nik(9003), int(nik())):
                assert number in numbers
