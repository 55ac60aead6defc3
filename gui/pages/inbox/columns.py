"""The columns of the merge result."""

from __future__ import annotations

from gui.format import number
from gui.language import tr
from gui.messages import sentence
from gui.pages.inbox.outcome_facts import OutcomeLine
from gui.tables.columns import Column
from gui.widgets.painting import Tone

_TONES: dict[str, Tone] = {"merged": "ok", "gap": "warn", "known": "neutral", "refused": "err", "asking": "info"}


def result_words(line: OutcomeLine) -> str:
    """What became of a file, in a few words."""
    if line.state == "gap":
        return tr("Tergabung, ke-{gap} belum ada", gap=line.missing[-1])
    words = {"merged": tr("Tergabung"), "known": tr("Sudah ada"), "refused": tr("Ditolak")}
    return {**words, "asking": tr("Laptop baru, menunggu izin")}[line.state]


def reason(line: OutcomeLine) -> str:
    """Why a file was refused; empty otherwise."""
    return sentence(line.code, line.data) if line.code else ""


def where(line: OutcomeLine) -> str:
    """Sambongrejo, Sambong."""
    return f"{line.village}, {line.subdistrict}" if line.subdistrict else line.village


def _count(value: int, line: OutcomeLine) -> str:
    return number(value) if line.state in ("merged", "gap") else "–"


def columns() -> tuple[Column, ...]:
    """Made when the page is built, in the language of that moment."""
    return (
        Column("village", tr("Desa"), 250, where, kind="strong"),
        Column("no", tr("Nomor"), 80, lambda line: tr("ke-{no}", no=line.no) if line.no else "–", align="right"),
        Column("workers", tr("Pekerja"), 90, lambda line: _count(line.workers, line), kind="number"),
        Column("new", tr("Perubahan baru"), 130, lambda line: _count(line.new, line), kind="number"),
        Column("words", tr("Kata pencocok"), 280, lambda line: "  ".join(line.words), stretch=True),
        Column("result", tr("Hasil"), 230, result_words, kind="pill", tone=lambda line: _TONES[line.state]),
    )
