"""The letter that tells villages by which six words they know the district's key (handover.md C6)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.indonesian import day_long
from gui.printing.document import Document
from gui.printing.office import PaperOffice
from gui.printing.paper import AT_CENTER, AT_RIGHT, GREY, LINE, PAGE, RIGHT, SIDE, letterhead, on_page, row, text
from gui.printing.qr import paint_qr
from services import APP_VERSION
from services.handover.fingerprints import Fingerprint

_TITLE = "Kata kunci kabupaten"
_OPENING = (
    "Kepada kepala desa dan lurah se-Kabupaten {district}. Laptop desa menerima kit dari Dinperinnaker satu kali. "
    "Sebelum kit dipakai, Payung menampilkan enam kata. Cocokkan dengan enam kata di surat ini."
)
_RULES = (
    "Sama persis, keenamnya, dalam urutan ini: centang «Sama» di Payung dan lanjutkan.",
    "Ada yang berbeda: jangan pakai kit itu. Hubungi Dinperinnaker lewat nomor yang sudah dikenal, bukan nomor di USB.",
    "Enam kata ini bukan rahasia. Boleh dibacakan lewat telepon dan ditempel di papan kantor.",
    "Kata ini tetap sama walaupun komputer kabupaten diganti. Bila berubah, Dinas menerbitkan surat baru.",
)


def fingerprint_document(office: PaperOffice, found: Fingerprint, version: int, now: datetime) -> Document:
    """One sheet, to be signed by the head of the office and sent to every village."""

    def paint_page(painter: QPainter, rect: QRectF, page: int) -> None:
        with on_page(painter, rect):
            _paint(painter, office, found, version, now)

    spoken = f"{_TITLE}. {' '.join(found.words)}. {' '.join(_RULES)}"
    return Document(_TITLE, "payung-kata-kunci-kabupaten.pdf", 1, paint_page, spoken)


def _paint(painter: QPainter, office: PaperOffice, found: Fingerprint, version: int, now: datetime) -> None:
    y = letterhead(painter, office.district, "", "", contact=office.contact.line)
    y = text(painter, row(y + 70), _TITLE.upper(), 14, 800, AT_CENTER)
    y = text(painter, row(y + 6), "Nomor: " + "." * 40, 10.5, 500, AT_CENTER)
    y = text(painter, row(y + 56), _OPENING.format(district=office.district), 10.5)
    y = _six(painter, found.words, y + 60)
    side = paint_qr(painter, found.qr_text, SIDE, y + 60)
    left, rules = SIDE + side + 70, y + 60
    for number, rule in enumerate(_RULES, 1):
        text(painter, row(rules, left), f"{number}.", 10.5, 700)
        rules = text(painter, row(rules, left + 50), rule, 10.5) + 18
    _signature(painter, office, now, max(y + 60 + side, rules) + 110)
    foot = PAGE.height() - 130
    text(painter, row(foot), f"Daftar kunci versi {version}", 8.5, 500, ink=GREY)
    text(painter, row(foot), f"Payung {APP_VERSION}, dicetak {day_long(now.date())}", 8.5, 500, AT_RIGHT, GREY)


def _six(painter: QPainter, words: tuple[str, ...], y: float) -> float:
    """Two rows of three, numbered, readable across a desk."""
    width = (RIGHT - SIDE) / 3
    for place, word in enumerate(words):
        area = QRectF(SIDE + place % 3 * width, y + place // 3 * 170, width, 170)
        painter.setPen(LINE)
        painter.drawRect(area)
        text(painter, area.adjusted(24, 18, 0, 0), str(place + 1), 9, 500, ink=GREY)
        text(painter, area.adjusted(0, 42, 0, 0), word, 24, 800, AT_CENTER)
    return y + 340


def _signature(painter: QPainter, office: PaperOffice, now: datetime, y: float) -> None:
    width = 700.0
    area = QRectF(RIGHT - width, y, width, 60)
    y = text(painter, area, f"{office.district}, {day_long(now.date())}", 10.5, 500, AT_CENTER)
    text(painter, area.translated(0, y - area.y() + 4), "Kepala Dinperinnaker,", 10.5, 500, AT_CENTER)
    painter.fillRect(QRectF(area.x() + 80, y + 320, width - 160, 2), LINE)
    text(painter, QRectF(area.x() + 80, y + 328, width - 160, 60), "NIP", 9, 500, ink=GREY)
