"""The exported list: text stays text, nothing is computed, and it comes back as the same people."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from models.values import LeftReason, WorkerStatus
from services.errors import Cancelled, StorageTrouble
from services.practice.people import invent_people
from services.reference import load_reference
from services.spreadsheets.export import export_list
from services.spreadsheets.importing import check_workbook
from services.spreadsheets.list_columns import KEY_HEADING, list_columns, status_text
from services.spreadsheets.own_columns import OWN_COLUMNS
from services.spreadsheets.workbook import open_workbook
from services.workers.records import WorkerForm
from services.workers.records_read import WorkerRecord
from tests.offices import worker
from tests.workbooks import TODAY, VILLAGE

REFERENCE = load_reference()
EVERY_KEY = (
    "name nik occupation place completeness status age sex phone address mother kk income recorded updated village"
).split()


def record(form: WorkerForm, number: int = 1, **over: Any) -> WorkerRecord:
    values: dict[str, Any] = {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "form": form,
        "status": WorkerStatus.COMPLETE,
        "left_reason": "",
        "completeness": 86,
        "recorded_at": "2026-11-20T09:14:00+07:00",
        "updated_at": "2026-11-21T09:14:00+07:00",
    }
    return WorkerRecord(**{**values, **over})


def cells(path: Path) -> list[list[Any]]:
    return [list(row) for row in load_workbook(path).worksheets[0].iter_rows()]


def test_every_column_of_the_list_and_nothing_that_the_import_takes_for_something_else(tmp_path: Path) -> None:
    people = [person.form for person in invent_people(3, 30, REFERENCE, TODAY, [VILLAGE])]
    path = tmp_path / "daftar.xlsx"
    written = export_list(path, [record(form, at) for at, form in enumerate(people)], EVERY_KEY, REFERENCE, 30)
    assert written == 30
    heads = [cell.value for cell in cells(path)[0]]
    assert heads[:3] == ["NIK", "Nama Lengkap", "Pekerjaan"] and heads[-1] == KEY_HEADING
    found = check_workbook(path, VILLAGE, REFERENCE, TODAY, lambda niks: {})
    assert len(found.going_in) == 30
    for row, form in zip(found.rows, people, strict=True):
        back = row.form
        for name in ("nik", "full_name", "rt", "rw", "phone", "mother_name", "kk_number", "monthly_income", "sex"):
            assert getattr(back, name) == getattr(form, name)
        assert (back.birth_date, back.notice_given_on) == (form.birth_date, None)


def test_every_field_when_all_are_asked_for(tmp_path: Path) -> None:
    people = [person.form for person in invent_people(5, 10, REFERENCE, TODAY, [VILLAGE])]
    path = tmp_path / "daftar.xlsx"
    export_list(path, [record(form, at) for at, form in enumerate(people)], None, REFERENCE, 10)
    assert [cell.value for cell in cells(path)[0]] == [column.heading for column in OWN_COLUMNS] + [KEY_HEADING]
    found = check_workbook(path, VILLAGE, REFERENCE, TODAY, lambda niks: {})
    assert [row.form.heirs for row in found.rows] == [form.heirs for form in people]


@pytest.mark.parametrize("evil", ["=1+1", "+62899", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1"])
def test_nothing_is_ever_computed(tmp_path: Path, evil: str) -> None:
    form = worker(9001, full_name=evil, address=evil, mother_name=evil, hamlet=evil, phone=evil)
    path = tmp_path / "daftar.xlsx"
    export_list(path, [record(form)], EVERY_KEY, REFERENCE, 1)
    assert open_workbook(path).sheets[0].formulas == {}
    heads, row = cells(path)
    for head, cell in zip(heads, row, strict=True):
        if head.value in ("Nama Lengkap", "Alamat", "Dusun", "Nama Ibu Kandung", "No. HP", "NIK", "No. KK"):
            assert (cell.data_type, cell.number_format) == ("s", "@"), head.value
    assert row[1].value.strip() == evil.strip()


def test_the_key_is_hidden_and_each_record_has_its_own(tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    export_list(path, [record(worker(9001), 1), record(worker(9002), 2)], ["name"], REFERENCE, 2)
    sheet = load_workbook(path).worksheets[0]
    assert [sheet.cell(row, 3).value[-2:] for row in (2, 3)] == ["01", "02"]
    assert sheet.column_dimensions["C"].hidden and not sheet.column_dimensions["A"].hidden


class _Impatient:
    def step(self, done: int, total: int, label: str = "") -> None:
        if done >= 250:
            raise Cancelled


def many() -> Iterator[WorkerRecord]:
    return (record(worker(9001), number) for number in range(600))


def test_a_cancelled_export_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(b"older")
    with pytest.raises(Cancelled):
        export_list(path, many(), None, REFERENCE, 600, _Impatient())
    assert path.read_bytes() == b"older" and [each.name for each in tmp_path.iterdir()] == ["daftar.xlsx"]


def test_a_full_disk_leaves_nothing_half(tmp_path: Path) -> None:
    """/dev/full takes no byte: what is written there fails as on a full stick."""
    if not os.access("/dev/full", os.W_OK):
        pytest.skip("no /dev/full here")
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(b"older")
    (tmp_path / f".{path.stem}-{os.getpid()}.tmp").symlink_to("/dev/full")
    with pytest.raises(StorageTrouble) as caught:
        export_list(path, many(), None, REFERENCE, 600)
    assert caught.value.code == "file.not_writable" and path.read_bytes() == b"older"
    assert [each.name for each in tmp_path.iterdir()] == ["daftar.xlsx"]


def test_no_room_while_the_rows_are_gathered_is_told_too(tmp_path: Path) -> None:
    def failing() -> Iterator[WorkerRecord]:
        yield record(worker(9001))
        raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(StorageTrouble):
        export_list(tmp_path / "daftar.xlsx", failing(), None, REFERENCE, 2)
    assert list(tmp_path.iterdir()) == []


def test_the_status_says_why_somebody_left() -> None:
    assert status_text(record(worker())) == "Lengkap"
    gone = record(worker(), status=WorkerStatus.LEFT, left_reason=LeftReason.DIED.value)
    assert status_text(gone) == "Keluar: meninggal"
    assert status_text(record(worker(), status=WorkerStatus.LEFT, left_reason="later")) == "Keluar"


def test_the_signs_of_the_list_have_no_column_in_a_workbook() -> None:
    assert [column.heading for column in list_columns(["handed"])] == ["NIK", "Nama Lengkap", KEY_HEADING]
