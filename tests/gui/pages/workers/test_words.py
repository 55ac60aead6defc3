from __future__ import annotations

from datetime import date

import pytest

from gui.pages.workers import words
from models.values import Month, Outcome, Sex, WorkerStatus
from services.rules.standing import Standing
from tests.offices import worker


@pytest.mark.parametrize(
    ("status", "outcome", "number", "expected"),
    [
        (WorkerStatus.COMPLETE, None, None, "Terdata"),
        (WorkerStatus.INCOMPLETE, None, None, "Belum lengkap"),
        (WorkerStatus.COMPLETE, Outcome.FUNDED, None, "Penerima bantuan iuran"),
        (WorkerStatus.COMPLETE, Outcome.RESERVE, 1410, "Daftar tunggu no. 1.410"),
        (WorkerStatus.INCOMPLETE, Outcome.REFUSED, None, "Perlu perbaikan"),
        (WorkerStatus.LEFT, Outcome.FUNDED, None, "Keluar"),
    ],
)
def test_the_pill(status: WorkerStatus, outcome: Outcome | None, number: int | None, expected: str) -> None:
    assert words.status_of(status, outcome, number, by_decree=True)[0] == expected


def test_without_a_decree_somebody_is_a_candidate() -> None:
    assert words.status_of(WorkerStatus.COMPLETE, Outcome.FUNDED, None, by_decree=False)[0] == "Calon penerima"
    assert told(standing(outcome=Outcome.FUNDED, decided_on=date(2026, 11, 22)))[1] == "belum"


def standing(**facts: object) -> Standing:
    return Standing(as_of=Month(2027, 3), recorded_on=date(2026, 11, 20), **facts)  # type: ignore[arg-type]


def told(found: Standing) -> list[str]:
    return [value for _, value, _ in words.facts_of(found)]


def test_four_facts_stand_apart() -> None:
    assert told(standing()) == ["20 November 2026", "belum", "belum", "belum"]
    chosen = standing(outcome=Outcome.FUNDED, decided_on=date(2026, 11, 22), decree="400.5/312/2026")
    assert told(chosen) == ["20 November 2026", "22 November 2026\nSK 400.5/312/2026", "belum", "belum"]


def test_being_on_the_waiting_list_is_not_being_chosen() -> None:
    assert told(standing(outcome=Outcome.RESERVE, decided_on=date(2026, 11, 22), reserve_no=4))[1] == "belum"


def test_a_payment_is_told_only_with_an_enrolment() -> None:
    assert told(standing(paid_until=Month(2027, 2)))[3] == "belum"
    enrolled = standing(enrolled_on=date(2027, 1, 1), enrolled_source="daftar cabang", paid_until=Month(2027, 2))
    assert told(enrolled)[2:] == ["1 Januari 2027\ndaftar cabang", "s.d. Februari 2027"]


def test_the_district_sees_four_digits() -> None:
    assert words.nik_words("3316065203799004", masked=True) == "•••• 9004"
    assert words.nik_words("3316065203799004", masked=False) == "331606 520379 9004"


def test_what_is_lacking_is_named() -> None:
    assert "alamat" in words.lacking(worker(address=""))
    assert words.heirs_words(worker(heirs=(), sex=Sex.FEMALE)) == "Belum ada"
