from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.printing.qr import qr_rows
from gui.printing.slip_code import RECIPIENT, REGISTERED, is_whole, slip_code

ID = "587fd280-3bab-4c11-9d21-0123456789ab"
OFFICE = "33.16.06.2002"
CODE = slip_code(REGISTERED, ID, OFFICE, date(2026, 11, 14))


def test_the_code_of_the_format_description() -> None:
    assert CODE.qr_text == "PAYUNG2:D:33.16.06.2002:20261114:587FD2803BAB:38"
    assert CODE.number == "587F D280 3BAB 38"
    assert is_whole(CODE.qr_text)


def test_it_is_small_enough_for_a_card() -> None:
    assert len(qr_rows(CODE.qr_text)) == 29


def test_kinds_differ() -> None:
    other = slip_code(RECIPIENT, ID, OFFICE, date(2026, 11, 14))
    assert other.qr_text.split(":")[1] == "P" and other.check != CODE.check


@given(st.uuids(version=4), st.dates(date(2026, 1, 1), date(2060, 1, 1)), st.integers(8, 46), st.data())
def test_one_wrong_sign_is_found(record: object, day: date, place: int, data: st.DataObject) -> None:
    text = slip_code(REGISTERED, str(record), OFFICE, day).qr_text
    if not text[place].isalnum():
        return
    same_kind = "0123456789" if text[place].isdecimal() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    other = data.draw(st.sampled_from([sign for sign in same_kind if sign != text[place]]))
    assert not is_whole(text[:place] + other + text[place + 1 :])


@given(st.uuids(version=4), st.integers(34, 44))
def test_two_digits_changed_round_are_found(record: object, place: int) -> None:
    text = slip_code(REGISTERED, str(record), OFFICE, date(2026, 11, 14)).qr_text
    first, second = text[place], text[place + 1]
    if first != second and first.isdecimal() and second.isdecimal():
        assert not is_whole(text[:place] + second + first + text[place + 2 :])


@pytest.mark.parametrize("text", ["", "PAYUNG2:", "PAYUNG1|a|b", "PAYUNG2:D:33:٣٣", "x" * 40, "PAYUNG2:D::::00"])
def test_other_texts_are_not_whole(text: str) -> None:
    assert not is_whole(text)
