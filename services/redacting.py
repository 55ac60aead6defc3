"""Taking personal data out of texts that may leave the laptop: logs, reports of faults, the support pack.

A last net (handover.md F6): values are not written there in the first place. What looks like a NIK, a KK number, a
telephone number, a birth date or a secret key goes, even at the price of a number that was harmless.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import TextIO

FAULTS = "masalah.log"
"""Name of the log of faults in the data folder."""

_BETWEEN = r"[ .\-_/\u00a0\u2007\u2009]{0,3}"
_SECRET = re.compile(r"AGE-SECRET-KEY-[0-9A-Z]*", re.IGNORECASE)
_PRIVATE = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL)
_HEX_KEY = re.compile(r"(?i)\bx'[0-9a-f]{64,}'")
_CODE = re.compile(r"\b[A-Z2-9]{5}(?:-[A-Z2-9]{5}){4}\b")
_NIK = re.compile(rf"[0-9](?:{_BETWEEN}[0-9]){{14,}}")
_PHONE = re.compile(rf"(?<![0-9])(?:\+?62|0){_BETWEEN}8(?:{_BETWEEN}[0-9]){{7,11}}(?![0-9])")
_DIGITS = re.compile(r"[0-9]{12,}")
_RULES = (
    (_PRIVATE, "[kunci]"),
    (_SECRET, "[kunci]"),
    (_HEX_KEY, "[kunci]"),
    (_CODE, "[kode]"),
    (_NIK, "[angka]"),
    (_PHONE, "[nomor]"),
    (_DIGITS, "[angka]"),
)


def redact(text: str) -> str:
    """The text without what looks like a NIK (also spaced or dotted), a telephone number or a secret."""
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text


def fault_lines(error: BaseException) -> list[str]:
    """Where in the program an exception happened and of what type; never its text and never a value."""
    lines: list[str] = []
    each: BaseException | None = error
    while each is not None:
        lines.append(type(each).__name__)
        lines += [
            f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(each.__traceback__)
        ]
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return lines


def _inside(file_name: str) -> str:
    """A path without the folders of this machine: they may hold the name of the person."""
    return "/".join(Path(file_name).parts[-3:])


class RedactingFormatter(logging.Formatter):
    """What libraries log, redacted; of an exception only where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and below it the places of an exception."""
        try:
            said = record.getMessage()
        except (TypeError, ValueError):
            said = str(record.msg)
        when = datetime.fromtimestamp(record.created).astimezone()
        lines = [f"{when:%Y-%m-%d %H:%M:%S} {record.levelname} {record.name}: {redact(said)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += fault_lines(record.exc_info[1])
        return "\n".join(lines)


class _Handler(logging.Handler):
    """Writes to stderr as it is at that moment, or to ``stream``."""

    def __init__(self, stream: TextIO | None) -> None:
        super().__init__()
        self._stream = stream
        self.setFormatter(RedactingFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        stream = self._stream or sys.stderr
        stream.write(self.format(record) + "\n")


def install_logging(stream: TextIO | None = None) -> logging.Handler:
    """Warnings of libraries go to ``stream`` (stderr) through the redacting formatter, and nowhere else."""
    handler = _Handler(stream)
    root = logging.getLogger()
    for each in [each for each in root.handlers if isinstance(each, _Handler)]:
        root.removeHandler(each)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    return handler
