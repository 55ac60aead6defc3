from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.values import Month, Outcome
from services.errors import NotFound
from services.programmes.facts import is_fixable, standing_in_batch
from services.rules.standing import Stage
from tests.decided import DECREE, decided_offices


def test_the_four_facts_come_about_one_by_one(tmp_path: Path) -> None:
    with decided_offices(tmp_path, decree=False) as story:
        worker = story.row("SUTINI").worker_id
        standing = standing_in_batch(story.village, worker, story.view)
        assert (standing.recorded_on, standing.outcome, standing.decree) == (date(2026, 11, 14), Outcome.FUNDED, "")
        assert standing.decided_on == date(2026, 11, 22)
        story.decree()
        story.enrol("SUTINI")
        story.reply()
        standing = standing_in_batch(story.village, worker, story.view)
        assert (standing.decree, standing.enrolled_source) == (DECREE, "Daftar BPJS Blora")
        assert (standing.stage, standing.is_protected) == (Stage.ENROLLED, False)


def test_a_month_missed_ends_what_is_paid(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        story.enrol("KASMIDI", "2026-10", "2026-11", "2027-01")
        story.reply()
        standing = standing_in_batch(story.village, story.row("KASMIDI").worker_id, story.view)
        assert standing.paid_until == Month(2026, 11)
        assert standing.is_protected


def test_another_batch_s_decision_is_not_this_one_s(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        other = replace(story.view, batch_id="00000000-0000-4000-8000-000000000000")
        standing = standing_in_batch(story.village, story.row("SRI WAHYUNI").worker_id, other)
        assert (standing.outcome, standing.decree, standing.reserve_no) == (None, "", None)
        own = standing_in_batch(story.village, story.row("SRI WAHYUNI").worker_id, story.view)
        assert (own.outcome, own.reserve_no) == (Outcome.RESERVE, 1)
        with pytest.raises(NotFound, match=r"worker\.missing"):
            standing_in_batch(story.village, "nobody", story.view)


@pytest.mark.parametrize(
    ("reasons", "fixable"),
    [
        (["data.incomplete"], True),
        (["data.incomplete", "nik.duplicate"], True),
        (["data.incomplete", "age.over_65"], False),
        (["status.left"], False),
        (["something.new"], False),
        ([], False),
    ],
)
def test_better_data_lifts_only_what_is_about_data(reasons: list[str], fixable: bool) -> None:
    assert is_fixable(reasons) is fixable
