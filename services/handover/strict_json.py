"""JSON from strangers: bounded, one meaning only.

msgspec takes duplicate keys, huge integers, deep nesting and ``\\u0000``; so does ``json``. Everything that comes from
a stick passes through here (handover.md C5). All refusals are ``ValueError`` without any content in it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from itertools import chain
from typing import Any, Never, TypeAlias

import msgspec

Json: TypeAlias = "None | bool | int | float | str | Sequence[Json] | dict[str, Json]"

MAX_DEPTH = 6
MAX_INT = 10**15 - 1
"""Largest integer, 15 digits: exact in every program that reads JSON numbers as floats."""

_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')
_LONG_NUMBER = re.compile(r"[0-9]{16}")


def _refuse(why: str) -> Never:
    raise ValueError(f"JSON text refused: {why}")


def check_string(text: str) -> None:
    """Refuse control characters, lone surrogates and text that is not NFC. Raises ValueError."""
    if text.isascii():
        if not text.isprintable():
            _refuse("control character")
        return
    if not text.isprintable() and any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text):
        _refuse("control character")
    if not unicodedata.is_normalized("NFC", text):
        _refuse("not NFC")


def clean_text(text: str) -> str:
    """The nearest text that ``check_string`` takes: NFC, and each control character becomes one space."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(letter) in {"Cc", "Cs"} else letter for letter in normal)


def is_plain(text: str) -> bool:
    """Whether no string in this JSON text can hold anything but printable ASCII: there is nothing to check in them."""
    return text.isascii() and text.isprintable() and "\\" not in text


def check_plain_value(value: Any, depth: int = MAX_DEPTH) -> None:
    """As ``check_value`` for a value decoded from a plain text: strings are passed by. Raises ValueError."""
    if depth == 0:
        _refuse("nested too deep")
    for item in value.values() if isinstance(value, dict) else value:
        kind = type(item)
        if kind is str or item is None:
            continue
        if kind is dict or kind is list:
            check_plain_value(item, depth - 1)
        else:
            check_value(item, depth - 1)


def check_value(value: Any, depth: int = MAX_DEPTH, *, line_feeds: bool = False) -> None:
    """Walk a decoded value: strings, integers and nesting within bounds. Raises ValueError.

    ``line_feeds`` lets them pass inside strings: PEM keys have them.
    """
    if isinstance(value, str):
        check_string(value.replace("\n", "") if line_feeds else value)
    elif isinstance(value, (int, float)):
        if not -MAX_INT <= value <= MAX_INT:  # false for NaN too
            _refuse("number out of bounds")
    elif isinstance(value, (dict, list, tuple)):
        if depth == 0:
            _refuse("nested too deep")
        for item in chain(value, value.values()) if isinstance(value, dict) else value:
            check_value(item, depth - 1, line_feeds=line_feeds)
    elif value is not None:
        _refuse("unknown kind of value")


def check_has_one_meaning(text: str, decoded: Any, *, line_feeds: bool = False) -> None:
    """Refuse a text with a key given twice, or outside the bounds. ``decoded`` is what msgspec made of it.

    Our own writers emit compact JSON; if encoding again gives the same text, no key can have been dropped.
    Any other spelling takes the slow, complete way. Raises ValueError.
    """
    try:
        same = msgspec.json.encode(decoded) == text.encode("utf-8")
    except UnicodeEncodeError:
        _refuse("lone surrogate")
    if not same:
        strict_loads(text, line_feeds=line_feeds)


def strict_loads(text: str, *, depth: int = MAX_DEPTH, line_feeds: bool = False) -> Any:
    """Decode JSON with every bound checked and duplicate keys refused. Raises ValueError.

    The caller caps the length of ``text``.
    """
    _check_shape(text, depth)
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except RecursionError:  # cannot be reached after _check_shape, but never trust one check alone
        _refuse("nested too deep")
    check_value(value, depth, line_feeds=line_feeds)
    return value


def _check_shape(text: str, depth: int) -> None:
    """Nesting and length of numbers, before anything is built from the text."""
    bare = _STRING.sub("", text)
    if _LONG_NUMBER.search(bare):
        _refuse("number too long")
    level = 0
    for sign in re.findall(r"[\[\]{}]", bare):
        level += 1 if sign in "[{" else -1
        if level > depth:
            _refuse("nested too deep")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse("key given twice")
    return found


def _no_constant(name: str) -> Never:
    _refuse("not a number")
