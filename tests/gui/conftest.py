from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.application import dress
from gui.language import set_language
from services import startup
from services.context import AppContext
from services.settings import Settings
from tests.gui.doubles import Shell
from tests.offices import village_office


@pytest.fixture(autouse=True, scope="module")
def no_collection_in_workers() -> Iterator[None]:
    """As in the program: collecting in a worker thread would destroy widgets there. What is left goes here."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application as it is shown, and plain again afterwards."""
    dress(qapp, Settings(theme="light", reduced_motion=True))
    yield qapp
    dress(qapp, Settings(theme="light"))
    set_language("id")


@pytest.fixture
def shell() -> Shell:
    return Shell()


@pytest.fixture
def village(tmp_path: Path) -> Iterator[AppContext]:
    """An open village office in the folder where a window looks for it; whoever closes the window closes it."""
    ctx = village_office(tmp_path / "data")
    yield ctx
    startup.close(ctx)
