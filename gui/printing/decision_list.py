"""The announcement of decisions for the notice board: who was chosen, who waits (design section 8).

On paper that everybody sees stand name, hamlet with RT/RW and the last four digits of the NIK, nothing else. Whoever
was refused is told in person and is not listed. Before the decree nobody is a recipient, only a candidate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.format import title_case
from gui.indonesian import day_long, grouped, head_title, month_long, village_title
from gui.printing.paper import (
    AT_CENTER,
    AT_RIGHT,
    GREY,
    LINE,
    PAGE,
    RIGHT,
    SIDE,
    letterhead,
    on_page,
    row,
    text,
    text_height,
)
from gui.printing.pdf import NewPage, write_pdf
from models.values import Outcome
from services import APP_VERSION
from services.contact import NO_CONTACT, OfficeContact
from services.programmes.queries import DecisionRow
from services.programmes.ranking import covered_months
from services.programmes.records import ProgrammeView
from services.reference import Reference
from services.rules.nik import mask_nik

_COLUMNS = (("No.", SIDE, 130.0), ("Nama", SIDE + 140, 750.0), ("Dusun, RT/RW", SIDE + 910, 460.0))
_NIK = (SIDE + 1380, RIGHT - SIDE - 1380)
_TOP, _BOTTOM = 190.0, PAGE.height() - 190
_POINTS = 9.5
_ROW = 62.0
_CLOSING = 560.0
_NOTE = "Terdata belum berarti menjadi peserta. Pendaftaran ke BPJS dan iuran yang terbayar diberitahukan tersendiri."


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on the notice board. ``number``: place in the list, or on the waiting list."""

    number: int
    name: str
    place: str
    nik: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionList:
    """The paper of one batch. ``decree``: «400.5/312/2026 tanggal 21 November 2026», empty before it."""

    district: str
    subdistrict: str
    office: str
    urban: bool
    programme: str
    months: str
    decree: str
    chosen: tuple[Entry, ...]
    waiting: tuple[Entry, ...]
    made_at: datetime
    contact: OfficeContact = OfficeContact()

    @property
    def office_name(self) -> str:
        """Desa Bangkleyan, Kelurahan Mlangsen."""
        return village_title(self.office, self.urban)

    @property
    def chosen_title(self) -> str:
        """Recipients only by decree."""
        return "Penerima bantuan iuran" if self.decree else "Calon penerima bantuan iuran"


@dataclass(frozen=True, slots=True)
class _Block:
    """Something that stands on one page. ``kind``: heading, columns, entry, empty, note, closing."""

    kind: str
    height: float
    words: str = ""
    entry: Entry | None = None


def list_for(
    reference: Reference,
    office_code: str,
    view: ProgrammeView,
    rows: Sequence[DecisionRow],
    now: datetime,
    contact: OfficeContact = NO_CONTACT,
) -> DecisionList:
    """The paper for a batch as decided about this office's people."""
    village = reference.villages[office_code]
    chosen = [each for each in rows if each.outcome is Outcome.FUNDED]
    waiting = sorted((each for each in rows if each.outcome is Outcome.RESERVE), key=lambda each: each.reserve_no or 0)
    decree = view.decree_no
    if decree and view.decree_on:
        decree = f"{decree} tanggal {day_long(date.fromisoformat(view.decree_on))}"
    return DecisionList(
        district=reference.district_name.removeprefix("Kabupaten "),
        subdistrict=village.subdistrict,
        office=village.name,
        urban=village.is_kelurahan,
        programme=view.name,
        months=_months(view),
        decree=decree,
        chosen=tuple(_entry(number, each) for number, each in enumerate(chosen, start=1)),
        waiting=tuple(_entry(each.reserve_no or number, each) for number, each in enumerate(waiting, start=1)),
        made_at=now,
        contact=contact,
    )


def _entry(number: int, each: DecisionRow) -> Entry:
    house = f"{each.rt or '–'}/{each.rw or '–'}" if each.rt or each.rw else ""
    place = ", ".join(part for part in (title_case(each.hamlet), house) if part) or "–"
    return Entry(number, title_case(each.full_name), place, mask_nik(each.nik))


def _months(view: ProgrammeView) -> str:
    first, last = covered_months(view)
    return month_long(first) if first == last else f"{month_long(first)} sampai {month_long(last)}"


def file_name(paper: DecisionList) -> str:
    """pengumuman-sambongrejo-2026-11-23.pdf: nobody is named."""
    slug = "-".join(paper.office.lower().split())
    return f"pengumuman-{slug}-{paper.made_at:%Y-%m-%d}.pdf"


def write_list_pdf(path: Path, paper: DecisionList) -> None:
    """Write the announcement. Raises StorageTrouble("folder.not_writable")."""
    title = f"Pengumuman {paper.chosen_title.lower()} {paper.office_name}"
    write_pdf(path, title, lambda painter, rect, new_page: paint_list(painter, rect, paper, new_page))


def paint_list(painter: QPainter, rect: QRectF, paper: DecisionList, new_page: NewPage) -> None:
    """All pages."""
    pages = paginate(paper)
    for number, blocks in enumerate(pages, start=1):
        if number > 1:
            new_page()
        with on_page(painter, rect):
            y = _head(painter, paper) if number == 1 else _TOP
            for block in blocks:
                _paint(painter, paper, block, y)
                y += block.height
            _foot(painter, paper, number, len(pages))


def paginate(paper: DecisionList) -> list[list[_Block]]:
    """Which blocks stand on which page; a table that goes on has its header again."""
    pages: list[list[_Block]] = [[]]
    room = _BOTTOM - _head_height(paper)
    for block in _blocks(paper):
        needed = block.height + (_columns().height + _ROW if block.kind == "heading" else 0)
        if needed > room and pages[-1]:
            pages.append([])
            room = _BOTTOM - _TOP
            if block.kind == "entry":
                pages[-1].append(_columns())
                room -= _columns().height
        pages[-1].append(block)
        room -= block.height
    return pages


def _columns() -> _Block:
    return _Block("columns", 58)


def _blocks(paper: DecisionList) -> Iterator[_Block]:
    for title, entries, none, where in (
        (paper.chosen_title, paper.chosen, "Belum ada pada gelombang ini.", ""),
        ("Daftar tunggu", paper.waiting, "", ", bernomor urut se-kabupaten"),
    ):
        if not entries and not none:
            continue
        yield _Block("heading", 96, f"{title}: {grouped(len(entries))} orang{where}")
        if not entries:
            yield _Block("empty", 60, none)
            continue
        yield _columns()
        for entry in entries:
            yield _Block("entry", _entry_height(entry), entry=entry)
    yield _Block("note", 110, _NOTE)
    yield _Block("closing", _CLOSING)


def _entry_height(entry: Entry) -> float:
    (_, _, name), (_, _, place) = _COLUMNS[1], _COLUMNS[2]
    tallest = max(text_height(entry.name, name, _POINTS, 600), text_height(entry.place, place, _POINTS))
    return max(_ROW, tallest + 22)


def _subject(paper: DecisionList) -> str:
    by = f"Berdasarkan Keputusan Bupati {paper.district} Nomor {paper.decree}, berikut"
    if not paper.decree:
        by = "Keputusan Bupati belum terbit. Berikut"
    return (
        f"{by} warga {paper.office_name} untuk bantuan iuran BPJS Ketenagakerjaan (JKK dan JKM), {paper.programme}, "
        f"iuran {paper.months}."
    )


def _head_height(paper: DecisionList) -> float:
    line = text_height(paper.contact.line, RIGHT - SIDE, 9) + 6 if paper.contact.line else 0.0
    return 690 + line + max(0.0, text_height(_subject(paper), RIGHT - SIDE) - 100)


def _head(painter: QPainter, paper: DecisionList) -> float:
    y = letterhead(painter, paper.district, paper.subdistrict, paper.office_name, contact=paper.contact.line)
    y = text(painter, row(y + 50), "PENGUMUMAN", 14, 800, AT_CENTER)
    y = text(painter, row(y + 4), paper.chosen_title.upper(), 11, 700, AT_CENTER)
    text(painter, row(y + 36), _subject(paper), 10)
    return _head_height(paper)


def _paint(painter: QPainter, paper: DecisionList, block: _Block, y: float) -> None:
    if block.kind == "heading":
        text(painter, row(y + 34), block.words, 11, 800)
    elif block.kind == "columns":
        _paint_columns(painter, y)
    elif block.entry is not None:
        _paint_entry(painter, block.entry, y, block.height)
    elif block.kind == "closing":
        _paint_closing(painter, paper, y)
    else:
        text(painter, row(y + (36 if block.kind == "note" else 8)), block.words, 9.5, 500, ink=GREY)


def _paint_columns(painter: QPainter, y: float) -> None:
    for title, left, width in _COLUMNS:
        text(painter, QRectF(left, y + 10, width, 60), title, 8.5, 700, ink=GREY)
    text(painter, QRectF(_NIK[0], y + 10, _NIK[1], 60), "NIK", 8.5, 700, AT_RIGHT, GREY)
    painter.fillRect(QRectF(SIDE, y + 54, RIGHT - SIDE, 3), LINE)


def _paint_entry(painter: QPainter, entry: Entry, y: float, height: float) -> None:
    for (_, left, width), words, weight in zip(
        _COLUMNS, (grouped(entry.number), entry.name, entry.place), (500, 600, 500), strict=True
    ):
        text(painter, QRectF(left, y + 11, width, height), words, _POINTS, weight)
    text(painter, QRectF(_NIK[0], y + 11, _NIK[1], height), entry.nik, _POINTS, 500, AT_RIGHT)
    painter.fillRect(QRectF(SIDE, y + height - 1, RIGHT - SIDE, 1), LINE)


def _paint_closing(painter: QPainter, paper: DecisionList, y: float) -> None:
    width = 700.0
    left = RIGHT - width
    day = f"{paper.office}, {day_long(paper.made_at.date())}"
    end = text(painter, QRectF(left, y + 60, width, 60), day, 10, 500, AT_CENTER)
    title = f"{head_title(paper.urban)} {paper.office},"
    text(painter, QRectF(left, end + 6, width, 60), title, 10, 500, AT_CENTER)
    painter.fillRect(QRectF(left + 110, y + 470, width - 220, 2), LINE)
    text(painter, QRectF(left, y + 418, width, 60), paper.contact.head, 10, 700, AT_CENTER)


def _foot(painter: QPainter, paper: DecisionList, number: int, pages: int) -> None:
    y = PAGE.height() - 130
    text(painter, row(y), f"Halaman {number} dari {pages}", 8.5, 500, ink=GREY)
    at = paper.made_at
    made = f"Payung {APP_VERSION}, dicetak {day_long(at.date())} {at:%H.%M}"
    text(painter, row(y), made, 8.5, 500, AT_RIGHT, GREY)
