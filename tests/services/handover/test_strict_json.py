from __future__ import annotations

import json
import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.handover.strict_json import (
    MAX_DEPTH,
    MAX_INT,
    check_has_one_meaning,
    check_string,
    check_value,
    clean_text,
    strict_loads,
)

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])).map(clean_text)
LEAF = st.none() | st.booleans() | st.integers(-MAX_INT, MAX_INT) | TEXT
VALUE = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)


def depth_of(value: Any) -> int:
    if isinstance(value, (dict, list)):
        return 1 + max((depth_of(item) for item in (value.values() if isinstance(value, dict) else value)), default=0)
    return 0


@given(VALUE)
def test_plain_json_within_bounds_is_read_as_it_is(value: Any) -> None:
    for text in (
        json.dumps(value),
        json.dumps(value, ensure_ascii=False, indent=2),
        msgspec.json.encode(value).decode(),
    ):
        if depth_of(value) <= MAX_DEPTH:
            assert strict_loads(text) == value
            check_has_one_meaning(text, msgspec.json.decode(text))
        else:
            with pytest.raises(ValueError, match="deep"):
                strict_loads(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        '{"a":1,"\\u0061":1}',
        '{"a" :1,"b":{"c":1,"c":1}}',
        "NaN",
        "[Infinity]",
        "[-Infinity]",
        "1e999",
        "1e16",
        "1" * 16,
        "-" + "9" * 16,
        "[" + "9" * 1_000_000 + "]",
        '"\\u0000"',
        '"\\n"',
        '"\\u0085"',
        '"\\ud800"',
        '"e\\u0301"',
        '"e\u0301"',
        '{"e\u0301":1}',
        '{"\\t":1}',
        "[" * 7 + "]" * 7,
        "[" * 100_000,
        '[{"a":' * 50_000,
        "",
        '"',
        "[1,]",
        "{'a':1}",
        "1 2",
    ],
)
def test_what_has_two_meanings_or_no_bound_is_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ValueError, match=r".+"):
        strict_loads(text)
    assert time.perf_counter() - start < 0.5


def test_a_bracket_or_long_number_inside_a_string_is_only_text() -> None:
    assert strict_loads('"[[[[[[[[ \\"3316015203790001\\" ]"') == '[[[[[[[[ "3316015203790001" ]'


@pytest.mark.parametrize("text", ['{"a":1,"a":1}', '{"a":"x","a" :"x"}', '{"b":{"c":[1],"c":[1]}}'])
def test_msgspec_would_have_dropped_a_key(text: str) -> None:
    with pytest.raises(ValueError, match="twice"):
        check_has_one_meaning(text, msgspec.json.decode(text))


def test_line_feeds_only_where_a_pem_may_be() -> None:
    assert strict_loads('{"pem":"a\\nb"}', line_feeds=True) == {"pem": "a\nb"}
    with pytest.raises(ValueError, match="control"):
        strict_loads('{"pem":"a\\rb"}', line_feeds=True)


@given(st.text())
def test_cleaned_text_always_passes(text: str) -> None:
    check_string(clean_text(text))


def test_letters_of_names_pass_unchanged() -> None:
    for text in ("Siti Amīnah", "Ng\u00a0Dé", "R. Aj. Sri‑Wahyuni", "عبد الله", "RT 01 RW 02 🏠"):
        assert clean_text(text) == text


def test_numbers_beyond_the_bounds_and_odd_kinds_are_refused() -> None:
    for value in (MAX_INT + 1, -MAX_INT - 1, float("nan"), float("inf"), [object()], b"bytes"):
        with pytest.raises(ValueError, match="refused"):
            check_value(value)
