"""One pass over a sheet's XML before the reader sees it: formulas, and cells so far out that reading would not end.

The reader (calamine) lays a sheet out as one full rectangle and stops the whole program when that does not fit into
memory, and it passes a formula without a stored result as an empty cell. So both are found here first.

Nearly every sheet writes its cells the same plain way (``<c r="B7" ...>``); three searches over the bytes prove that
and find the formulas. Anything written otherwise goes through a real XML parser, slower but with the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from services.errors import WorkbookRejected
from services.spreadsheets.container import MAX_FILE
from services.spreadsheets.sheets import MAX_COLUMNS, MAX_ROWS, Formula, Place, column_number

if TYPE_CHECKING:
    from collections.abc import Callable

# Up to column GR (200) and row 20,000; or anywhere, when the cell has a look but no content.
_NEAR = rb"(?:[A-F]?[A-Z]|G[A-R])(?:[1-9][0-9]{0,3}|1[0-9]{4}|20000)\""
_BARE = rb"[A-Z]{1,3}[1-9][0-9]{0,6}\"(?: s=\"[0-9]+\")? ?/>"
_ODD_CELL = re.compile(rb"<c(?=[\s/>])(?! r=\"(?:" + _NEAR + rb"|" + _BARE + rb"))")
_ODD_ROW = re.compile(rb"<row(?! r=\"[1-9][0-9]{0,6}\")")
_PREFIXED = re.compile(rb":(?:c|row|f|v|is)[\s/>]")
_FORMULA = re.compile(rb"<f[\s/>]")
_CELL = re.compile(rb"<c r=\"([A-Z]+)([0-9]+)\"([^>]*)>")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_VALUE = re.compile(rb"<v[^>]*>[^<]|<t[^>]*>[^<]")
_MOST_CELLS = MAX_ROWS * MAX_COLUMNS
_ENTITY = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found. ``xml`` is the sheet without cells beyond the last column that is read."""

    xml: bytes
    formulas: Mapping[Place, Formula] = field(default_factory=dict)
    columns_left_out: bool = False


def scan_sheet(xml: bytes) -> Scan:
    """Find the formulas of a sheet and make it safe to lay out.

    Raises WorkbookRejected("workbook.too_many_rows") for content below row 20,000, ("workbook.damaged") for broken XML.
    """
    plain = b"<sheetData" in xml and not (
        _PREFIXED.search(xml) or _ODD_ROW.search(xml) or _ODD_CELL.search(xml) or _has_marked_part(xml)
    )
    return _quick(xml) if plain else _Walk(xml).scan()


def _has_marked_part(xml: bytes) -> bool:
    """A comment or a CDATA section. A lone «!» is looked for first: that takes no time, and nearly no sheet has one."""
    return b"!" in xml and (b"<!--" in xml or b"<![" in xml)


def _quick(xml: bytes) -> Scan:
    formulas: dict[Place, Formula] = {}
    for match in _FORMULA.finditer(xml):
        start = xml.rfind(b"<c ", 0, match.start())
        cell = _CELL.match(xml, start) if start >= 0 else None
        end = xml.find(b"</c>", match.start())
        if cell is None or end < 0:
            raise WorkbookRejected("workbook.damaged")
        inside = xml[match.start() : end]
        place = (int(cell[2]) - 1, column_number(cell[1].decode("ascii")))
        formulas[place] = Formula(_formula_text(inside), _is_computed(cell[3], inside))
    return Scan(xml, formulas)


def _formula_text(inside: bytes) -> str:
    text = inside[inside.find(b">") + 1 : inside.find(b"</f>")] if b"</f>" in inside else b""
    return _unescape(text.decode("utf-8", "replace"))[:200]


def _unescape(text: str) -> str:
    for entity, letter in _ENTITY.items():
        text = text.replace(entity, letter)
    return text


def _is_computed(attributes: bytes, inside: bytes) -> bool:
    """A stored result: a value that is there, or text that is empty on purpose; an error is none."""
    if b't="e"' in attributes:
        return False
    return bool(_VALUE.search(inside)) or (b't="str"' in attributes and b"<v" in inside)


@dataclass(slots=True)
class _OpenCell:
    place: Place
    start: int
    kind: str
    formula: str | None = None
    filled: bool = False


class _Walk:
    """The slow way: every element, with positions counted where the file does not tell them."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._row = self._column = -1
        self._cells = 0
        self._cell: _OpenCell | None = None
        self._inside = ""
        self._formulas: dict[Place, Formula] = {}
        self._cuts: list[tuple[int, int]] = []

    def scan(self) -> Scan:
        parser = new_parser(self._start, self._end, self._text)
        self._at: Callable[[], int] = lambda: int(parser.CurrentByteIndex)
        parse_all(parser, self._xml)
        if any(row >= MAX_ROWS for row, _ in self._formulas):
            raise WorkbookRejected("workbook.too_many_rows", limit=MAX_ROWS)
        return Scan(_without(self._xml, self._cuts), self._formulas, bool(self._cuts))

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self._row = _number(attributes.get("r"), self._row + 2) - 1
            self._column = -1
        elif name == "c":
            self._open_cell(attributes)
        elif self._cell is not None:
            self._inside = name
            if name == "f":
                self._cell.formula = ""

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        row, self._column = self._row, self._column + 1
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise WorkbookRejected("workbook.too_big", limit=MAX_FILE // 1024 // 1024)
        if "r" in attributes:
            reference = _REFERENCE.fullmatch(attributes["r"])
            if reference is None:
                raise WorkbookRejected("workbook.damaged")
            self._column, row = column_number(reference[1]), int(reference[2]) - 1
        self._cell = _OpenCell((row, self._column), self._at(), attributes.get("t", "n"))

    def _text(self, text: str) -> None:
        if self._cell is None:
            return
        if self._inside == "f" and self._cell.formula is not None:
            self._cell.formula = (self._cell.formula + text)[:200]
        elif self._inside in ("v", "t") and text:
            self._cell.filled = True

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        self._inside = ""
        if name == "c" and self._cell is not None:
            self._close_cell(self._cell)
            self._cell = None

    def _close_cell(self, cell: _OpenCell) -> None:
        row, column = cell.place
        holds = cell.filled or cell.formula is not None
        if column >= MAX_COLUMNS:
            if holds or row >= MAX_ROWS:
                self._cut(cell)
            return
        if holds and row >= MAX_ROWS:
            raise WorkbookRejected("workbook.too_many_rows", limit=MAX_ROWS)
        if cell.formula is not None:
            self._formulas[cell.place] = Formula(cell.formula, cell.filled and cell.kind != "e")

    def _cut(self, cell: _OpenCell) -> None:
        # At the end tag the position is that of "</c>"; of "<c/>" both positions are the same.
        end = self._xml.find(b">", self._at())
        self._cuts.append((cell.start, end + 1))


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and int(text) > 0):
        raise WorkbookRejected("workbook.damaged")
    return int(text)


def _without(xml: bytes, cuts: list[tuple[int, int]]) -> bytes:
    if not cuts:
        return xml
    kept, position = [], 0
    for start, end in cuts:
        kept.append(xml[position:start])
        position = end
    kept.append(xml[position:])
    return b"".join(kept)


def new_parser(
    start: Callable[[str, Mapping[str, str]], None], end: Callable[[str], None], text: Callable[[str], None]
) -> Any:
    """An XML parser that refuses document types and entities."""

    def refuse(*_: object) -> None:
        raise WorkbookRejected("workbook.damaged")

    parser = expat.ParserCreate()
    parser.buffer_text = False
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def parse_all(parser: Any, xml: bytes) -> None:
    """Run a parser over a whole part. Raises WorkbookRejected("workbook.damaged") when it is not XML."""
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding that is unknown or too wide
        raise WorkbookRejected("workbook.damaged") from None
