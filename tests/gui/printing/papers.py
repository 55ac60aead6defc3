"""Reading papers back in tests: the text of a PDF, and what was painted."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gui.printing.document import Document, save_document
from gui.printing.qr import qr_rows

WIDE, HIGH = 2100, 2970  # tenths of a millimetre


def pdf_text(path: Path, *, layout: bool = True) -> str:
    """The words in a PDF, on one line."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    command = ["pdftotext", *(["-layout"] if layout else []), str(path), "-"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return " ".join(done.stdout.split())


def text_of(document: Document, folder: Path) -> str:
    """The words of a document, by way of a PDF."""
    path = folder / "paper.pdf"
    save_document(path, document)
    return pdf_text(path)


def painted(document: Document, page: int = 0) -> QImage:
    """A page, one pixel for a tenth of a millimetre."""
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    document.paint_page(painter, QRectF(image.rect()), page)
    painter.end()
    return image


def is_dark(image: QImage, x: float, y: float) -> bool:
    return image.pixelColor(int(x), int(y)).lightness() < 128


def shows_qr(image: QImage, content: str, left: float, top: float, module: float) -> bool:
    """Whether exactly this code stands there, with four light modules around it."""
    rows = qr_rows(content)
    size, quiet = len(rows), 4
    for y in range(-quiet, size + quiet):
        for x in range(-quiet, size + quiet):
            wanted = bool(rows[y][x]) if 0 <= x < size and 0 <= y < size else False
            if is_dark(image, left + (x + 0.5) * module, top + (y + 0.5) * module) != wanted:
                return False
    return True


def is_grey(image: QImage) -> bool:
    """Whether a black cartridge is enough."""
    step = 11
    return all(
        image.pixelColor(x, y).saturation() < 8
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    )


def margins(image: QImage) -> tuple[int, int, int, int]:
    """Blank tenths of a millimetre at the left, top, right and bottom."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    across = grey.bytesPerLine()
    data = bytes(grey.constBits())
    columns = [x for x in range(grey.width()) if min(data[x::across]) < 128]
    rows = [y for y in range(grey.height()) if min(data[y * across : y * across + grey.width()]) < 128]
    return columns[0], rows[0], grey.width() - 1 - columns[-1], grey.height() - 1 - rows[-1]
