from __future__ import annotations

import json
import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import BundleRejected
from services.handover.lines import (
    MAX_LINE_BYTES,
    MAX_LINES,
    ChangeLine,
    ReceiptLine,
    decode_header,
    decode_payload,
    encode_header,
    encode_line,
    read_changes,
    read_orders,
    read_receipts,
    split_lines,
)
from services.handover.signing import content_id
from tests.services.handover.codec import SIGNATURE, change_line, dumps

GOOD: dict[str, Any] = msgspec.json.decode(change_line(1).header)


def refused(text: str, decode: Any = decode_header) -> bool:
    try:
        decode(text)
    except BundleRejected as error:
        return error.code == "bundle.line"
    return False


def test_a_header_comes_back_and_its_keys_are_short() -> None:
    header = decode_header(change_line(2).header)
    assert (header.number, header.device, header.owner) == (2, "laptop-1", None)
    assert encode_header(header) == change_line(2).header
    assert list(GOOD) == ["v", "s", "n", "p", "d", "o", "u", "e", "r", "k", "x", "w", "sv", "ph"]


def test_unknown_keys_of_a_later_version_are_let_pass() -> None:
    assert decode_header(dumps({**GOOD, "later": {"deep": [1, 2]}})).number == 1


@pytest.mark.parametrize(
    "change",
    [
        {"n": 0},
        {"n": -1},
        {"n": 10**15},
        {"n": 10**40},
        {"n": "1"},
        {"n": 1.5},
        {"s": ""},
        {"s": "../up"},
        {"s": "x" * 65},
        {"s": "stream\n"},
        {"d": 5},
        {"o": "33.16.01.2001/.."},
        {"o": "3316012001"},
        {"u": "a\u0000b"},
        {"u": "e\u0301"},
        {"u": "x" * 201},
        {"e": "Worker"},
        {"k": {"contact": ["short"]}},
        {"k": {"contact": [content_id("x")] * 201}},
        {"k": {"CONTACT": []}},
        {"p": "short"},
        {"w": "a\u0000"},
        {"w": ""},
        {"w": "0001-01-01T00:00:00+07:00"},
        {"w": "9999-12-31T23:59:59-07:00"},
        {"ph": "x"},
        {"later": "a\u0000b"},
        {"later": 10**20},
        {"later": [[[[[[[1]]]]]]]},
    ],
)
def test_a_header_that_breaks_its_bounds_is_refused(change: dict[str, Any]) -> None:
    assert refused(json.dumps({**GOOD, **change}, separators=(",", ":"), ensure_ascii=False))


def test_a_signature_has_one_spelling() -> None:
    """The last of its 86 signs has spare bits; other spellings of the same 64 bytes would be other lines."""
    good = dumps(["x", "A" * 86, None]).encode() + b"\n"
    assert [line.signature for line in read_changes([good])] == ["A" * 86]
    for last in "BP_":
        with pytest.raises(BundleRejected, match=r"bundle\.line"):
            list(read_changes([good.replace(b"A" * 86, b"A" * 85 + last.encode())]))


@pytest.mark.parametrize("key", list(GOOD))
def test_every_key_of_a_header_is_needed(key: str) -> None:
    assert refused(dumps({name: value for name, value in GOOD.items() if name != key}))


def test_a_key_given_twice_is_refused() -> None:
    text = dumps(GOOD)
    assert refused(text[:-1] + ',"n":2}')
    assert refused(text[:-1] + ',"n" : 1}')
    assert refused(text.replace('"k":{"contact":[]}', '"k":{"contact":[],"contact":[]}'))


@pytest.mark.parametrize(
    "text",
    [
        '{"_g":"salt","contact":{"hamlet":"Krajan"}}',
        '{ "_g": "salt", "family": {"heirs": [{"name": "Siti"}], "kk": null} }',
        '{"_g":"salt"}',
    ],
)
def test_payloads_are_read(text: str) -> None:
    assert decode_payload(text) == msgspec.json.decode(text)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "null",
        '{"contact":{}}',
        '{"_g":{},"contact":{}}',
        '{"_g":"s","contact":"text"}',
        '{"_g":"s","contact":[]}',
        '{"_g":"s","contact":{"a":1,"a":1}}',
        '{"_g":"s","contact":{"a":1},"contact":{"a":1}}',
        '{"_g":"s","contact":{"a":1,"\\u0061":1}}',
        '{"_g":"s","contact":{"a":"\\u0000"}}',
        '{"_g":"s","contact":{"a":"\\ud800"}}',
        '{"_g":"s","contact":{"a":"e\\u0301"}}',
        '{"_g":"s","contact":{"a":1000000000000000}}',
        '{"_g":"s","contact":{"a":[[[[[1]]]]]}}',
        '{"_g":"s","contact":{"a":' + "[" * 16_000 + "}}",
        '{"_g":"s","contact":{"a":' + "9" * 30_000 + "}}",
        '{"_g":"s","contact":{"a":NaN}}',
        '{"_g":"s","contact":{"a":1}} ',
        '{"_g":"s","contact":{"a":1}}x',
    ],
)
def test_other_payloads_are_refused(text: str) -> None:
    if text.endswith("} "):
        assert decode_payload(text)  # white space around is harmless and has one meaning
    else:
        assert refused(text, decode_payload)


@given(st.binary(max_size=300), st.lists(st.integers(1, 40)))
def test_lines_do_not_depend_on_how_they_arrive(data: bytes, cuts: list[int]) -> None:
    def pieces() -> list[bytes]:
        found, rest = [], data
        for cut in cuts:
            found.append(rest[:cut])
            rest = rest[cut:]
        return [*found, rest]

    wanted = data.split(b"\n")
    whole = wanted.pop() == b"" and all(wanted)
    if whole:
        assert list(split_lines(pieces())) == wanted
    else:
        with pytest.raises(BundleRejected, match="bundle.line"):
            list(split_lines(pieces()))


def test_lines_are_bounded_in_length_and_number() -> None:
    fits = b"x" * (MAX_LINE_BYTES - 1) + b"\n"
    assert len(list(split_lines([fits]))) == 1
    for chunks in ([b"x" + fits], [b"x" * MAX_LINE_BYTES] * 3, [b"\n" * (MAX_LINES + 1)], [b"x\n" * (MAX_LINES + 1)]):
        with pytest.raises(BundleRejected, match="bundle.line"):
            list(split_lines(chunks))


def test_lines_of_each_kind_come_back() -> None:
    changes = [change_line(1), change_line(2, payload=None)]
    data = b"".join(encode_line(line) + b"\n" for line in changes)
    assert list(read_changes([data])) == changes
    assert list(read_orders([dumps(["text", SIGNATURE]).encode() + b"\n"]))[0].text == "text"
    receipt = ReceiptLine(content_id("x"), "stream-1")
    assert list(read_receipts([encode_line(receipt) + b"\n"])) == [receipt]


@pytest.mark.parametrize(
    "line",
    [
        ["header", SIGNATURE],
        ["header", SIGNATURE, None, 1],
        ["header", "short", None],
        ["header", SIGNATURE[:-1] + "/", None],
        [1, SIGNATURE, None],
        ["header", SIGNATURE, 5],
        {"header": "header"},
        "text",
    ],
)
def test_change_lines_of_another_shape_are_refused_with_their_number(line: Any) -> None:
    good = encode_line(change_line(1)) + b"\n"
    with pytest.raises(BundleRejected, match="bundle.line") as error:
        list(read_changes([good + dumps(line).encode() + b"\n"]))
    assert error.value.data == {"line": 2}


def test_a_line_too_long_to_be_read_is_not_written() -> None:
    with pytest.raises(ValueError, match="32 KiB"):
        encode_line(ChangeLine("x" * MAX_LINE_BYTES, SIGNATURE, None))


def test_ten_thousand_changes_decode_well_within_a_second() -> None:
    data = b"".join(encode_line(change_line(number)) + b"\n" for number in range(1, 10_125))
    start = time.perf_counter()
    for line in read_changes([data]):
        decode_header(line.header)
        decode_payload(line.payload or "")
    assert time.perf_counter() - start < 1.0
