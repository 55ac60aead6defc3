"""How much text a workbook's sheets show, before it is laid out: one shared text may stand in every cell.

The reader (calamine) gives each cell a copy of its own, so a file of a hundred kilobytes could fill a gigabyte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from services.errors import WorkbookRejected
from services.spreadsheets.container import MAX_FILE
from services.spreadsheets.sheets import MOST_TEXT

_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>")
_NUMBER = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>\s*([0-9]{1,9})\s*<")
_MARKED = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]*(?:&#|<!)")


def check_shared_text(shared: bytes, sheets: Iterable[bytes]) -> None:
    """Refuse sheets that show more than ``MOST_TEXT`` of the shared texts.

    Lengths are those of the XML, and any whole number in a cell counts as the number of a text: more than there is,
    never less. Raises WorkbookRejected("workbook.too_big").
    """
    lengths = _lengths(shared)
    longest = max(lengths, default=0)
    sheets = list(sheets)
    if longest * sum(sum(1 for _ in _VALUE.finditer(sheet)) for sheet in sheets) <= MOST_TEXT:
        return
    shown = 0
    for sheet in sheets:
        shown += longest * sum(1 for _ in _MARKED.finditer(sheet))  # a number written in a way that only XML reads
        for match in _NUMBER.finditer(sheet):
            number = int(match[1])
            shown += lengths[number] if number < len(lengths) else 0
        if shown > MOST_TEXT:
            raise WorkbookRejected("workbook.too_big", limit=MAX_FILE // 1024 // 1024)


def _lengths(shared: bytes) -> list[int]:
    """Bytes of XML from each text to the next; an upper bound of its letters, since no entities are declared."""
    starts = [match.start() for match in _TEXT.finditer(shared)]
    return [end - start for start, end in pairwise([*starts, len(shared)])]
