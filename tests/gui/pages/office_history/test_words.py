"""What a line of the history says where its note is a code."""

from __future__ import annotations

import pytest

from gui.pages.office_history.words import note_words
from services.reference import load_reference
from tests.offices import VILLAGE


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (VILLAGE, "Sambongrejo, Sambong"),
        (f"replacement {VILLAGE}", "pengganti, Sambongrejo, Sambong"),
        (".xlsx", ".xlsx"),
        ("", ""),
    ],
)
def test_codes_become_words(note: str, said: str) -> None:
    assert note_words(load_reference(), note) == said
