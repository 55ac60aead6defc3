"""A paper as a whole: how many pages, and how each is painted. Preview, printer and PDF take the same one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.printing.pdf import write_pdf

PaintPage = Callable[[QPainter, QRectF, int], None]
"""Paints one page, counted from 0, into a rectangle of A4's shape."""


@dataclass(frozen=True, slots=True)
class Document:
    """``title``: of PDF and print job. ``file_name``: names nobody. ``spoken``: its text, for screen readers."""

    title: str
    file_name: str
    pages: int
    paint_page: PaintPage
    spoken: str = ""


def save_document(path: Path, document: Document) -> None:
    """Write it as a PDF. Raises StorageTrouble("folder.not_writable")."""

    def paint(painter: QPainter, rect: QRectF, new_page: Callable[[], object]) -> None:
        for page in range(document.pages):
            if page:
                new_page()
            document.paint_page(painter, rect, page)

    write_pdf(path, document.title, paint)
