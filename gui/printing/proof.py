"""«Bukti pendaftaran»: what a worker takes home. Half an A4 sheet for each, two to a sheet, to be cut apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.indonesian import day_long
from gui.printing.document import Document
from gui.printing.office import PaperOffice
from gui.printing.paper import (
    AT_CENTER,
    AT_RIGHT,
    GREY,
    INK,
    LINE,
    PAGE,
    RIGHT,
    SIDE,
    fitted,
    letterhead,
    on_page,
    row,
    text,
)
from gui.printing.qr import paint_qr, qr_rows
from gui.printing.slip import CORE, Slip, ask_at, next_steps
from services import APP_VERSION

PER_SHEET = 2
_HALF = PAGE.height() / PER_SHEET
_LEFT, _END = SIDE, RIGHT
_LABEL = 280.0
_SIGN = 480.0  # width of the column at the right


def proof_document(slips: Sequence[Slip], office: PaperOffice, now: datetime) -> Document:
    """Proofs for one or many; ``now``: the moment of printing."""
    pages = max(1, -(-len(slips) // PER_SHEET))

    def paint_page(painter: QPainter, rect: QRectF, page: int) -> None:
        with on_page(painter, rect):
            for place, slip in enumerate(slips[page * PER_SHEET : (page + 1) * PER_SHEET]):
                painter.save()
                painter.translate(0, place * _HALF)
                _paint_slip(painter, slip, office, now)
                painter.restore()
            _cut_line(painter)

    title = f"Bukti pendaftaran {office.title}"
    return Document(title, _file_name(office, now, len(slips)), pages, paint_page, spoken(slips, office))


def spoken(slips: Sequence[Slip], office: PaperOffice) -> str:
    """The first proof as text, and how many there are."""
    if not slips:
        return ""
    facts = " ".join(f"{label}: {value}." for label, value in slips[0].facts)
    more = f" {len(slips)} bukti." if len(slips) > 1 else ""
    return f"Bukti pendaftaran {office.title}. {facts} {CORE}{more}"


def _file_name(office: PaperOffice, now: datetime, people: int) -> str:
    slug = "-".join(office.name.lower().split())
    return f"bukti-pendaftaran-{slug}-{people}-orang-{now:%Y-%m-%d}.pdf"


def _paint_slip(painter: QPainter, slip: Slip, office: PaperOffice, now: datetime) -> None:
    y = letterhead(
        painter, office.district, office.subdistrict, office.title, 90, contact=office.contact.line, small=True
    )
    y = text(painter, row(y + 30), "BUKTI PENDAFTARAN PEKERJA RENTAN", 13, 800, AT_CENTER)
    top = y + 30
    below = _paint_facts(painter, slip, top)
    signed = _paint_qr(painter, slip, office, top)
    y = max(below, signed) + 28
    y = _paint_core(painter, y)
    y = _paint_steps(painter, office, y + 18)
    _paint_foot(painter, now, _HALF - 110)


def _paint_facts(painter: QPainter, slip: Slip, y: float) -> float:
    room = _END - _SIGN - 60
    for label, value in slip.facts:
        text(painter, row(y, _LEFT, room), label, 10, 500, ink=GREY)
        name = label == "Nama"
        size = fitted(value, room - _LEFT - _LABEL, 13, 800, lines=2) if name else 10
        area = row(y - (10 if name else 0), _LEFT + _LABEL, room)
        y = text(painter, area, value, size, 800 if name else 600) + 12
    return y


def _paint_qr(painter: QPainter, slip: Slip, office: PaperOffice, top: float) -> float:
    """The code, and below it who signs."""
    left = _END - _SIGN
    module = 8.0
    side = len(qr_rows(slip.code.qr_text)) * module
    paint_qr(painter, slip.code.qr_text, left + (_SIGN - side) / 2, top + 16, module)
    area = row(top + 16 + side + 36, left, _END)
    y = text(painter, area, f"Petugas {office.title}", 9, 500, AT_CENTER)
    line = y + 88
    painter.fillRect(QRectF(left + 30, line, _SIGN - 60, 2), LINE)
    return text(painter, row(line + 8, left, _END), office.officer, 9.5, 600, AT_CENTER)


def _paint_core(painter: QPainter, y: float) -> float:
    box = QRectF(_LEFT, y, _END - _LEFT, 84)
    painter.setPen(QPen(INK, 4))
    painter.drawRect(box)
    text(painter, QRectF(_LEFT, y + 16, box.width(), 60), CORE, 12, 800, AT_CENTER)
    return box.bottom()


def _paint_steps(painter: QPainter, office: PaperOffice, y: float) -> float:
    y = text(painter, row(y, _LEFT, _END), "Sesudah ini", 9.5, 700) + 6
    for number, step in enumerate(next_steps(office), start=1):
        text(painter, row(y, _LEFT, _END), f"{number}.", 9.5)
        y = text(painter, row(y, _LEFT + 44, _END), step, 9.5) + 4
    where = ask_at(office)
    return text(painter, row(y + 8, _LEFT, _END), where, fitted(where, _END - _LEFT, 9.5, 600, lines=2), 600)


def _paint_foot(painter: QPainter, now: datetime, y: float) -> None:
    text(painter, row(y, _LEFT, _END), "Tidak berlaku sebagai kartu peserta.", 8, 500, ink=GREY)
    made = f"Payung {APP_VERSION}, dicetak {day_long(now.date())} {now:%H.%M}"
    text(painter, row(y, _LEFT, _END), made, 8, 500, AT_RIGHT, GREY)


def _cut_line(painter: QPainter) -> None:
    pen = QPen(LINE, 2)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(60, round(_HALF), round(PAGE.width() - 60), round(_HALF))
