from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.values import Month, Outcome
from services.context import AppContext
from services.errors import NotFound
from services.rules.standing import Stage
from services.workers.commands import register_worker
from services.workers.standings import (
    MonthPaid,
    beside_in_list,
    decisions_about,
    months_about,
    place_in_list,
    standing_of,
    unbroken_until,
)
from services.workers.undo import undo
from tests.decided import DECREE, decided_offices
from tests.offices import NOW, worker

MISSING = "00000000-0000-4000-8000-000000000000"


def test_somebody_new_is_recorded_and_nothing_else(village: AppContext) -> None:
    person = register_worker(village, worker()).first("worker")
    standing = standing_of(village, person)
    assert standing.stage is Stage.RECORDED and standing.recorded_on == NOW.date()
    assert place_in_list(village, person) == 1


def test_enrolled_and_paid_are_read_from_their_own_records(village: AppContext) -> None:
    person = register_worker(village, worker()).first("worker")
    with village.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO participation (id, batch_id, worker_id, enrolled_on, source, kpj) VALUES (?, ?, ?, ?, ?, '')",
            ("p1", "b1", person, "2026-09-01", "daftar cabang"),
        )
        for number, month in enumerate(("2026-09", "2026-10", "2026-11")):
            connection.exec_driver_sql(
                "INSERT INTO contribution (id, participation_id, worker_id, month, amount, rule) "
                "VALUES (?, 'p1', ?, ?, 16800, '')",
                (f"c{number}", person, month),
            )
    standing = standing_of(village, person)
    assert standing.is_protected and standing.paid_until == Month(2026, 11)
    assert standing.enrolled_source == "daftar cabang"


def test_nobody_has_no_standing(village: AppContext) -> None:
    with pytest.raises(NotFound):
        standing_of(village, MISSING)
    assert place_in_list(village, MISSING) is None


def test_a_missed_month_ends_what_is_paid() -> None:
    months = [Month(2026, 12), Month(2026, 10), Month(2026, 9)]
    assert unbroken_until(months) == Month(2026, 10)
    assert unbroken_until([Month(2026, 12), Month(2027, 1)]) == Month(2027, 1)
    assert unbroken_until([]) is None


def test_what_every_batch_decided_and_why(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        (chosen,) = decisions_about(story.village, story.row("SUTINI").worker_id)
        assert (chosen.outcome, chosen.is_by_decree, chosen.view.decree_no) == (Outcome.FUNDED, True, DECREE)
        assert (chosen.reasons, chosen.decided_on) == ((), date(2026, 11, 22))
        (refused,) = decisions_about(story.village, story.row("NGATINI").worker_id)
        assert (refused.outcome, refused.reasons) == (Outcome.REFUSED, ("data.incomplete",))
        assert decisions_about(story.village, MISSING) == ()


def test_a_month_is_expected_by_decree_only_and_recorded_only_where_it_was_noted(tmp_path: Path) -> None:
    with decided_offices(tmp_path, decree=False) as story:
        person = story.row("SUTINI").worker_id
        assert months_about(story.village, person) == (), "a proposal makes nobody expect a contribution"
        story.decree()
        story.enrol("SUTINI", "2026-12", "2027-01")
        story.reply()
        months = months_about(story.village, person)
        assert [str(each.month) for each in (months[0], months[1], months[-1])] == ["2026-12", "2027-01", "2027-12"]
        assert len(months) == 13
        assert months[0] == MonthPaid(month=Month(2026, 12), expected=0, recorded=16_800, paid_on=None)
        assert months[1] == MonthPaid(month=Month(2027, 1), expected=16_800, recorded=16_800, paid_on=None)
        assert months[2] == MonthPaid(month=Month(2027, 2), expected=16_800, recorded=None, paid_on=None)
        assert months_about(story.village, story.row("SRI WAHYUNI").worker_id) == (), "the waiting list expects none"


def test_who_stands_beside_in_the_list(village: AppContext) -> None:
    names = ("ADI", "BUDI", "CITRA", "DEWI")
    saved = [register_worker(village, worker(9001 + place, full_name=name)) for place, name in enumerate(names)]
    adi, budi, citra, dewi = (each.first("worker") for each in saved)
    assert beside_in_list(village, budi) == (adi, citra)
    assert (beside_in_list(village, adi), beside_in_list(village, dewi)) == ((None, budi), (citra, None))
    undo(village, saved[1].act)
    assert beside_in_list(village, citra) == (adi, dewi), "an entry that was undone is passed over"
    assert beside_in_list(village, MISSING) == (None, None)
