from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.pages.decisions.presenter import DecisionsPresenter
from gui.pages.decisions.words import Group
from models.values import Month, Payer
from services.changes import Changes
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.programmes.commands import create_programme, decide
from services.programmes.news import unseen_decisions
from services.programmes.records import ProgrammeTerms
from tests.decided import Decided, decided_offices
from tests.gui.doubles import Recorder, run_now


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decided]:
    with decided_offices(tmp_path_factory.mktemp("decided")) as made:
        yield made


def presenter(ctx: AppContext) -> tuple[DecisionsPresenter, Recorder, list[Changes]]:
    view, published = Recorder(), list[Changes]()
    return DecisionsPresenter(view, ctx, run_now, published.append), view, published  # type: ignore[arg-type]


def names(view: Recorder) -> list[str]:
    rows, _ = view.last("show_rows")
    return [row.full_name for row in rows]


def test_looking_clears_the_news_once(story: Decided) -> None:
    ask, _, published = presenter(story.village)
    assert unseen_decisions(story.village) == 5
    ask.start()
    assert unseen_decisions(story.village) == 0
    assert [changes.touches("setting") for changes in published] == [True]
    ask.start()
    assert len(published) == 1


def test_cards_count_and_choose(story: Decided) -> None:
    ask, view, _ = presenter(story.village)
    ask.start()
    (batches, current) = view.last("show_batches")
    assert len(batches) == 1
    assert {group: current.counts[group] for group in Group} == {
        Group.CHOSEN: 2,
        Group.WAITING: 1,
        Group.FIX: 1,
        Group.REFUSED: 1,
    }
    assert current.decreed
    assert names(view) == ["KASMIDI", "SUTINI"]
    for group, name in ((Group.WAITING, "SRI WAHYUNI"), (Group.FIX, "NGATINI"), (Group.REFUSED, "WAGIMIN")):
        ask.choose_group(group)
        assert names(view) == [name]


def test_a_card_can_be_asked_for_and_stays_after_a_change(story: Decided) -> None:
    ask, view, _ = presenter(story.village)
    ask.start(Group.FIX)
    assert names(view) == ["NGATINI"]
    ask.refresh(Changes("", {"worker": frozenset({"x"})}))
    assert names(view) == ["NGATINI"]
    before = len(view.told["show_rows"])
    ask.refresh(Changes("", {"setting": frozenset({"x"})}))
    assert len(view.told["show_rows"]) == before


@pytest.mark.parametrize(
    ("text", "found"),
    [("sut", ["SUTINI"]), ("001/001", ["KASMIDI"]), ("0813 sut", ["SUTINI"]), ("ngasem", ["SUTINI"]), ("zzz", [])],
)
def test_search_looks_at_name_place_and_phone(story: Decided, text: str, found: list[str]) -> None:
    ask, view, _ = presenter(story.village)
    ask.start()
    ask.search(text)
    assert names(view) == found


def test_a_person_comes_with_standing_and_message(story: Decided) -> None:
    ask, view, _ = presenter(story.village)
    ask.start()
    ask.select(story.row("WAGIMIN").worker_id)
    (person,) = view.last("show_person")
    assert person.message.startswith("Bapak Wagimin, nama Anda belum bisa menerima bantuan iuran")
    assert "di bawah 65 tahun" in person.message
    ask.select(None)
    assert view.last("show_person") == (None,)


def test_without_decisions_it_says_so(village: AppContext) -> None:
    ask, view, published = presenter(village)
    ask.start()
    assert view.last("show_nothing") == ()
    assert not published


def test_the_newest_batch_comes_first_and_the_chosen_one_stays(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as made:
        terms = ProgrammeTerms(year=2028, payer=Payer.APBDES, ceiling=403_200, from_month=Month(2028, 1), months=12)
        decide(made.district, create_programme(made.district, terms).first("programme"))
        hand_over(made.district, made.stick)
        receive(made.village, [made.stick])
        ask, view, _ = presenter(made.village)
        ask.start()
        batches, current = view.last("show_batches")
        assert [batch.view.year for batch in batches] == [2028, 2027]
        assert (current.view.year, current.decreed) == (2028, False)
        ask.choose_batch(batches[1].view.batch_id)
        ask.refresh(Changes("", {"decision": frozenset({"x"})}))
        _, current = view.last("show_batches")
        assert current.view.year == 2027
