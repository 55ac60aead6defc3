from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from models.values import Sex
from services.context import AppContext
from services.practice.people import invent_people
from services.rules.nik import nik_warnings
from services.workers.commands import register_workers
from services.workers.overview import load_overview
from services.workers.search import ListFilter, count_workers, find_workers
from tests.decided import decided_offices
from tests.offices import NOW, VILLAGE, at, worker


def test_nobody_yet(village: AppContext) -> None:
    overview = load_overview(village)
    assert (overview.everyone, overview.recorded, overview.complete, overview.incomplete) == (0, 0, 0, 0)
    assert (overview.gaps, overview.occupations, overview.unfinished, overview.news) == ((), (), (), None)
    assert (overview.handed_over_at, overview.saved_at, overview.has_kit) == ("", "", False)


def test_gaps_are_counted_by_field_and_the_latest_unfinished_come_first(village: AppContext) -> None:
    earlier = at(village, NOW - timedelta(days=3))
    register_workers(earlier, [worker(9001, address=""), worker(9003)])
    register_workers(at(village, NOW - timedelta(days=2)), [worker(9002, address="", notice_given_on=None)])
    register_workers(
        village, [worker(9004, occupation_code="", full_name="PARTI"), worker(9005, occupation_code="OJK")]
    )
    overview = load_overview(village)
    assert (overview.recorded, overview.complete, overview.incomplete) == (5, 2, 3)
    assert overview.gaps == (("address", 2), ("occupation_code", 1), ("notice_given_on", 1))
    assert overview.occupations == (("BTN", 3), ("OJK", 1))
    assert [(each.full_name, each.missing) for each in overview.unfinished] == [
        ("PARTI", ("occupation_code",)),
        ("SUTINI", ("address", "notice_given_on")),
    ]
    assert overview.saved_at == NOW.isoformat(timespec="seconds")


def test_counting_niks_in_sql_says_the_same_as_the_rule(village: AppContext) -> None:
    people = [person.form for person in invent_people(3, 120, village.reference, NOW.date())]
    for number, form in enumerate(people):
        form = replace(form, village_code=VILLAGE)
        if number % 4 == 0 and form.birth_date is not None:
            form = replace(form, birth_date=form.birth_date + timedelta(days=(1, 31, 366)[number % 3]))
        if number % 7 == 0:
            form = replace(form, sex=Sex.MALE if form.sex is Sex.FEMALE else Sex.FEMALE)
        if number % 11 == 0:
            form = replace(form, birth_date=None, sex=None)
        people[number] = form
    register_workers(village, people)
    wanted = [
        form
        for form in people
        if any(
            warning.code in ("nik.birth_date_differs", "nik.sex_differs")
            for warning in nik_warnings(form.nik, form.birth_date, form.sex, NOW.date())
        )
    ]
    assert 20 < len(wanted) < 60
    assert load_overview(village).nik_differs == count_workers(village, ListFilter.NIK_DIFFERS) == len(wanted)


def test_the_filter_finds_who_is_counted(village: AppContext) -> None:
    register_workers(village, [worker(9001), worker(9002, birth_date=date(1979, 3, 21)), worker(9003, sex="L")])
    assert len(find_workers(village, "", ListFilter.NIK_DIFFERS).seqs) == 2


def test_decisions_are_counted_by_what_they_mean(tmp_path: Path) -> None:
    with decided_offices(tmp_path, decree=False) as story:
        before = load_overview(story.village)
        assert (before.recipients, before.candidates, before.reserve, before.to_fix) == (0, 2, 1, 1)
        story.decree()
        story.reply()
        after = load_overview(story.village)
        assert (after.recipients, after.candidates, after.reserve, after.to_fix) == (2, 0, 1, 1)
        assert after.news is not None
        assert after.has_kit
        over = load_overview(at(story.village, NOW.replace(year=2028)))
        assert (over.recipients, over.reserve, over.to_fix) == (0, 0, 0)


def test_growth_is_counted_from_the_last_handover(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        assert load_overview(story.village).new_since == 0
        register_workers(story.village, [worker(9020), worker(9021)])
        overview = load_overview(story.village)
        assert overview.new_since == 2
        assert overview.handed_over_at == (NOW - timedelta(days=9)).isoformat(timespec="seconds")
