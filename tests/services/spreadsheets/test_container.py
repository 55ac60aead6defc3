"""The file around a workbook: what kind it is, and how far it may unfold."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from services.spreadsheets import container
from tests.workbooks import (
    encrypted_package,
    raw_xlsx,
    refusal,
    refused,
    sheet_row,
    text,
    zipped,
)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "tidak-ada.xlsx") == "workbook.missing"


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "map.xlsx").mkdir()
    assert refusal(tmp_path / "map.xlsx") == "workbook.not_a_workbook"


@pytest.mark.parametrize("name", ["daftar.xlsx", "daftar.xls", "daftar.ods", "daftar.csv"])
@pytest.mark.parametrize("content", [b"", b"  \r\n "])
def test_an_empty_file(tmp_path: Path, name: str, content: bytes) -> None:
    assert refused(tmp_path, content, name) == "workbook.empty"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
        ("laporan.xlsx", b"%PDF-1.7 ..."),
        ("tabel.xls", b"<html><table><tr><td>NIK</td></tr></table></html>"),
        ("catatan.csv", b"NIK;NAMA\n\0\0\0"),
        ("catatan.doc", b"NIK;NAMA"),
        ("arsip.xlsx", zipped({"foto.jpg": "x"})),
        ("surat.xlsx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})),
    ],
    ids=["png", "pdf", "html", "csv-with-nul", "doc", "zip", "docx"],
)
def test_what_is_no_workbook(tmp_path: Path, name: str, content: bytes) -> None:
    assert refused(tmp_path, content, name) == "workbook.not_a_workbook"


def test_a_password(tmp_path: Path) -> None:
    assert refused(tmp_path, encrypted_package()) == "workbook.password"


def test_an_encrypted_open_document(tmp_path: Path) -> None:
    content = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>",
            "content.xml": "?",
        }
    )
    assert refused(tmp_path, content, "daftar.ods") == "workbook.password"


def test_a_file_over_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "besar.xlsx"
    with path.open("wb") as stream:
        stream.truncate(container.MAX_FILE + 1)
    assert refusal(path) == "workbook.too_big"


def test_a_bomb_that_says_how_big_it_is(tmp_path: Path) -> None:
    assert refused(tmp_path, raw_xlsx(" " * 100_000_000)) == "workbook.too_big"


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    honest = raw_xlsx(" " * 30_000_000)
    name = b"xl/worksheets/sheet1.xml"
    central = honest.rfind(b"PK\1\2", 0, honest.rfind(name))
    lying = bytearray(honest)
    lying[central + 24 : central + 28] = struct.pack("<I", 5_000)
    assert refused(tmp_path, bytes(lying)) == "workbook.damaged"


def test_a_size_and_checksum_that_fit_only_the_beginning(tmp_path: Path) -> None:
    sheet = b"<worksheet><sheetData></sheetData></worksheet>" + b" " * 400_000
    lying = bytearray(raw_xlsx("", parts={"xl/worksheets/sheet1.xml": sheet.decode()}))
    central = lying.rfind(b"PK\1\2", 0, lying.rfind(b"xl/worksheets/sheet1.xml"))
    lying[central + 16 : central + 20] = struct.pack("<I", zlib.crc32(sheet[:60]))
    lying[central + 24 : central + 28] = struct.pack("<I", 60)
    assert refused(tmp_path, bytes(lying)) == "workbook.damaged"


def test_one_letter_changed_behind_its_checksum(tmp_path: Path) -> None:
    package = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(raw_xlsx(sheet_row(1, text("A1", "NIK")))))
    with zipfile.ZipFile(package, "w") as stored:
        for name in whole.namelist():
            stored.writestr(name, whole.read(name))
    content = package.getvalue()
    assert content.count(b"<t>NIK") == 1
    assert refused(tmp_path, content.replace(b"<t>NIK", b"<t>NIX")) == "workbook.damaged"


def test_all_parts_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = raw_xlsx(sheet_row(1, text("A1", "NIK")))
    monkeypatch.setattr(container, "MAX_UNPACKED", 1_000)
    assert refused(tmp_path, content) == "workbook.too_big"


def test_many_small_parts(tmp_path: Path) -> None:
    content = raw_xlsx("", parts={f"xl/media/{number}": "x" for number in range(container.MAX_PARTS)})
    assert refused(tmp_path, content) == "workbook.too_big"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE worksheet [<!ENTITY a "NIK">]>',
        '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">',
        '<!-- far down --><!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.invalid/x">]>',
    ],
)
def test_document_types_and_entities_are_refused(tmp_path: Path, head: str) -> None:
    assert refused(tmp_path, raw_xlsx(sheet_row(1, text("A1", "NIK")), head=head)) == "workbook.damaged"


def test_entities_in_utf16_do_not_slip_through(tmp_path: Path) -> None:
    hidden = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'.encode("utf-16")
    content = zipped({"xl/workbook.xml": "<workbook/>", "xl/_rels/workbook.xml.rels": hidden})
    assert refused(tmp_path, content) == "workbook.damaged"
