from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gui.printing.slip import cards_of, recipient_card, slip_of, slips_of
from models.values import LeftReason, Outcome
from services.programmes.facts import standing_in_batch
from services.workers.commands import register_worker, update_worker
from services.workers.leaving import leave_register
from services.workers.queries import get_worker
from tests.decided import DECREE, Decided, decided_offices
from tests.offices import at, worker


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decided]:
    with decided_offices(tmp_path_factory.mktemp("decided")) as made:
        yield made


def test_a_slip_tells_who_recorded_first_and_masks_the_nik(story: Decided) -> None:
    ctx = story.village
    sutini = story.row("SUTINI").worker_id
    detail = get_worker(ctx, sutini)
    later = at(replace(ctx, user=replace(ctx.user, name="Budi Santoso")), ctx.now() + timedelta(days=1))
    update_worker(later, sutini, replace(detail.form, workplace="SAWAH"), detail.heads)
    slip = slip_of(ctx, get_worker(ctx, sutini))
    assert dict(slip.facts) | {"Nomor bukti": ""} == {
        "Nama": "Sutini",
        "NIK": "•••• 9001",
        "Terdata di": "Desa Sambongrejo, Kecamatan Sambong",
        "Terdata sejak": "14 November 2026",
        "Dicatat oleh": "Siti Aminah",
        "Nomor bukti": "",
    }
    assert slip.code.office == "33.16.06.2002" and slip.code.day == date(2026, 11, 14)
    assert sutini.replace("-", "").upper().startswith(slip.code.record)
    for secret in ("331606", "SUTINI", "5203"):
        assert secret not in slip.code.qr_text


def test_without_nik_it_says_so_and_who_left_gets_none(story: Decided) -> None:
    ctx = story.village
    blank = register_worker(ctx, worker(9011, nik="", full_name="NGATIJAN")).first("worker")
    gone = register_worker(ctx, worker(9012, full_name="WARSINI")).first("worker")
    leave_register(ctx, [gone], LeftReason.MOVED, ctx.today())
    (slip,) = slips_of(ctx, [blank, gone])
    assert dict(slip.facts)["NIK"] == "belum ada"


def test_only_the_chosen_get_a_card_with_the_facts_as_they_are(story: Decided) -> None:
    cards = cards_of(story.village, story.view.batch_id)
    assert [card.name for card in cards] == ["Kasmidi", "Sutini"]
    card = cards[1]
    assert card.nik == "•••• 9001" and card.village == "Desa Sambongrejo"
    assert card.terms == (("SK Bupati", DECREE), ("Iuran dibantu", "Januari s.d. Desember 2027"))
    assert card.facts == (
        ("Terdata", "14 November 2026"),
        ("Ditetapkan", "21 November 2026"),
        ("Terdaftar di BPJS", "belum tercatat"),
        ("Iuran terbayar s.d.", "belum tercatat"),
    )
    (only,) = cards_of(
        story.village, story.view.batch_id, [story.row("SUTINI").worker_id, story.row("NGATINI").worker_id]
    )
    assert only.name == "Sutini"
    assert cards_of(story.village, "no such batch") == ()


def test_enrolment_and_paid_months_stand_apart(story: Decided) -> None:
    ctx, row = story.village, story.row("SUTINI")
    standing = replace(standing_in_batch(ctx, row.worker_id, story.view), enrolled_on=date(2027, 1, 4))
    card = recipient_card(ctx, story.view, row, standing)
    assert card is not None
    assert card.facts[2:] == (("Terdaftar di BPJS", "4 Januari 2027"), ("Iuran terbayar s.d.", "belum tercatat"))


@pytest.mark.parametrize("outcome", [Outcome.RESERVE, Outcome.REFUSED])
def test_nobody_else_and_nobody_before_the_decree(story: Decided, outcome: Outcome) -> None:
    ctx, row = story.village, story.row("SUTINI")
    standing = standing_in_batch(ctx, row.worker_id, story.view)
    assert recipient_card(ctx, story.view, replace(row, outcome=outcome), standing) is None
    assert recipient_card(ctx, replace(story.view, decree_no=""), row, standing) is None
    assert recipient_card(ctx, replace(story.view, decree_on=None), row, standing) is None


def test_without_a_decree_a_batch_has_no_cards(tmp_path_factory: pytest.TempPathFactory) -> None:
    with decided_offices(tmp_path_factory.mktemp("undecreed"), decree=False) as early:
        assert cards_of(early.village, early.view.batch_id) == ()
