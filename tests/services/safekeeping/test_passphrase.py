from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.safekeeping.passphrase import passphrase_problem

KNOWN = ("Sukorejo", "Tunjungan", "Sri Wahyuni", "3316025203799004")


@pytest.mark.parametrize("text", ["kopi pagi pematang", "sapi ke pasar pon", "Gq7#vW2!kzRt", "mangkuk biru 4 retak"])
def test_good_ones_are_taken(text: str) -> None:
    assert passphrase_problem(text, KNOWN) is None


@pytest.mark.parametrize("text", ["", "rahasia", "sapi biru", "          ", "a1b2c3d4e"])
def test_short_ones_are_refused(text: str) -> None:
    assert passphrase_problem(text, KNOWN) == "passphrase.too_short"


@pytest.mark.parametrize(
    "text",
    [
        "admin123456",
        "password2026",
        "Desa Sukorejo",
        "sukorejo-2026!",
        "sriwahyuni79",
        "3316025203799004",
        "082134567890",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "padi padi padi padi",
        "abcdefghijkl",
        "zyxwvutsrqpo",
        "BismillahBlora1",
        "qwertyuiop123",
        "P a y u n g B P J S",
    ],
)
def test_guessable_ones_are_refused(text: str) -> None:
    assert passphrase_problem(text, KNOWN) == "passphrase.guessable"


def test_what_is_known_here_is_refused_only_here() -> None:
    assert passphrase_problem("kedungringin77") is None
    assert passphrase_problem("kedungringin77", ["Kedungringin"]) == "passphrase.guessable"


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=4))
def test_it_always_answers(text: str, deny: list[str]) -> None:
    assert passphrase_problem(text, deny) in (None, "passphrase.too_short", "passphrase.guessable")


@given(st.sampled_from(KNOWN), st.integers(0, 10**6))
def test_a_known_word_and_a_number_never_do(word: str, number: int) -> None:
    assert passphrase_problem(f"{word}{number}", KNOWN) is not None
