"""The support pack from the settings: written where an officer says, told, and noted."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gui.pages.settings.support_card import SupportCard
from services.audit.history import office_history
from services.context import AppContext
from services.workers.commands import register_worker
from tests.gui.tools import page_tools
from tests.offices import worker


def test_the_pack_is_written_told_and_noted(
    dressed: QApplication, village: AppContext, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_worker(village, worker(9001))
    with page_tools(village, tmp_path / "settings") as tools:
        card = SupportCard(tools)
        qtbot.addWidget(card)
        card.show()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "bantuan"), ""))
        card.save.click()
        qtbot.waitUntil(lambda: bool(tools.shell.notes))  # type: ignore[attr-defined]
        with zipfile.ZipFile(tmp_path / "bantuan.zip") as pack:
            assert b'"workers": 1' in pack.read("ringkasan.json")
        assert office_history(village)[0].kind == "support"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "bantuan.zip" / "x"), ""))
        card.save.click()
        qtbot.waitUntil(lambda: len(tools.shell.notes) == 2)  # type: ignore[attr-defined]
        assert "ditulis:" not in str(tools.shell.notes[1])  # type: ignore[attr-defined]
        card.history.click()
        assert tools.shell.opened == [("office_history", {})]  # type: ignore[attr-defined]
