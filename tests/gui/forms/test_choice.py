"""The searchable choice, led by the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.forms.choice import Choice
from gui.forms.enter import enter_moves_on

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform
JOBS = [("tani", "Buruh tani"), ("ojek", "Tukang ojek"), ("deres", "Penderes"), ("batu", "Tukang batu")]


@pytest.fixture
def choice(qtbot: QtBot) -> Choice:
    made = Choice(JOBS, name="Jenis pekerjaan", other="Tambahkan {text} sebagai Lainnya")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def _line(choice: Choice) -> QLineEdit:
    line = choice.lineEdit()
    assert line is not None
    return line


def _offered(choice: Choice) -> list[str]:
    return choice._found.stringList()


def test_words_inside_are_found(choice: Choice, qtbot: QtBot) -> None:
    qtbot.keyClicks(_line(choice), "oje")
    assert _offered(choice) == ["Tukang ojek", "Tambahkan “oje” sebagai Lainnya"]


def test_what_begins_with_the_words_comes_first(choice: Choice, qtbot: QtBot) -> None:
    qtbot.keyClicks(_line(choice), "tu")
    assert _offered(choice)[:2] == ["Tukang ojek", "Tukang batu"]


def test_enter_takes_the_only_match(choice: Choice, qtbot: QtBot) -> None:
    told: list[str] = []
    choice.chosen.connect(told.append)
    qtbot.keyClicks(_line(choice), "deres")
    choice.completer().popup().hide()
    qtbot.keyClick(choice, Qt.Key.Key_Return)
    assert choice.value() == "deres"
    assert choice.text() == "Penderes"
    assert told == ["deres"]


def test_arrow_and_enter_in_the_list(choice: Choice, qtbot: QtBot) -> None:
    qtbot.keyClicks(_line(choice), "tukang")
    popup = choice.completer().popup()
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert choice.value() == "batu"


def test_case_does_not_matter(choice: Choice, qtbot: QtBot) -> None:
    qtbot.keyClicks(_line(choice), "BURUH TANI")
    choice.settle()
    assert choice.value() == "tani"
    assert choice.text() == "Buruh tani"


def test_unknown_text_is_told_and_kept(choice: Choice, qtbot: QtBot) -> None:
    told: list[str] = []
    choice.unknown.connect(told.append)
    qtbot.keyClicks(_line(choice), "serabutan")
    choice.settle()
    assert told == ["serabutan"]
    assert choice.value() is None
    assert choice.text() == "serabutan"


def test_offer_to_add_is_not_taken_for_an_answer(choice: Choice, qtbot: QtBot) -> None:
    told: list[str] = []
    choice.unknown.connect(told.append)
    qtbot.keyClicks(_line(choice), "serabutan")
    popup = choice.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert told == ["serabutan"]
    choice.settle()
    assert choice.text() == "serabutan"


def test_emptying_is_told(choice: Choice) -> None:
    told: list[str] = []
    choice.set_value("ojek")
    choice.chosen.connect(told.append)
    _line(choice).clear()
    choice.settle()
    assert told == [""]
    assert choice.value() is None


def test_own_search_decides_what_is_found(qtbot: QtBot) -> None:
    choice = Choice(JOBS, match=lambda text: ["deres"] if text == "nderes" else [])
    qtbot.addWidget(choice)
    qtbot.keyClicks(_line(choice), "nderes")
    assert _offered(choice) == ["Penderes"]
    choice.settle()
    assert choice.value() == "deres"


def test_setting_does_not_tell(choice: Choice) -> None:
    told: list[str] = []
    choice.chosen.connect(told.append)
    choice.set_value("ojek")
    choice.set_options(JOBS[1:])
    assert choice.value() == "ojek"
    choice.set_value(None)
    assert (choice.value(), choice.text(), told) == (None, "", [])


def test_plain_list_goes_by_arrows(qtbot: QtBot) -> None:
    choice = Choice(JOBS, searchable=False)
    qtbot.addWidget(choice)
    told: list[str] = []
    choice.chosen.connect(told.append)
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.value() == "tani"
    assert told == ["tani"]


def test_wheel_does_not_change_the_answer(choice: Choice, qapp: QApplication) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    choice.set_value("tani")
    nowhere = QPointF(5, 5)
    event = QWheelEvent(
        nowhere,
        nowhere,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(choice, event)
    assert choice.value() == "tani"


def test_enter_while_the_list_is_open_takes_the_word_and_moves_on(qtbot: QtBot) -> None:
    form, choice, after = QWidget(), Choice(JOBS, name="Jenis pekerjaan"), QLineEdit()
    lines = QVBoxLayout(form)
    lines.addWidget(choice)
    lines.addWidget(after)
    enter_moves_on(form)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(form.isActiveWindow)
    choice.setFocus()
    keyboard = form.windowHandle()
    for sign in "ojek":
        qtbot.keyClick(keyboard, sign)
    assert choice.completer().popup().isVisible()
    qtbot.keyClick(keyboard, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert choice.value() == "ojek" and after.hasFocus() and not choice.completer().popup().isVisible()
