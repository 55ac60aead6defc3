from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.forms.suggesting import SuggestInput


@pytest.fixture
def field(qtbot: QtBot) -> SuggestInput:
    made = SuggestInput()
    qtbot.addWidget(made)
    made.show()
    made.suggest(["BLORA", "SAWAH NGASEM", "BOJONEGORO", "", " BLORA "])
    return made


def test_the_most_frequent_follows_and_is_selected(qtbot: QtBot, field: SuggestInput) -> None:
    qtbot.keyClicks(field, "b")
    assert (field.text(), field.selectedText(), field.typed()) == ("BLORA", "LORA", "B")
    qtbot.keyClicks(field, "o")
    assert (field.text(), field.typed()) == ("BOJONEGORO", "BO")


def test_delete_takes_the_offer_away(qtbot: QtBot, field: SuggestInput) -> None:
    qtbot.keyClicks(field, "Bl")
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == field.typed() == "BL"
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "B"


def test_whole_words_are_never_lengthened(qtbot: QtBot, field: SuggestInput) -> None:
    qtbot.keyClicks(field, "SAWAH")
    assert field.text() == "SAWAH" and field.selectedText() == ""
    qtbot.keyClicks(field, " ")
    assert field.text() == "SAWAH NGASEM"


def test_nothing_is_offered_in_the_middle_or_for_what_is_unknown(qtbot: QtBot, field: SuggestInput) -> None:
    qtbot.keyClicks(field, "XLORA")
    qtbot.keyClick(field, Qt.Key.Key_Home)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, "B")
    assert field.text() == field.typed() == "BLORA"


def test_what_was_learnt_comes_first(qtbot: QtBot, field: SuggestInput) -> None:
    field.learn("BANGKLE")
    qtbot.keyClicks(field, "B")
    assert field.text() == "BANGKLE"


def test_somebody_elses_number_is_never_offered(qtbot: QtBot, field: SuggestInput) -> None:
    field.suggest(["DK. NGASEM NO. 12", "JL. 17 AGUSTUS"])
    qtbot.keyClicks(field, "DK")
    assert field.text() == "DK"  # between words nothing is offered
    qtbot.keyClicks(field, ". N")
    assert (field.text(), field.selectedText()) == ("DK. NGASEM NO.", "GASEM NO.")
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, " 1")
    assert field.text() == "DK. NGASEM NO. 1"


def test_typed_to_the_end_it_keeps_one_spelling(qtbot: QtBot, field: SuggestInput) -> None:
    qtbot.keyClicks(field, "Blora")
    assert (field.text(), field.typed()) == ("BLORA", "BLORA")
