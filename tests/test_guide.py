"""The guide for officers: what it names exists, and it says what the screen says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QKeySequence

from gui.guide_pictures import COLOURS, PICTURES, PRACTICE, shrink
from tests.architecture.files import python_files

GUIDE = Path(__file__).parent.parent / "docs" / "panduan"
PAGES = sorted(GUIDE.glob("*.md"))
_PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)\)")
_KEY = re.compile(r"^\| \*\*(.+?)\*\* \|", re.MULTILINE)
_MOST_BYTES, _MOST_PICTURES = 120_000, 15


def named(pattern: re.Pattern[str]) -> set[tuple[str, str]]:
    return {(page.name, found) for page in PAGES for found in pattern.findall(page.read_text(encoding="utf-8"))}


def test_every_picture_that_is_named_is_made_and_small() -> None:
    pictures = {path for _, path in named(_PICTURE)}
    assert pictures
    assert pictures == {f"gambar/{name}.png" for name in (*PICTURES, PRACTICE)}
    files = sorted((GUIDE / "gambar").glob("*"))
    assert {f"gambar/{file.name}" for file in files} == pictures
    assert len(files) <= _MOST_PICTURES
    assert [file.name for file in files if file.stat().st_size > _MOST_BYTES] == []


def test_every_link_leads_somewhere() -> None:
    links = {(page, target) for page, target in named(_LINK) if "://" not in target}
    assert links
    assert [(page, target) for page, target in links if not (GUIDE / target).exists()] == []


def test_every_page_is_reached_from_the_first() -> None:
    linked = {target for page, target in named(_LINK) if page == "README.md"}
    assert {page.name for page in PAGES} - {"README.md"} <= linked


HANDLED = {
    "Enter": "Key_Enter",
    "Shift+Enter": "Key_Enter",
    "Ctrl+Enter": '"Ctrl+Enter"',
    "Esc": "Key_Escape",
    "F4": "Key_F4",
    "F2": "Key_F2",
    "Alt+1": 'f"Alt+{number}"',
}
"""Keys that widgets take themselves, and how they say so."""


@pytest.mark.parametrize("key", _KEY.findall((GUIDE / "tombol.md").read_text(encoding="utf-8")))
def test_every_key_is_bound(key: str) -> None:
    assert QKeySequence(key).toString()
    text = "\n".join(text for name, text in python_files("gui") if not name.startswith("gui/gallery"))
    assert HANDLED.get(key, f'"{key}"') in text


def test_the_guide_begs_nobody_and_promises_no_cover() -> None:
    banned = re.compile(r"\b(mohon|harap|silakan|maaf|terlindungi)\b|\w!(?:\s|$)", re.IGNORECASE)
    assert [page.name for page in PAGES if banned.search(page.read_text(encoding="utf-8"))] == []


def test_shrinking_keeps_what_is_common_and_finds_the_nearest_for_the_rest(tmp_path: Path) -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor("#0C6468"))
    for place in range(300):
        image.setPixelColor(place % 64, place // 64, QColor(200, place // 2, 100 + place % 2))
    image.save(str(tmp_path / "big.png"))
    small = QImage(str(shrink(tmp_path / "big.png", tmp_path / "small.png")))
    assert small.size() == image.size()
    assert small.pixelColor(63, 63) == QColor("#0C6468")
    colours = {small.pixel(x, y) for x in range(64) for y in range(64)}
    assert 200 < len(colours) <= COLOURS
    for place in range(0, 300, 37):
        was, now = image.pixelColor(place % 64, place // 64), small.pixelColor(place % 64, place // 64)
        assert apart(was, now) == min(apart(was, QColor(colour)) for colour in colours)


def apart(one: QColor, other: QColor) -> int:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return sum((left - right) ** 2 for left, right in pairs)
