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
_NAMED = 4
"""Offices that are named where more are waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRecord:
    """``record``: the number of the record; ``order``: of the order that every bundle carries from now on.

    ``reason``: as chosen on the page. ``officers``: display names of both. ``changes``: contents that were emptied,
    ``kept``: decisions and payments that stay without anything about the person. ``done``: laptops of villages that
    have told that they obeyed, of how many, None where nobody can tell; ``waiting``: offices that are waited for.
    """

    record: str
    order: str
    at: datetime
    reason: str
    officers: tuple[str, str]
    changes: int
    kept: int
    done: tuple[int, int] | None = None
    waiting: tuple[str, ...] = ()


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
            for label, value in _facts(record, now):
                text(painter, row(y + 18), label, 10, 500, ink=GREY)
                y = text(painter, row(y + 18, SIDE + _LABEL), value, 10, 600)
            y = text(painter, row(y + 40), _closing(), 10)
            _paint_signatures(painter, record, y + 60)
            made = f"Payung {APP_VERSION}, dicetak {day_long(now.date())} {now:%H.%M}"
            text(painter, row(PAGE.height() - 130), made, 8.5, 500, AT_RIGHT, GREY)

    name = f"berita-acara-penghapusan-{record.record[:8]}-{record.at:%Y-%m-%d}.pdf"
    spoken = " ".join([_opening(record), *(f"{label}: {value}." for label, value in _facts(record, now)), _closing()])
    return Document("Berita acara penghapusan data pribadi", name, 1, paint_page, spoken)


def _opening(record: ErasureRecord) -> str:
    day = record.at.date()
    return (
        f"Pada hari {day_name(day)}, {day_long(day)} pukul {record.at:%H.%M}, dua petugas yang bertanda tangan di "
        "bawah ini menghapus data pribadi seorang warga dari Payung. Namanya sengaja tidak ditulis di sini."
    )


def _facts(record: ErasureRecord, now: datetime) -> list[tuple[str, str]]:
    facts = [
        ("Nomor catatan", record.record),
        ("Nomor perintah", record.order),
        ("Alasan", record.reason),
        ("Isi yang dikosongkan", f"{grouped(record.changes)} catatan jurnal, beserta foto dan indeks pencarian"),
        ("Yang tetap ada", f"{grouped(record.kept)} keputusan dan iuran untuk pertanggungjawaban, tanpa data orangnya"),
    ]
    return facts if record.done is None else [*facts, ("Selesai di", _done(record.done, record.waiting, now))]


def _done(done: tuple[int, int], waiting: tuple[str, ...], now: datetime) -> str:
    """Where it is proved to be done on the day of printing; the sheet can be printed again later."""
    told, all_ = done
    if not all_:
        return "komputer kabupaten; tidak ada laptop desa yang menyimpannya"
    said = f"komputer kabupaten dan {grouped(told)} dari {grouped(all_)} laptop desa, keadaan {day_long(now.date())}"
    if not waiting:
        return said
    more = f" dan {grouped(len(waiting) - _NAMED)} kantor lain" if len(waiting) > _NAMED else ""
    return f"{said}; menunggu {', '.join(waiting[:_NAMED])}{more}"


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
