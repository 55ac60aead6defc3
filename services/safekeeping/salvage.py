"""Rows out of a damaged database, page by page: what can still be read, without trusting what points to it.

Every leaf page of SQLite's format (https://www.sqlite.org/fileformat2.html) tells its own rows, so neither a broken
index nor a lost first page hides the others. A row of the journal proves itself by its hash; rows of other tables are
taken from whole pages only.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Table
from sqlcipher3 import dbapi2

from models.tables import Base, Worker
from models.values import LeftReason
from services.handover.signing import content_id
from services.safekeeping.damaged_pages import USABLE, DamagedFile, Page
from services.safekeeping.sqlite_records import Value, Values, decode_record, read_part, read_varint
from services.safekeeping.table_shapes import table_of

_LEAF, _INTERIOR = 0x0D, 0x05
_MOST_LOCAL = USABLE - 35
_LEAST_LOCAL = (USABLE - 12) * 32 // 255 - 23
_LARGEST = 16 * 1024 * 1024
_DEEPEST = 20
_JOURNAL_COLUMNS = 14
_WORKER: Table = Worker.__table__  # type: ignore[assignment]
_TROUBLE = (IndexError, ValueError, struct.error)


@dataclass(frozen=True, slots=True)
class SavedChange:
    """A row of the journal whose header is what its id says. ``seq``: its place, None where that cannot be trusted.

    ``whole``: the page it stood on is exactly as it was written.
    """

    seq: int | None
    header: str
    signature: str
    payload: str | None
    bundle: str | None
    whole: bool

    @property
    def id(self) -> str:
        """The hash of the header, which is how a change is named."""
        return content_id(self.header)


class Salvage:
    """What a damaged file still holds. ``file`` stays open as long as rows are read."""

    def __init__(self, file: DamagedFile) -> None:
        self._file = file
        self._lost_way = False

    def changes(self) -> Iterator[SavedChange]:
        """Every change of the journal that can be read, in no particular order; some may come twice."""
        for page in self._file.everything():
            yield from self.changes_of(page)

    def changes_of(self, page: Page) -> Iterator[SavedChange]:
        """The changes that stand on one page."""
        for rowid, values in self._rows(page):
            if (change := _as_change(rowid, values, page.whole)) is not None:
                yield change

    def leaves_of(self, table: str) -> list[int]:
        """Numbers of the pages that hold a table's rows, as far as the way there can be read."""
        return list(self._leaves(self._roots[table])) if table in self._roots else []

    def rows(self, table: Table) -> Iterator[Mapping[str, Value]]:
        """Rows of another table by column name, as far as they stand on whole pages."""
        columns = self._columns.get(table.name)
        if columns is not None:
            for number in self._leaves(self._roots[table.name]):
                for rowid, values in self._whole_rows(number):
                    yield _named(columns, rowid, values)
        own = [column.name for column in table.columns]
        for rowid, values in self._orphans.get(table.name, ()):
            yield _named(own, rowid, values)

    @property
    def pages(self) -> int:
        """How many pages are looked at."""
        return self._file.count

    def people(self) -> set[str]:
        """Ids of the workers that the lists showed, entries that were undone left out."""
        return {str(row["id"]) for row in self.rows(_WORKER) if row.get("left_reason") != LeftReason.WITHDRAWN}

    @cached_property
    def _catalogue(self) -> list[Values]:
        """The file's own list of its tables."""
        return [values for number in self._leaves(1) for _, values in self._whole_rows(number) if len(values) == 5]

    @cached_property
    def _roots(self) -> dict[str, int]:
        return {
            str(name): root
            for kind, name, _, root, _ in self._catalogue
            if kind == "table" and isinstance(root, int) and root > 0
        }

    @cached_property
    def _columns(self) -> dict[str, list[str]]:
        """Columns in the order in which this file keeps them; an older file has fewer or another order."""
        found = {}
        for kind, name, _, root, sql in self._catalogue:
            if kind == "table" and root and isinstance(sql, str) and name in Base.metadata.tables:
                with dbapi2.connect(":memory:") as empty:
                    empty.execute(sql)
                    found[str(name)] = [str(row[1]) for row in empty.execute(f"PRAGMA table_info({name!s})")]
                empty.close()
        return found

    @cached_property
    def _orphans(self) -> dict[str, list[tuple[int, Values]]]:
        """Rows by table of whole pages that no table leads to: what led there is lost, their shape tells."""
        reached = {number for root in self._roots.values() for number in self._leaves(root)}
        reached |= set(self._leaves(1))
        found: dict[str, list[tuple[int, Values]]] = {}
        if not self._lost_way:
            return found
        for number in range(1, self._file.count + 1):
            if number in reached:
                continue
            rows = list(self._whole_rows(number))
            known = {table for _, values in rows if (table := table_of(values)) is not None}
            if len(known) == 1:  # a page holds rows of one table: one that is known tells the others
                found.setdefault(known.pop(), []).extend(rows)
        return found

    def _page(self, number: int) -> Page | None:
        page = self._file.page(number)
        return page if page is not None and page.whole else None

    def _leaves(self, root: int, depth: int = 0) -> Iterator[int]:
        """Numbers of the leaf pages below a root, as far as the pages that lead there are whole."""
        page = self._page(root)
        if page is None or depth > _DEEPEST:
            self._lost_way = True
            return
        if _kind(page) == _LEAF:
            yield root
        elif _kind(page) == _INTERIOR:
            for child in _children(page):
                yield from self._leaves(child, depth + 1)

    def _whole_rows(self, number: int) -> Iterator[tuple[int, Values]]:
        page = self._page(number)
        if page is not None:
            yield from self._rows(page, only_whole=True)

    def _rows(self, page: Page, *, only_whole: bool = False) -> Iterator[tuple[int, Values]]:
        """(rowid, values) of a leaf page; what cannot be read is passed over."""
        if _kind(page) != _LEAF:
            return
        start = _start(page)
        (count,) = struct.unpack_from(">H", page.data, start + 3)
        for position in range(min(count, USABLE // 4)):
            try:
                (cell,) = struct.unpack_from(">H", page.data, start + 8 + 2 * position)
                rowid, record = self._record(page, cell, only_whole)
                yield rowid, decode_record(record)
            except _TROUBLE:
                continue

    def _record(self, page: Page, cell: int, only_whole: bool) -> tuple[int, bytes]:
        size, at = read_varint(page.data, cell)
        rowid, at = read_varint(page.data, at)
        if not 0 < size <= _LARGEST:
            raise ValueError("no record is that long")
        if size <= _MOST_LOCAL:
            return rowid, read_part(page.data, at, size)
        local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (USABLE - 4)
        local = local if local <= _MOST_LOCAL else _LEAST_LOCAL
        record = bytearray(read_part(page.data, at, local))
        (following,) = struct.unpack_from(">I", page.data, at + local)
        while len(record) < size:
            more = self._file.page(following)
            if more is None or (only_whole and not more.whole):
                raise ValueError("the rest of the record is lost")
            (following,) = struct.unpack_from(">I", more.data)
            record += more.data[4 : 4 + min(USABLE - 4, size - len(record))]
        return rowid, bytes(record)


def _start(page: Page) -> int:
    return 100 if page.number == 1 else 0


def _kind(page: Page) -> int:
    return page.data[_start(page)]


def _children(page: Page) -> Iterator[int]:
    start = _start(page)
    (count,) = struct.unpack_from(">H", page.data, start + 3)
    for position in range(count):
        (cell,) = struct.unpack_from(">H", page.data, start + 12 + 2 * position)
        yield struct.unpack_from(">I", page.data, cell)[0]
    yield struct.unpack_from(">I", page.data, start + 8)[0]


def _named(columns: list[str], rowid: int, values: Values) -> Mapping[str, Value]:
    """A row that was stored before a column was added simply lacks it."""
    row = dict(zip(columns, values, strict=False))
    if "seq" in row:
        row["seq"] = rowid
    return row


def _as_change(rowid: int, values: Values, whole: bool) -> SavedChange | None:
    if len(values) < _JOURNAL_COLUMNS:
        return None
    change_id, header, signature, payload, bundle = values[1], *values[10:14]
    if not isinstance(header, str) or not isinstance(signature, str) or content_id(header) != change_id:
        return None
    return SavedChange(
        seq=rowid if whole else None,
        header=header,
        signature=signature,
        payload=payload if isinstance(payload, str) else None,
        bundle=bundle if isinstance(bundle, str) else None,
        whole=whole,
    )
