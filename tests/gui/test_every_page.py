"""Rules that hold on every page: a name for every control, no English, everything reachable, nothing sideways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.language import english, set_language
from services import startup
from services.practice.demo import Demo, make_demo
from tests.gui.every_page import controls, look_at_doors, look_at_pages, out_of_order, spoken_name, texts, too_wide
from tests.offices import WIB

ENGLISH = frozenset(
    "the and of with without not save open close cancel delete remove edit search filter select choose next back "
    "previous yes no ok apply help file folder error warning invalid please loading done worker workers village "
    "district office date name address phone income family print export import settings undo redo all none more "
    "less show hide new add change changed unknown missing required optional password sign lock copy paste".split()
)
"""Words that no Indonesian sentence of the program holds. «data», «USB», «Excel», «PDF» are said in both."""
ALSO_INDONESIAN = frozenset({"import", "filter", "no", "ok", "hide", "file", "password", "folder"})
_WORD = re.compile(r"[A-Za-z]+")
_PLACEHOLDERS = re.compile(r"\{[^}]*\}|<[^>]*>|\S+\.(?:xlsx|payung|pdf|json|png)\b")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    made = make_demo(tmp_path_factory.mktemp("demo"), datetime(2026, 11, 23, 9, 14, tzinfo=WIB))
    yield made
    startup.close(made.village)
    startup.close(made.district)


class Looks:
    """What was found wrong, page by page."""

    def __init__(self) -> None:
        self.nameless: list[str] = []
        self.foreign: list[str] = []
        self.unreachable: list[str] = []
        self.wide: list[str] = []
        self.jumping: list[str] = []

    def at(self, page: str, window: QWidget) -> None:
        for widget in controls(window):
            if not spoken_name(widget).strip():
                self.nameless.append(f"{page}: {type(widget).__name__}")
            if widget.focusPolicy() is Qt.FocusPolicy.NoFocus and type(widget).__name__ not in POINTED_AT:
                self.unreachable.append(f"{page}: {type(widget).__name__} {spoken_name(widget)[:40]}")
        self.foreign += [f"{page}: {text[:70]}" for text in texts(window) if is_english(text)]
        self.jumping += [f"{page}: {pair}" for pair in out_of_order(window)]
        self.wide += [f"{page}: {name}" for name in too_wide(window)]


POINTED_AT = frozenset({"ToastButton"})
"""Controls that have a key of their own and are never stopped at with Tab."""


def is_english(text: str) -> bool:
    """An English word of the list, or a sentence of the translation that is no Indonesian sentence too."""
    plain = _PLACEHOLDERS.sub(" ", text)
    words = {word.lower() for word in _WORD.findall(plain)}
    if words & (ENGLISH - ALSO_INDONESIAN):
        return True
    translated = english()
    return text in TRANSLATIONS and text not in translated


TRANSLATIONS = frozenset(target for source, target in english().items() if source != target and " " in target)


def test_the_hunter_knows_its_game() -> None:
    assert is_english("Save the worker")
    assert is_english("Cancel")
    assert not is_english("Simpan pekerja")
    assert not is_english("Ekspor ke daftar.xlsx")


@pytest.mark.parametrize("role", ["village", "district"])
def test_every_page_in_full_size(demo: Demo, dressed: QApplication, tmp_path: Path, role: str) -> None:
    looks = Looks()
    context = demo.village if role == "village" else demo.district
    seen = look_at_pages(context, tmp_path, (1366, 690), looks.at)
    assert len(seen) >= 7
    assert (looks.nameless, looks.foreign, looks.unreachable, looks.wide, looks.jumping) == ([], [], [], [], [])


@pytest.mark.parametrize("role", ["village", "district"])
def test_every_page_at_200_percent(demo: Demo, dressed: QApplication, tmp_path: Path, role: str) -> None:
    looks = Looks()
    look_at_pages(demo.village if role == "village" else demo.district, tmp_path, (683, 384), looks.at)
    assert (looks.nameless, looks.wide) == ([], [])


def test_the_first_start_and_the_door(dressed: QApplication, tmp_path: Path) -> None:
    looks = Looks()
    look_at_doors(tmp_path, (1366, 690), looks.at)
    assert (looks.nameless, looks.foreign, looks.unreachable, looks.wide, looks.jumping) == ([], [], [], [], [])


def test_english_is_complete_on_every_page(demo: Demo, dressed: QApplication, tmp_path: Path) -> None:
    """The other way round: what an English screen shows is not the Indonesian source."""
    found: list[str] = []

    def look(page: str, window: QWidget) -> None:
        catalogue = english()
        found.extend(
            f"{page}: {text[:70]}" for text in texts(window) if catalogue.get(text, text) != text and " " in text
        )

    set_language("en")
    try:
        look_at_pages(demo.village, tmp_path, (1366, 690), look)
    finally:
        set_language("id")
    assert found == []
