"""Age on the planned first month: what is said, and who is barred."""

from __future__ import annotations

from datetime import date

import pytest

from gui.pages.register.age_words import age_line, first_month
from models.values import Month

TODAY = date(2026, 11, 23)
PLANNED = Month(2026, 12)


@pytest.mark.parametrize(
    ("kept", "month"),
    [
        ("", Month(2026, 12)),
        ("2027-03", Month(2027, 3)),
        ("2026-11", Month(2026, 11)),
        ("2026-10", Month(2026, 12)),
        ("Maret", Month(2026, 12)),
    ],
)
def test_the_planned_month_is_never_over(kept: str, month: Month) -> None:
    assert first_month(kept, TODAY) == month


@pytest.mark.parametrize(
    ("born", "barred", "words"),
    [
        (date(1979, 3, 12), False, "47 tahun pada Desember 2026, usianya memenuhi syarat."),
        (date(1961, 12, 1), True, "65 tahun pada Desember 2026. Tetap disimpan, tidak dapat diusulkan."),
        (date(1961, 12, 2), False, "64 tahun pada Desember 2026. Ajukan sebelum 2 Desember 2026, saat usianya 65."),
        (date(2009, 12, 1), False, "17 tahun pada Desember 2026, usianya memenuhi syarat."),
        (date(2009, 12, 2), True, "Usia paling rendah 17 tahun, tercapai 2 Desember 2026."),
        (date(2012, 2, 29), True, "tercapai 1 Maret 2029."),
    ],
)
def test_the_first_day_of_the_month_decides(born: date, barred: bool, words: str) -> None:
    line = age_line(born, PLANNED, TODAY)
    assert line is not None and line.barred is barred and words in line.text
    assert (line.tone == "ok") == ("memenuhi" in line.text)


def test_nothing_is_said_without_a_date_that_makes_sense() -> None:
    assert age_line(None, PLANNED, TODAY) is None
    assert age_line(date(2027, 1, 1), PLANNED, TODAY) is None
