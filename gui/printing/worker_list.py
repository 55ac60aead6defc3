"""The list of workers on paper: name, last four digits of the NIK, work, place and completeness (design section 8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from gui.format import title_case
from gui.indonesian import day_long, grouped, village_title
from gui.printing.paper import (
    AT_CENTER,
    AT_LEFT,
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
from gui.printing.pdf import NewPage, write_pdf
from models.values import Role
from services import APP_VERSION
from services.contact import read_contact
from services.context import AppContext
from services.errors import Cancelled
from services.progress import SILENT, Reporter
from services.reference import Reference
from services.rules.nik import mask_nik
from services.spreadsheets.list_columns import status_text
from services.workers.records_read import WorkerRecord

_POINTS = 8.5
_ROW = 58.0
_TOP, _BOTTOM = 190.0, PAGE.height() - 180
_COLUMNS = (
    ("No.", SIDE, 90.0),
    ("Nama", SIDE + 100, 460.0),
    ("NIK", SIDE + 575, 180.0),
    ("Pekerjaan", SIDE + 770, 330.0),
    ("Tempat", SIDE + 1115, 250.0),
    ("Status", SIDE + 1380, RIGHT - SIDE - 1380),
)
_WEIGHTS = (500, 600, 500, 500, 500, 500)
_ELIDE, _MIDDLE = Qt.TextElideMode.ElideRight, Qt.AlignmentFlag.AlignVCenter.value
_NOTE = "NIK hanya empat angka terakhir. Terdata belum berarti menjadi peserta."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table, as printed."""

    name: str
    nik: str
    occupation: str
    place: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerList:
    """The paper. ``office``: its heading; ``what``: which people these are; ``printed_by``: the officer's name.

    ``contact``: address and telephone of the office.
    """

    district: str
    subdistrict: str
    office: str
    what: str
    entries: Sequence[Entry]
    made_at: datetime
    printed_by: str
    contact: str = ""


def list_for(ctx: AppContext, records: Iterable[WorkerRecord], what: str) -> WorkerList:
    """The paper of these workers. ``what``: «214 pekerja · Belum lengkap»."""
    reference = ctx.reference
    village = reference.villages.get(ctx.office.code)
    by_district = ctx.office.role is Role.DISTRICT
    return WorkerList(
        district=reference.district_name.removeprefix("Kabupaten "),
        subdistrict=village.subdistrict if village else "",
        office=village_title(village.name, village.is_kelurahan) if village else "",
        what=what,
        entries=[_entry(record, reference, by_district) for record in records],
        made_at=ctx.now(),
        printed_by=ctx.user.name,
        contact=read_contact(ctx).line,
    )


def _entry(record: WorkerRecord, reference: Reference, by_district: bool) -> Entry:
    form = record.form
    occupation = reference.occupations.get(form.occupation_code)
    village = reference.villages.get(form.village_code)
    house = f"{form.rt or '–'}/{form.rw or '–'}" if form.rt or form.rw else "–"
    return Entry(
        name=title_case(form.full_name) or "Tanpa nama",
        nik=mask_nik(form.nik) if form.nik else "–",
        occupation=occupation.label if occupation else "–",
        place=(village.name if village else "–") if by_district else f"RT {house}",
        status=status_text(record),
    )


def file_name(made_at: datetime) -> str:
    """daftar-pekerja-2026-11-23.pdf: nobody is named."""
    return f"daftar-pekerja-{made_at:%Y-%m-%d}.pdf"


def write_worker_list(path: Path, paper: WorkerList, reporter: Reporter = SILENT) -> None:
    """Write the PDF; may run outside the window's thread.

    Raises StorageTrouble("folder.not_writable"), Cancelled through the reporter; then there is no file.
    """
    stopped: list[Cancelled] = []

    def paint(painter: QPainter, rect: QRectF, new_page: NewPage) -> None:
        try:
            paint_worker_list(painter, rect, paper, new_page, reporter)
        except Cancelled as cancelled:  # the painter has to end first, or Qt complains
            stopped.append(cancelled)

    write_pdf(path, f"Daftar pekerja {paper.office}".strip(), paint, lambda: not stopped)
    if stopped:
        raise stopped[0]


def pages_of(paper: WorkerList) -> list[Sequence[Entry]]:
    """Which people stand on which page; the first has the letterhead."""
    first = int((_BOTTOM - _head_height(paper) - _ROW) // _ROW)
    later = int((_BOTTOM - _TOP - _ROW) // _ROW)
    rest = range(first, len(paper.entries), later)
    return [paper.entries[:first], *(paper.entries[start : start + later] for start in rest)]


def paint_worker_list(
    painter: QPainter, rect: QRectF, paper: WorkerList, new_page: NewPage, reporter: Reporter = SILENT
) -> None:
    """All pages; every page has the titles of the table and its number."""
    pages = pages_of(paper)
    for at in range(len(pages)):
        reporter.step(at, len(pages), "list.printing")
        if at:
            new_page()
        paint_page(painter, rect, paper, pages, at)
    reporter.step(len(pages), len(pages), "list.printing")


def paint_page(painter: QPainter, rect: QRectF, paper: WorkerList, pages: Sequence[Sequence[Entry]], at: int) -> None:
    """One of the ``pages_of`` the paper, counted from 0."""
    before = sum(len(entries) for entries in pages[:at])
    with on_page(painter, rect):
        y = _titles(painter, _TOP if at else _head(painter, paper))
        for number, entry in enumerate(pages[at], start=before + 1):
            _line(painter, number, entry, y)
            y += _ROW
        _foot(painter, paper, at + 1, len(pages))


def _head_height(paper: WorkerList) -> float:
    return (640.0 if paper.office else 430.0) + (40.0 if paper.contact else 0.0)


def _head(painter: QPainter, paper: WorkerList) -> float:
    if paper.office:
        y = letterhead(painter, paper.district, paper.subdistrict, paper.office, contact=paper.contact)
    else:
        y = text(painter, row(150), f"PEMERINTAH KABUPATEN {paper.district.upper()}", 11, 700, AT_CENTER)
    y = text(painter, row(y + 40), "DAFTAR PEKERJA RENTAN", 13, 800, AT_CENTER)
    y = text(painter, row(y + 6), paper.what, 10, 500, AT_CENTER)
    text(painter, row(y + 6), _NOTE, 8.5, 500, AT_CENTER, GREY)
    return _head_height(paper)


def _titles(painter: QPainter, y: float) -> float:
    for title, left, width in _COLUMNS:
        text(painter, QRectF(left, y + 8, width, _ROW), title, _POINTS, 700, ink=GREY)
    painter.fillRect(QRectF(SIDE, y + _ROW - 4, RIGHT - SIDE, 3), LINE)
    return y + _ROW


def _line(painter: QPainter, number: int, entry: Entry, y: float) -> None:
    cells = (grouped(number), entry.name, entry.nik, entry.occupation, entry.place, entry.status)
    for words, weight, (_, left, width) in zip(cells, _WEIGHTS, _COLUMNS, strict=True):
        font = paper_font(_POINTS, weight)
        painter.setFont(font)
        painter.setPen(INK)
        shown = QFontMetricsF(font).elidedText(words, _ELIDE, width)
        painter.drawText(QRectF(left, y, width, _ROW), AT_LEFT.value | _MIDDLE, shown)
    painter.fillRect(QRectF(SIDE, y + _ROW - 1, RIGHT - SIDE, 1), LINE)


def _foot(painter: QPainter, paper: WorkerList, number: int, pages: int) -> None:
    y = PAGE.height() - 130
    text(painter, row(y), f"Halaman {number} dari {pages}", 8.5, 500, ink=GREY)
    at = paper.made_at
    made = f"Dicetak {paper.printed_by}, {day_long(at.date())} {at:%H.%M} · Payung {APP_VERSION}"
    text(painter, row(y), made, 8.5, 500, AT_RIGHT, GREY)
