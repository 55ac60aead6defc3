"""Corrections in place: one row is checked again, and the rows that depend on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from models.values import WorkerStatus
from services.reference import load_reference
from services.spreadsheets.check import cells_like, check_source, recheck, undo_edits
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.held import write_held_rows
from services.spreadsheets.opening import paste_source
from services.spreadsheets.records import CellAt, ImportCheck, RowState
from services.spreadsheets.roles import Meaning, Role
from services.spreadsheets.source import Source
from services.spreadsheets.workbook import open_workbook
from services.workers.records import WorkerRef
from tests.workbooks import HEADINGS, TODAY, VILLAGE, nik, row, write_list

NIK = Meaning(Role.NIK)


def source_of(tmp_path: Path, *rows: list[Any], headings: tuple[str, ...] = HEADINGS) -> Source:
    path = write_list(tmp_path / "daftar.xlsx", rows, headings)
    return Source(path.name, "xlsx", "0", open_workbook(path))


def check(source: Source, *here: str, **more: Any) -> ImportCheck:
    def existing(niks: Iterable[str]) -> Mapping[str, WorkerRef]:
        return {
            found: WorkerRef(id=found[-4:], full_name="SUTARNO", village_code=VILLAGE, status=WorkerStatus.COMPLETE)
            for found in niks
            if found in here
        }

    return check_source(source, guess_mapping(source), VILLAGE, load_reference(), TODAY, existing, **more)


def states(found: ImportCheck) -> list[str]:
    return [each.state.value for each in found.rows]


def at(row_number: int, column: str) -> CellAt:
    return CellAt("Sheet1", row_number, column)


def test_a_nik_typed_from_the_ktp_makes_the_row_ready(tmp_path: Path) -> None:
    before = check(source_of(tmp_path, row(9002), row(nik=int(nik()))))
    assert states(before) == ["ready", "held"]
    assert before.rows[1].text(NIK) == nik()[:15] + "?"
    after = recheck(before, {at(3, "C"): nik()})
    assert states(after.check) == ["ready", "ready"]
    assert after.changed == (1,)
    assert (after.check.rows[1].form.nik, after.check.rows[1].was_edited(NIK)) == (nik(), True)
    assert states(before) == ["ready", "held"]  # the earlier check is as it was


def test_a_formula_that_is_typed_over_is_gone(tmp_path: Path) -> None:
    found = check(source_of(tmp_path, row(nik='="33"&"16"', nama="=UPPER(Z9)")))
    assert states(found) == ["held"]
    fixed = recheck(found, {at(2, "C"): nik(), at(2, "B"): "SUTARNO"}).check
    assert states(fixed) == ["ready"]
    assert fixed.rows[0].form.full_name == "SUTARNO"


def test_repeats_look_different_when_the_other_row_changes(tmp_path: Path) -> None:
    found = check(source_of(tmp_path, row(), row(), row(9003), row()))
    assert states(found) == ["ready", "held", "ready", "held"]
    again = recheck(found, {at(2, "C"): nik(9002)})
    assert again.changed == (0, 1, 3)
    assert states(again.check) == ["ready", "ready", "ready", "held"]
    assert [problem.data["row"] for problem in again.check.rows[3].problems] == [3]
    clash = recheck(again.check, {at(2, "C"): nik(9003)}).check
    assert states(clash) == ["ready", "ready", "held", "held"]


def test_somebody_who_turns_out_to_be_here(tmp_path: Path) -> None:
    found = check(source_of(tmp_path, row(nik=nik()[:15])), nik())
    assert states(found) == ["held"]
    fixed = recheck(found, {at(2, "C"): nik()}).check
    assert states(fixed) == ["already_here"]
    assert fixed.rows[0].other is not None


def test_corrections_add_up_and_can_be_taken_back(tmp_path: Path) -> None:
    source = source_of(tmp_path, row(nik="1", nama=None))
    found = recheck(check(source), {at(2, "C"): nik()}).check
    assert states(found) == ["held"]
    found = recheck(found, {at(2, "B"): "SUTARNO"}).check
    assert states(found) == ["ready"]
    assert set(found.edits) == {at(2, "C"), at(2, "B")}
    back = undo_edits(found, source, [at(2, "C")]).check
    assert states(back) == ["held"]
    assert back.rows[0].form.full_name == "SUTARNO"
    assert back.rows[0].text(NIK) == "1"
    assert not back.rows[0].was_edited(NIK)


def test_corrections_hold_when_everything_is_checked_again(tmp_path: Path) -> None:
    source = source_of(tmp_path, row(nik="1"), row(9002))
    edits = {at(2, "C"): nik()}
    assert check(source, edits=edits) == recheck(check(source), edits).check


def test_a_cell_beyond_the_last_one_can_be_filled(tmp_path: Path) -> None:
    found = check(source_of(tmp_path, ["SUTARNO"], headings=("NAMA", "NIK")))
    assert states(found) == ["held"]
    assert states(recheck(found, {at(2, "B"): nik()}).check) == ["ready"]


def test_a_place_that_is_no_person_changes_nothing(tmp_path: Path) -> None:
    found = check(source_of(tmp_path, row()))
    again = recheck(found, {at(99, "C"): "x", CellAt("lain", 2, "C"): "x", at(2, ""): "x"})
    assert again.changed == ()
    assert again.check.rows == found.rows


def test_the_same_word_everywhere_at_once(tmp_path: Path) -> None:
    rows = [
        row(9001 + number, pekerjaan=work)
        for number, work in enumerate(["Pocokan", "pocokan ", "ikut orang", "ngarit"])
    ]
    found = check(source_of(tmp_path, *rows))
    same = cells_like(found, at(2, "G"))
    assert same == (at(2, "G"), at(3, "G"))
    fixed = recheck(found, dict.fromkeys(same, "Buruh tani")).check
    assert states(fixed) == ["ready", "ready", "held", "ready"]
    assert cells_like(found, at(99, "G")) == ()


def test_what_stands_in_the_cells(tmp_path: Path) -> None:
    found = check(source_of(tmp_path, row(nik=int(nik()), jk="L")))
    (only,) = found.rows
    texts = {meaning.role: only.text(meaning) for meaning in found.columns}
    assert texts[Role.BIRTH_DATE] == "12-03-1979"
    assert texts[Role.INCOME] == "900000"
    assert [only.column_of(meaning) for meaning in found.columns[:3]] == ["C", "B", "D"]
    assert only.column_of(Meaning(Role.KK)) == ""
    assert {problem.code for problem in only.problems_in(NIK)} == {"nik.numeric_cell"}


def test_held_rows_are_written_as_they_were_corrected(tmp_path: Path) -> None:
    found = check(source_of(tmp_path, row(nik="1", nama=None, alamat="Lama")))
    found = recheck(found, {at(2, "B"): "SUTARNO"}).check
    path = tmp_path / "ditahan.xlsx"
    write_held_rows(path, found.of(RowState.HELD), lambda code, data: code)
    assert open_workbook(path).sheets[0].rows[1][:6] == [
        1.0,
        "SUTARNO",
        "1",
        *open_workbook(path).sheets[0].rows[1][3:5],
        "Lama",
    ]


def test_a_pasted_block_is_corrected_the_same_way() -> None:
    source = paste_source(f"NAMA\tNIK\nSUTARNO\t3,31606E+15\nNGATMIN\t{nik(9002)}")
    found = check(source)
    assert states(found) == ["held", "ready"]
    assert [problem.code for problem in found.rows[0].problems] == ["nik.scientific"]
    assert states(recheck(found, {CellAt("Tempelan", 2, "B"): nik()}).check) == ["ready", "ready"]


def test_a_check_without_its_rows_cannot_go_on() -> None:
    with pytest.raises(ValueError, match="cannot be continued"):
        recheck(ImportCheck(()), {})


def test_a_nik_is_never_put_into_several_rows_at_once(tmp_path: Path) -> None:
    found = check(source_of(tmp_path, *[row(9001 + number, nik="3,31607E+15") for number in range(3)]))
    assert states(found) == ["held"] * 3
    assert cells_like(found, at(2, "A")) == cells_like(found, at(2, "B")) == ()
