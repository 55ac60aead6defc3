from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from gui.language import set_language
from gui.pages.person import lines, values, words
from models.values import LeftReason, Month, Relationship, Sex, WorkerStatus
from services.reference import load_reference
from services.rules.eligibility import eligibility
from services.workers.records import Heir, WorkerForm
from services.workers.standings import MonthPaid
from tests.offices import VILLAGE, worker

REFERENCE = load_reference()
JANUARY = Month(2027, 1)
URBAN = next(code for code, village in REFERENCE.villages.items() if village.is_kelurahan)


def month(expected: int, recorded: int | None, number: int = 1) -> MonthPaid:
    return MonthPaid(month=Month(2027, number), expected=expected, recorded=recorded, paid_on=None)


@pytest.mark.parametrize(
    ("paid", "said", "word", "tone"),
    [
        (month(16_800, 16_800), "Rp16.800 tercatat", "tercatat", "ok"),
        (month(16_800, 10_000), "Rp10.000 dari Rp16.800", "Rp10.000", "warn"),
        (month(0, 16_800), "Rp16.800 tercatat", "tercatat", "ok"),
        (month(16_800, None), "Rp16.800 belum tercatat", "belum", "warn"),
        (month(16_800, None, 2), "Rp16.800 nanti", "nanti", "neutral"),
    ],
)
def test_a_month_is_recorded_short_missing_or_still_to_come(paid: MonthPaid, said: str, word: str, tone: str) -> None:
    assert words.month_state(paid, JANUARY)[:2] == (said, tone)
    assert words.month_word(paid, JANUARY) == word


def test_the_sum_by_decree_is_one_or_a_range() -> None:
    assert words.sum_words((month(16_800, None), month(16_800, None))) == "Rp16.800 sebulan menurut SK."
    assert words.sum_words((month(16_800, None), month(8_400, None))) == "Rp8.400 sampai Rp16.800 sebulan menurut SK."
    assert words.sum_words((month(0, 5),)) == ""
    assert words.months_summary((month(1, 1), month(1, None))) == "1 dari 2 bulan tercatat terbayar"


@pytest.mark.parametrize(
    ("born", "status", "enrolled", "title", "why"),
    [
        (date(1979, 3, 12), WorkerStatus.COMPLETE, False, "Dapat diusulkan", "Usianya 47 tahun pada 1 Januari 2027."),
        (date(1962, 1, 1), WorkerStatus.COMPLETE, False, "Belum dapat", "Peserta baru harus di bawah 65 tahun."),
        (date(2010, 1, 2), WorkerStatus.COMPLETE, False, "Belum dapat", "Peserta harus paling sedikit 17 tahun."),
        (date(1979, 3, 12), WorkerStatus.INCOMPLETE, False, "Belum dapat", "Datanya belum lengkap."),
        (date(1979, 3, 12), WorkerStatus.LEFT, False, "Belum dapat", "Sudah keluar dari daftar."),
        (None, WorkerStatus.COMPLETE, False, "Belum dapat", "Tanggal lahirnya belum diisi."),
        (date(1950, 1, 1), WorkerStatus.COMPLETE, True, "Tanyakan ke BPJS", "BPJS yang menentukan."),
    ],
)
def test_whether_somebody_can_be_proposed_and_why_not(
    born: date | None, status: WorkerStatus, enrolled: bool, title: str, why: str
) -> None:
    said = words.eligible_words(eligibility(born, JANUARY, enrolled=enrolled, status=status), JANUARY)
    assert said[0].startswith(title) and why in said[1]


def test_benefits_are_told_with_their_conditions() -> None:
    said = " ".join(f"{occasion} {paid}" for occasion, paid in words.benefit_lines(REFERENCE.benefits))
    assert "Rp42\u00a0juta sesudah 3 bulan iuran berturut-turut, sebelumnya Rp10\u00a0juta" in said
    assert "Rp70\u00a0juta" in said and "lindung" not in said.lower()


@pytest.mark.parametrize("reason", [each for each in LeftReason if each is not LeftReason.WITHDRAWN])
def test_every_reason_to_leave_is_told_with_what_follows(reason: LeftReason) -> None:
    assert words.reason_words(reason) != reason.value and words.follows_words(reason)


def test_an_urban_village_and_the_district_by_their_own_names() -> None:
    assert words.village_words(REFERENCE, VILLAGE, whole=True) == "Desa Sambongrejo, Kecamatan Sambong"
    assert words.village_words(REFERENCE, URBAN).startswith("Kelurahan ")
    assert words.village_words(REFERENCE, "33.16") == "Kabupaten Blora"
    assert words.village_words(REFERENCE, "99.99.99.9999") == "99.99.99.9999"


def test_an_empty_record_says_so_line_by_line() -> None:
    form = WorkerForm()
    today = date(2026, 11, 23)
    shown = [
        *lines.identity_lines(form, today),
        *lines.address_lines(form, REFERENCE),
        *lines.work_lines(form, REFERENCE),
    ]
    assert {line.value for line in shown} == {"Belum ada"} and not any(line.known for line in shown)
    assert words.subtitle(form, REFERENCE, today) == ""
    assert words.name_of("") == "Tanpa nama"


def test_income_tells_how_it_was_learnt_and_consent_how_it_was_given() -> None:
    form = replace(worker(9001), income_source="officer", consent_given=True, consent_method="thumb")
    income = next(line for line in lines.work_lines(form, REFERENCE) if line.label == "Penghasilan")
    assert income.value == "Rp900.000 /bulan\nperkiraan petugas"
    consent = lines.notice_lines(form, "Desa Sambongrejo")[-2]
    assert (consent.label, consent.value) == ("Persetujuan tambahan", "cap jempol")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("nik", "3316065203799001", "•••• 9001"),
        ("kk_number", "3316065203799002", "•••• 9002"),
        ("birth_date", date(1979, 3, 12), "12 Maret 1979"),
        ("sex", Sex.MALE, "Laki-laki"),
        ("monthly_income", 0, "Rp0"),
        ("monthly_income", None, "kosong"),
        ("heirs", (Heir("SUPARDI", Relationship.SPOUSE), Heir("DWI")), "Supardi, Dwi"),
        ("heirs", (), "kosong"),
        ("consent_given", True, "ya"),
        ("consent_given", False, "tidak"),
        ("occupation_code", "BTN", "Buruh tani"),
        ("village_code", VILLAGE, "Desa Sambongrejo"),
        ("income_source", "self", "menurut pekerja"),
        ("phone", "08139000123", "0813 9000 123"),
        ("address", "DK. NGASEM", "Dk. Ngasem"),
        ("status", "left", "keluar dari daftar"),
    ],
)
def test_values_of_the_history_in_words(field: str, value: object, said: str) -> None:
    assert values.value_words(field, value, REFERENCE, shown=False) == said


def test_every_field_of_the_form_has_a_name_in_both_languages() -> None:
    fields = WorkerForm.__dataclass_fields__
    for field, language in product(fields, ("id", "en")):
        set_language(language)  # type: ignore[arg-type]
        assert values.field_label(field) != field
    set_language("id")
