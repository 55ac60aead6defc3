"""The columns of the merge result."""

from __future__ import annotations

from dataclasses import replace

from gui.format import number
from gui.language import tr
from gui.messages import sentence
from gui.pages.inbox.outcome_facts import OutcomeLine
from gui.tables.columns import Column
from gui.widgets.painting import Tone

_TAKEN = ("merged", "gap", "revoked")
_TONES: dict[str, Tone] = {
    "merged": "ok",
    "gap": "warn",
    "revoked": "warn",
    "known": "neutral",
    "refused": "err",
    "asking": "info",
}


def result_words(line: OutcomeLine) -> str:
    """What became of a file, in a few words."""
    if line.state == "gap":
        return tr("Tergabung, ke-{gap} belum ada", gap=line.missing[-1])
    words = {"merged": tr("Tergabung"), "known": tr("Sudah ada"), "refused": tr("Ditolak")}
    return {**words, "asking": tr("Laptop baru, menunggu izin"), "revoked": tr("Laptop dicabut, tidak berlaku")}[
        line.state
    ]


def reason(line: OutcomeLine) -> str:
    """Why a file was refused; empty otherwise."""
    return sentence(line.code, line.data) if line.code else ""


def where(line: OutcomeLine) -> str:
    """Sambongrejo, Sambong."""
    return f"{line.village}, {line.subdistrict}" if line.subdistrict else line.village


def _count(value: int, line: OutcomeLine) -> str:
    return number(value) if line.state in _TAKEN else "–"


def _no(line: OutcomeLine) -> str:
    return tr("ke-{no}", no=line.no) if line.no else "–"


def _no_and_words(line: OutcomeLine) -> str:
    return "  ".join((_no(line), *line.words))


def columns() -> tuple[Column, ...]:
    """Made when the page is built, in the language of that moment."""
    return (
        Column("village", tr("Desa"), 250, where, kind="strong"),
        Column("no", tr("Nomor"), 80, _no, align="right"),
        Column("workers", tr("Pekerja"), 90, lambda line: _count(line.workers, line), kind="number"),
        Column("new", tr("Perubahan baru"), 130, lambda line: _count(line.new, line), kind="number"),
        Column("words", tr("Kata pencocok"), 240, lambda line: "  ".join(line.words), stretch=True),
        _result(),
    )


def narrower() -> tuple[tuple[Column, ...], ...]:
    """The same with less room: what became of a file and its check words stay in sight."""
    village = Column("village", tr("Desa dan kata pencocok"), 210, where, "strong", stretch=True, below=_no_and_words)
    workers = Column("workers", tr("Pekerja"), 84, lambda line: _count(line.workers, line), kind="number")
    new = Column("new", tr("Perubahan baru"), 124, lambda line: _count(line.new, line), kind="number")
    both = replace(workers, title=tr("Pekerja"), width=110, below=_new_below)
    return (village, workers, new, _result()), (village, both, _result())


def _result() -> Column:
    return Column("result", tr("Hasil"), 230, result_words, kind="pill", tone=lambda line: _TONES[line.state])


def _new_below(line: OutcomeLine) -> str:
    return tr("{count} perubahan", count=number(line.new)) if line.state in _TAKEN else ""
