from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.printing.worker_list import Entry, WorkerList, file_name, list_for, pages_of, write_worker_list
from services import startup
from services.context import AppContext
from services.errors import Cancelled, StorageTrouble
from services.workers.commands import register_workers
from services.workers.records_read import read_records
from services.workers.search import find_workers
from tests.gui.printing.test_decision_list import pdf_text
from tests.offices import NOW, district_office, village_office, worker


@pytest.fixture
def village(tmp_path: Path) -> Iterator[AppContext]:
    ctx = village_office(tmp_path / "village")
    yield ctx
    startup.close(ctx)


def paper_of(ctx: AppContext, what: str = "2 pekerja") -> WorkerList:
    return list_for(ctx, read_records(ctx, find_workers(ctx).seqs), what)


def many(paper: WorkerList, count: int) -> WorkerList:
    entries = [Entry(f"Orang {number}", "•••• 9001", "Buruh tani", "RT 003/002", "Lengkap") for number in range(count)]
    return WorkerList(
        district=paper.district,
        subdistrict=paper.subdistrict,
        office=paper.office,
        what=paper.what,
        entries=entries,
        made_at=NOW,
        printed_by="Siti Aminah",
    )


def test_a_village_prints_its_people_without_whole_niks(
    qapp: QApplication, village: AppContext, tmp_path: Path
) -> None:
    register_workers(village, [worker(9001, phone="089900001234"), worker(9002, full_name="SUPARDI", address="")])
    write_worker_list(tmp_path / "list.pdf", paper_of(village))
    text = pdf_text(tmp_path / "list.pdf")
    for wanted in (
        "PEMERINTAH KABUPATEN BLORA KECAMATAN SAMBONG DESA SAMBONGREJO",
        "DAFTAR PEKERJA RENTAN 2 pekerja",
        "Supardi •••• 9002 Buruh tani RT 003/002 Belum lengkap",
        "Sutini •••• 9001 Buruh tani RT 003/002 Lengkap",
        "Halaman 1 dari 1",
        "Dicetak Siti Aminah, 23 November 2026 09.14",
    ):
        assert wanted in text
    for absent in ("331606", "0899", "NGATMI", "Ngatmi", "lindung"):
        assert absent not in text


def test_the_district_prints_the_villages_instead(qapp: QApplication, tmp_path: Path) -> None:
    ctx = district_office(tmp_path / "district")
    register_workers(ctx, [worker()])
    write_worker_list(tmp_path / "list.pdf", paper_of(ctx))
    text = pdf_text(tmp_path / "list.pdf")
    assert "Sutini •••• 9001 Buruh tani Sambongrejo Lengkap" in text and "KECAMATAN" not in text
    startup.close(ctx)


def test_everybody_stands_on_exactly_one_page(village: AppContext) -> None:
    paper = many(paper_of(village), 10_124)
    pages = pages_of(paper)
    assert [entry for page in pages for entry in page] == list(paper.entries)
    assert len(pages) > 200 and max(map(len, pages[1:])) == len(pages[1]) > len(pages[0])
    assert [len(page) for page in pages_of(many(paper, 0))] == [0]


def test_each_page_has_its_number_and_the_titles(qapp: QApplication, village: AppContext, tmp_path: Path) -> None:
    write_worker_list(tmp_path / "list.pdf", many(paper_of(village), 100))
    text = pdf_text(tmp_path / "list.pdf")
    assert text.count("No. Nama NIK Pekerjaan Tempat Status") == 3 and "Halaman 3 dari 3" in text
    assert "100 Orang 99 " in text


class _Impatient:
    def step(self, done: int, total: int, label: str = "") -> None:
        if done >= 2:
            raise Cancelled


def test_a_cancelled_paper_leaves_no_file(qapp: QApplication, village: AppContext, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        write_worker_list(folder / "list.pdf", many(paper_of(village), 400), _Impatient())
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(qapp: QApplication, village: AppContext, tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble) as caught:
        write_worker_list(tmp_path / "nowhere" / "list.pdf", paper_of(village))
    assert caught.value.code == "folder.not_writable"


def test_the_file_names_nobody() -> None:
    assert file_name(NOW) == "daftar-pekerja-2026-11-23.pdf"
