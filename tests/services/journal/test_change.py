"""A change: its name follows from its header, the header from its payload, and texts are clean."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.journal.change import b64, clean, encode_payload, payload_hash, unb64


@given(st.binary(max_size=80))
def test_base64_comes_back_and_needs_no_padding(data: bytes) -> None:
    assert unb64(b64(data)) == data
    assert "=" not in b64(data) and "/" not in b64(data)


def test_the_salt_hides_what_could_be_guessed() -> None:
    groups: dict[str, dict[str, Any]] = {"identity": {"nik": "3316065203799001"}}
    one, two = (encode_payload(salt, groups) for salt in (b"a" * 16, b"b" * 16))
    assert payload_hash(one) != payload_hash(two)
    assert payload_hash(one) == b64(sha256(one.encode()).digest())


@pytest.mark.parametrize("text", ["dua\nbaris", "e\u0301", "a\u0000b", "bel\u0007", "tanda\u0085baris"])
def test_texts_are_written_as_any_reader_takes_them(text: str) -> None:
    payload = encode_payload(b"s" * 16, {"family": {"heirs": [{"name": text}], "kk_number": text}})
    stored = msgspec.json.decode(payload)["family"]
    assert stored == {"heirs": [{"name": clean(text)}], "kk_number": clean(text)}
    assert clean(clean(text)) == clean(text) != text
