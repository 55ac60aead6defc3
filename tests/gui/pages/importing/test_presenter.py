from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gui.pages.importing import words
from gui.pages.importing.presenter import ImportingPresenter, Outcome
from services.changes import Changes
from services.context import AppContext
from services.errors import Cancelled
from services.workers.search import count_workers
from tests.gui.doubles import Done, Recorder, run_now
from tests.workbooks import nik, row, write_list


class Listener:
    def __init__(self) -> None:
        self.heard: list[Changes] = []

    def __call__(self, changes: Changes) -> None:
        self.heard.append(changes)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Three people, one of them with a NIK of 15 digits, and one repeated."""
    path = tmp_path / "daftar.xlsx"
    write_list(path, [row(9001), row(9002), row(9003, nik=nik(9003)[:15]), row(9001)])
    return path


def make(village: AppContext) -> tuple[ImportingPresenter, Recorder, Listener]:
    view, publish = Recorder(), Listener()
    return ImportingPresenter(view, village, run_now, publish), view, publish


def test_checking_writes_nothing_and_counts_every_row(village: AppContext, book: Path) -> None:
    presenter, view, publish = make(village)
    presenter.check(book)
    result = view.last("show_check")[0].result
    assert (result.rows, result.ready, result.held, result.already_here) == (4, 2, 2, 0)
    assert sum(count for count, _, _ in words.counts(result, written=False)) == result.rows
    assert count_workers(village) == 0 and publish.heard == []


def test_taking_in_writes_the_ready_rows_and_tells_everybody(village: AppContext, book: Path) -> None:
    presenter, view, publish = make(village)
    presenter.check(book)
    presenter.take_in()
    outcome = view.last("show_result")[0]
    assert outcome.written and outcome.result.ready == 2 and count_workers(village) == 2
    (changes,) = publish.heard
    assert len(changes.ids["worker"]) == 2
    presenter.take_in()
    assert len(view.told["show_result"]) == 1


def test_the_same_file_again_adds_nothing_and_says_so(village: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "sama.xlsx"
    write_list(path, [row(9001), row(9002)])
    presenter, view, _ = make(village)
    presenter.check(path)
    presenter.take_in()
    presenter.check(path)
    result = view.last("show_check")[0].result
    assert words.headline(result, written=False) == "Semua pekerja di berkas ini sudah terdaftar"
    presenter.take_in()
    assert len(view.told["show_result"]) == 1 and count_workers(village) == 2


def test_held_rows_come_out_as_a_workbook_with_sentences(village: AppContext, book: Path, tmp_path: Path) -> None:
    presenter, view, _ = make(village)
    presenter.check(book)
    presenter.take_in()
    target = tmp_path / "tertahan.xlsx"
    presenter.save_held(target)
    assert "tertahan.xlsx" in view.last("show_saved")[0]
    presenter.check(target)
    again = view.last("show_check")[0].result
    assert (again.rows, again.ready) == (2, 0)


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
    presenter.check(tmp_path / name)
    assert said in view.last("show_trouble")[0] and "show_check" not in view.told
    assert view.last("show_busy") == (False,)


def test_cancelling_says_that_nothing_changed(village: AppContext, book: Path) -> None:
    def run(job: Any, on_ok: Any, on_error: Any, **_: Any) -> Done:
        on_error(Cancelled())
        return Done()

    view = Recorder()
    ImportingPresenter(view, village, run, Listener()).check(book)
    assert "Tidak ada data yang berubah" in view.last("show_saved")[0]


def test_the_template_is_a_workbook_without_people(village: AppContext, tmp_path: Path) -> None:
    presenter, view, _ = make(village)
    presenter.save_template(tmp_path / "contoh.xlsx")
    presenter.check(tmp_path / "contoh.xlsx")
    outcome: Outcome = view.last("show_check")[0]
    assert words.headline(outcome.result, written=False) == "Tidak ada baris pekerja di berkas ini"
