"""The receipt of a handover on A4: two copies, a QR code, four check words, three signatures (design section 8)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.indonesian import day_long
from gui.printing.document import Document
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
    row,
    text,
)
from gui.printing.pdf import NewPage, write_pdf
from gui.printing.qr import paint_qr
from gui.printing.receipt import COPIES, Receipt, facts, file_name, letter_line, opening, spoken
from services import APP_VERSION

_FOR = ("arsip {office}", "Dinperinnaker Kabupaten {district}")


def write_receipt_pdf(path: Path, receipt: Receipt) -> None:
    """Write both copies, one page each. Raises StorageTrouble("folder.not_writable")."""
    title = f"Berita acara serah terima ke-{receipt.no} {receipt.office_name}"
    write_pdf(path, title, lambda painter, rect, new_page: paint_copies(painter, rect, receipt, new_page))


def receipt_document(receipt: Receipt) -> Document:
    """Both copies, to be shown, printed or saved."""
    return Document(
        title=f"Berita acara serah terima ke-{receipt.no}",
        file_name=file_name(receipt),
        pages=COPIES,
        paint_page=lambda painter, rect, page: paint_receipt(painter, rect, receipt, page + 1),
        spoken=spoken(receipt),
    )


def paint_copies(painter: QPainter, rect: QRectF, receipt: Receipt, new_page: NewPage) -> None:
    """All copies, each on its page."""
    for copy in range(1, COPIES + 1):
        if copy > 1:
            new_page()
        paint_receipt(painter, rect, receipt, copy)


def paint_receipt(painter: QPainter, rect: QRectF, receipt: Receipt, copy: int = 1) -> None:
    """One copy into ``rect``, which has A4's shape; black on white, no fills."""
    with on_page(painter, rect):
        y = letterhead(painter, receipt.district, receipt.subdistrict, receipt.office_name, contact=receipt.contact)
        y = _title(painter, receipt, y + 80)
        y = _paragraph(painter, opening(receipt), y + 64)
        y = _facts(painter, receipt, y + 36)
        y = _proof(painter, receipt, y + 48)
        y = _arrival(painter, y + 60)
        _signatures(painter, receipt, y + 56)
        _foot(painter, receipt, copy)


def _title(painter: QPainter, receipt: Receipt, y: float) -> float:
    y = text(painter, row(y), "BERITA ACARA SERAH TERIMA DATA", 13, 800, AT_CENTER)
    return text(painter, row(y + 6), letter_line(receipt), 10.5, 500, AT_CENTER)


def _paragraph(painter: QPainter, words: str, y: float) -> float:
    return text(painter, row(y), words, 10.5)


def _facts(painter: QPainter, receipt: Receipt, y: float) -> float:
    for label, value in facts(receipt):
        text(painter, row(y), label, 10.5, 500, ink=GREY)
        y = text(painter, row(y, SIDE + 520), value, 10.5, 600) + 18
    return y


def _proof(painter: QPainter, receipt: Receipt, y: float) -> float:
    """QR code at the left; at the right the words in large type, so that the paper works without a scanner."""
    side = paint_qr(painter, receipt.qr_text, SIDE, y)
    left = SIDE + side + 60
    end = text(painter, row(y + 30, left), "Kata pencocok", 10, 500, ink=GREY)
    end = text(painter, row(end + 8, left), "   ".join(receipt.words), 20, 800)
    end = text(painter, row(end + 22, left), f"Kode: {receipt.code}", 10.5, 600)
    end = text(painter, row(end + 8, left), f"Berkas: {receipt.bundle_name}", 8.5, 500, ink=GREY)
    note = "Petugas kabupaten membacakan empat kata dari layarnya, atau memindai QR. Keduanya harus sama persis."
    end = text(painter, row(end + 10, left), note, 9, 500, ink=GREY)
    return max(y + side, end)


def _arrival(painter: QPainter, y: float) -> float:
    """What the district fills in when the stick arrives."""
    area = QRectF(SIDE, y, RIGHT - SIDE, 130)
    painter.setPen(LINE)
    painter.drawRect(area)
    text(painter, row(y + 18, SIDE + 28), "Diisi kabupaten", 8.5, 600, ink=GREY)
    text(painter, row(y + 66, SIDE + 28), "Diterima tanggal " + "." * 32 + "  pukul " + "." * 14, 10)
    for left, word in ((RIGHT - 590, "Kata cocok"), (RIGHT - 300, "Tidak cocok")):
        painter.setPen(INK)
        painter.drawRect(QRectF(left, y + 68, 32, 32))
        text(painter, row(y + 66, left + 46), word, 10)
    return area.bottom()


def _signatures(painter: QPainter, receipt: Receipt, y: float) -> None:
    width = 620.0
    right = RIGHT - width
    day = f"{receipt.office}, {day_long(receipt.written_at.date())}"
    text(painter, QRectF(right, y, width, 60), day, 10, 500, AT_CENTER)
    y += 52
    given = ("Yang menyerahkan,", f"Petugas {receipt.office_name}", receipt.officer, "")
    taken = ("Yang menerima,", f"Dinperinnaker Kabupaten {receipt.district}", "", "NIP")
    head = ("Mengetahui,", f"{receipt.head_title} {receipt.office}", receipt.head, "")
    _signature(painter, QRectF(SIDE, y, width, 400), *taken)
    _signature(painter, QRectF(right, y, width, 400), *given)
    _signature(painter, QRectF((PAGE.width() - width) / 2, y + 370, width, 400), *head)


def _signature(painter: QPainter, area: QRectF, role: str, office: str, name: str, below: str) -> None:
    y = text(painter, area, role, 10, 500, AT_CENTER)
    text(painter, area.translated(0, y - area.y() + 4), office, 10, 500, AT_CENTER)
    line = area.y() + 300
    painter.fillRect(QRectF(area.center().x() - 240, line + 2, 480, 2), LINE)
    if name:
        text(painter, QRectF(area.x(), line - 48, area.width(), 60), name, 10, 700, AT_CENTER)
    if below:
        left = area.center().x() - 240
        text(painter, QRectF(left, line + 8, 480, 60), below, 8.5, 500, ink=GREY)


def _foot(painter: QPainter, receipt: Receipt, copy: int) -> None:
    y = PAGE.height() - 130
    whose = _FOR[copy - 1].format(office=receipt.office_name, district=receipt.district)
    at = receipt.written_at
    text(painter, row(y), f"Lembar {copy} dari {COPIES}: {whose}", 8.5, 500, ink=GREY)
    made = f"Payung {APP_VERSION}, ditulis {day_long(at.date())} {at:%H.%M}"
    text(painter, row(y), made, 8.5, 500, AT_RIGHT, ink=GREY)
