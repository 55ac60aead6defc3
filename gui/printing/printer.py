"""The system's print dialog."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gui.printing.decision_list import DecisionList, paint_list
from gui.printing.handover_receipt import paint_copies
from gui.printing.paper import page_layout
from gui.printing.pdf import Paint
from gui.printing.receipt import Receipt


def print_receipt(parent: QWidget, receipt: Receipt) -> bool:
    """Ask for a printer and print both copies. False when the person pressed cancel or the printer refused."""
    return _print(
        parent,
        f"Serah terima ke-{receipt.no}",
        lambda painter, rect, new_page: paint_copies(painter, rect, receipt, new_page),
    )


def print_list(parent: QWidget, paper: DecisionList) -> bool:
    """As ``print_receipt``, for an announcement."""
    return _print(parent, "Pengumuman", lambda painter, rect, new_page: paint_list(painter, rect, paper, new_page))


def _print(parent: QWidget, name: str, paint: Paint) -> bool:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # loads the printing plug-ins, slow on old machines

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout())
    printer.setFullPage(True)
    printer.setDocName(name)
    if not QPrintDialog(printer, parent).exec():
        return False
    painter = QPainter()
    if not painter.begin(printer):
        return False
    paint(painter, QRectF(0, 0, printer.width(), printer.height()), printer.newPage)
    painter.end()
    return True
