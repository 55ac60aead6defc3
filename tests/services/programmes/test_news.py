from __future__ import annotations

from pathlib import Path

from services.context import AppContext
from services.programmes.news import batch_read_at, decision_news, mark_decisions_seen, unseen_decisions
from services.workers.commands import register_worker
from tests.decided import decided_offices
from tests.offices import NOW, worker


def test_news_is_there_until_it_was_looked_at(tmp_path: Path) -> None:
    with decided_offices(tmp_path, decree=False) as story:
        ctx = story.village
        assert unseen_decisions(ctx) == 5
        with ctx.read() as connection:
            news = decision_news(connection)
        assert news is not None
        assert (news.decisions, news.batches, news.at) == (5, 1, NOW.isoformat(timespec="seconds"))
        assert mark_decisions_seen(ctx).touches("setting")
        assert unseen_decisions(ctx) == 0
        assert not mark_decisions_seen(ctx).ids
        register_worker(ctx, worker(9050))
        with ctx.read() as connection:
            assert decision_news(connection) is None


def test_a_decree_that_comes_later_is_news_about_the_batch(tmp_path: Path) -> None:
    with decided_offices(tmp_path, decree=False) as story:
        mark_decisions_seen(story.village)
        story.decree()
        story.reply()
        with story.village.read() as connection:
            news = decision_news(connection)
        assert news is not None
        assert (news.decisions, news.batches) == (0, 1)


def test_the_village_knows_when_it_read_the_batch_and_the_district_wrote_it(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        assert batch_read_at(story.village, story.view.batch_id) == NOW.isoformat(timespec="seconds")
        assert batch_read_at(story.district, story.view.batch_id) == ""


def test_without_decisions_there_is_no_news(village: AppContext) -> None:
    register_worker(village, worker())
    assert unseen_decisions(village) == 0
    assert not mark_decisions_seen(village).ids
