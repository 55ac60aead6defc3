"""Money anchors of the tariff; the 33 rows are checked against domain/bpu_tariff.csv as it was handed over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import Insurance, Month, Payer, Sector
from services.errors import Invalid
from services.reference import load_reference
from services.rules.contribution import PAYER_UNCLEAR, contribution, programme_contribution

TARIFF = load_reference().tariff
BOTH = (Insurance.JKK, Insurance.JKM)
ALL = tuple(Insurance)

# income_from, base, jkk, jkm, jht, jkk + jkm
ROWS = [
    (0, 1000000, 10000, 6800, 20000, 16800),
    (1100000, 1200000, 12000, 6800, 24000, 18800),
    (1300000, 1400000, 14000, 6800, 28000, 20800),
    (1500000, 1600000, 16000, 6800, 32000, 22800),
    (1700000, 1800000, 18000, 6800, 36000, 24800),
    (1900000, 2000000, 20000, 6800, 40000, 26800),
    (2100000, 2200000, 22000, 6800, 44000, 28800),
    (2300000, 2400000, 24000, 6800, 48000, 30800),
    (2500000, 2600000, 26000, 6800, 52000, 32800),
    (2700000, 2950000, 29500, 6800, 59000, 36300),
    (3200000, 3450000, 34500, 6800, 69000, 41300),
    (3700000, 3950000, 39500, 6800, 79000, 46300),
    (4200000, 4450000, 44500, 6800, 89000, 51300),
    (4700000, 4950000, 49500, 6800, 99000, 56300),
    (5200000, 5450000, 54500, 6800, 109000, 61300),
    (5700000, 5950000, 59500, 6800, 119000, 66300),
    (6200000, 6450000, 64500, 6800, 129000, 71300),
    (6700000, 6950000, 69500, 6800, 139000, 76300),
    (7200000, 7450000, 74500, 6800, 149000, 81300),
    (7700000, 7950000, 79500, 6800, 159000, 86300),
    (8200000, 8700000, 87000, 6800, 174000, 93800),
    (9200000, 9700000, 97000, 6800, 194000, 103800),
    (10200000, 10700000, 107000, 6800, 214000, 113800),
    (11200000, 11700000, 117000, 6800, 234000, 123800),
    (12200000, 12700000, 127000, 6800, 254000, 133800),
    (13200000, 13700000, 137000, 6800, 274000, 143800),
    (14200000, 14700000, 147000, 6800, 294000, 153800),
    (15200000, 15700000, 157000, 6800, 314000, 163800),
    (16200000, 16700000, 167000, 6800, 334000, 173800),
    (17200000, 17700000, 177000, 6800, 354000, 183800),
    (18200000, 18700000, 187000, 6800, 374000, 193800),
    (19200000, 19700000, 197000, 6800, 394000, 203800),
    (20200000, 20700000, 207000, 6800, 414000, 213800),
]

months = st.builds(Month, st.integers(2016, 2030), st.integers(1, 12))


def total(month: str, income: int | None, sector: Sector, payer: Payer, registered: str | None = None) -> int:
    since = Month.parse(registered) if registered else None
    return contribution(Month.parse(month), income, sector, payer, BOTH, TARIFF, registered=since).total


@pytest.mark.parametrize("number", range(33))
def test_each_bracket_from_its_lower_bound_to_one_rupiah_below_the_next(number: int) -> None:
    lowest, base, jkk, jkm, jht, both = ROWS[number]
    highest = ROWS[number + 1][0] - 1 if number < 32 else 10**9
    for income in (lowest, highest):
        found = contribution(Month(2025, 1), income, Sector.OTHER, Payer.SELF, ALL, TARIFF)
        assert (found.base_income, found.jkk, found.jkm, found.jht) == (base, jkk, jkm, jht)
        assert found.total == both + jht
        assert found.rules == (f"PP44/2015:bracket-{number + 1}", "PP44/2015:jkm", "PP46/2015:jht")


def test_the_tariff_has_33_rows_one_percent_and_two_percent() -> None:
    assert len(TARIFF.brackets) == 33
    assert all(row.jkk * 100 == row.base_income and row.jht * 50 == row.base_income for row in TARIFF.brackets)


@pytest.mark.parametrize(
    ("income", "expected"),
    [(1_099_000, 16_800), (1_099_999, 16_800), (1_100_000, 18_800), (20_200_000, 213_800), (0, 16_800), (None, 16_800)],
)
def test_anchors_by_income(income: int | None, expected: int) -> None:
    assert total("2025-01", income, Sector.OTHER, Payer.SELF) == expected


@pytest.mark.parametrize(
    ("month", "sector", "payer", "expected"),
    [
        ("2026-11", Sector.TRANSPORT, Payer.SELF, 8_400),
        ("2026-11", Sector.TRANSPORT, Payer.APBD, 16_800),
        ("2026-11", Sector.TRANSPORT, Payer.APBN, 16_800),
        ("2026-12", Sector.OTHER, Payer.SELF, 8_400),
        ("2027-01", Sector.OTHER, Payer.SELF, 16_800),
        ("2026-12", Sector.OTHER, Payer.APBD, 16_800),
        ("2026-03", Sector.OTHER, Payer.SELF, 16_800),
        ("2026-04", Sector.OTHER, Payer.SELF, 8_400),
        ("2025-12", Sector.TRANSPORT, Payer.SELF, 16_800),
        ("2026-01", Sector.TRANSPORT, Payer.SELF, 8_400),
        ("2027-03", Sector.TRANSPORT, Payer.SELF, 8_400),
        ("2027-04", Sector.TRANSPORT, Payer.SELF, 16_800),
        ("2020-07", Sector.OTHER, Payer.SELF, 16_800),
        ("2020-08", Sector.OTHER, Payer.SELF, 168),
        ("2020-09", Sector.OTHER, Payer.APBD, 168),
        ("2021-01", Sector.TRANSPORT, Payer.SELF, 168),
        ("2021-02", Sector.OTHER, Payer.SELF, 16_800),
    ],
)
def test_reliefs_begin_and_end_with_their_months(month: str, sector: Sector, payer: Payer, expected: int) -> None:
    assert total(month, 900_000, sector, payer) == expected


def test_new_members_of_2020_pay_two_months_in_full() -> None:
    paid = [total(f"2020-{month:02d}", 0, Sector.OTHER, Payer.SELF, "2020-09") for month in (9, 10, 11)]
    assert paid == [16_800, 16_800, 168]
    assert total("2020-09", 0, Sector.OTHER, Payer.SELF, "2020-07") == 168


def test_amounts_name_their_rules_and_jht_is_never_reduced() -> None:
    found = contribution(Month(2026, 11), 900_000, Sector.TRANSPORT, Payer.SELF, ALL, TARIFF)
    assert (found.jkk, found.jkm, found.jht, found.total) == (5_000, 3_400, 20_000, 28_400)
    assert found.rules == ("PP44/2015:bracket-1", "PP50/2025:transport", "PP44/2015:jkm", "PP46/2015:jht")


def test_one_percent_of_2020_is_exact_per_insurance() -> None:
    found = contribution(Month(2020, 9), 0, Sector.OTHER, Payer.SELF, BOTH, TARIFF)
    assert (found.jkk, found.jkm) == (100, 68)


@pytest.mark.parametrize("payer", [Payer.APBDES, Payer.CSR])
def test_payers_that_the_law_does_not_name_get_the_relief_with_a_note(payer: Payer) -> None:
    found = contribution(Month(2026, 11), 0, Sector.OTHER, payer, BOTH, TARIFF)
    assert found.total == 8_400
    assert PAYER_UNCLEAR in found.rules
    assert PAYER_UNCLEAR not in contribution(Month(2025, 11), 0, Sector.OTHER, payer, BOTH, TARIFF).rules


def test_a_programme_registers_everyone_at_its_base_income() -> None:
    found = programme_contribution(Month(2025, 1), 1_000_000, Payer.APBD, BOTH, TARIFF)
    assert (found.jkk, found.jkm, found.total) == (10_000, 6_800, 16_800)
    assert programme_contribution(Month(2025, 1), 20_700_000, Payer.APBD, BOTH, TARIFF).jkk == 207_000
    with pytest.raises(Invalid) as caught:
        programme_contribution(Month(2025, 1), 1_050_000, Payer.APBD, BOTH, TARIFF)
    assert caught.value.problems[0].code == "base_income.unknown"


@pytest.mark.parametrize(
    ("month", "income", "code"), [("2025-01", -1, "income.negative"), ("2015-06", 0, "month.before_tariff")]
)
def test_what_cannot_be_priced_is_refused(month: str, income: int, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        total(month, income, Sector.OTHER, Payer.SELF)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_the_first_month_of_the_tariff_counts() -> None:
    assert total("2015-07", 0, Sector.OTHER, Payer.SELF) == 16_800


def test_data_that_would_give_fractions_of_a_rupiah_is_never_rounded() -> None:
    odd = replace(TARIFF, jkm=6_801)
    with pytest.raises(ArithmeticError, match="PP50/2025:other"):
        contribution(Month(2026, 11), 0, Sector.OTHER, Payer.SELF, BOTH, odd)


@given(
    months,
    st.integers(0, 30_000_000),
    st.integers(0, 5_000_000),
    st.sampled_from(Sector),
    st.sampled_from(Payer),
    st.sets(st.sampled_from(Insurance)),
)
def test_more_income_never_pays_less_and_parts_add_up(
    month: Month, income: int, more: int, sector: Sector, payer: Payer, insurances: set[Insurance]
) -> None:
    low = contribution(month, income, sector, payer, insurances, TARIFF)
    high = contribution(month, income + more, sector, payer, insurances, TARIFF)
    assert 0 <= low.total <= high.total
    assert low.total == low.jkk + low.jkm + low.jht
    assert all(isinstance(part, int) for part in (low.jkk, low.jkm, low.jht))
    assert all(getattr(low, insurance.value) == 0 for insurance in Insurance if insurance not in insurances)


@given(months, st.integers(0, 30_000_000), st.sampled_from(Sector))
def test_the_government_never_gets_the_relief_of_2025(month: Month, income: int, sector: Sector) -> None:
    for payer in (Payer.APBN, Payer.APBD):
        found = contribution(month, income, sector, payer, BOTH, TARIFF)
        assert not any(rule.startswith("PP50/2025") for rule in found.rules)
