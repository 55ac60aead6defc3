"""The system's print dialog. Pages go out one per turn of the event loop, so that a long job never stops the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from gui.printing.decision_list import DecisionList, paint_list
from gui.printing.document import Document
from gui.printing.handover_receipt import paint_copies
from gui.printing.paper import page_layout
from gui.printing.pdf import Paint
from gui.printing.receipt import Receipt

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Told = Callable[[bool], None]
"""Hears whether the printer took every page."""


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


def print_document(parent: QWidget, document: Document, told: Told) -> bool:
    """Ask for a printer and start. False when the person pressed cancel; ``told`` hears how it went otherwise."""
    printer = _ask(parent, document.title)
    if printer is None:
        return False
    print_pages(printer, document, told)
    return True


def print_pages(printer: QPrinter, document: Document, told: Told) -> None:
    """Send all pages, one per turn of the event loop."""
    _PageByPage(printer, document, told).start()


class _PageByPage(QObject):
    """One job. It belongs to the application, so that it goes on when its page is left."""

    def __init__(self, printer: QPrinter, document: Document, told: Told) -> None:
        super().__init__(QApplication.instance())
        self._printer, self._document, self._told = printer, document, told
        self._painter = QPainter()
        self._page = 0

    def start(self) -> None:
        """Open the job at the printer."""
        if self._painter.begin(self._printer):
            self._next()
        else:
            self._finish(False)

    def _next(self) -> None:
        rect = QRectF(0, 0, self._printer.width(), self._printer.height())
        self._document.paint_page(self._painter, rect, self._page)
        self._page += 1
        if self._page == self._document.pages:
            self._finish(self._painter.end())
        elif self._printer.newPage():
            QTimer.singleShot(0, self, self._next)
        else:
            self._finish(False)

    def _finish(self, good: bool) -> None:
        if self._painter.isActive():
            self._painter.end()
        self._told(good)
        self.deleteLater()


def _ask(parent: QWidget, name: str) -> QPrinter | None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # loads the printing plug-ins, slow on old machines

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout())
    printer.setFullPage(True)
    printer.setDocName(name)
    return printer if QPrintDialog(printer, parent).exec() else None


def _print(parent: QWidget, name: str, paint: Paint) -> bool:
    printer = _ask(parent, name)
    painter = QPainter()
    if printer is None or not painter.begin(printer):
        return False
    paint(painter, QRectF(0, 0, printer.width(), printer.height()), printer.newPage)
    painter.end()
    return True
