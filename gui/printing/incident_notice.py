"""The notice of a lost laptop on two A4 sheets: one for the agency, one for the people (UU 27/2022 Pasal 46).

What is known is filled in; what only people know (where, how, who signs) stays as dotted lines to write on.
"""

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
from services.audit.incident import SPECIFIC, Incident, tell_before

_DOTS = "." * 60
_FIELDS = {
    "nik": "NIK",
    "full_name": "nama lengkap",
    "birth_date": "tanggal lahir",
    "mother_name": "nama ibu kandung",
    "kk_number": "nomor KK",
    "address": "alamat",
    "phone": "nomor HP",
    "occupation_code": "pekerjaan",
    "monthly_income": "penghasilan",
    "heirs": "nama ahli waris",
}
_HOW, _MEASURES = "Waktu dan cara terungkapnya", "Upaya penanganan dan pemulihan"
_LINES = {_HOW: 3, _MEASURES: 2}
"""Empty lines below a part, to be filled in by hand."""
_LINE_HEIGHT = 82.0
_TO_AGENCY = "Kepada Yth. Lembaga Pelindungan Data Pribadi, melalui Kementerian Komunikasi dan Digital"
_TO_PEOPLE = "Kepada warga yang terdata"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPaper:
    """``where``: the office whose laptop is gone, as papers call it. ``known_at``: None leaves dots."""

    incident: Incident
    where: str
    known_at: datetime | None
    office: PaperOffice
    made_at: datetime


def incident_document(paper: IncidentPaper) -> Document:
    """Both sheets. Papers are Indonesian whatever the screen speaks."""

    def paint_page(painter: QPainter, rect: QRectF, page: int) -> None:
        with on_page(painter, rect):
            y = letterhead(
                painter, paper.office.district, "", paper.office.title, 110, contact=paper.office.contact.line
            )
            y = text(painter, row(y + 34), "PEMBERITAHUAN KEGAGALAN PELINDUNGAN DATA PRIBADI", 12.5, 800, AT_CENTER)
            y = text(painter, row(y + 4), "Undang-Undang Nomor 27 Tahun 2022 Pasal 46", 9.5, 500, AT_CENTER, GREY)
            y = text(painter, row(y + 26), f"Nomor: {'.' * 36}", 9.5)
            y = text(painter, row(y + 6), _TO_PEOPLE if page else _TO_AGENCY, 10, 700)
            for title, words in _parts(paper, people=bool(page)):
                y = text(painter, row(y + 26), title, 11, 700)
                y = text(painter, row(y + 4), words, 10.5)
                y = _paint_lines(painter, _LINES.get(title, 0), y)
            _paint_signature(painter, paper, y + 40)
            _paint_foot(painter, paper)

    name = f"pemberitahuan-laptop-hilang-{paper.incident.office.replace('.', '')}-{paper.made_at:%Y-%m-%d}.pdf"
    return Document("Pemberitahuan laptop hilang", name, 2, paint_page, spoken(paper))


def spoken(paper: IncidentPaper) -> str:
    """The sheet for the agency as text."""
    return " ".join(f"{title}. {words}" for title, words in _parts(paper, people=False))


def _parts(paper: IncidentPaper, *, people: bool) -> list[tuple[str, str]]:
    """a: which data; b: when and how; c: what was done; as the law lists them."""
    return [
        ("Data pribadi yang terungkap", _data(paper)),
        (_HOW, _when(paper)),
        (_MEASURES, _done(paper)),
        ("Yang dapat dilakukan", _advice() if people else _contact(paper)),
    ]


def _data(paper: IncidentPaper) -> str:
    incident = paper.incident
    held = [
        f"{_FIELDS[field]} {grouped(count)}{' (data keuangan pribadi)' if field in SPECIFIC else ''}"
        for field, count in incident.fields.items()
        if count
    ]
    listed = ", ".join(held) if held else "tidak diketahui"
    photos = (
        f"Foto KTP: {grouped(incident.photos)}."
        if incident.photos is not None
        else f"Foto KTP: {_DOTS[:24]} (diisi desa)."
    )
    return (
        f"Satu laptop {paper.where} berisi data {grouped(incident.people)} orang pekerja rentan. Jumlah orang untuk "
        f"tiap jenis data: {listed}. {photos} {_known_until(incident)}"
    )


def _known_until(incident: Incident) -> str:
    if incident.here:
        return "Semua data di komputer itu terhitung."
    if not incident.last_at:
        return "Laptop ini belum pernah menyerahkan data, jadi jumlahnya tidak diketahui kabupaten."
    day = day_long(datetime.fromisoformat(incident.last_at).date())
    return f"Dihitung dari serah terima terakhir, {day}; yang dicatat sesudahnya belum terhitung."


def _when(paper: IncidentPaper) -> str:
    known = paper.known_at
    if known is None:
        told = f"Diketahui hilang pada {_DOTS[:40]}."
    else:
        told = f"Diketahui hilang pada {day_name(known.date())}, {day_long(known.date())} pukul {known:%H.%M}."
        latest = tell_before(known)
        told += f" Batas pemberitahuan 3 x 24 jam: {day_long(latest.date())} pukul {latest:%H.%M}."
    return f"{told} Tempat dan kejadian:"


def _done(paper: IncidentPaper) -> str:
    incident = paper.incident
    revoked = (
        "Laptop itu sudah dicabut dari daftar kabupaten, sehingga tulisannya tidak diterima lagi."
        if incident.revoked
        else f"Laptop itu dicabut dari daftar kabupaten pada {_DOTS[:30]}."
    )
    return (
        "Berkas data di laptop itu terkunci dengan kata sandi sejak disiapkan dan tidak pernah tersimpan terbuka. "
        f"{revoked} Data yang sudah diserahkan tetap ada di kabupaten dan dipulihkan ke laptop pengganti. "
        f"Laporan polisi nomor {_DOTS[:30]}. Upaya lain:"
    )


def _contact(paper: IncidentPaper) -> str:
    return f"Keterangan lebih lanjut: {paper.office.contact.line or _DOTS}. Petugas: {paper.office.officer}."


def _advice() -> str:
    return (
        "Kata sandi menjaga data ini, tetapi berhati-hatilah bila ada yang menelepon dan menyebut NIK atau KK. Jangan "
        "memberi kode OTP kepada siapa pun. Tanyakan atau adukan ke kantor desa, kelurahan, atau kantor ini."
    )


def _paint_lines(painter: QPainter, count: int, y: float) -> float:
    for _ in range(count):
        y += _LINE_HEIGHT
        painter.fillRect(QRectF(SIDE, y, RIGHT - SIDE, 2), LINE)
    return y


def _paint_signature(painter: QPainter, paper: IncidentPaper, y: float) -> None:
    left = SIDE + (RIGHT - SIDE) * 0.55
    area = QRectF(left, y, RIGHT - left, 60)
    text(painter, area, f"{paper.office.district}, {'.' * 30}", 9.5)
    text(painter, QRectF(left, y + 46, RIGHT - left, 60), "Kepala Dinas,", 9.5)
    line = y + 250
    painter.fillRect(QRectF(left, line, RIGHT - left - 40, 2), LINE)
    signer = paper.office.contact.head or "Nama dan NIP"
    text(painter, QRectF(left, line + 8, RIGHT - left, 60), signer, 8.5, 500, ink=GREY)


def _paint_foot(painter: QPainter, paper: IncidentPaper) -> None:
    made = f"Payung {APP_VERSION}, dicetak {day_long(paper.made_at.date())} {paper.made_at:%H.%M}"
    text(painter, row(PAGE.height() - 120), made, 8, 500, AT_RIGHT, GREY)
