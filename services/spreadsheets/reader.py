"""Reading a workbook in a process of its own, bounded in time and memory, so that no file takes the program down."""

from __future__ import annotations

import io
import json
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from services.errors import WorkbookRejected
from services.progress import SILENT, Reporter
from services.spreadsheets.reader_child import BEGIN, END, HEAD, REFUSED, ROWS, SHEET
from services.spreadsheets.sheets import Cell, Formula, SheetData, SheetsData

READER_FLAG = "--read-workbook"
"""The one argument with which the frozen program starts itself as the reader (main.py)."""
_ROOT = Path(__file__).parents[2]
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop()); "
    "from services.spreadsheets.reader_child import main; sys.exit(main())"
)
_QUIET = {"RUST_BACKTRACE": "0", "RUST_LIB_BACKTRACE": "0"}
"""A reader out of memory must end at once instead of telling its whole story, which takes memory and may never end."""
_TICK = 0.1
"""Seconds between two looks at whether somebody pressed cancel."""
_MAX_FRAME = 64 * 1024 * 1024
_ALLOWED = frozenset({("datetime", name) for name in ("date", "datetime", "time", "timedelta")})


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory`` in bytes of address space, ``seconds`` by the clock, ``answer`` in bytes."""

    memory: int = 1024 * 1024 * 1024
    seconds: float = 90
    answer: int = 400 * 1024 * 1024


LIMITS = Limits()


@dataclass(slots=True)
class ReadBook:
    """What came back. ``kind``: what the file really is; ``digest``: sha256 of its bytes."""

    kind: str = ""
    digest: str = ""
    from_1904: bool = False
    total: int = 0
    sheets: list[Mapping[str, Any]] = field(default_factory=list)
    rows: list[list[list[Cell]]] = field(default_factory=list)

    def data(self) -> SheetsData:
        """The sheets as plain values."""
        made = (_sheet(told, rows) for told, rows in zip(self.sheets, self.rows, strict=True))
        return SheetsData(tuple(made), self.from_1904)


def read_apart(path: Path, reporter: Reporter = SILENT, limits: Limits = LIMITS) -> ReadBook:
    """Read a workbook in a child process.

    Raises WorkbookRejected: all codes of ``open_workbook``; workbook.reader_died when the child ended without an
    answer, workbook.too_slow when it took too long, workbook.too_big when it answered too much. Cancelled by the
    reporter, which is asked ten times a second. The child never outlives the call.
    """
    reporter.step(0, 1, "workbook.reading")
    request = {"path": str(path), "memory": limits.memory, "seconds": int(limits.seconds)}
    try:
        child = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_QUIET},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        raise WorkbookRejected("workbook.reader_died") from None
    with child:
        try:
            return _listen(child, json.dumps(request).encode(), reporter, limits)
        finally:
            child.kill()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READER_FLAG]
    return [sys.executable, "-I", "-X", "utf8", "-c", _START, str(_ROOT)]


def _listen(child: subprocess.Popen[bytes], request: bytes, reporter: Reporter, limits: Limits) -> ReadBook:
    frames: queue.Queue[tuple[bytes, bytes]] = queue.Queue(maxsize=8)
    stop = threading.Event()
    pump = threading.Thread(target=_pump, args=(child, request, frames, stop), daemon=True)
    pump.start()
    try:
        return _collect(frames, reporter, limits)
    finally:
        stop.set()
        child.kill()
        pump.join()


def _pump(
    child: subprocess.Popen[bytes], request: bytes, frames: queue.Queue[tuple[bytes, bytes]], stop: threading.Event
) -> None:
    """Move frames from the child's pipe into the queue; an empty kind means that nothing more will come."""
    kind, content = b"", b""
    try:
        if child.stdin is not None and child.stdout is not None:
            child.stdin.write(request)
            child.stdin.close()
            while not stop.is_set():
                kind, content = _frame(child.stdout)
                _put(frames, (kind, content), stop)
                if kind in (b"", END, REFUSED):
                    return
    except (OSError, ValueError):
        _put(frames, (b"", b""), stop)


def _put(frames: queue.Queue[tuple[bytes, bytes]], frame: tuple[bytes, bytes], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            frames.put(frame, timeout=_TICK)
            return
        except queue.Full:
            continue


def _frame(stream: Any) -> tuple[bytes, bytes]:
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return b"", b""
    kind, length = HEAD.unpack(head)
    if length > _MAX_FRAME:
        return b"", b""
    content = stream.read(length)
    return (kind, content) if len(content) == length else (b"", b"")


def _collect(frames: queue.Queue[tuple[bytes, bytes]], reporter: Reporter, limits: Limits) -> ReadBook:
    book = ReadBook()
    done = taken = 0
    end = time.monotonic() + limits.seconds
    while True:
        if time.monotonic() > end:
            raise WorkbookRejected("workbook.too_slow")
        reporter.step(done, max(book.total, done, 1), "workbook.reading")
        try:
            kind, content = frames.get(timeout=_TICK)
        except queue.Empty:
            continue
        taken += len(content)
        if taken > limits.answer:
            raise WorkbookRejected("workbook.too_big", limit=20)
        if kind == END:
            return book
        done += _take(book, kind, content)


def _take(book: ReadBook, kind: bytes, content: bytes) -> int:
    """Put one frame into the book; how many rows it brought."""
    told = _unpacked(content) if kind else None
    if kind == ROWS and isinstance(told, list) and book.rows:
        book.rows[-1].extend(told)
        return len(told)
    if not isinstance(told, dict):
        raise WorkbookRejected("workbook.reader_died")
    if kind == REFUSED:
        raise WorkbookRejected(told["code"], **told["data"])
    if kind == BEGIN:
        book.kind, book.digest = told["kind"], told["digest"]
        book.from_1904, book.total = told["from_1904"], told["rows"]
    elif kind == SHEET:
        book.sheets.append(told)
        book.rows.append([])
    return 0


class _Plain(pickle.Unpickler):
    """Plain values and dates, nothing that runs: the child reads files that nobody can trust."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _ALLOWED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError("not a plain value")


def _unpacked(content: bytes) -> object:
    stream: BinaryIO = io.BytesIO(content)
    try:
        return _Plain(stream).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        raise WorkbookRejected("workbook.reader_died") from None


def _sheet(told: Mapping[str, Any], rows: list[list[Cell]]) -> SheetData:
    return SheetData(
        name=told["name"],
        rows=rows,
        formulas={(row, column): Formula(text, computed) for row, column, text, computed in told["formulas"]},
        merged=tuple(told["merged"]),
        hidden=told["hidden"],
        columns_left_out=told["columns_left_out"],
    )
