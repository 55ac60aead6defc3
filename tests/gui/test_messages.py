from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from gui.language import set_language
from gui.messages import TEXTS, sentence, sentence_for
from services.errors import AppError, Cancelled, NotFound
from tests.gui.source_strings import code_like, gaps_of_calls, raised_codes

_GAP = re.compile(r"\{(\w+)\}")
# Not codes of people's sentences: fields of a form, names of settings and of files.
_FILES = re.compile(r".*\.(json|jsonl|sig|txt|db|log|pem|csv|xlsx|html|py|md)$")


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    set_language("id")
    yield
    set_language("id")


def test_a_code_becomes_a_sentence_with_its_numbers() -> None:
    assert sentence("nik.length", {"count": 15}) == "NIK ini 15 angka. NIK selalu 16 angka, periksa KTP."
    set_language("en")
    assert sentence("nik.length", {"count": 15}).startswith("This NIK has 15 digits")


def test_a_failure_carries_its_sentence() -> None:
    assert sentence_for(Cancelled()) == "Dibatalkan. Data kembali seperti semula."
    assert "Muat ulang" in sentence_for(NotFound("worker.missing"))


def test_an_unknown_code_says_something_true_and_no_code() -> None:
    assert sentence_for(AppError("never.heard")) == sentence("programme.fault")


def test_every_code_of_the_services_has_a_sentence() -> None:
    areas = frozenset(code.split(".")[0] for code in TEXTS if "." in code)
    codes = raised_codes() | code_like(areas)
    missing = {code: where for code, where in codes.items() if code not in TEXTS and not _FILES.match(code)}
    assert not missing, json.dumps(missing, indent=1)


def test_every_gap_is_filled_by_those_who_raise_it() -> None:
    wrong = [
        (code, where, gap)
        for code, where, names in gaps_of_calls()
        for gap in _GAP.findall(TEXTS.get(code, ("", ""))[0])
        if gap not in names
    ]
    assert not wrong


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_each_sentence_follows_the_rules_of_copy(code: str) -> None:
    indonesian, english = TEXTS[code]
    assert set(_GAP.findall(indonesian)) == set(_GAP.findall(english))
    assert not re.search(
        r"\b(mohon|harap|silakan|maaf|error|tidak valid|database|enkripsi|hash)\b|[!()]", indonesian, re.I
    )
    assert not re.search(r"\b(please|sorry|error|invalid|database|hash)\b|!", english, re.I)
    assert all(text[0].isupper() or text[0] == "{" for text in (indonesian, english))
