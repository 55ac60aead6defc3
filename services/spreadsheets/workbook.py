"""Opening somebody's workbook: bounded in time and memory, every failure one of a few codes.

The reader is calamine. It is handed a package that was made anew from parts proven here, never the file itself, so
what was checked and what is read cannot differ.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from services.errors import WorkbookRejected
from services.progress import SILENT, Reporter
from services.spreadsheets.container import MAX_FILE, Kind, Loaded, Package, load
from services.spreadsheets.formulas import Scan, scan_sheet
from services.spreadsheets.legacy_excel import scan_xls
from services.spreadsheets.open_document import scan_ods
from services.spreadsheets.shared_text import check_shared_text
from services.spreadsheets.sheets import MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, SEARCHED_ROWS, Cell, SheetData, SheetsData
from services.spreadsheets.text_table import read_csv

_MOST_MERGES = 500
"""Merged headings matter only near the top; a file may hold a million merges."""
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_MOST_LAID_OUT = MAX_ROWS * 256
"""Cells of the rectangle that the reader lays out. An old sheet has 256 columns; a damaged one says 65,536."""
_SHARED = "xl/sharedStrings.xml"
_KEPT = ("[Content_Types].xml", "_rels/.rels", _WORKBOOK, _RELATIONS, _SHARED, "xl/styles.xml")
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def open_workbook(path: Path, reporter: Reporter = SILENT) -> SheetsData:
    """Every sheet of a workbook, with Excel's row numbers (``rows[0]`` is row 1).

    Raises WorkbookRejected: workbook.missing, workbook.empty, workbook.not_a_workbook, workbook.password,
    workbook.too_big, workbook.damaged, workbook.too_many_rows. Never anything else for whatever is in the file.
    """
    reporter.step(0, 1, "workbook.reading")
    return open_loaded(load(path))


def open_loaded(loaded: Loaded) -> SheetsData:
    """As ``open_workbook``, for a file that is in memory already."""
    if loaded.kind is Kind.CSV:
        return SheetsData((read_csv(loaded.data),))
    if loaded.kind is Kind.XLSX:
        return _open_xlsx(_package(loaded))
    if loaded.kind is Kind.ODS:
        return _open_ods(_package(loaded))
    return _open_xls(loaded.data)


def _package(loaded: Loaded) -> Package:
    if loaded.package is None:
        raise WorkbookRejected("workbook.damaged")
    return loaded.package


def _open_xlsx(package: Package) -> SheetsData:
    book = _tree(package.xml(_WORKBOOK))
    paths = _sheet_paths(book, package)
    scans = {path: scan_sheet(package.xml(path)) for path in dict.fromkeys(paths)}
    parts = {name: package.xml(name) for name in _KEPT if package.has(name)}
    if _SHARED in parts:
        check_shared_text(parts[_SHARED], (scans[path].xml for path in paths))
    parts |= {path: scan.xml for path, scan in scans.items()}
    sheets = _read(_packed(parts), [scans[path] for path in paths])
    return SheetsData(sheets, _from_1904(book))


def _sheet_paths(book: Element, package: Package) -> list[str]:
    """The part of each worksheet, in the workbook's order; chart sheets and the like are left out."""
    targets = {}
    for relation in _tree(package.xml(_RELATIONS)):
        if relation.get("Type", "").endswith("/worksheet"):
            target = relation.get("Target", "")
            targets[relation.get("Id")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    sheets = [element for element in book.iter() if _local(element) == "sheet"]
    if len(sheets) > MAX_SHEETS:
        raise WorkbookRejected("workbook.too_big", limit=MAX_SHEETS)
    found = [targets.get(sheet.get(_RELATION_ID) or sheet.get(_STRICT_ID)) for sheet in sheets]
    return [path for path in found if path is not None and package.has(path)]


def _tree(xml: bytes) -> Element:
    try:
        root: Element = fromstring(xml)
    except (ParseError, DefusedXmlException, ValueError, LookupError):  # LookupError: an encoding that nobody knows
        raise WorkbookRejected("workbook.damaged") from None
    return root


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _from_1904(book: Element) -> bool:
    properties = [element for element in book.iter() if _local(element) == "workbookPr"]
    return any(element.get("date1904") in ("1", "true") for element in properties)


def _packed(parts: dict[str, bytes]) -> io.BytesIO:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    package.seek(0)
    return package


def _open_ods(package: Package) -> SheetsData:
    content = package.xml("content.xml")
    tables = scan_ods(content)
    parts = {name: package.part(name) for name in ("mimetype", "META-INF/manifest.xml") if package.has(name)}
    scans = [Scan(b"", table.formulas) for table in tables]
    sheets = _read(_packed({**parts, "content.xml": content}), scans)
    hidden = [table.hidden for table in tables]
    return SheetsData(tuple(_hide(sheet, here) for sheet, here in zip(sheets, hidden, strict=True)))


def _hide(sheet: SheetData, hidden: bool) -> SheetData:
    return SheetData(sheet.name, sheet.rows, sheet.formulas, sheet.merged, hidden, sheet.columns_left_out)


def _open_xls(data: bytes) -> SheetsData:
    found = scan_xls(data)
    scans = [Scan(b"", formulas) for formulas in found.formulas]
    return SheetsData(_read(io.BytesIO(data), scans), found.dates_from_1904)


def _read(stream: io.BytesIO, scans: Sequence[Scan]) -> tuple[SheetData, ...]:
    """Read all worksheets; ``scans`` belongs to them in order. Every failure of the reader is a damaged workbook."""
    try:
        with CalamineWorkbook.from_filelike(stream) as book:
            names = [sheet for sheet in book.sheets_metadata if _is_worksheet(sheet.typ)]
            if len(names) != len(scans):
                raise WorkbookRejected("workbook.damaged")
            return tuple(
                _sheet(book, sheet.name, scan, sheet.visible is not SheetVisibleEnum.Visible)
                for sheet, scan in zip(names, scans, strict=True)
            )
    except PasswordError:
        raise WorkbookRejected("workbook.password") from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise WorkbookRejected("workbook.damaged") from None
    except BaseException as panic:
        # A panic inside the reader arrives as PanicException, which is no Exception and has no importable name.
        if type(panic).__name__ != "PanicException":
            raise
        raise WorkbookRejected("workbook.damaged") from None


def _is_worksheet(kind: object) -> bool:
    return str(kind).endswith("WorkSheet")


def _sheet(book: CalamineWorkbook, name: str, scan: Scan, hidden: bool) -> SheetData:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS:
        raise WorkbookRejected("workbook.too_many_rows", limit=MAX_ROWS)
    if sheet.total_height * sheet.total_width > _MOST_LAID_OUT:
        raise WorkbookRejected("workbook.too_big", limit=MAX_FILE // 1024 // 1024)
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS) if sheet.end else []
    wide = bool(rows) and len(rows[0]) > MAX_COLUMNS
    if wide:
        rows = [row[:MAX_COLUMNS] for row in rows]
    last = max((row for row, _ in scan.formulas), default=-1)
    rows.extend([] for _ in range(last + 1 - len(rows)))
    near = (each for each in sheet.merged_cell_ranges or () if each[0][0] < SEARCHED_ROWS)
    merged = tuple(islice(near, _MOST_MERGES))
    return SheetData(name, rows, scan.formulas, merged, hidden, scan.columns_left_out or wide)
