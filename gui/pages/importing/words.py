"""Sentences about a workbook. Plain Python."""

from __future__ import annotations

from gui.format import number
from gui.language import tr
from gui.messages import sentence
from services.spreadsheets.records import ImportResult, RowProblem


def headline(result: ImportResult, *, written: bool) -> str:
    """What will come in, or came in."""
    if result.ready and written:
        return tr("{count} pekerja masuk ke daftar", count=number(result.ready))
    if result.ready:
        return tr("{count} pekerja siap dimasukkan", count=number(result.ready))
    if not result.rows:
        return tr("Tidak ada baris pekerja di berkas ini")
    if result.already_here == result.rows:
        return tr("Semua pekerja di berkas ini sudah terdaftar")
    return tr("Belum ada baris yang siap dimasukkan")


def source(result: ImportResult, file: str) -> str:
    """Dari 200 baris di DATA PEKERJA.xlsx."""
    return tr("Dari {count} baris di {file}", count=number(result.rows), file=file)


def counts(result: ImportResult, *, written: bool) -> list[tuple[int, str, str]]:
    """Number, word and colour of the parts of the bar; they add up to the rows."""
    return [
        (result.ready, tr("masuk ke daftar") if written else tr("siap dimasukkan"), "ok"),
        (result.held, tr("tertahan, perlu diperbaiki"), "chart2"),
        (result.already_here, tr("dilewati karena sudah terdaftar"), "borderStrong"),
    ]


def place(problem: RowProblem) -> str:
    """D · NIK."""
    return " · ".join(part for part in (problem.column, problem.heading) if part) or "–"


def row_number(problem: RowProblem) -> str:
    """As Excel numbers it; nothing where a whole sheet is meant."""
    return str(problem.row) if problem.row else "–"


def reason(problem: RowProblem) -> str:
    """What is wrong and what to do."""
    return sentence(problem.code, problem.data)
