from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from gui.offscreen import draw, settle, shown_window
from services.context import AppContext
from services.settings import SettingsFile

SIZE = (1366, 768)


@pytest.mark.usefixtures("dressed")
def test_a_page_is_brought_to_rest_and_drawn(village: AppContext, tmp_path: Path) -> None:
    with shown_window(tmp_path, SettingsFile(tmp_path), SIZE) as window:
        window.keep_context = True
        window.show_office(village)
        settle(window)
        assert not window.tasks.busy
        image = QImage(str(draw(window, tmp_path / "page.png")))
    assert (image.width(), image.height()) == SIZE


@pytest.mark.usefixtures("dressed")
def test_a_half_filled_form_does_not_ask_when_the_window_goes(village: AppContext, tmp_path: Path) -> None:
    with shown_window(tmp_path, SettingsFile(tmp_path), SIZE) as window:
        window.keep_context = True
        window.show_office(village, first_page="register")
        settle(window)
        QTest.keyClicks(QApplication.focusWidget(), "331606")
        assert window.office is not None
        page = window.office.navigation.page("register")
        assert page.has_typed()
    assert not isValid(window)


@pytest.mark.usefixtures("dressed")
def test_work_that_does_not_end_is_no_rest(tmp_path: Path) -> None:
    stop = Event()
    with shown_window(tmp_path, SettingsFile(tmp_path), SIZE) as window:
        window.tasks.run(window, lambda _: stop.wait(), lambda _: None)
        with pytest.raises(TimeoutError):
            settle(window, seconds=0.05)
        stop.set()
        settle(window)
