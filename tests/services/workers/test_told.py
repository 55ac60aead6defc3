"""Who was told what the district decided: a local fact that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from services.errors import NotFound
from services.workers.told import ToldMark, count_untold, mark_told, told_marks, unmark_told
from tests.decided import Decided, decided_offices
from tests.offices import NOW, WIB, at


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Decided]:
    with decided_offices(tmp_path) as made:
        yield made


def test_a_mark_says_when_and_by_whom_and_the_first_one_stays(story: Decided) -> None:
    batch, worker = story.view.batch_id, story.row("SUTINI").worker_id
    assert mark_told(story.village, [worker, worker], batch).ids["told"] == {worker}
    later = at(story.village, NOW + timedelta(days=1))
    assert not mark_told(later, [worker], batch).ids["told"]
    assert told_marks(story.village, batch) == {worker: ToldMark("2026-11-23T09:14:00+07:00", "Siti Aminah")}
    assert unmark_told(story.village, [worker, "nobody"], batch).ids["told"] == {worker}
    assert told_marks(story.village, batch) == {}


def test_everybody_decided_by_decree_is_to_be_told_until_the_months_are_over(story: Decided) -> None:
    everybody = [story.row(name).worker_id for name in ("SUTINI", "KASMIDI", "SRI WAHYUNI", "NGATINI", "WAGIMIN")]
    assert count_untold(story.village) == 5
    mark_told(story.village, everybody[:3], story.view.batch_id)
    assert count_untold(story.village) == 2
    assert count_untold(at(story.village, datetime(2027, 12, 31, tzinfo=WIB))) == 2
    assert count_untold(at(story.village, datetime(2028, 1, 1, tzinfo=WIB))) == 0


def test_a_proposal_is_no_news_to_tell(tmp_path: Path) -> None:
    with decided_offices(tmp_path, decree=False) as story:
        assert count_untold(story.village) == 0


def test_nobody_is_marked_where_the_batch_decided_nothing_about_one(story: Decided) -> None:
    worker = story.row("SUTINI").worker_id
    with pytest.raises(NotFound, match=r"worker\.missing"):
        mark_told(story.village, [worker, "00000000-0000-4000-8000-000000000000"], story.view.batch_id)
    with pytest.raises(NotFound):
        mark_told(story.village, [worker], "another batch")
    assert told_marks(story.village, story.view.batch_id) == {}


def test_being_told_is_local_and_goes_into_no_bundle(story: Decided) -> None:
    def journal() -> int:
        with story.village.read() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one())

    before = journal()
    mark_told(story.village, [story.row("SUTINI").worker_id], story.view.batch_id)
    assert journal() == before
