from __future__ import annotations

from datetime import date

import pytest

from gui.pages.importing import words
from models.values import Sex
from services.reference import load_reference
from services.spreadsheets.session import CHOICES, HEIR_ROLES, Counts, Meaning, Preset, Role, RowState
from services.workers.records import Heir


def test_everything_a_column_may_mean_has_words() -> None:
    assert set(words.role_words()) == set(CHOICES) | {Role.IGNORED}
    texts = [
        words.meaning_words(Meaning(role, heir)) for role in CHOICES for heir in range(3 if role in HEIR_ROLES else 1)
    ]
    assert len(set(texts)) == len(texts)
    assert words.meaning_words(Meaning(Role.HEIR_NIK, 1)) == "Ahli waris 2: NIK"


def test_every_preset_and_state_has_words() -> None:
    assert all(words.preset_words(preset) for preset in Preset)
    assert set(words.state_words()) == set(RowState)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("monthly_income", 900_000, "Rp900.000"),
        ("birth_date", date(1979, 3, 12), "12-03-1979"),
        ("sex", Sex.FEMALE, "Perempuan"),
        ("nik", "3316065203799004", "331606 520379 9004"),
        ("occupation_code", "BTN", load_reference().occupations["BTN"].label),
        ("village_code", "33.16.06.2002", load_reference().villages["33.16.06.2002"].name),
        ("heirs", (Heir("SUPARDI"), Heir("SUTINI")), "Supardi, Sutini"),
        ("income_source", "self", "Kata sendiri"),
        ("phone", "", "–"),
        ("monthly_income", None, "–"),
        ("heirs", (), "–"),
        ("rt", "003", "003"),
    ],
)
def test_values_read_as_people_write_them(field: str, value: object, said: str) -> None:
    assert words.value_words(field, value, load_reference()) == said


def test_a_sentence_is_what_is_the_case_and_what_to_do() -> None:
    assert words.halves("NIK ini 15 angka. NIK selalu 16 angka, periksa KTP.") == (
        "NIK ini 15 angka",
        "NIK selalu 16 angka, periksa KTP.",
    )
    assert words.halves("Kosong.") == ("Kosong", "")


def test_the_foot_says_that_nothing_is_written_and_what_stays_out() -> None:
    counts = Counts(20, 10, 2, 5, 3)
    assert words.waiting(counts, 0, partial=False) == (
        "Belum ada yang ditulis. 5 ditahan, tidak ikut, 3 sudah terdaftar, dilewati"
    )
    assert words.waiting(counts, 3, partial=False) == "Belum ada yang ditulis. 5 ditahan, tidak ikut, 3 diperbarui"
    assert words.waiting(Counts(2, 2, 0, 0, 0), 0, partial=False) == "Belum ada yang ditulis"


def test_parts_of_a_sum_that_are_nothing_are_left_out() -> None:
    assert words.sum_of({"masuk": 1_181, "ditahan": 0, "sudah ada": 7}) == "1.181 masuk + 7 sudah ada"
