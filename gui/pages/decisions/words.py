"""What the page says about decisions. Plain Python. Before the decree nobody is a recipient, only a candidate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from gui.format import date_long, month, number, title_case
from gui.language import tr
from gui.todo import moment
from models.values import Outcome
from services.programmes.facts import is_fixable
from services.programmes.queries import DecisionRow
from services.programmes.ranking import covered_months
from services.programmes.records import ProgrammeView
from services.rules.standing import Standing

Tone = Literal["ok", "info", "warn", "err", "accent", "neutral", "primary"]
NOTHING = "–"


class Group(StrEnum):
    """The four cards above the table."""

    CHOSEN = "chosen"
    WAITING = "waiting"
    FIX = "fix"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the four facts: ``value`` says when, ``detail`` by whom; ``known`` False while it is not so."""

    label: str
    value: str
    detail: str
    known: bool


def group_of(row: DecisionRow) -> Group:
    """The card a decision counts in."""
    if row.outcome is Outcome.FUNDED:
        return Group.CHOSEN
    if row.outcome is Outcome.RESERVE:
        return Group.WAITING
    return Group.FIX if is_fixable(row.reasons) else Group.REFUSED


def group_label(group: Group, *, decreed: bool) -> str:
    """What a card counts."""
    return {
        Group.CHOSEN: tr("penerima bantuan iuran") if decreed else tr("calon penerima"),
        Group.WAITING: tr("daftar tunggu"),
        Group.FIX: tr("perlu perbaikan data"),
        Group.REFUSED: tr("tidak memenuhi syarat"),
    }[group]


def pill(row: DecisionRow, *, decreed: bool) -> tuple[str, Tone]:
    """The status pill of a row."""
    group = group_of(row)
    if group is Group.CHOSEN:
        return (tr("Penerima bantuan iuran"), "ok") if decreed else (tr("Calon penerima"), "info")
    if group is Group.WAITING:
        if row.reserve_no is None:
            return tr("Daftar tunggu"), "accent"
        return tr("Daftar tunggu no. {no}", no=number(row.reserve_no)), "accent"
    return (tr("Perlu perbaikan"), "warn") if group is Group.FIX else (tr("Tidak memenuhi syarat"), "neutral")


def pill_icon(row: DecisionRow) -> str:
    """Another sign than the tone's own, as on the card of its group; empty for the tone's own."""
    return {Group.WAITING: "clock", Group.REFUSED: "x-circle"}.get(group_of(row), "")


def reason_short(code: str) -> str:
    """A reason as it fits a table cell."""
    return {
        "data.incomplete": tr("Data belum lengkap"),
        "birth_date.missing": tr("Tanggal lahir kosong"),
        "nik.duplicate": tr("NIK tercatat dua kali"),
        "age.over_65": tr("Usia 65 tahun ke atas"),
        "age.under_17": tr("Usia di bawah 17 tahun"),
        "status.left": tr("Sudah nonaktif"),
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
        "status.left": tr("Sudah dicatat tidak bekerja atau pindah."),
    }.get(code, tr("Alasannya belum dikenal program ini. Tanyakan ke kabupaten."))


def reasons_short(row: DecisionRow) -> str:
    """All reasons of a refusal in one cell."""
    return ", ".join(reason_short(code) for code in row.reasons)


def reasons_long(row: DecisionRow) -> str:
    """All reasons of a refusal as sentences."""
    return " ".join(reason_long(code) for code in row.reasons)


def name_of(row: DecisionRow) -> str:
    """As on the KTP, in title case."""
    return title_case(row.full_name) or tr("Tanpa nama")


def phone(row: DecisionRow) -> str:
    """0813 2590 0147, in fours."""
    digits = row.phone
    if not digits.isdigit():
        return digits or NOTHING
    return " ".join(digits[start : start + 4] for start in range(0, len(digits) - 1, 4)).strip() + (
        digits[-1] if len(digits) % 4 == 1 else ""
    )


def rt_rw(row: DecisionRow) -> str:
    """003/002."""
    return f"{row.rt or NOTHING}/{row.rw or NOTHING}" if row.rt or row.rw else NOTHING


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


def subtitle(view: ProgrammeView, read_at: str, now: datetime) -> str:
    """Which decree, for which months, and when it was read here."""
    proposed = date_long(date.fromisoformat(view.decided_on)) if view.decided_on else NOTHING
    decree = decree_words(view) or tr("Diajukan {date}, nomor SK Bupati belum ada", date=proposed)
    parts = [decree, months_words(view)]
    if read_at:
        parts.append(tr("dibaca {moment}", moment=moment(datetime.fromisoformat(read_at), now)))
    return " · ".join(parts)


def facts_of(standing: Standing, view: ProgrammeView) -> list[Fact]:
    """Four dated facts, never one for another."""
    enrolled = date_long(standing.enrolled_on) if standing.enrolled_on else ""
    paid = month(standing.paid_until) if enrolled and standing.paid_until else ""
    decided, by = _decided(standing, view)
    return [
        _fact(tr("Terdata"), date_long(standing.recorded_on)),
        Fact(tr("Ditetapkan"), decided or tr("belum"), by, bool(decided)),
        _fact(tr("Terdaftar di BPJS"), enrolled, standing.enrolled_source if enrolled else ""),
        _fact(tr("Iuran terbayar s.d."), paid),
    ]


def _fact(label: str, value: str, detail: str = "") -> Fact:
    return Fact(label, value or tr("belum"), detail, bool(value))


def _decided(standing: Standing, view: ProgrammeView) -> tuple[str, str]:
    """Only the decree decides in somebody's favour; a proposal is told as what it is."""
    if standing.outcome is not Outcome.FUNDED:
        return "", ""
    if not view.decree_no:
        on = date_long(standing.decided_on) if standing.decided_on else ""
        return "", tr("calon penerima, diajukan {date}", date=on) if on else tr("calon penerima")
    day = date.fromisoformat(view.decree_on) if view.decree_on else standing.decided_on
    return (date_long(day) if day else tr("ya")), tr("SK Bupati {no}", no=view.decree_no)
