from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui import language
from gui.language import disagreements, english, set_language, tr
from tests.gui.source_strings import sentences

_GAP = re.compile(r"\{(\w*)[^}]*\}")


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    set_language("id")
    yield
    set_language("id")


def test_indonesian_is_the_source() -> None:
    assert tr("Simpan") == "Simpan"
    assert tr("Ada {n} hal", n=3) == "Ada 3 hal"


def test_english_is_looked_up_and_falls_back_to_the_source() -> None:
    set_language("en")
    assert tr("Pengaturan") == "Settings"
    assert tr("Kalimat yang tidak ada di mana pun") == "Kalimat yang tidak ada di mana pun"


def test_every_sentence_of_the_window_has_an_english_one() -> None:
    missing = {text: where for text, where in sentences().items() if text not in english()}
    assert not missing, json.dumps(missing, ensure_ascii=False, indent=1)


def test_both_languages_have_the_same_gaps() -> None:
    wrong = [source for source, text in english().items() if set(_GAP.findall(source)) != set(_GAP.findall(text))]
    assert not wrong


def test_sentences_speak_to_a_colleague() -> None:
    banned = re.compile(
        r"\b(mohon|harap|silakan|maaf|error|tidak valid|submit|upload|unggah|sinkron|database|enkripsi|hash)\b|!", re.I
    )
    wrong = {text: where for text, where in sentences().items() if banned.search(text)}
    assert not wrong, wrong


def test_no_two_catalogues_disagree() -> None:
    assert disagreements() == []


def test_catalogues_that_disagree_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("a", "Save"), ("b", "Keep")):
        (tmp_path / f"{name}.json").write_text(json.dumps({"Simpan": text}), encoding="utf-8")
    monkeypatch.setattr(language, "locate", lambda _: tmp_path)
    english.cache_clear()
    assert english() == {"Simpan": "Save"} and disagreements() == ["Simpan"]
    english.cache_clear()
