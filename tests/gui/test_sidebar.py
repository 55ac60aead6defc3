"""The sidebar in a window too short for all its entries."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea

from gui.offscreen import settle, shown_window
from gui.sidebar import Sidebar
from services import startup
from services.settings import SettingsFile
from tests.offices import district_office


@pytest.mark.parametrize("key", ["laptops", "inbox"])
def test_the_entry_of_the_page_shown_is_never_half_hidden(dressed: QApplication, tmp_path: Path, key: str) -> None:
    district = district_office(tmp_path / "kabupaten")
    settings = SettingsFile(tmp_path)
    settings.change(reduced_motion=True)
    with shown_window(tmp_path, settings, (683, 384)) as window:
        window.keep_context = True
        window.show_office(district)
        assert window.office is not None
        for each in ("laptops", key):
            window.office.open_page(each)
            settle(window)
        bar = window.findChild(Sidebar)
        button = bar.button(key)
        (area,) = [area for area in bar.findChildren(QScrollArea) if area.isAncestorOf(button)]
        top = button.mapTo(area.viewport(), QPoint(0, 0)).y()
        assert 0 <= top <= area.viewport().height() - button.height()
    startup.close(district)
