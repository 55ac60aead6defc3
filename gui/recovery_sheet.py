"""The sheet with the recovery code: the same painting for the printer and for a PDF (design section 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from gui import format
from gui.fonts import FAMILY
from gui.language import tr
from services.errors import StorageTrouble

FILE_NAME = "payung-kode-pemulihan.pdf"
_MARGIN_MM = 20.0
_INK, _MUTED = "#1A1A1A", "#4A4A4A"


def print_sheet(parent: QWidget, groups: Sequence[str]) -> bool:
    """Ask for a printer and print. False when the person pressed cancel."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # loads the printing plug-ins, slow on old machines

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if not QPrintDialog(printer, parent).exec():
        return False
    painter = QPainter(printer)
    paint_sheet(painter, groups, printer.resolution(), printer.width())
    painter.end()
    return True


def save_sheet(folder: Path, groups: Sequence[str]) -> Path:
    """Write the sheet as a PDF. Raises StorageTrouble("folder.not_writable")."""
    path = folder / FILE_NAME
    writer = QPdfWriter(str(path))
    writer.setResolution(300)
    writer.setTitle("Payung")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter()
    if not painter.begin(writer):
        raise StorageTrouble("folder.not_writable")
    paint_sheet(painter, groups, writer.resolution(), writer.width())
    painter.end()
    return path


def paint_sheet(painter: QPainter, groups: Sequence[str], dpi: int, width: int) -> None:
    """Black on white: what this is, the numbered groups at 24 pt, what to do with it."""
    point = dpi / 72
    y = 0.0
    y = _line(painter, tr("Kode pemulihan Payung"), 20, 800, y, width, point)
    y = _line(painter, tr("Dicetak {date}", date=format.date_long(date.today())), 10, 500, y, width, point) + 18 * point
    for number, group in enumerate(groups, start=1):
        painter.setPen(_MUTED)
        painter.setFont(_font(12, 500))
        painter.drawText(QRectF(0, y, 30 * point, 36 * point), Qt.AlignmentFlag.AlignVCenter, str(number))
        painter.setPen(_INK)
        painter.setFont(_font(24, 700))
        painter.drawText(QRectF(36 * point, y, width, 36 * point), Qt.AlignmentFlag.AlignVCenter, group)
        y += 42 * point
    y += 18 * point
    for text in (
        tr("Kode ini membuka data Payung di komputer ini bila semua kata sandi lupa."),
        tr("Simpan di tempat terkunci, terpisah dari komputernya. Jangan difoto dan jangan dikirim lewat pesan."),
        tr("Bila lembar ini hilang, kabupaten dapat membantu dengan kunci pemulihan."),
    ):
        y = _line(painter, text, 10, 500, y, width, point)


def _line(painter: QPainter, text: str, size: int, weight: int, y: float, width: int, point: float) -> float:
    painter.setPen(_INK)
    painter.setFont(_font(size, weight))
    area = QRectF(0, y, width, 200 * point)
    used = painter.boundingRect(area, Qt.TextFlag.TextWordWrap, text)
    painter.drawText(area, Qt.TextFlag.TextWordWrap, text)
    return y + used.height() + 6 * point


def _font(size: int, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPointSize(size)
    font.setWeight(QFont.Weight(weight))
    return font
