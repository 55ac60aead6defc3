"""The card on its own with a real office; how the form uses it is tested with the form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gui.page import PageTools
from gui.pages.register.photo_card import PhotoCard
from services.context import AppContext
from services.workers.commands import register_worker
from services.workers.photos import has_photo, read_photo
from tests.gui.photos import as_bytes, gif, picture
from tests.gui.tools import page_tools
from tests.offices import worker

KEPT = "Foto tersimpan. Bandingkan dengan KTP."
LATER = "Foto tersimpan saat isian ini disimpan."


@pytest.fixture
def tools(village: AppContext, tmp_path: Path, dressed: QApplication) -> Iterator[PageTools]:
    with page_tools(village, tmp_path) as made:
        yield made


@pytest.fixture
def card(qtbot: QtBot, tools: PageTools) -> PhotoCard:
    made = PhotoCard(tools)
    qtbot.addWidget(made)
    made.resize(660, 240)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def ktp(tmp_path: Path) -> Path:
    path = tmp_path / "ktp.jpg"
    path.write_bytes(as_bytes(picture()))
    return path


@pytest.fixture
def sutini(village: AppContext) -> str:
    return register_worker(village, worker()).first("worker")


def rest(qtbot: QtBot, tools: PageTools) -> None:
    qtbot.waitUntil(lambda: not tools.tasks.busy)


def test_a_photo_is_chosen_by_keys_shown_and_kept_with_the_person(
    qtbot: QtBot, tools: PageTools, card: PhotoCard, ktp: Path, sutini: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    card.changed.connect(told.append)
    assert card.said() == "Belum ada foto" and not card.turn.isVisible() and not card.is_changed()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(ktp), ""))
    card.first().setFocus()
    qtbot.keyClick(card.pick, Qt.Key.Key_Space)
    rest(qtbot, tools)
    assert card.said() == LATER and card.is_changed() and told == ["photo"]
    assert not has_photo(tools.context, sutini)  # nothing is kept before the person is saved
    card.keep(sutini)
    rest(qtbot, tools)
    assert card.said() == KEPT and not card.is_changed()
    assert read_photo(tools.context, sutini) is not None


def test_turning_goes_into_what_is_kept(
    qtbot: QtBot, tools: PageTools, card: PhotoCard, ktp: Path, sutini: str
) -> None:
    card.take(ktp)
    rest(qtbot, tools)
    qtbot.mouseClick(card.turn, Qt.MouseButton.LeftButton)
    rest(qtbot, tools)
    image = card.picture.image()
    assert (image.width(), image.height()) == (400, 640)
    card.keep(sutini)
    rest(qtbot, tools)
    card.start()
    card.open(sutini)
    rest(qtbot, tools)
    assert (card.picture.image().width(), card.said()) == (400, KEPT)


def test_what_is_no_photo_is_refused_and_the_one_before_stays(
    qtbot: QtBot, tools: PageTools, card: PhotoCard, ktp: Path, tmp_path: Path
) -> None:
    card.take(ktp)
    rest(qtbot, tools)
    bad = tmp_path / "ktp.png"
    bad.write_bytes(gif())
    card.take(bad)
    rest(qtbot, tools)
    assert "bukan foto JPG atau PNG" in card.said()
    assert card.has_photo() and card.is_changed() and card.pick.isEnabled()


def test_dropping_a_file_is_another_way(qtbot: QtBot, tools: PageTools, card: PhotoCard, ktp: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ktp))])
    left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(card.picture, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(card.picture, QDropEvent(QPointF(9, 9), copy, data, left, none))
    rest(qtbot, tools)
    assert card.has_photo()


def test_undo_before_and_after_it_is_kept(
    qtbot: QtBot, tools: PageTools, card: PhotoCard, ktp: Path, tmp_path: Path, sutini: str
) -> None:
    ctx = tools.context
    card.open(sutini)
    rest(qtbot, tools)
    assert not card.back.isVisible()
    card.take(ktp)
    rest(qtbot, tools)
    card.back.click()
    rest(qtbot, tools)
    assert not card.has_photo() and not card.is_changed()

    card.take(ktp)
    rest(qtbot, tools)
    card.keep(sutini)
    rest(qtbot, tools)
    first = read_photo(ctx, sutini)
    other = tmp_path / "other.png"
    other.write_bytes(as_bytes(picture(300, 300), "png"))
    card.take(other)
    rest(qtbot, tools)
    card.keep(sutini)
    rest(qtbot, tools)
    assert read_photo(ctx, sutini) != first
    card.back.click()
    rest(qtbot, tools)
    assert read_photo(ctx, sutini) == first and card.said() == KEPT and not card.back.isVisible()


def test_taking_away_waits_for_saving_too(
    qtbot: QtBot, tools: PageTools, card: PhotoCard, ktp: Path, sutini: str
) -> None:
    card.take(ktp)
    rest(qtbot, tools)
    card.keep(sutini)
    rest(qtbot, tools)
    card.remove.click()
    assert card.said() == "Foto dihapus saat isian ini disimpan." and has_photo(tools.context, sutini)
    card.keep(sutini)
    rest(qtbot, tools)
    assert not has_photo(tools.context, sutini) and card.said() == "Belum ada foto"
    card.back.click()
    rest(qtbot, tools)
    assert has_photo(tools.context, sutini) and card.said() == KEPT


def test_a_lost_file_is_told_and_another_photo_can_be_taken(
    qtbot: QtBot, tools: PageTools, card: PhotoCard, ktp: Path, sutini: str
) -> None:
    card.take(ktp)
    rest(qtbot, tools)
    card.keep(sutini)
    rest(qtbot, tools)
    next(tools.context.paths.photos.iterdir()).unlink()
    card.open(sutini)
    rest(qtbot, tools)
    assert "tidak ada di laptop ini" in card.said() and card.pick.isEnabled()


def test_the_next_person_starts_empty(qtbot: QtBot, tools: PageTools, card: PhotoCard, ktp: Path, sutini: str) -> None:
    card.take(ktp)
    rest(qtbot, tools)
    card.keep(sutini)
    card.start()
    rest(qtbot, tools)
    assert not card.has_photo() and not card.is_changed() and not card.back.isVisible()
    card.keep("somebody else")  # nothing was chosen, so nothing happens
    rest(qtbot, tools)
    assert has_photo(tools.context, sutini)
