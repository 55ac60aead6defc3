"""«Berita acara penghapusan»: that a person's data was erased, by whom and when, without saying who it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.indonesian import day_long, day_name, grouped
from gui.printing.document import Document
from gui.printing.office import PaperOffice
from gui.printing.paper import AT_CENTER, AT_RIGHT, GREY, LINE, PAGE, RIGHT, SIDE, letterhead, on_page, row, text
from services import APP_VERSION

_LABEL = 520.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRecord:
    """``record``: the number of the record; ``order``: of the order that every bundle carries from now on.

    ``reason``: as chosen on the page. ``officers``: display names of both. ``changes``: contents that were emptied,
    ``kept``: decisions and payments that stay without anything about the person.
    """

    record: str
    order: str
    at: datetime
    reason: str
    officers: tuple[str, str]
    changes: int
    kept: int


def erasure_document(record: ErasureRecord, office: PaperOffice, now: datetime) -> Document:
    """One sheet, signed by both officers."""

    def paint_page(painter: QPainter, rect: QRectF, page: int) -> None:
        with on_page(painter, rect):
            y = letterhead(painter, office.district, office.subdistrict, office.title, 130, contact=office.contact.line)
            y = text(painter, row(y + 44), "BERITA ACARA PENGHAPUSAN DATA PRIBADI", 13, 800, AT_CENTER)
            y = text(
                painter, row(y + 6), "Undang-Undang Nomor 27 Tahun 2022 Pasal 43 dan 44", 9.5, 500, AT_CENTER, GREY
            )
            y = text(painter, row(y + 44), _opening(record), 10)
            for label, value in _facts(record):
                text(painter, row(y + 18), label, 10, 500, ink=GREY)
                y = text(painter, row(y + 18, SIDE + _LABEL), value, 10, 600)
            y = text(painter, row(y + 40), _closing(), 10)
            _paint_signatures(painter, record, y + 60)
            made = f"Payung {APP_VERSION}, dicetak {day_long(now.date())} {now:%H.%M}"
            text(painter, row(PAGE.height() - 130), made, 8.5, 500, AT_RIGHT, GREY)

    name = f"berita-acara-penghapusan-{record.record[:8]}-{record.at:%Y-%m-%d}.pdf"
    spoken = " ".join([_opening(record), *(f"{label}: {value}." for label, value in _facts(record)), _closing()])
    return Document("Berita acara penghapusan data pribadi", name, 1, paint_page, spoken)


def _opening(record: ErasureRecord) -> str:
    day = record.at.date()
    return (
        f"Pada hari {day_name(day)}, {day_long(day)} pukul {record.at:%H.%M}, dua petugas yang bertanda tangan di "
        "bawah ini menghapus data pribadi seorang warga dari Payung. Namanya sengaja tidak ditulis di sini."
    )


def _facts(record: ErasureRecord) -> list[tuple[str, str]]:
    return [
        ("Nomor catatan", record.record),
        ("Nomor perintah", record.order),
        ("Alasan", record.reason),
        ("Isi yang dikosongkan", f"{grouped(record.changes)} catatan jurnal, beserta foto dan indeks pencarian"),
        ("Yang tetap ada", f"{grouped(record.kept)} keputusan dan iuran untuk pertanggungjawaban, tanpa data orangnya"),
    ]


def _closing() -> str:
    return (
        "Perintah penghapusan ini dibawa setiap paket ke semua kantor dan diterapkan lagi setelah pemulihan. Cadangan "
        "lama yang masih memuatnya habis dalam 90 hari. Data tidak dapat dikembalikan."
    )


def _paint_signatures(painter: QPainter, record: ErasureRecord, y: float) -> None:
    half = (RIGHT - SIDE) / 2
    for place, name in enumerate(record.officers):
        left = SIDE + place * half
        text(painter, QRectF(left, y, half - 40, 60), f"Petugas {('pertama', 'kedua')[place]},", 10)
        line = y + 300
        painter.fillRect(QRectF(left, line, half - 100, 2), LINE)
        text(painter, QRectF(left, line + 8, half - 40, 80), name, 10, 700)
