from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from gui.decided_words import facts_of, months_words, reason_long, reason_short
from gui.pages.decisions import words
from gui.pages.decisions.message import message_for
from gui.pages.decisions.words import Group
from models.values import Month, Outcome, Payer, Sex
from services.programmes.queries import DecisionRow
from services.programmes.records import ProgrammeView
from services.reference import load_reference
from services.rules.ranking import DEFAULT_WEIGHTS
from services.rules.standing import Standing
from tests.offices import NOW, VILLAGE

VIEW = ProgrammeView(
    id="p",
    batch_id="b",
    name="Pekerja rentan 2027",
    year=2027,
    payer=Payer.APBD,
    ceiling=1,
    base_income=1_000_000,
    legal_basis="",
    from_month=Month(2027, 1),
    months=12,
    weights=DEFAULT_WEIGHTS,
    decided_on="2026-11-20",
    decree_no="400.5/312/2026",
    decree_on="2026-11-21",
)
PROPOSED = replace(VIEW, decree_no="", decree_on=None)
ROW = DecisionRow(
    worker_id="w",
    full_name="SUTINI",
    nik="3316065203799001",
    sex=Sex.FEMALE,
    hamlet="NGASEM",
    rt="003",
    rw="002",
    phone="081325900147",
    outcome=Outcome.FUNDED,
    place=1,
    reserve_no=None,
    score=5000,
    reasons=(),
    decided_on="2026-11-20",
)
STANDING = Standing(as_of=Month(2027, 2), recorded_on=date(2026, 11, 14), outcome=Outcome.FUNDED)
WAITING = replace(ROW, outcome=Outcome.RESERVE, reserve_no=1204)
REFERENCE = load_reference()


def message(row: DecisionRow = ROW, view: ProgrammeView = VIEW, code: str = VILLAGE, **facts: object) -> str:
    standing = replace(STANDING, outcome=row.outcome, **facts)  # type: ignore[arg-type]
    return message_for(row, view, standing, REFERENCE.villages[code], "Blora")


def refused(*reasons: str) -> DecisionRow:
    return replace(ROW, outcome=Outcome.REFUSED, reasons=reasons)


@pytest.mark.parametrize(
    ("row", "group"),
    [
        (ROW, Group.CHOSEN),
        (WAITING, Group.WAITING),
        (refused("data.incomplete"), Group.FIX),
        (refused("nik.duplicate", "data.incomplete"), Group.FIX),
        (refused("age.over_65"), Group.REFUSED),
        (refused("data.incomplete", "age.over_65"), Group.REFUSED),
        (refused(), Group.REFUSED),
    ],
)
def test_the_four_cards(row: DecisionRow, group: Group) -> None:
    assert words.group_of(row) is group


def test_before_the_decree_nobody_is_a_recipient() -> None:
    assert words.pill(ROW, decreed=False) == ("Calon penerima", "info")
    assert words.pill(ROW, decreed=True) == ("Penerima bantuan iuran", "ok")
    assert words.group_label(Group.CHOSEN, decreed=False) == "calon penerima"
    assert words.pill(WAITING, decreed=False)[0] == "Daftar tunggu no. 1.204"
    assert words.subtitle(PROPOSED, "", NOW).startswith("Diajukan 20 November 2026, nomor SK Bupati belum ada")
    assert "penerima bantuan iuran" in message(view=PROPOSED)
    assert "calon penerima" in message(view=PROPOSED)
    assert "belum terbit" in message(view=PROPOSED)


def test_the_subtitle_names_decree_months_and_when_it_was_read() -> None:
    assert words.subtitle(VIEW, NOW.isoformat(), NOW) == (
        "SK Bupati 400.5/312/2026, 21 November 2026 · Januari sampai Desember 2027 · dibaca hari ini 09.14"
    )


@pytest.mark.parametrize(
    ("first", "months", "said"),
    [
        (Month(2027, 1), 1, "Januari 2027"),
        (Month(2026, 11), 2, "November sampai Desember 2026"),
        (Month(2026, 11), 4, "November 2026 sampai Februari 2027"),
    ],
)
def test_months(first: Month, months: int, said: str) -> None:
    assert months_words(replace(VIEW, from_month=first, months=months)) == said
    assert said in message(view=replace(VIEW, from_month=first, months=months))


def test_each_fact_has_its_own_date_and_none_stands_for_another() -> None:
    def facts(view: ProgrammeView, **over: object) -> list[tuple[str, str, str, bool]]:
        known = {"decree": view.decree_no, "decided_on": date(2026, 11, 21)} | over
        standing = replace(STANDING, **known)  # type: ignore[arg-type]
        return [(fact.label, fact.value, fact.detail, fact.known) for fact in facts_of(standing)]

    recorded = ("Terdata", "14 November 2026", "", True)
    not_enrolled = ("Terdaftar di BPJS", "belum", "", False)
    unpaid = ("Iuran terbayar s.d.", "belum", "", False)
    proposed = ("Ditetapkan", "belum", "calon penerima, diajukan 20 November 2026", False)
    assert facts(PROPOSED, decided_on=date(2026, 11, 20)) == [recorded, proposed, not_enrolled, unpaid]
    decided = ("Ditetapkan", "21 November 2026", "SK Bupati 400.5/312/2026", True)
    assert facts(VIEW) == [recorded, decided, not_enrolled, unpaid]
    assert facts(VIEW, paid_until=Month(2027, 2))[3] == unpaid  # paid without being enrolled is not believed
    enrolled = {"enrolled_on": date(2027, 1, 5), "enrolled_source": "Daftar BPJS Blora"}
    assert facts(VIEW, **enrolled)[2] == ("Terdaftar di BPJS", "5 Januari 2027", "Daftar BPJS Blora", True)
    assert facts(VIEW, **enrolled, paid_until=Month(2027, 2))[3][1] == "Februari 2027"
    assert facts(VIEW, outcome=Outcome.RESERVE)[1] == ("Ditetapkan", "belum", "", False)


def test_the_message_says_what_is_known_and_promises_nothing() -> None:
    assert message() == (
        "Ibu Sutini, nama Anda ditetapkan sebagai penerima bantuan iuran BPJS Ketenagakerjaan (JKK dan JKM) dengan SK "
        "Bupati 400.5/312/2026. Iuran Januari sampai Desember 2027 dibayar Pemerintah Kabupaten Blora, tidak dipungut "
        "biaya. Pendaftaran ke BPJS belum selesai. Kami kabari sesudah terdaftar dan iuran terbayar. Kabar ini dari "
        "Pemerintah Desa Sambongrejo."
    )
    assert "Iuran pertama belum tercatat" in message(enrolled_on=date(2027, 1, 5))
    assert "terbayar sampai Februari 2027" in message(enrolled_on=date(2027, 1, 5), paid_until=Month(2027, 2))
    assert "nomor 1204" in message(WAITING)
    assert message(replace(ROW, sex=None)).startswith("Bapak/Ibu Sutini,")


def test_an_urban_village_has_its_own_words() -> None:
    urban = next(code for code, village in REFERENCE.villages.items() if village.is_kelurahan)
    said = message(refused("data.incomplete"), code=urban)
    assert "ke kantor kelurahan" in said
    assert "Kabar ini dari Kelurahan" in said


def test_no_message_ever_says_that_somebody_is_covered() -> None:
    rows = (ROW, WAITING, refused("data.incomplete"), refused("age.over_65"), refused("status.left"), refused("new"))
    enrolments = (None, date(2026, 12, 1))
    for row, view, enrolled, paid in product(rows, (VIEW, PROPOSED), enrolments, (None, Month(2027, 2))):
        said = message(row, view, enrolled_on=enrolled, paid_until=paid).lower()
        assert "lindung" not in said
        assert "3316065203799001" not in said


@pytest.mark.parametrize(
    "code", ["data.incomplete", "birth_date.missing", "nik.duplicate", "age.over_65", "age.under_17", "status.left"]
)
def test_every_reason_is_said_in_plain_words(code: str) -> None:
    assert code not in reason_short(code) + reason_long(code)
    assert reason_short(code) != reason_short("something.new")


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("", "–"),
        ("081325900147", "0813 2590 0147"),
        ("0899000002406", "0899 0000 02406"),
        ("0296531234", "0296 5312 34"),
        ("+62813", "+62813"),
    ],
)
def test_phone_numbers_are_read_in_fours(digits: str, said: str) -> None:
    assert words.phone(replace(ROW, phone=digits)) == said


def test_names_and_places() -> None:
    assert words.name_of(replace(ROW, full_name="")) == "Tanpa nama"
    assert words.rt_rw(replace(ROW, rt="", rw="")) == "–"
    assert words.subtitle(VIEW, (NOW - timedelta(days=1)).isoformat(), NOW).endswith("dibaca kemarin 09.14")
