"""No English in the dialogs that Qt brings along, where the system has none of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from gui.translator import QtWords

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

_NO_WORDS = {"A4", "QT_LAYOUT_DIRECTION", "Form"}
"""A size, a switch of Qt's own, and the titles of forms that are never shown."""


class Listening(QTranslator):
    """Notes what nobody translates; keys are not shown in dialogs."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QtWords()
        self.unknown: set[str] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        found = self._words.translate(context, source, disambiguation, n)
        shown = context != "QShortcut" and not source.startswith("Alt+") and re.search("[A-Za-z]{2}", source)
        if found is None and shown and source not in _NO_WORDS:
            self.unknown.add(source)
        return found


@pytest.fixture
def listening(qapp: QApplication) -> Iterator[Listening]:
    listening = Listening()
    qapp.installTranslator(listening)
    yield listening
    qapp.removeTranslator(listening)


def shown(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    for button in dialog.findChildren(QPushButton):
        if "Pilihan" in button.text():
            button.click()
    dialog.hide()


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.ExistingFiles, QFileDialog.FileMode.Directory])
def test_choosing_a_file_or_folder(qtbot: QtBot, listening: Listening, mode: QFileDialog.FileMode) -> None:
    dialog = QFileDialog(None, "Pilih", "", "PDF (*.pdf)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    shown(qtbot, dialog)
    assert listening.unknown == set()


def test_saving_a_file(qtbot: QtBot, listening: Listening) -> None:
    dialog = QFileDialog(None, "Simpan", "", "PDF (*.pdf)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    shown(qtbot, dialog)
    assert listening.unknown == set()


def test_printing(qtbot: QtBot, listening: Listening) -> None:
    printer = QPrinter()
    shown(qtbot, QPrintDialog(printer))
    assert listening.unknown == set()
