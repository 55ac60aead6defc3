"""What is painted on paper, as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QPainter, QPdfWriter

from gui.printing.paper import page_layout
from services import APP_VERSION
from services.errors import StorageTrouble

NewPage = Callable[[], object]
"""Of the printer or the PDF."""
Paint = Callable[[QPainter, QRectF, NewPage], None]
"""Paints all pages, each into the rectangle."""

_DPI = 300


def write_pdf(path: Path, title: str, paint: Paint) -> None:
    """Write a PDF. It is made in memory first, so that no half file appears under the final name.

    Raises StorageTrouble("folder.not_writable").
    """
    data = _pdf(title, paint)
    try:
        path.write_bytes(data)
    except OSError:
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
