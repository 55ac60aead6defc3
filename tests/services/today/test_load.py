from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from models.values import ActKind, Month
from services.context import AppContext
from services.handover.due import pending
from services.preferences import write_preference
from services.today.load import load_today, set_target
from services.today.records import DoneToday
from services.workers.commands import register_worker, register_workers
from services.workers.doubts import AGE_LIMIT_KEY, FIRST_MONTH, LIKELY_SAME_KEY, NIK_AREA_KEY, planned_month
from services.workers.drafts import drop_draft, save_draft
from services.workers.filtering import Narrowing
from services.workers.search import ListFilter, count_narrowed, count_workers, find_workers, search_workers
from services.workers.undo import undo
from tests.decided import decided_offices
from tests.offices import NOW, at, worker


def counted(ctx: AppContext, lacking: str) -> int:
    """As the list of workers counts and finds them."""
    wanted = Narrowing(lacking=lacking)
    count = count_narrowed(ctx, wanted)
    assert count == len(search_workers(ctx, "", wanted).seqs)
    return count


def test_nobody_yet(village: AppContext) -> None:
    today = load_today(village)
    people = today.people
    assert (people.everyone, people.recorded, people.complete, people.incomplete) == (0, 0, 0, 0)
    assert (people.gaps, people.homework, people.occupations, people.places) == ((), (), (), ())
    assert (today.unfinished, today.news, today.handed_over, today.waiting) == ((), None, None, 0)
    assert (people.saved_at, today.backed_up_at, today.has_kit, today.target) == ("", "", False, 0)


def test_gaps_are_counted_by_field_and_the_latest_unfinished_come_first(village: AppContext) -> None:
    earlier = at(village, NOW - timedelta(days=3))
    register_workers(earlier, [worker(9001, address=""), worker(9003)])
    register_workers(at(village, NOW - timedelta(days=2)), [worker(9002, address="", notice_given_on=None)])
    register_workers(
        village, [worker(9004, occupation_code="", full_name="PARTI"), worker(9005, occupation_code="OJK")]
    )
    today = load_today(village)
    assert (today.people.recorded, today.people.complete, today.people.incomplete) == (5, 2, 3)
    assert today.people.gaps == (("address", 2), ("occupation_code", 1), ("notice_given_on", 1))
    assert today.people.occupations == (("BTN", 3), ("OJK", 1))
    assert today.people.places == (("002", "003", 5),)
    assert [(each.full_name, each.missing) for each in today.unfinished] == [
        ("PARTI", ("occupation_code",)),
        ("SUTINI", ("address", "notice_given_on")),
    ]
    assert today.people.saved_at == NOW.isoformat(timespec="seconds")


def test_homework_is_counted_as_the_list_filters_it(village: AppContext) -> None:
    register_workers(
        village,
        [worker(9001, mother_name=""), worker(9002, mother_name="", kk_number=""), worker(9003, kk_number="")],
    )
    homework = dict(load_today(village).people.homework)
    assert homework == {"heirs": 3, "mother_name": 2, "kk_number": 2}
    assert all(count == counted(village, name) for name, count in homework.items())


def test_who_may_be_one_person_twice(village: AppContext) -> None:
    register_workers(
        village,
        [
            worker(9001, full_name="SUTINI", mother_name="NGATMI"),
            worker(9002, full_name="SUTINI", mother_name=""),
            worker(9003, full_name="PARTI", mother_name="NGATMI"),
            worker(9004, full_name="PARTI", mother_name="SARTINI"),
            worker(9005, full_name="WAGIYEM", birth_date=date(1979, 3, 13)),
            worker(9006, full_name="WAGIYEM"),
        ],
    )
    assert load_today(village).people.likely_same == counted(village, LIKELY_SAME_KEY) == 2


def test_an_area_that_does_not_exist(village: AppContext) -> None:
    register_workers(
        village,
        [
            worker(9001),
            worker(9002, nik="3316995203799002"),
            worker(9003, nik="4016065203799003"),
            worker(9004, nik="3318065203799004"),
        ],
    )
    assert load_today(village).people.nik_area == counted(village, NIK_AREA_KEY) == 2


def test_who_turns_65_before_the_planned_month(village: AppContext) -> None:
    register_workers(
        village,
        [
            worker(9001, birth_date=date(1962, 1, 1)),
            worker(9002, birth_date=date(1962, 1, 2)),
            worker(9003, birth_date=date(1950, 5, 5)),
        ],
    )
    assert planned_month(village) == Month(2026, 12)
    assert load_today(village).people.age_limit == 1
    write_preference(village, FIRST_MONTH, "2027-01")
    today = load_today(village)
    assert (today.first_month, today.people.age_limit) == (Month(2027, 1), 2)
    assert counted(village, AGE_LIMIT_KEY) == 2
    write_preference(village, FIRST_MONTH, "bulan depan")
    assert planned_month(village) == Month(2026, 12)


def test_what_was_done_today_and_not_what_was_undone(village: AppContext) -> None:
    register_worker(at(village, NOW - timedelta(days=1)), worker(9001))
    register_worker(village, worker(9002))
    wrong = register_worker(village, worker(9003))
    register_workers(village, [worker(9004), worker(9005)], kind=ActKind.IMPORT)
    undo(village, wrong.act)
    assert load_today(village).done == DoneToday(registered=1, imported=2)


def test_an_undone_only_entry_leaves_the_first_day(village: AppContext) -> None:
    undo(village, register_worker(village, worker(9001)).act)
    assert load_today(village).people.everyone == 0


def test_drafts_wait(village: AppContext) -> None:
    for number in range(3):
        later = at(village, NOW + timedelta(minutes=number))
        save_draft(later, f"draft-{number}", {}, focus="nik", title=f"ORANG {number}")
    today = load_today(village)
    assert today.draft_count == 3
    assert [draft.title for draft in today.drafts] == ["ORANG 2", "ORANG 1"]
    drop_draft(village, "draft-2")
    assert load_today(village).drafts[0].id == "draft-1"


def test_decisions_are_counted_by_what_they_mean(tmp_path: Path) -> None:
    with decided_offices(tmp_path, decree=False) as story:
        before = load_today(story.village).decided
        assert (before.recipients, before.candidates, before.reserve, before.to_fix, before.untold) == (0, 2, 1, 1, 0)
        story.decree()
        story.reply()
        today = load_today(story.village)
        after = today.decided
        assert (after.recipients, after.candidates, after.reserve, after.to_fix) == (2, 0, 1, 1)
        assert after.untold == 5
        assert today.news is not None
        assert today.has_kit
        over = load_today(at(story.village, NOW.replace(year=2028))).decided
        assert (over.recipients, over.reserve, over.to_fix, over.untold) == (0, 0, 0, 0)


def test_what_waits_is_what_the_handover_counts(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        before = load_today(story.village)
        assert (before.waiting, before.new_since) == (pending(story.village).people, 0) == (0, 0)
        assert before.handed_over is not None
        assert (before.handed_over.no, before.handed_over.arrived) == (1, True)
        register_workers(story.village, [worker(9020), worker(9021)])
        after = load_today(story.village)
        assert (after.waiting, after.new_since) == (pending(story.village).people, 2) == (2, 2)
        assert after.handed_over is not None and after.handed_over.arrived


def test_the_niks_counted_are_those_of_the_list(village: AppContext) -> None:
    register_workers(village, [worker(9001), worker(9002, birth_date=date(1979, 3, 21)), worker(9003, sex="L")])
    found = find_workers(village, "", ListFilter.NIK_DIFFERS).seqs
    assert load_today(village).people.nik_differs == count_workers(village, ListFilter.NIK_DIFFERS) == len(found) == 2


def test_a_target_is_kept_within_bounds(village: AppContext) -> None:
    set_target(village, 260)
    assert load_today(village).target == 260
    set_target(village, 0)
    assert load_today(village).target == 0
    for wrong in (-1, 100_001):
        with pytest.raises(ValueError, match="target"):
            set_target(village, wrong)
