from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.check_words import WORDS, check_words


def test_2048_words_that_can_be_read_aloud() -> None:
    assert len(WORDS) == len(set(WORDS)) == 2048
    assert all(re.fullmatch("[b-df-hj-np-tv-z][aiuo][b-df-hj-np-tv-z][aiuo]", word) for word in WORDS)
    assert not {"coli", "puki", "gila", "mani", "susu"} & set(WORDS)


def test_words_never_change() -> None:
    """Receipts are on paper."""
    assert check_words(hashlib.sha256(b"payung").digest(), 6) == ["nogi", "kiso", "pajo", "kulo", "toku", "roji"]
    assert (WORDS[0], WORDS[1], WORDS[1000], WORDS[2047]) == ("bada", "badi", "lagu", "wimu")


def test_the_first_bits_decide() -> None:
    assert check_words(bytes(8)) == [WORDS[0]] * 4
    assert check_words(b"\xff" * 8) == [WORDS[2047]] * 4
    assert check_words(bytes([0, 0b00100000]), 1) == [WORDS[1]]


def test_a_short_digest_is_refused() -> None:
    with pytest.raises(ValueError, match="44 bits"):
        check_words(bytes(5))


@given(st.binary(min_size=6, max_size=6), st.binary(min_size=6, max_size=6))
def test_different_bits_give_different_words(one: bytes, other: bytes) -> None:
    bits = [int.from_bytes(digest, "big") >> 4 for digest in (one, other)]
    assert (check_words(one) == check_words(other)) is (bits[0] == bits[1])
