"""The rule by which keys in a spreadsheet are counted."""

from __future__ import annotations

from dataclasses import replace

from services.reference import load_reference
from tests.bench.papers import KARSONO, SUTINI
from tests.bench.spreadsheet import row_cost
from tests.offices import NOW

REFERENCE, TODAY = load_reference(), NOW.date()


def helped(form: object, *above: object) -> int:
    return row_cost(form, above, REFERENCE, TODAY).helped  # type: ignore[arg-type]


def test_typed_out_every_letter_and_every_cell_counts() -> None:
    longer = replace(SUTINI, mother_name=SUTINI.mother_name + "XY")
    assert row_cost(longer, (), REFERENCE, TODAY).plain == row_cost(SUTINI, (KARSONO,), REFERENCE, TODAY).plain + 2


def test_a_text_completes_where_only_one_above_begins_like_it() -> None:
    alone = replace(SUTINI, nik="3316065203799996", workplace="PASAR", hamlet="TLOGO")
    two = replace(alone, workplace="SAWAH PERHUTANI")
    saved = helped(SUTINI, alone) - helped(SUTINI, SUTINI, alone)
    less = helped(SUTINI, alone) - helped(SUTINI, SUTINI, two)
    assert saved - less == len("SAWAH D") - 1


def test_the_cell_above_costs_one_chord_and_numbers_do_not_complete() -> None:
    other = replace(SUTINI, kk_number="3316060101019997")
    assert helped(other, SUTINI) - helped(SUTINI, SUTINI) == 16 - 2
    assert helped(SUTINI, SUTINI, other) == helped(SUTINI, SUTINI, replace(other, kk_number="3316060101019998"))
