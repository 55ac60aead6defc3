"""What the page says about decisions. Plain Python. Before the decree nobody is a recipient, only a candidate."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from gui.decided_words import decree_words, months_words, reason_long, reason_short
from gui.format import clock, date_long, date_short, date_time, number, title_case
from gui.language import tr
from gui.todo import moment
from models.values import Outcome
from services.programmes.disputed import Dispute
from services.programmes.facts import is_fixable
from services.programmes.queries import DecisionRow
from services.programmes.records import ProgrammeView
from services.workers.told import ToldMark

Tone = Literal["ok", "info", "warn", "err", "accent", "neutral", "primary"]
NOTHING = "–"


class Group(StrEnum):
    """The four cards above the table."""

    CHOSEN = "chosen"
    WAITING = "waiting"
    FIX = "fix"
    REFUSED = "refused"


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


def reasons_short(row: DecisionRow) -> str:
    """All reasons of a refusal in one cell."""
    return ", ".join(reason_short(code) for code in row.reasons)


def reasons_long(row: DecisionRow) -> str:
    """All reasons of a refusal as sentences."""
    return " ".join(reason_long(code) for code in row.reasons)


def told_pill(mark: ToldMark | None, now: datetime) -> tuple[str, Tone]:
    """Whether the person was told: the time where it was today, else the day."""
    if mark is None:
        return tr("Belum"), "neutral"
    at = datetime.fromisoformat(mark.at).astimezone(now.tzinfo)
    return tr("Sudah {when}", when=clock(at) if at.date() == now.date() else date_short(at.date())), "ok"


def told_spoken(mark: ToldMark | None, now: datetime) -> str:
    """The same with who told."""
    if mark is None:
        return tr("belum diberi tahu")
    at = datetime.fromisoformat(mark.at).astimezone(now.tzinfo)
    return tr("sudah diberi tahu oleh {user}, {moment}", user=mark.user, moment=date_time(at))


def sentence_case(text: str) -> str:
    """The same, beginning a sentence and ending it."""
    return f"{text[:1].upper()}{text[1:]}."


def told_notice(count: int, *, told: bool) -> str:
    """What a toast says after marking."""
    if told:
        return tr("{count} orang ditandai sudah diberi tahu.", count=number(count))
    return tr("Tanda diberi tahu dihapus dari {count} orang.", count=number(count))


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


def disputed_title(dispute: Dispute) -> str:
    """What stands twice."""
    if not dispute.people:
        return tr("Nomor Keputusan Bupati belum pasti")
    return tr("Putusan ini ada {count} versi", count=number(len(dispute.versions)))


def disputed_words(dispute: Dispute) -> str:
    """What a village does about it: nothing is told before the district has chosen."""
    held = tr("Pengumuman, kartu dan pesan ditahan. Serahkan data, lalu baca balasan kabupaten berikutnya.")
    if not dispute.people:
        return held
    count = number(dispute.people)
    return f"{tr('Putusan {count} orang di sini tidak sama, kabupaten memilih satu.', count=count)} {held}"


def subtitle(view: ProgrammeView, read_at: str, now: datetime) -> str:
    """Which decree, for which months, and when it was read here."""
    proposed = date_long(date.fromisoformat(view.decided_on)) if view.decided_on else NOTHING
    decree = decree_words(view) or tr("Diajukan {date}, nomor SK Bupati belum ada", date=proposed)
    parts = [decree, months_words(view)]
    if read_at:
        parts.append(tr("dibaca {moment}", moment=moment(datetime.fromisoformat(read_at), now)))
    return " · ".join(parts)
