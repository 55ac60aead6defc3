from __future__ import annotations

import re
from datetime import date
from typing import get_args

import pytest

from resources import locate
from services.notice import CURRENT, Language, load_notice

VERSIONS = sorted(path.stem for path in locate("notice").glob("*.json"))
SAID = {
    "id": (
        "Nomor 9 Tahun 2024",
        "Nomor 27 Tahun 2022",
        "Dukcapil",
        "Dinsos",
        "BPJS",
        "pemeriksa",
        "gratis",
        "ahli waris",
    ),
    "en": ("9 of 2024", "27 of 2022", "Dukcapil", "social office", "BPJS", "auditors", "free of charge", "heirs"),
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("urban", [False, True])
def test_every_version_says_what_the_law_asks(version: str, language: Language, urban: bool) -> None:
    notice = load_notice(version, language, urban=urban)
    assert notice.version == version and date.fromisoformat(notice.since) <= date(2026, 11, 23)
    whole = " ".join(words for _, words in notice.full)
    for wanted in SAID[language]:
        assert wanted in whole
    assert "{" not in whole + "".join(notice.short)
    assert notice.core and notice.received and len(notice.short) == 3
    assert not re.search(r"\b(ter|di)lindungi\b|\bprotected\b", whole, re.IGNORECASE)


def test_a_kelurahan_never_reads_desa() -> None:
    desa, kelurahan = load_notice(), load_notice(urban=True)
    text = " ".join([*kelurahan.short, *(words for _, words in kelurahan.full)])
    assert not re.search(r"\bdesa\b", text, re.IGNORECASE) and "kantor kelurahan" in text
    assert "kantor desa" in " ".join(words for _, words in desa.full)


def test_the_current_version_is_there_and_others_are_not() -> None:
    assert CURRENT in VERSIONS
    with pytest.raises(FileNotFoundError):
        load_notice("0")
