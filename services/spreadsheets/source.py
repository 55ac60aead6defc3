"""What an officer hands in: a file, or a block copied from Excel. Read, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from services.spreadsheets.headings import find_table
from services.spreadsheets.sheets import SheetsData


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """One sheet as it is listed. ``rows``: those not empty. ``has_table``: headings with NIK or name stand in it."""

    index: int
    name: str
    rows: int
    columns: int
    hidden: bool
    has_table: bool


@dataclass(frozen=True)
class Source:
    """A workbook or a pasted block in memory. ``kind``: xlsx, xls, ods, csv or paste. ``digest``: of its bytes."""

    name: str
    kind: str
    digest: str
    data: SheetsData = field(repr=False)

    @cached_property
    def sheets(self) -> tuple[SourceSheet, ...]:
        """All sheets in their order, hidden ones too; worked out when first asked for."""
        return tuple(
            SourceSheet(
                index=index,
                name=sheet.name,
                rows=sum(any(value != "" for value in row) for row in sheet.rows),
                columns=max(map(len, sheet.rows), default=0),
                hidden=sheet.hidden,
                has_table=find_table(sheet) is not None,
            )
            for index, sheet in enumerate(self.data.sheets)
        )
