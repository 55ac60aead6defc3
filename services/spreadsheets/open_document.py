"""The same first pass over an OpenDocument sheet (LibreOffice): formulas and how far the content reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.errors import WorkbookRejected
from services.spreadsheets.container import MAX_FILE
from services.spreadsheets.formulas import new_parser, parse_all
from services.spreadsheets.sheets import MAX_COLUMNS, MAX_ROWS, MOST_TEXT, Formula, Place

_CELLS = ("table:table-cell", "table:covered-table-cell")
_MOST_CELLS = MAX_ROWS * MAX_COLUMNS


@dataclass(slots=True)
class OdsSheet:
    """One table of ``content.xml`` as far as the first pass tells it."""

    name: str
    hidden: bool
    formulas: dict[Place, Formula] = field(default_factory=dict)


def scan_ods(content: bytes) -> list[OdsSheet]:
    """All tables in order.

    Raises WorkbookRejected: workbook.too_many_rows, workbook.too_big (content beyond the last column that is read, or
    cells repeated without end), workbook.damaged.
    """
    walk = _Walk()
    parse_all(new_parser(walk.start, walk.end, walk.text), content)
    return walk.sheets


class _Walk:
    def __init__(self) -> None:
        self.sheets: list[OdsSheet] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._row = self._column = 0
        self._row_repeat = self._repeat = 1
        self._cell: Mapping[str, str] | None = None
        self._filled = False
        self._laid_out = self._letters = self._laid_letters = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table:table":
            hidden = attributes.get("table:style-name", "") in self._hidden_styles
            self.sheets.append(OdsSheet(attributes.get("table:name", ""), hidden))
            self._row = 0
        elif name == "table:table-row":
            self._column = 0
            self._row_repeat = _repeated(attributes, "table:number-rows-repeated")
        elif name in _CELLS:
            self._cell = attributes
            self._repeat = _repeated(attributes, "table:number-columns-repeated")
            self._filled = "table:formula" in attributes or "office:value-type" in attributes
            self._letters = len(attributes.get("office:string-value", ""))

    def text(self, text: str) -> None:
        if self._cell is not None:
            self._letters += len(text)
            self._filled = self._filled or bool(text.strip())

    def end(self, name: str) -> None:
        if name in _CELLS and self._cell is not None:
            self._close_cell(self._cell)
            self._cell = None
        elif name == "table:table-row":
            self._row += self._row_repeat

    def _close_cell(self, cell: Mapping[str, str]) -> None:
        if self._filled:
            self._check_reach()
            formula = cell.get("table:formula")
            if formula is not None and self.sheets:
                computed = "office:value-type" in cell
                self.sheets[-1].formulas[self._row, self._column] = Formula(_plain(formula), computed)
        self._column += self._repeat

    def _check_reach(self) -> None:
        if self._row + self._row_repeat > MAX_ROWS:
            raise WorkbookRejected("workbook.too_many_rows", limit=MAX_ROWS)
        self._laid_out += self._repeat * self._row_repeat
        self._laid_letters += self._letters * self._repeat * self._row_repeat
        if self._column + self._repeat > MAX_COLUMNS or self._laid_out > _MOST_CELLS or self._laid_letters > MOST_TEXT:
            raise WorkbookRejected("workbook.too_big", limit=MAX_FILE // 1024 // 1024)


def _plain(formula: str) -> str:
    """``of:=SUM([.A1:.A3])`` as ``SUM([.A1:.A3])``."""
    return formula.partition("=")[2][:200]


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise WorkbookRejected("workbook.damaged")
    return max(int(text), 1)
