"""The process that opens somebody's workbook. It knows no database and no window, and may die of what it reads.

Started by ``services.spreadsheets.reader``. It is told what to read on its standard input (JSON) and answers in frames
on its standard output: one byte that tells the kind, four bytes of length, the content.
"""

from __future__ import annotations

import gc
import hashlib
import json
import pickle
import struct
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from services.errors import WorkbookRejected
from services.spreadsheets.container import load
from services.spreadsheets.sheets import SheetData
from services.spreadsheets.workbook import open_loaded

BEGIN, SHEET, ROWS, END, REFUSED = b"B", b"S", b"R", b"E", b"X"
HEAD = struct.Struct("<cI")
_ROWS_AT_ONCE = 500
"""Few enough that the other side never stops for long to take them in."""


def main() -> int:
    """Answer one request, and end."""
    gc.disable()
    with open(0, "rb", closefd=False) as stream:
        request = json.loads(stream.read())
    _stay_within(int(request["memory"]), int(request["seconds"]))
    with open(1, "wb", closefd=False) as out:
        try:
            _answer(Path(request["path"]), out)
        except WorkbookRejected as refused:
            send(out, REFUSED, {"code": refused.code, "data": refused.data})
        except (MemoryError, RecursionError):
            send(out, REFUSED, {"code": "workbook.too_big", "data": {"limit": 20}})
    return 0


def _answer(path: Path, out: BinaryIO) -> None:
    loaded = load(path)
    book = open_loaded(loaded)
    send(
        out,
        BEGIN,
        {
            "kind": loaded.kind.value,
            "digest": hashlib.sha256(loaded.data).hexdigest(),
            "from_1904": book.dates_from_1904,
            "rows": sum(len(sheet.rows) for sheet in book.sheets),
        },
    )
    for sheet in book.sheets:
        send(out, SHEET, _without_rows(sheet))
        for start in range(0, len(sheet.rows), _ROWS_AT_ONCE):
            send(out, ROWS, sheet.rows[start : start + _ROWS_AT_ONCE])
    send(out, END, None)


def _without_rows(sheet: SheetData) -> Mapping[str, Any]:
    return {
        "name": sheet.name,
        "formulas": [(row, column, it.text, it.computed) for (row, column), it in sheet.formulas.items()],
        "merged": sheet.merged,
        "hidden": sheet.hidden,
        "columns_left_out": sheet.columns_left_out,
    }


def send(out: BinaryIO, kind: bytes, content: Mapping[str, Any] | Sequence[Any] | None) -> None:
    """Write one frame."""
    packed = pickle.dumps(content, protocol=5)
    out.write(HEAD.pack(kind, len(packed)))
    out.write(packed)
    out.flush()


def _stay_within(memory: int, seconds: int) -> None:
    """Ask the system to end this process when it takes more than that. Where it cannot, the parent's clock remains."""
    if sys.platform == "win32":
        from services.spreadsheets.windows_job import limit_memory

        limit_memory(memory)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
