"""The notice on personal data on one A4 sheet: read, handed over, and signed or thumb-printed (UU 27/2022 Ps. 21)."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from gui.indonesian import day_long
from gui.printing.document import Document
from gui.printing.office import PaperOffice
from gui.printing.paper import AT_CENTER, AT_RIGHT, GREY, INK, LINE, PAGE, RIGHT, SIDE, letterhead, on_page, row, text
from services import APP_VERSION
from services.notice import Notice, load_notice

_DOTS = "." * 48


def notice_document(
    office: PaperOffice,
    now: datetime,
    *,
    name: str = "",
    given_on: date | None = None,
    officer: str = "",
    notice: Notice | None = None,
) -> Document:
    """The sheet for one person, or with an empty ``name`` and ``officer`` a blank form. Papers are Indonesian.

    ``notice``: another version than the current one, e.g. the one that a person was given.
    """
    said = notice or load_notice(urban=office.urban)

    def paint_page(painter: QPainter, rect: QRectF, page: int) -> None:
        with on_page(painter, rect):
            y = letterhead(painter, office.district, office.subdistrict, office.title, 120, contact=office.contact.line)
            y = text(painter, row(y + 36), said.title.upper(), 13, 800, AT_CENTER)
            y = _paint_core(painter, said, y + 24)
            for title, words in said.full:
                y = text(painter, row(y + 22), title, 10, 700)
                y = text(painter, row(y + 2), words, 9.5)
            _paint_receipt(painter, said, office, (name, given_on, officer), y + 50)
            _paint_foot(painter, said, now)

    title = f"{said.title} versi {said.version}"
    return Document(title, f"pemberitahuan-versi-{said.version}.pdf", 1, paint_page, spoken(said))


def spoken(notice: Notice) -> str:
    """The whole sheet as text."""
    return " ".join([f"{notice.title}.", notice.core, *(f"{title}. {words}" for title, words in notice.full)])


def _paint_core(painter: QPainter, notice: Notice, y: float) -> float:
    box = QRectF(SIDE, y, RIGHT - SIDE, 84)
    painter.setPen(QPen(INK, 4))
    painter.drawRect(box)
    text(painter, QRectF(SIDE, y + 16, box.width(), 60), notice.core, 12, 800, AT_CENTER)
    return box.bottom()


def _paint_receipt(
    painter: QPainter, notice: Notice, office: PaperOffice, filled: tuple[str, date | None, str], y: float
) -> None:
    """Who was told, by whom, when; empty values leave dots to write on."""
    name, given_on, officer = filled
    painter.fillRect(QRectF(SIDE, y, RIGHT - SIDE, 2), LINE)
    y = text(painter, row(y + 24), notice.received, 9.5, 600)
    half = (RIGHT - SIDE) / 2
    day = day_long(given_on) if given_on else "." * 26
    text(painter, QRectF(SIDE, y + 26, half, 60), f"{office.name}, {day}", 9.5)
    top = y + 76
    left_title, right_title = "Pekerja,", f"Petugas {office.title},"
    for left, title, who, below in (
        (SIDE, left_title, name, notice.signature),
        (SIDE + half, right_title, officer, "Nama petugas"),
    ):
        area = QRectF(left, top, half - 40, 60)
        text(painter, area, title, 9.5)
        line = top + 300
        painter.fillRect(QRectF(left, line, half - 100, 2), LINE)
        if who:
            text(painter, QRectF(left, line + 8, half - 40, 60), who, 9.5, 700)
        text(painter, QRectF(left, line + (52 if who else 8), half - 40, 60), below, 8, 500, ink=GREY)


def _paint_foot(painter: QPainter, notice: Notice, now: datetime) -> None:
    y = PAGE.height() - 130
    since = day_long(date.fromisoformat(notice.since))
    text(painter, row(y), f"Naskah versi {notice.version}, berlaku sejak {since}", 8.5, 500, ink=GREY)
    made = f"Payung {APP_VERSION}, dicetak {day_long(now.date())} {now:%H.%M}"
    text(painter, row(y), made, 8.5, 500, AT_RIGHT, GREY)
