from __future__ import annotations

import json
from collections import Counter

import pytest

from models.values import Sector
from services.handover.strict_json import check_value
from services.reference import find_occupations, find_villages, load_reference, occupation_named, reference_content

REFERENCE = load_reference()


def test_295_villages_in_16_subdistricts() -> None:
    assert len(REFERENCE.villages) == 295
    assert len(REFERENCE.subdistricts) == 16
    assert Counter(village.kind for village in REFERENCE.villages.values()) == {"desa": 271, "kelurahan": 24}
    assert Counter(village.name for village in REFERENCE.villages.values())["Sumberejo"] == 3
    assert sum(count > 1 for count in Counter(village.name for village in REFERENCE.villages.values()).values()) == 17


@pytest.mark.parametrize("code", ["33.16.06.2002", "33.16.05.1014"])
def test_a_code_says_what_it_is(code: str) -> None:
    village = REFERENCE.villages[code]
    assert village.code == code
    assert village.subdistrict_code == code[:8]
    assert village.subdistrict == REFERENCE.subdistricts[code[:8]]
    assert village.is_kelurahan is (code[9] == "1")


def test_20_occupations_and_the_transport_sector() -> None:
    assert len(REFERENCE.occupations) == 20
    assert [one.code for one in REFERENCE.occupations.values() if one.sector is Sector.TRANSPORT] == [
        "OJK",
        "BCK",
        "SPR",
    ]
    assert all(1 <= one.risk <= 5 for one in REFERENCE.occupations.values())


def test_no_everyday_word_means_two_occupations() -> None:
    words = Counter(
        word.lower() for one in REFERENCE.occupations.values() for word in (one.label, one.code, *one.synonyms)
    )
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("ngarit", "PTR"), ("derep", "BTN"), ("tandur", "BTN"), ("ojol", "OJK"), ("mbecak", "BCK"), ("kenek", "SPR"),
        ("rewang", "PRT"), ("bakul sayur", "PKL"), ("bakul", "PSR"), ("tukang batu", "BBG"), ("srabutan", "SRB"),
        ("Petani", "PTG"), ("BURUH TANI", "BTN"), ("OJK", "OJK"), ("sopir truk", "SPR"), ("Buruh Harian Lepas", "SRB"),
    ],
)  # fmt: skip
def test_everyday_words_find_their_occupation(word: str, code: str) -> None:
    assert find_occupations(REFERENCE, word)[0].code == code
    named = occupation_named(REFERENCE, word)
    assert named is not None
    assert named.code == code


def test_every_label_and_word_names_its_own_occupation() -> None:
    for occupation in REFERENCE.occupations.values():
        for word in (occupation.label, *occupation.synonyms):
            named = occupation_named(REFERENCE, word)
            assert named is not None, word
            assert named.code == occupation.code, word


@pytest.mark.parametrize("word", ["", "pedagang pas", "astronot", "pegawai negeri"])
def test_a_word_that_is_not_clear_names_nothing(word: str) -> None:
    assert occupation_named(REFERENCE, word) is None


def test_villages_by_name_and_subdistrict() -> None:
    assert [village.subdistrict for village in find_villages(REFERENCE, "sumberejo")] == [
        "Randublatung",
        "Ngawen",
        "Japah",
    ]
    assert [village.code for village in find_villages(REFERENCE, "sumberejo japah")] == [
        find_villages(REFERENCE, "sumberejo")[2].code
    ]
    assert find_villages(REFERENCE, "desa tambahrejo")[0].subdistrict == "Tunjungan"
    assert find_villages(REFERENCE, "kelurahan tambahrejo")[0].subdistrict == "Blora"
    assert len(find_villages(REFERENCE, "kradenan")) >= 10
    assert find_villages(REFERENCE, "33.16.06.2002")[0].code == "33.16.06.2002"


def test_the_content_fits_into_a_kit() -> None:
    content = reference_content()
    check_value(content)
    assert content["version"] == REFERENCE.version
    assert len(json.dumps(content)) < 200_000
    assert reference_content() is not content


def test_a_missing_resource_is_told() -> None:
    from resources import locate

    assert locate("tariffs/brackets.csv").is_file()
    with pytest.raises(FileNotFoundError, match="resource"):
        locate("tariffs/nothing.csv")


def test_a_frozen_program_finds_its_resources(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    import sys
    from pathlib import Path

    from resources import locate

    assert isinstance(tmp_path, Path)
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "x.json").write_text("{}")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert locate("x.json") == tmp_path / "resources" / "x.json"
