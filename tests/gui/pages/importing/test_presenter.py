from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gui.pages.importing.presenter import ImportingPresenter
from services.changes import Changes
from services.context import AppContext
from services.errors import Cancelled
from services.spreadsheets.session import CellAt, Role, RowState
from services.workers.commands import register_workers
from services.workers.search import count_workers
from tests.gui.doubles import Done, Recorder, run_now
from tests.offices import worker
from tests.workbooks import nik, row, write_list, write_sheets


class Listener:
    def __init__(self) -> None:
        self.heard: list[Changes] = []

    def __call__(self, changes: Changes) -> None:
        self.heard.append(changes)


class Later:
    """A runner that keeps every job until it is told to go on, as a busy thread does."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], object]] = []

    def __call__(self, *arguments: Any, **options: Any) -> Done:
        self.jobs.append(lambda: run_now(*arguments, **options))
        return Done()

    def go_on(self) -> None:
        self.jobs.pop(0)()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Four people: one with a NIK of 15 digits, one repeated."""
    rows = [row(9001), row(9002), row(9003, nik=nik(9003)[:15]), row(9001)]
    return write_list(tmp_path / "daftar.xlsx", rows)


def make(village: AppContext, run: Any = run_now) -> tuple[ImportingPresenter, Recorder, Listener]:
    view, publish = Recorder(), Listener()
    return ImportingPresenter(view, village, run, publish), view, publish


def checked(village: AppContext, path: Path) -> tuple[ImportingPresenter, Recorder, Listener]:
    presenter, view, publish = make(village)
    presenter.open_file(path)
    presenter.check()
    return presenter, view, publish


def test_checking_writes_nothing_and_counts_every_row(village: AppContext, book: Path) -> None:
    _, view, publish = checked(village, book)
    counts = view.last("show_check")[0].found.counts()
    assert (counts.rows, counts.ready, counts.held) == (4, 2, 2)
    assert count_workers(village) == 0 and publish.heard == []


def test_taking_in_writes_once_and_tells_everybody(village: AppContext, book: Path) -> None:
    presenter, view, publish = checked(village, book)
    presenter.take_in()
    outcome = view.last("show_result")[0]
    assert (outcome.rows, outcome.written, outcome.held) == (4, 2, 2) and count_workers(village) == 2
    (changes,) = publish.heard
    assert len(changes.ids["worker"]) == 2 and changes.act == outcome.act
    presenter.take_in()
    assert len(view.told["show_result"]) == 1 and not presenter.is_dirty()


def test_the_import_is_listed_under_its_file_name(village: AppContext, book: Path) -> None:
    presenter, view, _ = checked(village, book)
    presenter.take_in()
    presenter.start_over()
    (act,) = view.last("show_recent")[0]
    assert (act.note, act.count, act.undoable) == ("daftar.xlsx", 2, True)


def test_several_sheets_are_asked_about_and_one_is_taken_at_once(village: AppContext, tmp_path: Path) -> None:
    from tests.workbooks import HEADINGS

    presenter, view, _ = make(village)
    sheets = {"A": [HEADINGS, row(9001)], "B": [HEADINGS, row(9002), row(9003)]}
    presenter.open_file(write_sheets(tmp_path / "dua.xlsx", sheets))
    assert "show_columns" not in view.told and view.last("show_sheets")[0] is presenter.source
    presenter.choose_sheet(1)
    assert view.last("show_columns")[0].rows == 2
    presenter.choose_sheet(None)
    assert view.last("show_columns")[0].rows == 3


def test_a_changed_column_takes_fields_away_that_need_it(village: AppContext, book: Path) -> None:
    presenter, _, _ = make(village)
    presenter.open_file(book)
    presenter.change_fields(["monthly_income", "phone"])
    presenter.change_role("H", Role.IGNORED)
    assert presenter.fields == ()
    assert len(presenter.column_problems(partial=True)) == 1 and presenter.column_problems(partial=False) == ()
    presenter.change_role("C", Role.IGNORED)
    assert len(presenter.column_problems(partial=False)) == 1


def test_corrections_made_while_one_is_checked_are_not_lost(village: AppContext, book: Path) -> None:
    presenter, view, _ = checked(village, book)
    later = Later()
    presenter.correcting._run = later
    presenter.correct({CellAt("Sheet1", 4, "C"): nik(9003)})
    presenter.correct({CellAt("Sheet1", 5, "C"): nik(9004)})
    presenter.correct({CellAt("Sheet1", 5, "B"): "WAGIMIN"})
    presenter.take_in()
    assert len(later.jobs) == 1 and "show_result" not in view.told and presenter.is_dirty()
    later.go_on()
    assert len(later.jobs) == 1 and "show_result" not in view.told
    later.go_on()
    outcome = view.last("show_result")[0]
    assert (outcome.written, outcome.held) == (4, 0)


def test_corrections_are_taken_back_in_turn(village: AppContext, book: Path) -> None:
    presenter, _, _ = checked(village, book)
    at = CellAt("Sheet1", 4, "C")
    presenter.correct({at: "1"})
    presenter.correct({at: nik(9003)})
    rows = presenter.rows
    assert rows is not None and rows.row(2).state is RowState.READY
    presenter.undo_correction()
    assert rows.row(2).form.nik == "1" and presenter.is_dirty()
    presenter.undo_correction()
    assert rows.check.edits == {} and rows.row(2).state is RowState.HELD and not presenter.is_dirty()
    presenter.undo_correction()


def test_corrections_outlive_a_look_back_at_the_columns(village: AppContext, book: Path) -> None:
    presenter, view, _ = checked(village, book)
    presenter.correct({CellAt("Sheet1", 4, "C"): nik(9003)})
    presenter.to_columns()
    presenter.check()
    assert view.last("show_check")[0].found.counts().ready == 3


def test_another_file_starts_without_them(village: AppContext, book: Path) -> None:
    presenter, view, _ = checked(village, book)
    presenter.correct({CellAt("Sheet1", 4, "C"): nik(9003)})
    presenter.open_file(book)
    presenter.check()
    assert view.last("show_check")[0].found.counts().ready == 2 and not presenter.is_dirty()


def test_somebody_registered_since_the_check_is_not_written_twice(village: AppContext, book: Path) -> None:
    presenter, view, _ = checked(village, book)
    register_workers(village, [worker(9001, nik=nik(9001), full_name="SUTARNO", sex="L")])
    presenter.take_in()
    outcome = view.last("show_result")[0]
    assert (outcome.rows, outcome.written, outcome.already_here, outcome.held) == (4, 1, 1, 2)
    assert count_workers(village) == 2


def test_held_rows_come_out_with_sentences_and_import_back(village: AppContext, book: Path, tmp_path: Path) -> None:
    presenter, view, _ = checked(village, book)
    target = tmp_path / "tertahan.xlsx"
    presenter.save_held(target)
    assert "2 baris tertahan" in view.last("show_note")[0]
    presenter.open_file(target)
    presenter.check()
    counts = view.last("show_check")[0].found.counts()
    assert counts.rows == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tidak ada.xlsx", None, "tidak ditemukan"),
        ("kosong.xlsx", b"", "kosong"),
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "bukan tabel"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(
    village: AppContext, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    presenter, view, _ = make(village)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    presenter.open_file(tmp_path / name)
    assert said in view.last("show_trouble")[0] and "show_columns" not in view.told
    assert view.last("show_busy") == (False,)


def test_cancelling_says_that_nothing_changed(village: AppContext, book: Path) -> None:
    def run(job: Any, on_ok: Any, on_error: Any, **_: Any) -> Done:
        on_error(Cancelled())
        return Done()

    presenter, view, _ = make(village, run)
    presenter.open_file(book)
    assert "Tidak ada data yang berubah" in view.last("show_note")[0]


def test_the_template_is_recognised_and_holds_nobody(village: AppContext, tmp_path: Path) -> None:
    presenter, view, _ = make(village)
    presenter.save_template(tmp_path / "contoh.xlsx")
    assert "contoh.xlsx" in view.last("show_note")[0]
    presenter.open_file(tmp_path / "contoh.xlsx")
    mapping = view.told.get("show_columns", view.told.get("show_sheets"))
    assert mapping
