"""Where a list comes from and where files go: dialogs, the clipboard, what is dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.confirm import ask
from gui.language import tr

_KINDS = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt"


def ask_workbook(parent: QWidget) -> Path | None:
    """A file to read; None: not after all."""
    chosen, _ = QFileDialog.getOpenFileName(parent, tr("Pilih berkas"), str(documents()), f"{tr('Tabel')} ({_KINDS})")
    return Path(chosen) if chosen else None


def ask_target(parent: QWidget, title: str, proposed: Path) -> Path | None:
    """Where a workbook goes, always ending in .xlsx; None: not after all."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), "Excel (*.xlsx)")
    if not chosen:
        return None
    return Path(chosen if chosen.lower().endswith(".xlsx") else f"{chosen}.xlsx")


def ask_to_leave(parent: QWidget) -> bool:
    """Whether corrections may be lost."""
    return ask(
        parent,
        tr("Perbaikan di berkas ini belum dimasukkan"),
        tr("Bila berkas ditinggalkan, perbaikan yang sudah diketik di sini hilang. Berkas aslinya tetap."),
        tr("Tinggalkan berkas"),
        tr("Tetap di sini"),
    )


def documents() -> Path:
    """The person's own folder of documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def one_file(data: QMimeData | None) -> Path | None:
    """The one file that was dropped or copied; None when it is none or several."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data is not None else []
    return Path(files[0]) if len(files) == 1 else None
