"""Search as you type."""

from __future__ import annotations

import pytest

from services.context import AppContext
from services.workers.commands import register_workers
from services.workers.queries import rows
from services.workers.search import ListFilter, count_workers, find_workers
from tests.offices import worker

PEOPLE = (
    ("SUTINI", "DK. NGASEM", "081200000001", "BTN"),
    ("SUPARDI", "DK. KRAJAN", "081200000002", "OJK"),
    ("SRI WAHYUNI", "DK. NGASEM", "", "BTN"),
    ("WAHYU SANTOSO", "DK. TLOGO", "081355550000", "BCK"),
)


@pytest.fixture
def filled(village: AppContext) -> AppContext:
    forms = [
        worker(9001 + number, full_name=name, address=address, phone=phone, occupation_code=occupation)
        for number, (name, address, phone, occupation) in enumerate(PEOPLE)
    ]
    register_workers(village, [*forms, worker(9009, full_name="KASMI", address="")])
    return village


def names(ctx: AppContext, text: str, **filters: object) -> list[str]:
    found = find_workers(ctx, text, **filters)  # type: ignore[arg-type]
    return [row.full_name for row in rows(ctx, found.seqs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["KASMI", "SRI WAHYUNI", "SUPARDI", "SUTINI", "WAHYU SANTOSO"]),
        ("wahyu", ["SRI WAHYUNI", "WAHYU SANTOSO"]),
        ("WAHYU san", ["WAHYU SANTOSO"]),
        ("ngasem", ["SRI WAHYUNI", "SUTINI"]),
        ("ngasem sri", ["SRI WAHYUNI"]),
        ("5555", ["WAHYU SANTOSO"]),
        ("3799002", ["SUPARDI"]),
        ("su", ["SUPARDI", "SUTINI"]),
        ("w", ["WAHYU SANTOSO"]),
        ("sr w", ["SRI WAHYUNI"]),
        ("w wahyuni", ["SRI WAHYUNI"]),
        ("33", ["KASMI", "SRI WAHYUNI", "SUPARDI", "SUTINI", "WAHYU SANTOSO"]),
        ("zz", []),
        ("sutx", []),
    ],
)
def test_found_by_name_nik_address_and_phone(filled: AppContext, text: str, expected: list[str]) -> None:
    assert names(filled, text) == expected


@pytest.mark.parametrize("text", ['"', "%", "_", "*", "su*", "AND", "' OR 1=1 --", "\\", "NEAR(a b)", "-sutini"])
def test_odd_signs_are_only_letters(filled: AppContext, text: str) -> None:
    assert names(filled, text) == []


def test_filters(filled: AppContext) -> None:
    assert names(filled, "", chosen=ListFilter.INCOMPLETE) == ["KASMI"]
    assert names(filled, "ngasem", occupation_code="BTN") == ["SRI WAHYUNI", "SUTINI"]
    assert count_workers(filled, ListFilter.WAITING) == 5
    assert count_workers(filled, ListFilter.FUNDED) == 0


def test_a_common_word_is_cut_at_a_thousand_in_name_order(village: AppContext) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    forms = [
        worker(
            full_name=f"SUTINI {letters[number // 676 % 26]}{letters[number // 26 % 26]}{letters[number % 26]}", nik=""
        )
        for number in range(2600)
    ]
    register_workers(village, list(reversed(forms)))
    found = find_workers(village, "sutini")
    assert (len(found.seqs), found.more) == (1000, True)
    assert rows(village, found.seqs[:1])[0].full_name == "SUTINI AAA"
    assert rows(village, found.seqs[-1:])[0].full_name == forms[999].full_name


@pytest.mark.parametrize(
    "text", ["sut\x00ini", "\x00", "\ud800", "\ud7ff", "\U0010ffff", '"', "%", "\\", "NEAR(", "-", "col:x"]
)
def test_whatever_is_typed_or_pasted_is_only_searched_for(village: AppContext, text: str) -> None:
    register_workers(village, [worker()])
    blank = text in ("\x00", "\ud800")
    assert len(find_workers(village, text).seqs) == (blank or "ini" in text)
