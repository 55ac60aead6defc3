from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.names import has_title, is_person_name, name_key, name_likeness, title_case


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("  SITI   Aminah ", "siti aminah"),
        ("Nur'aini", "nuraini"),
        ("M. Ma’ruf", "m maruf"),
        ("Sri-Rahayu", "sri rahayu"),
        ("Étienne", "etienne"),
        ("", ""),
    ],
)
def test_keys(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("SUTRISNO", "Soetrisno"), ("Siti Aminah", "AMINAH SITI"), ("Djumadi", "Jumadi"), ("Nur'aini", "NURAINI")],
)
def test_the_same_name_spelled_otherwise(one: str, other: str) -> None:
    assert name_likeness(one, other) == 100


def test_other_names_are_less_alike() -> None:
    assert name_likeness("Supardi", "Suparti") < 100
    assert name_likeness("Supardi", "Juminten") < 50


@pytest.mark.parametrize(
    ("name", "shown"),
    [("SITI AMINAH", "Siti Aminah"), ("MA'RUF", "Ma'ruf"), ("SRI-RAHAYU", "Sri-Rahayu"), ("m. ali", "M. Ali")],
)
def test_title_case(name: str, shown: str) -> None:
    assert title_case(name) == shown


@pytest.mark.parametrize(
    ("name", "is_name"),
    [
        ("SUTINI", True),
        ("M. Ma'ruf", True),
        ("Sri-Rahayu", True),
        ("X2", False),
        ("", False),
        ("-", False),
        ("a_b", False),
    ],
)
def test_what_a_name_is_made_of(name: str, is_name: bool) -> None:
    assert is_person_name(name) is is_name


@pytest.mark.parametrize("name", ["H. Sukardi", "Hj. Siti", "Sukardi, S.Pd.", "Drs. Sutrisno", "Sukardi S.E."])
def test_titles_are_seen(name: str) -> None:
    assert has_title(name)


@pytest.mark.parametrize("name", ["Sukardi", "M. Ali", "Hadi", "R. Sukirman", "Sehari", "A. Rohman"])
def test_names_without_a_title(name: str) -> None:
    assert not has_title(name)
