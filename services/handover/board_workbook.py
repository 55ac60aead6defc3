"""The board as a workbook: every village, what came of it, and its own count of people against the district's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from services.spreadsheets.writing import HEADING, add_sheet, date_cell, number_cell, text_cell, writing

SHEET = "Desa"
_COLUMNS = (
    ("Kode", 15),
    ("Desa", 24),
    ("Kecamatan", 18),
    ("Keadaan", 20),
    ("Serah terima terakhir", 12),
    ("Tanggal", 12),
    ("Pekerja di desa", 12),
    ("Pekerja di kabupaten", 12),
    ("Selisih", 10),
)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One village. ``state``: in words. ``no``: newest handover here, 0 for none. ``register``: None when unknown."""

    code: str
    village: str
    subdistrict: str
    state: str
    no: int
    day: date | None
    register: int | None
    workers: int


def write_board(path: Path, lines: Sequence[BoardLine]) -> int:
    """Write these villages, one per row; gives how many. Raises StorageTrouble("file.not_writable")."""
    with writing(path) as book:
        sheet = add_sheet(book, SHEET, [width for _, width in _COLUMNS])
        sheet.append([text_cell(sheet, heading, HEADING) for heading, _ in _COLUMNS])
        for line in lines:
            known = line.register is not None
            sheet.append(
                [
                    *(text_cell(sheet, text) for text in (line.code, line.village, line.subdistrict, line.state)),
                    number_cell(sheet, float(line.no)) if line.no else None,
                    date_cell(sheet, line.day) if line.day else None,
                    number_cell(sheet, float(line.register or 0)) if known else None,
                    number_cell(sheet, float(line.workers)),
                    number_cell(sheet, float((line.register or 0) - line.workers)) if known else None,
                ]
            )
    return len(lines)
