"""Reading in a process of its own: the same answer, and nothing that a file can do to the program."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from datetime import date, time
from pathlib import Path

import pytest

import main
from services.errors import Cancelled, WorkbookRejected
from services.spreadsheets import reader
from services.spreadsheets.reader import Limits, read_apart
from services.spreadsheets.reader_child import BEGIN
from services.spreadsheets.workbook import open_workbook
from tests.workbooks import HEADINGS, nik, raw_xls, raw_xlsx, row, write_list, write_sheets

ROOT = Path(__file__).parents[3]
HEAVY = ("PySide6", "sqlalchemy", "openpyxl", "cryptography", "gui")


def children() -> list[int]:
    """Processes started by this thread."""
    task = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    return [int(number) for number in task.read_text().split()]


class Watching:
    """Notes every step; does something at the first one while the child runs."""

    def __init__(self, act: object = None) -> None:
        self.steps: list[tuple[int, int, str]] = []
        self._act = act

    def step(self, done: int, total: int, label: str = "") -> None:
        self.steps.append((done, total, label))
        if len(self.steps) == 2 and callable(self._act):
            self._act()


def test_the_same_as_in_this_process(tmp_path: Path) -> None:
    path = write_list(tmp_path / "daftar.xlsx", [row(), row(9002, nik=int(nik(9002)), nama="=UPPER(A1)")], titles=["X"])
    read = read_apart(path)
    assert read.data() == open_workbook(path)
    assert (read.kind, len(read.digest)) == ("xlsx", 64)


def test_every_kind_of_cell_arrives(tmp_path: Path) -> None:
    cells = ["teks", 1.5, True, date(1979, 3, 12), time(7, 30), "", "é\n²"]
    path = write_sheets(tmp_path / "daftar.xlsx", {"A": [cells], "B": []}, hidden=["B"])
    assert read_apart(path).data() == open_workbook(path)


def test_old_excel_with_formulas_and_1904(tmp_path: Path) -> None:
    path = tmp_path / "lama.xls"
    path.write_bytes(raw_xls([["NAMA", "NIK"], ["SUTARNO", nik()]], formulas=[(1, 1)], from_1904=True))
    assert read_apart(path).data() == open_workbook(path)


def test_progress_is_told_row_by_row(tmp_path: Path) -> None:
    path = write_list(tmp_path / "panjang.xlsx", [row(9001 + number % 900) for number in range(1_700)])
    watching = Watching()
    read_apart(path, watching)
    told = [done for done, total, _ in watching.steps if total == 1_701]
    assert told[-1] == 1_701
    assert len(set(told)) >= 4
    assert {label for _, _, label in watching.steps} == {"workbook.reading"}


def test_a_refusal_arrives_with_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "besar.xlsx"
    path.write_bytes(b"PK" + b"\0" * (20 * 1024 * 1024))
    with pytest.raises(WorkbookRejected, match=r"^workbook\.too_big$") as refused:
        read_apart(path)
    assert refused.value.data == {"limit": 20}


def test_cancelling_ends_the_child(tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled

    path = write_list(tmp_path / "daftar.xlsx", [row()])
    with pytest.raises(Cancelled):
        read_apart(path, Watching(stop))
    if sys.platform == "linux":
        assert children() == []


def test_a_reader_that_takes_too_long(tmp_path: Path) -> None:
    path = write_list(tmp_path / "daftar.xlsx", [row()])
    with pytest.raises(WorkbookRejected, match=r"^workbook\.too_slow$"):
        read_apart(path, limits=Limits(seconds=0))


def test_an_answer_without_end(tmp_path: Path) -> None:
    path = write_list(tmp_path / "daftar.xlsx", [row()])
    with pytest.raises(WorkbookRejected, match=r"^workbook\.too_big$"):
        read_apart(path, limits=Limits(answer=100))


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc who the child is")
def test_a_reader_that_is_killed(tmp_path: Path) -> None:
    path = write_list(tmp_path / "daftar.xlsx", [row()])
    watching = Watching(lambda: [os.kill(child, signal.SIGKILL) for child in children()])
    with pytest.raises(WorkbookRejected, match=r"^workbook\.reader_died$"):
        read_apart(path, watching)
    assert read_apart(path).sheets  # the next file is read as if nothing had been


@pytest.mark.skipif(sys.platform == "win32", reason="the limit there is a job object")
def test_a_file_that_eats_memory_takes_only_the_reader_down(tmp_path: Path) -> None:
    path = tmp_path / "rakus.xlsx"
    path.write_bytes(raw_xlsx("".join(f'<row r="{at}"><c r="GR{at}"><v>1</v></c></row>' for at in range(1, 19_000))))
    with pytest.raises(WorkbookRejected, match=r"^workbook\.(too_big|reader_died|damaged)$"):
        read_apart(path, limits=Limits(memory=130 * 1024 * 1024, seconds=30))
    assert len(read_apart(path).data().sheets[0].rows) == 18_999


def test_what_the_child_says_cannot_run_anything(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (os.system, (f"touch {tmp_path / 'ran'}",))

    with pytest.raises(WorkbookRejected, match=r"^workbook\.reader_died$"):
        reader._unpacked(pickle.dumps(Evil()))
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("content", [b"", b"junk", pickle.dumps("text"), pickle.dumps(date)])
def test_an_answer_that_makes_no_sense(content: bytes) -> None:
    with pytest.raises(WorkbookRejected, match=r"^workbook\.reader_died$"):
        reader._take(reader.ReadBook(), BEGIN, content)


def test_the_child_loads_nothing_heavy() -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import services.spreadsheets.reader_child; "
    code += f"print([name for name in {HEAVY} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_frozen_program_can_start_itself_as_the_reader(tmp_path: Path) -> None:
    assert main.READ_WORKBOOK == reader.READER_FLAG
    path = write_list(tmp_path / "daftar.xlsx", [row()], HEADINGS)
    request = json.dumps({"path": str(path), "memory": reader.LIMITS.memory, "seconds": 30}).encode()
    command = [sys.executable, str(ROOT / "main.py"), main.READ_WORKBOOK]
    said = subprocess.run(command, input=request, capture_output=True, check=True, cwd=tmp_path)
    assert said.stdout.startswith(BEGIN)
    assert nik().encode() in said.stdout
