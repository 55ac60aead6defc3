"""A workbook into a real, encrypted register."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from services.context import AppContext
from services.errors import Cancelled, NotAllowed, WorkbookRejected
from services.spreadsheets.importing import ImportResult, import_workbook
from services.workers.queries import existing_niks, find_by_nik
from tests.workbooks import nik, raw_xlsx, row, write_list


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    return result.rows, result.ready, result.held, result.already_here


def here(village: AppContext, *serials: int) -> int:
    return len(existing_niks(village, [nik(serial) for serial in serials]))


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    rows = [row(), row(9002, nama="NGATMIN"), row(9003, nik=int(nik(9003))), row(9002)]
    return write_list(tmp_path / "daftar.xlsx", rows)


def test_good_rows_go_in_and_the_others_come_out(village: AppContext, mixed: Path, tmp_path: Path) -> None:
    held = tmp_path / "keluar" / "ditahan.xlsx"
    result = import_workbook(village, mixed, held_to=held, say=lambda code, data: code.upper())
    assert counts(result) == (4, 2, 2, 0)
    assert here(village, 9001, 9002, 9003) == 2
    assert len(result.changes.ids["worker"]) == 2
    assert result.held_file == held
    assert load_workbook(held).worksheets[0].cell(2, 10).value == "NIK: NIK.NUMERIC_CELL"


def test_the_same_file_again_adds_nothing_and_says_so(village: AppContext, mixed: Path) -> None:
    import_workbook(village, mixed)
    again = import_workbook(village, mixed)
    assert counts(again) == (4, 0, 2, 2)
    assert again.changes.ids == {}


def test_a_dry_run_writes_nothing_to_the_register(village: AppContext, mixed: Path, tmp_path: Path) -> None:
    result = import_workbook(village, mixed, dry_run=True, held_to=tmp_path / "ditahan.xlsx")
    assert counts(result) == (4, 2, 2, 0)
    assert here(village, 9001, 9002) == 0
    assert (tmp_path / "ditahan.xlsx").exists()


def test_no_held_rows_no_file(village: AppContext, tmp_path: Path) -> None:
    path = write_list(tmp_path / "daftar.xlsx", [row()])
    result = import_workbook(village, path, held_to=tmp_path / "ditahan.xlsx")
    assert result.held_file is None
    assert not (tmp_path / "ditahan.xlsx").exists()


def test_corrected_rows_come_in_with_the_next_import(village: AppContext, mixed: Path, tmp_path: Path) -> None:
    held = tmp_path / "ditahan.xlsx"
    import_workbook(village, mixed, held_to=held)
    book = load_workbook(held)
    book.worksheets[0]["C2"] = nik(9003)
    book.save(held)
    assert counts(import_workbook(village, held)) == (2, 1, 0, 1)
    assert here(village, 9001, 9002, 9003) == 3


def test_cancelled_while_saving_leaves_nothing(village: AppContext, mixed: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, label: str = "") -> None:
            if label == "workers.saving":
                raise Cancelled

    with pytest.raises(Cancelled):
        import_workbook(village, mixed, reporter=Impatient())
    assert here(village, 9001, 9002) == 0


def test_a_district_has_no_list_of_its_own(district: AppContext, mixed: Path) -> None:
    with pytest.raises(NotAllowed, match=r"^village\.only$"):
        import_workbook(district, mixed)


def test_a_bomb_writes_nothing(village: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    path.write_bytes(raw_xlsx(" " * 40_000_000))
    with pytest.raises(WorkbookRejected, match=r"^workbook\.too_big$"):
        import_workbook(village, path, held_to=tmp_path / "ditahan.xlsx")
    assert not (tmp_path / "ditahan.xlsx").exists()
    assert find_by_nik(village, nik()) is None
