"""What pages say about a decision and about where somebody stands. Plain Python.

Before the decree nobody is a recipient, only a candidate; no fact is ever told for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gui.format import date_long, month
from gui.language import tr
from models.values import Outcome
from services.programmes.ranking import covered_months
from services.programmes.records import ProgrammeView
from services.rules.standing import Standing

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the four facts: ``value`` says when, ``detail`` by whom; ``known`` False while it is not so."""

    label: str
    value: str
    detail: str
    known: bool


def reason_short(code: str) -> str:
    """A reason as it fits a table cell."""
    return {
        "data.incomplete": tr("Data belum lengkap"),
        "birth_date.missing": tr("Tanggal lahir kosong"),
        "nik.duplicate": tr("NIK tercatat dua kali"),
        "age.over_65": tr("Usia 65 tahun ke atas"),
        "age.under_17": tr("Usia di bawah 17 tahun"),
        "status.left": tr("Sudah nonaktif"),
        "programme.other_version": tr("Di luar versi yang dipakai"),
    }.get(code, tr("Tanyakan ke kabupaten"))


def reason_long(code: str) -> str:
    """A reason and what follows from it."""
    return {
        "data.incomplete": tr("Data belum lengkap. Lengkapi, lalu serahkan lagi."),
        "birth_date.missing": tr("Tanggal lahir belum diisi. Salin dari KTP, lalu serahkan lagi."),
        "nik.duplicate": tr(
            "NIK yang sama tercatat pada lebih dari satu orang, mungkin di desa lain. Bandingkan dengan KTP."
        ),
        "age.over_65": tr("Sudah 65 tahun atau lebih pada bulan pertama. Peserta baru harus di bawah 65 tahun."),
        "age.under_17": tr("Belum 17 tahun pada bulan pertama."),
        "status.left": tr("Sudah dicatat keluar dari daftar."),
        "programme.other_version": tr("Tidak termasuk dalam versi putusan yang dipakai kabupaten."),
    }.get(code, tr("Alasannya belum dikenal program ini. Tanyakan ke kabupaten."))


def months_words(view: ProgrammeView) -> str:
    """Januari 2027 sampai Desember 2027; a single month alone."""
    first, last = covered_months(view)
    if first == last:
        return month(first)
    if first.year == last.year:
        return tr("{first} sampai {last}", first=month(first).rsplit(" ", 1)[0], last=month(last))
    return tr("{first} sampai {last}", first=month(first), last=month(last))


def decree_words(view: ProgrammeView) -> str:
    """SK Bupati 400.5/312/2026, 21 November 2026; empty before the decree."""
    if not view.decree_no:
        return ""
    if not view.decree_on:
        return tr("SK Bupati {no}", no=view.decree_no)
    return tr("SK Bupati {no}, {date}", no=view.decree_no, date=date_long(date.fromisoformat(view.decree_on)))


def facts_of(standing: Standing) -> list[Fact]:
    """Four dated facts, never one for another."""
    enrolled = date_long(standing.enrolled_on) if standing.enrolled_on else ""
    paid = month(standing.paid_until) if enrolled and standing.paid_until else ""
    decided, by = _decided(standing)
    return [
        _fact(tr("Terdata"), date_long(standing.recorded_on)),
        Fact(tr("Ditetapkan"), decided or tr("belum"), by, bool(decided)),
        _fact(tr("Terdaftar di BPJS"), enrolled, standing.enrolled_source if enrolled else ""),
        _fact(tr("Iuran terbayar s.d."), paid),
    ]


def _fact(label: str, value: str, detail: str = "") -> Fact:
    return Fact(label, value or tr("belum"), detail, bool(value))


def _decided(standing: Standing) -> tuple[str, str]:
    """Only the decree decides in somebody's favour; a proposal is told as what it is."""
    if standing.outcome is not Outcome.FUNDED:
        return "", ""
    on = date_long(standing.decided_on) if standing.decided_on else ""
    if not standing.decree:
        return "", tr("calon penerima, diajukan {date}", date=on) if on else tr("calon penerima")
    return on or tr("ya"), tr("SK Bupati {no}", no=standing.decree)
