"""Search as you type."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.values import LeftReason
from services.context import AppContext
from services.workers.commands import register_workers, update_worker
from services.workers.leaving import leave_register
from services.workers.queries import get_worker, rows
from services.workers.records import Heir
from services.workers.search import (
    ListFilter,
    Narrowing,
    Order,
    Place,
    SortKey,
    count_narrowed,
    count_workers,
    find_workers,
    ids_of,
    places,
    search_workers,
)
from tests.offices import NOW, at, worker

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


def test_who_left_is_under_left_only_and_an_undone_entry_only_by_its_reason(filled: AppContext) -> None:
    found = {row.full_name: row.id for row in rows(filled, find_workers(filled).seqs)}
    leave_register(filled, [found["SUTINI"]], LeftReason.DIED, NOW.date())
    leave_register(filled, [found["KASMI"]], LeftReason.WITHDRAWN, NOW.date())
    assert names(filled, "") == ["SRI WAHYUNI", "SUPARDI", "WAHYU SANTOSO"] and count_workers(filled) == 3
    assert names(filled, "sutini") == [] and names(filled, "su") == ["SUPARDI"]
    assert names(filled, "", chosen=ListFilter.LEFT) == ["SUTINI"]
    assert names(filled, "sutini", chosen=ListFilter.LEFT) == ["SUTINI"]
    undone = search_workers(filled, "", Narrowing(chosen=ListFilter.LEFT, reason=LeftReason.WITHDRAWN.value))
    assert [row.full_name for row in rows(filled, undone.seqs)] == ["KASMI"]


ORDERED = {
    SortKey.NAME: ["ANI", "BUDI", "CITRA"],
    SortKey.OCCUPATION: ["BUDI", "CITRA", "ANI"],
    SortKey.PLACE: ["BUDI", "ANI", "CITRA"],
    SortKey.COMPLETENESS: ["CITRA", "ANI", "BUDI"],
    SortKey.STATUS: ["ANI", "BUDI", "CITRA"],
    SortKey.AGE: ["BUDI", "ANI", "CITRA"],
    SortKey.INCOME: ["CITRA", "ANI", "BUDI"],
    SortKey.VILLAGE: ["ANI", "BUDI", "CITRA"],
    SortKey.UPDATED: ["BUDI", "CITRA", "ANI"],
    SortKey.RECORDED: ["BUDI", "CITRA", "ANI"],
}


@pytest.fixture
def three(village: AppContext) -> AppContext:
    """Citra has neither birth date nor address; saved on three days."""
    born = date(1999, 1, 1)
    forms = (
        worker(
            9002, full_name="BUDI", occupation_code="BTN", rt="002", rw="001", birth_date=born, phone="089900001234"
        ),
        worker(9003, full_name="CITRA", occupation_code="BCK", rt="001", rw="002", birth_date=None, address=""),
        worker(9001, full_name="ANI", occupation_code="OJK", rt="009", rw="001"),
    )
    incomes = (1_500_000, 400_000, 900_000)
    for day, (form, income) in enumerate(zip(forms, incomes, strict=True)):
        later = at(village, NOW + timedelta(days=day))
        register_workers(later, [replace(form, monthly_income=income)])
    return village


def ordered(ctx: AppContext, text: str, order: Order) -> list[str]:
    return [row.full_name for row in rows(ctx, search_workers(ctx, text, Narrowing(), order).seqs)]


@pytest.mark.parametrize("key", SortKey)
@pytest.mark.parametrize("text", ["", "3316", "33"])
def test_every_order_with_and_without_a_search(three: AppContext, key: SortKey, text: str) -> None:
    assert ordered(three, text, Order(key)) == ORDERED[key]


@pytest.mark.parametrize("key", [SortKey.NAME, SortKey.PLACE, SortKey.INCOME, SortKey.UPDATED, SortKey.OCCUPATION])
def test_turned_round(three: AppContext, key: SortKey) -> None:
    assert ordered(three, "", Order(key, descending=True)) == ORDERED[key][::-1]


def test_equal_ones_stand_by_name(filled: AppContext) -> None:
    assert ordered(filled, "", Order(SortKey.PLACE, descending=True)) == names(filled, "")


@pytest.mark.parametrize(
    ("field", "blank", "full"),
    [
        ("kk_number", "331606", "3316060101019001"),
        ("mother_name", "", "NGATMI"),
        ("phone", "", "089900001234"),
        ("heirs", (), (Heir("SUPARDI"),)),
        ("address", "", "DK. KRAJAN"),
        ("occupation_code", "", "OJK"),
        ("notice_given_on", None, date(2026, 11, 1)),
        ("birth_date", None, date(1979, 3, 12)),
    ],
)
def test_what_is_lacking(village: AppContext, field: str, blank: object, full: object) -> None:
    register_workers(village, [worker(9001, full_name="ANI"), worker(9002, full_name="BUDI")])
    ids = {row.full_name: row.id for row in rows(village, find_workers(village).seqs)}
    for name, value in (("ANI", blank), ("BUDI", full)):
        update_worker(village, ids[name], replace(get_worker(village, ids[name]).form, **{field: value}))
    found = search_workers(village, "", Narrowing(lacking=field))
    assert [row.full_name for row in rows(village, found.seqs)] == ["ANI"]
    assert count_narrowed(village, Narrowing(lacking=field)) == 1


def test_hours_are_lacking_while_either_end_is(village: AppContext) -> None:
    hours = {"ANI": ("07:00", ""), "BUDI": ("07:00", "15:00"), "CITRA": ("", "")}
    forms = [
        worker(9001 + place, full_name=name, work_start=start, work_end=end)
        for place, (name, (start, end)) in enumerate(hours.items())
    ]
    register_workers(village, forms)
    found = search_workers(village, "", Narrowing(lacking="work_hours"))
    assert [row.full_name for row in rows(village, found.seqs)] == ["ANI", "CITRA"]


def test_places_count_who_is_in_the_register(three: AppContext) -> None:
    assert places(three) == (Place("002", "001", 1), Place("009", "001", 1), Place("001", "002", 1))
    found = {row.full_name: row.id for row in rows(three, find_workers(three).seqs)}
    leave_register(three, [found["BUDI"]], LeftReason.MOVED, NOW.date())
    assert places(three) == (Place("009", "001", 1), Place("001", "002", 1))
    assert ids_of(three, find_workers(three).seqs) == [found["ANI"], found["CITRA"]]
    assert ids_of(three, [99]) == []
