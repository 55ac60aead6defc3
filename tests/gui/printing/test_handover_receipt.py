from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.printing.handover_receipt import PAGE, paint_receipt, write_receipt_pdf
from gui.printing.receipt import Receipt, file_name, receipt_for, spoken
from services.errors import StorageTrouble
from services.reference import load_reference
from tests.offices import VILLAGE

SHA = "b7f209c4e1d83a55" + "0" * 48
WORDS = ("padi", "sumu", "kanto", "jati")


def receipt(code: str = VILLAGE, **over: object) -> Receipt:
    made = receipt_for(
        load_reference(),
        code,
        officer="Siti Aminah",
        no=11,
        at="2026-11-23T09:31:00+07:00",
        counts=(19, 6, 2),
        size=7_445_000,
        sha256=SHA,
        words=WORDS,
        previous=(10, date(2026, 11, 14)),
    )
    return replace(made, **over)  # type: ignore[arg-type]


def pdf_text(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, encoding="utf-8", check=True)
    return " ".join(done.stdout.split())


def test_both_copies_say_everything_in_text_that_can_be_copied(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "terima.pdf"
    write_receipt_pdf(path, receipt(letter_no="400.5/011/XI/2026"))
    text = pdf_text(path)
    for wanted in (
        "PEMERINTAH KABUPATEN BLORA KECAMATAN SAMBONG DESA SAMBONGREJO",
        "Nomor: 400.5/011/XI/2026",
        "Pada hari Senin tanggal 23 November 2026",
        "ke-11 (sebelumnya ke-10, 14 November 2026)",
        "19 orang",
        "6 / 2 orang",
        "7,1 MB, terkunci",
        "padi sumu kanto jati",
        "B7F2 09C4 E1D8 3A55",
        "sambongrejo__naik__000011__b7f209c4.payung",
        "Kepala Desa Sambongrejo",
    ):
        assert text.count(wanted) == 2, wanted
    assert "Lembar 1 dari 2: arsip Desa Sambongrejo" in text
    assert "Lembar 2 dari 2: Dinperinnaker Kabupaten Blora" in text


def test_address_and_name_of_the_head_stand_on_both_copies(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "terima.pdf"
    write_receipt_pdf(path, receipt(contact="Jl. Raya Sambong No. 12. Telepon 0296 000000", head="Purwanto"))
    text = pdf_text(path)
    assert text.count("DESA SAMBONGREJO Jl. Raya Sambong No. 12. Telepon 0296 000000") == 2
    assert text.count("Purwanto") == 2 and text.count("Lembar") == 2


def test_a_kelurahan_has_a_lurah() -> None:
    code = next(village.code for village in load_reference().villages.values() if village.is_kelurahan)
    made = receipt(code)
    assert made.head_title == "Lurah"
    assert made.office_name == f"Kelurahan {load_reference().villages[code].name}"
    assert "Desa" not in spoken(made)


def test_the_qr_code_names_office_number_hash_and_words_and_nobody() -> None:
    assert receipt().qr_text == f"payung:1:{VILLAGE}:11:b7f209c4:padi-sumu-kanto-jati"
    assert "Siti" not in receipt().qr_text
    assert file_name(receipt()) == "serah-terima-011-sambongrejo.pdf"


def test_without_a_letter_number_there_are_dots_to_write_on() -> None:
    assert "Nomor: ..." in spoken(receipt(letter_no="  "))


def test_the_painted_qr_code_is_the_one_asked_for(qapp: QApplication) -> None:
    image = QImage(round(PAGE.width()), round(PAGE.height()), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_receipt(painter, QRectF(image.rect()), receipt())
    painter.end()
    rows = [bytes(row) for row in segno.make(receipt().qr_text, error="m", micro=False, boost_error=False).matrix]
    dark = {(x, y) for y, row in enumerate(rows) for x, on in enumerate(row) if on}
    top = next(y for y in range(900, 2000) if all(_dark(image, x, y) for x in range(242, 301)))
    seen = {(x, y) for y in range(len(rows)) for x in range(len(rows)) if _dark(image, 244 + 9 * x, top + 4 + 9 * y)}
    assert seen == dark


def _dark(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() < 128


def test_print_is_black_on_white_without_colour(qapp: QApplication) -> None:
    image = QImage(630, 891, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_receipt(painter, QRectF(image.rect()), receipt())
    painter.end()
    colours = [image.pixelColor(x, y) for x in range(0, 630, 3) for y in range(0, 891, 3)]
    assert all(abs(c.red() - c.blue()) < 3 and abs(c.red() - c.green()) < 3 for c in colours)
    assert sum(1 for c in colours if c.lightness() < 128) > 500


def test_a_folder_that_is_not_there_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match=r"folder\.not_writable"):
        write_receipt_pdf(tmp_path / "tidak-ada" / "x.pdf", receipt())
