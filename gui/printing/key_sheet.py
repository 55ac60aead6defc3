"""The district's secret keys on two A4 sheets for two safes (handover.md C6). Papers are Indonesian."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from gui.indonesian import day_long
from gui.printing.document import Document
from gui.printing.key_facts import COPIES, KeySheet
from gui.printing.paper import (
    AT_CENTER,
    AT_RIGHT,
    GREY,
    INK,
    LINE,
    PAGE,
    RIGHT,
    SIDE,
    letterhead,
    on_page,
    paper_font,
    row,
    text,
)
from gui.printing.qr import paint_qr
from services import APP_VERSION
from services.safekeeping.paper_keys import PaperKey, lines_of, qr_text

FILE_NAME = "payung-kunci-kabupaten.pdf"
_TITLE = "Kunci kabupaten Payung"
_MODULE = 8.0
_SAFES = ("brankas pertama", "brankas kedua, di gedung lain")
_STEPS = (
    "Masukkan lembar ini ke amplop, segel, tulis tanggal dan dua nama di atas segel. Setiap amplop di brankas sendiri.",
    "Kunci akar dipakai bila komputer kabupaten diganti, atau bila komputer dan kunci pemulihan ditambah atau dicabut.",
    "Kunci pemulihan membuka setiap paket desa dan setiap laptop desa bila kata sandi dan kode pemulihannya hilang.",
    "Ketik baris demi baris di Payung, halaman Kunci & Laptop. Dua huruf terakhir tiap baris memeriksa baris itu.",
    "Jangan difoto, difotokopi, atau dikirim. Bila kedua lembar hilang, semua desa perlu kit baru.",
)


def key_document(sheet: KeySheet) -> Document:
    """Two pages, one for each safe. It is never shown on screen."""

    def paint_page(painter: QPainter, rect: QRectF, page: int) -> None:
        with on_page(painter, rect):
            _paint(painter, sheet, page)

    return Document(_TITLE, FILE_NAME, COPIES, paint_page)


def _paint(painter: QPainter, sheet: KeySheet, page: int) -> None:
    y = letterhead(painter, sheet.district, "", "", 110)
    y = text(painter, row(y + 36), _TITLE.upper(), 14, 800, AT_CENTER)
    y = text(painter, row(y + 4), f"RAHASIA. Lembar {page + 1} dari {COPIES}, untuk {_SAFES[page]}", 10, 600, AT_CENTER)
    y = _key(painter, "Kunci akar", PaperKey.ROOT, sheet.secrets.root_pem, y + 40)
    y = _key(painter, "Kunci pemulihan", PaperKey.RECOVERY, sheet.secrets.recovery, y + 34)
    y = _spelled(painter, sheet.secrets.recovery, y + 8)
    y = _words(painter, sheet.words, y + 34)
    for number, step in enumerate(_STEPS, 1):
        text(painter, row(y + 16), f"{number}.", 9.5, 700)
        y = text(painter, row(y + 16, SIDE + 50), step, 9.5)
    _kept_by(painter, y + 44)
    _foot(painter, sheet, page)


def _key(painter: QPainter, title: str, kind: PaperKey, secret: str, y: float) -> float:
    """QR at the left, the four lines at the right in large type."""
    painter.fillRect(QRectF(SIDE, y, RIGHT - SIDE, 2), LINE)
    y = text(painter, row(y + 18), title, 12, 800)
    side = paint_qr(painter, qr_text(kind, secret), SIDE + 20, y + 26, _MODULE)
    top, left = y + 20, SIDE + side + 90
    for number, line in enumerate(lines_of(kind, secret), 1):
        text(painter, row(top + 16, left), f"{kind.value}{number}", 11, 500, ink=GREY)
        painter.setFont(paper_font(18, 700))
        painter.setPen(INK)
        for place, group in enumerate(line.split()):
            painter.drawText(QRectF(left + 110 + place * 330, top, 330, 80), 0, group)
        top += 84
    return max(y + 26 + side, top)


def _spelled(painter: QPainter, recovery: str, y: float) -> float:
    """As the age program reads it, for the day when there is no Payung."""
    return text(painter, row(y), f"Untuk program age: {recovery}", 7.5, 500, ink=GREY)


def _words(painter: QPainter, words: tuple[str, ...], y: float) -> float:
    box = QRectF(SIDE, y, RIGHT - SIDE, 150)
    painter.setPen(QPen(LINE, 2))
    painter.drawRect(box)
    label = "Enam kata kunci akar, harus sama di surat Dinas dan di layar desa"
    y = text(painter, row(y + 18, SIDE + 30), label, 9, 500, ink=GREY)
    text(painter, row(y + 4, SIDE + 30), "   ".join(words), 16, 800)
    return box.bottom() + 10


def _kept_by(painter: QPainter, y: float) -> None:
    third = (RIGHT - SIDE) / 3
    for place, label in enumerate(("Disegel tanggal", "Disimpan oleh", "Saksi")):
        left = SIDE + place * third
        painter.fillRect(QRectF(left, y + 120, third - 60, 2), LINE)
        text(painter, QRectF(left, y + 128, third - 60, 60), label, 9, 500, ink=GREY)


def _foot(painter: QPainter, sheet: KeySheet, page: int) -> None:
    y = PAGE.height() - 150
    proof = "  ".join(sheet.proofs[page])
    text(painter, row(y), f"Dua kata lembar ini: {proof}", 11, 800)
    made = f"Payung {APP_VERSION}, dicetak {day_long(sheet.made_at.date())} {sheet.made_at:%H.%M}"
    text(painter, row(y + 8), made, 8.5, 500, AT_RIGHT, GREY)
