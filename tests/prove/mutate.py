"""Damage by chance, from a seed: bytes that a stick, a stranger or a strange program might hand in."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any

_NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    1e308,
    10**15,
    10**40,
    "",
    " ",
    "x" * 40_000,
    "\u0000",
    "\ud800",
    "e\u0301",
    "\u202e",
    "0001-01-01",
    "9999-12-31T23:59:59+23:59",
    "2026-13-45",
    "33.16.99.9999",
    "../..",
    "'; DROP TABLE worker; --",
    "%s{0}",
    [],
    {},
    [[]],
    {"": {}},
    [None] * 300,
    {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}},
)
Edit = Callable[[Random, bytearray, Sequence[bytes]], None]


def mutated(rng: Random, corpus: Sequence[bytes], tokens: Sequence[bytes] = (), most: int = 6) -> bytes:
    """One of the corpus with a few edits; ``tokens`` are words of the format that are put in anywhere."""
    data = bytearray(rng.choice(corpus))
    for _ in range(rng.randint(1, most)):
        if tokens and rng.random() < 0.25:
            at = rng.randrange(len(data) + 1)
            data[at : at + rng.choice((0, 0, 1, 4))] = rng.choice(tokens)
        else:
            rng.choice(_EDITS)(rng, data, corpus)
    return bytes(data)


def _flip(rng: Random, data: bytearray, _corpus: Sequence[bytes]) -> None:
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _byte(rng: Random, data: bytearray, _corpus: Sequence[bytes]) -> None:
    if data:
        data[rng.randrange(len(data))] = rng.randrange(256)


def _number(rng: Random, data: bytearray, _corpus: Sequence[bytes]) -> None:
    """A size, a count or a place that cannot be."""
    form, mask = rng.choice((("<B", 0xFF), ("<H", 0xFFFF), (">H", 0xFFFF), ("<I", 0xFFFFFFFF), (">I", 0xFFFFFFFF)))
    raw = struct.pack(form, rng.choice(_NUMBERS) & mask)
    if len(data) >= len(raw):
        at = rng.randrange(len(data) - len(raw) + 1)
        data[at : at + len(raw)] = raw


def _insert(rng: Random, data: bytearray, _corpus: Sequence[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.randbytes(rng.choice((1, 1, 2, 8, 64)))


def _delete(rng: Random, data: bytearray, _corpus: Sequence[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    del data[at : at + rng.choice((1, 1, 2, 8, 64, 512))]


def _double(rng: Random, data: bytearray, _corpus: Sequence[bytes]) -> None:
    start = rng.randrange(len(data) + 1)
    piece = data[start : start + rng.choice((1, 4, 16, 64, 512))]
    at = rng.randrange(len(data) + 1)
    data[at:at] = piece * rng.choice((1, 1, 1, 2, 20))


def _cut(rng: Random, data: bytearray, _corpus: Sequence[bytes]) -> None:
    if rng.random() < 0.3:
        del data[rng.randrange(len(data) + 1) :]


def _splice(rng: Random, data: bytearray, corpus: Sequence[bytes]) -> None:
    other = rng.choice(corpus)
    start, at = rng.randrange(len(other) + 1), rng.randrange(len(data) + 1)
    length = rng.choice((4, 32, 256, 2048))
    data[at : at + length] = other[start : start + length]


_EDITS: tuple[Edit, ...] = (_flip, _flip, _byte, _byte, _number, _number, _insert, _delete, _double, _cut, _splice)


def mutated_value(rng: Random, value: Any, most: int = 3) -> Any:
    """A JSON value with a few nodes that are something else, doubled or missing. The value itself is not touched."""
    copy = json.loads(json.dumps(value))
    for _ in range(rng.randint(1, most)):
        copy = _with_one_change(rng, copy)
    return copy


def _with_one_change(rng: Random, value: Any) -> Any:
    node = value
    while isinstance(node, (dict, list)) and node:
        key = rng.choice(list(node)) if isinstance(node, dict) else rng.randrange(len(node))
        inner = node[key]
        if isinstance(inner, (dict, list)) and inner and rng.random() < 0.7:
            node = inner
            continue
        _change(rng, node, key)
        return value
    return deepcopy(rng.choice(_VALUES))


def _change(rng: Random, node: Any, key: Any) -> None:
    kind = rng.randrange(6)
    if kind == 0:
        del node[key]
    elif kind == 1 and isinstance(node, dict):
        node[rng.choice(("", "_g", "owner", "x", "office", "\u0000", str(key) * 2))] = deepcopy(node[key])
    elif kind == 2 and isinstance(node[key], str):
        node[key] = mutated(rng, [node[key].encode("utf-8", "replace")], most=2).decode("utf-8", "replace")
    elif kind == 3 and isinstance(node, list):
        node.append(deepcopy(node[key]))
    elif kind == 1:
        node.clear()
    else:
        node[key] = deepcopy(rng.choice(_VALUES))
