"""«Bukti penerima bantuan iuran»: cards as large as a KTP, eight to a sheet with marks to cut along (picture 15).

Black on white, so that a photocopy keeps everything. The card says of each fact whether it has happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from gui.indonesian import day_long
from gui.printing.document import Document
from gui.printing.office import PaperOffice
from gui.printing.paper import AT_RIGHT, GREY, INK, LINE, PAGE, fitted, on_page, text
from gui.printing.qr import paint_qr, qr_rows
from gui.printing.slip import CARD_NOT, CARD_TITLE, RecipientCard
from services import APP_VERSION

WIDTH, HEIGHT = 856.0, 540.0
"""85.6 x 54 mm (ISO/IEC 7810 ID-1)."""
_ACROSS, _DOWN = 2, 4
PER_SHEET = _ACROSS * _DOWN
_X = (PAGE.width() - _ACROSS * WIDTH) / 2
_Y = (PAGE.height() - _DOWN * HEIGHT) / 2
_MARK = 40.0
_PAD = 34.0
_HEAD = 112.0
_MODULE = 5.5  # 0.55 mm
_LABEL = 262.0


def card_document(cards: Sequence[RecipientCard], office: PaperOffice, now: datetime) -> Document:
    """Sheets of cards; ``now``: the moment of printing."""
    pages = max(1, -(-len(cards) // PER_SHEET))

    def paint_page(painter: QPainter, rect: QRectF, page: int) -> None:
        here = cards[page * PER_SHEET : (page + 1) * PER_SHEET]
        with on_page(painter, rect):
            for place, card in enumerate(here):
                painter.save()
                painter.translate(_X + place % _ACROSS * WIDTH, _Y + place // _ACROSS * HEIGHT)
                paint_card(painter, card)
                painter.restore()
            _paint_marks(painter)
            _paint_foot(painter, page + 1, pages, now)

    title = f"{CARD_TITLE} {office.title}"
    slug = "-".join(office.name.lower().split())
    name = f"kartu-penerima-{slug}-{len(cards)}-orang-{now:%Y-%m-%d}.pdf"
    return Document(title, name, pages, paint_page, spoken(cards))


def spoken(cards: Sequence[RecipientCard]) -> str:
    """The first card as text, and how many there are."""
    if not cards:
        return ""
    card = cards[0]
    facts = " ".join(f"{label}: {value}." for label, value in (*card.terms, *card.facts))
    more = f" {len(cards)} kartu." if len(cards) > 1 else ""
    return f"{CARD_TITLE}. {CARD_NOT} Nama: {card.name}. {facts}{more}"


def paint_card(painter: QPainter, card: RecipientCard) -> None:
    """One card from (0, 0), in tenths of a millimetre."""
    room = WIDTH - 2 * _PAD
    text(painter, QRectF(_PAD, 20, room, 60), CARD_TITLE.upper(), 9.5, 800)
    text(painter, QRectF(_PAD, 62, room, 50), f"JKK dan JKM. {CARD_NOT}", 8.5, 700)
    painter.fillRect(QRectF(0, _HEAD, WIDTH, 4), INK)
    y = _paint_person(painter, card, _HEAD + 18, room)
    side = len(qr_rows(card.code.qr_text)) * _MODULE
    bottom = HEIGHT - 24
    paint_qr(painter, card.code.qr_text, WIDTH - _PAD - side, bottom - side, _MODULE)
    # The long values stand above the code, the four dated facts beside it.
    step = (bottom - y - 12) / (len(card.terms) + len(card.facts))
    y = _paint_lines(painter, card.terms, y + 12, step, WIDTH - _PAD)
    _paint_lines(painter, card.facts, y, step, WIDTH - _PAD - side - 24)


def _paint_person(painter: QPainter, card: RecipientCard, y: float, room: float) -> float:
    name = card.name.upper()
    size = fitted(name, room, 12, 800, least=10)
    size = size if size > 10 else fitted(name, room, 10, 800, lines=2)
    y = text(painter, QRectF(_PAD, y, room, 100), name, size, 800)
    place = f"NIK {card.nik}  ·  {card.village}"
    return text(painter, QRectF(_PAD, y + 2, room, 80), place, fitted(place, room, 8.5, 600, least=7), 600)


def _paint_lines(painter: QPainter, lines: Sequence[tuple[str, str]], y: float, step: float, right: float) -> float:
    for label, value in lines:
        text(painter, QRectF(_PAD, y, _LABEL, step), label, 8, 500, ink=GREY)
        area = QRectF(_PAD + _LABEL, y, right - _PAD - _LABEL, 80)
        text(painter, area, value, fitted(value, area.width(), 8, 600, least=6), 600)
        y += step
    return y


def _paint_marks(painter: QPainter) -> None:
    """Short lines outside the cards where the knife goes."""
    painter.setPen(QPen(LINE, 2))
    for column in range(_ACROSS + 1):
        x = _X + column * WIDTH
        painter.drawLine(QLineF(x, _Y - 12 - _MARK, x, _Y - 12))
        painter.drawLine(QLineF(x, _Y + _DOWN * HEIGHT + 12, x, _Y + _DOWN * HEIGHT + 12 + _MARK))
    for line in range(_DOWN + 1):
        y = _Y + line * HEIGHT
        painter.drawLine(QLineF(_X - 12 - _MARK, y, _X - 12, y))
        painter.drawLine(QLineF(_X + _ACROSS * WIDTH + 12, y, _X + _ACROSS * WIDTH + 12 + _MARK, y))
    hairline = QPen(LINE, 1)
    painter.setPen(hairline)
    for line in range(1, _DOWN):
        painter.drawLine(QLineF(_X, _Y + line * HEIGHT, _X + _ACROSS * WIDTH, _Y + line * HEIGHT))
    painter.drawLine(QLineF(PAGE.width() / 2, _Y, PAGE.width() / 2, _Y + _DOWN * HEIGHT))


def _paint_foot(painter: QPainter, page: int, pages: int, now: datetime) -> None:
    y = PAGE.height() - 130
    area = QRectF(_X, y, _ACROSS * WIDTH, 50)
    text(painter, area, f"Halaman {page} dari {pages}. Potong menurut tanda di tepi.", 8.5, 500, ink=GREY)
    made = f"Payung {APP_VERSION}, dicetak {day_long(now.date())} {now:%H.%M}"
    text(painter, area, made, 8.5, 500, AT_RIGHT, GREY)
