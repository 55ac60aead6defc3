"""The words that open a replacement kit, on paper that travels apart from the stick (handover.md C6)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.indonesian import day_long, grouped
from gui.printing.document import Document
from gui.printing.office import PaperOffice
from gui.printing.paper import AT_CENTER, AT_RIGHT, GREY, LINE, PAGE, RIGHT, SIDE, letterhead, on_page, row, text
from services import APP_VERSION

_TITLE = "Kata pembuka kit pengganti"
_STEPS = (
    "Bawa kertas ini terpisah dari USB: USB di tas, kertas di saku, atau dua orang.",
    "Di laptop baru: pasang Payung, pilih «Kantor desa atau kelurahan», lalu pilih berkas kit di USB.",
    "Cocokkan enam kata di layar dengan surat Dinas, lalu ketik lima kata di atas.",
    "Data desa kembali saat itu juga. Serahkan paket pertama dari laptop ini ke kabupaten dengan USB yang sama.",
    "Sesudah data kembali, sobek kertas ini dan hapus kit di USB.",
)


def kit_paper(district: PaperOffice, village: str, words: tuple[str, ...], people: int, now: datetime) -> Document:
    """``village``: «Desa Sambongrejo, Kecamatan Sambong». ``people``: how many come back."""

    def paint_page(painter: QPainter, rect: QRectF, page: int) -> None:
        with on_page(painter, rect):
            y = letterhead(painter, district.district, "", "", contact=district.contact.line)
            y = text(painter, row(y + 70), _TITLE.upper(), 14, 800, AT_CENTER)
            y = text(painter, row(y + 6), village, 11, 600, AT_CENTER)
            y = _five(painter, words, y + 60)
            note = f"Kit ini membawa kembali data {grouped(people)} pekerja yang sudah sampai di kabupaten."
            y = text(painter, row(y + 50), note, 10.5)
            for number, step in enumerate(_STEPS, 1):
                text(painter, row(y + 24), f"{number}.", 10.5, 700)
                y = text(painter, row(y + 24, SIDE + 50), step, 10.5)
            made = f"Payung {APP_VERSION}, dicetak {day_long(now.date())} {now:%H.%M}"
            text(painter, row(PAGE.height() - 130), made, 8.5, 500, AT_RIGHT, GREY)

    return Document(_TITLE, "payung-kata-pembuka.pdf", 1, paint_page, f"{_TITLE}. {village}. {' '.join(words)}")


def _five(painter: QPainter, words: tuple[str, ...], y: float) -> float:
    width = (RIGHT - SIDE) / len(words)
    for place, word in enumerate(words):
        area = QRectF(SIDE + place * width, y, width, 170)
        painter.setPen(LINE)
        painter.drawRect(area)
        text(painter, area.adjusted(20, 18, 0, 0), str(place + 1), 9, 500, ink=GREY)
        text(painter, area.adjusted(0, 46, 0, 0), word, 22, 800, AT_CENTER)
    return y + 170
