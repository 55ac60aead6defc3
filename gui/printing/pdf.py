"""What is painted on paper, as a PDF."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QPainter, QPdfWriter

from gui.printing.paper import page_layout
from services import APP_VERSION
from services.errors import StorageTrouble
from services.replacing import put_in_place

NewPage = Callable[[], object]
"""Of the printer or the PDF."""
Paint = Callable[[QPainter, QRectF, NewPage], None]
"""Paints all pages, each into the rectangle."""

_DPI = 300


def write_pdf(path: Path, title: str, paint: Paint, wanted: Callable[[], bool] = lambda: True) -> None:
    """Write a PDF; on a full disk there is no half file. ``wanted``: asked after painting whether to write it at all.

    Raises StorageTrouble("folder.not_writable").
    """
    data = _pdf(title, paint)
    if not wanted():
        return
    unfinished = path.with_name(f".{path.stem[:40]}-{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(data)
        put_in_place(unfinished, path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise StorageTrouble("folder.not_writable") from None


def _pdf(title: str, paint: Paint) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setCreator(f"Payung {APP_VERSION}")
    writer.setPageLayout(page_layout())
    painter = QPainter(writer)
    paint(painter, QRectF(0, 0, writer.width(), writer.height()), writer.newPage)
    painter.end()
    return bytes(buffer.data().data())
