from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.printing.decision_list import DecisionList, Entry, file_name, list_for, paginate, write_list_pdf
from services.contact import NO_CONTACT, OfficeContact
from services.errors import StorageTrouble
from services.programmes.queries import decisions
from services.reference import load_reference
from tests.decided import Decided, decided_offices
from tests.offices import NOW, VILLAGE


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decided]:
    with decided_offices(tmp_path_factory.mktemp("decided")) as made:
        yield made


@pytest.fixture
def paper(story: Decided) -> DecisionList:
    rows = decisions(story.village, story.view.batch_id)
    return list_for(load_reference(), VILLAGE, story.view, rows, NOW)


def pdf_text(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, encoding="utf-8", check=True)
    return " ".join(done.stdout.split())


def many(count: int) -> tuple[Entry, ...]:
    return tuple(Entry(number, f"Orang {number}", "Ngasem, 003/002", "•••• 9001") for number in range(1, count + 1))


def test_only_those_chosen_and_waiting_are_listed(qapp: QApplication, paper: DecisionList, tmp_path: Path) -> None:
    write_list_pdf(tmp_path / "list.pdf", paper)
    text = pdf_text(tmp_path / "list.pdf")
    for wanted in (
        "PEMERINTAH KABUPATEN BLORA KECAMATAN SAMBONG DESA SAMBONGREJO PENGUMUMAN",
        "Keputusan Bupati Blora Nomor 400.5/312/2026 tanggal 21 November 2026",
        "Penerima bantuan iuran: 2 orang",
        "Kasmidi 001/001 •••• 9002",
        "Sutini Ngasem, 003/002 •••• 9001",
        "Daftar tunggu: 1 orang",
        "Sri Wahyuni",
        "Terdata belum berarti menjadi peserta.",
        "Kepala Desa Sambongrejo",
        "Halaman 1 dari 1",
    ):
        assert wanted in text
    for absent in ("Ngatini", "Wagimin", "331606", "0813", "lindung"):
        assert absent not in text


def test_without_a_decree_it_speaks_of_candidates(qapp: QApplication, paper: DecisionList, tmp_path: Path) -> None:
    write_list_pdf(tmp_path / "list.pdf", replace(paper, decree="", waiting=(), urban=True))
    text = pdf_text(tmp_path / "list.pdf")
    assert "CALON PENERIMA BANTUAN IURAN" in text
    assert "Keputusan Bupati belum terbit." in text
    assert "Daftar tunggu" not in text
    assert "Lurah Sambongrejo" in text


def test_the_letterhead_grows_by_the_address_and_the_list_moves_down(
    qapp: QApplication, paper: DecisionList, tmp_path: Path
) -> None:
    contact = OfficeContact(address="Jl. Raya Sambong No. 12", phone="0296 000000", head="Purwanto")
    write_list_pdf(tmp_path / "list.pdf", replace(paper, contact=contact))
    text = pdf_text(tmp_path / "list.pdf")
    assert "DESA SAMBONGREJO Jl. Raya Sambong No. 12. Telepon 0296 000000 PENGUMUMAN" in text
    assert "Kepala Desa Sambongrejo, Purwanto" in text
    counts = [len(paginate(replace(paper, chosen=many(26), contact=each))) for each in (NO_CONTACT, contact)]
    assert counts == sorted(counts)


@pytest.mark.parametrize("count", [0, 1, 30, 31, 32, 33, 34, 35, 200])
def test_everybody_stands_on_one_page_exactly_once_under_a_header(
    qapp: QApplication, paper: DecisionList, count: int
) -> None:
    pages = paginate(replace(paper, chosen=many(count), waiting=many(count)))
    blocks = [block for page in pages for block in page]
    assert [block.entry.number for block in blocks if block.entry] == [*range(1, count + 1)] * 2
    assert [block.kind for block in blocks].count("closing") == 1
    for number, page in enumerate(pages):
        room = 2970 - 190 - (690 if number == 0 else 190)
        assert sum(block.height for block in page) <= room + 1
        kinds = [block.kind for block in page]
        if "entry" in kinds:
            assert kinds.index("columns") < kinds.index("entry")
        assert not kinds or kinds[-1] not in ("heading", "columns")


def test_a_long_name_gets_a_higher_row(qapp: QApplication, paper: DecisionList) -> None:
    long = replace(many(1)[0], name="Raden Mas " + "Panjang Sekali " * 6)
    (row,) = [block for block in paginate(replace(paper, chosen=(long,), waiting=()))[0] if block.entry]
    assert row.height > 100


def test_the_file_names_nobody_and_a_lost_folder_is_told(
    qapp: QApplication, paper: DecisionList, tmp_path: Path
) -> None:
    assert file_name(paper) == "pengumuman-sambongrejo-2026-11-23.pdf"
    with pytest.raises(StorageTrouble, match=r"folder\.not_writable"):
        write_list_pdf(tmp_path / "none" / "x.pdf", paper)
