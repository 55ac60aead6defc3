from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from gui.pages.home.presenter import HomePresenter, shown_occupations
from services.context import AppContext
from services.programmes.news import mark_decisions_seen
from services.workers.commands import register_workers, update_worker
from services.workers.overview import load_overview
from services.workers.queries import get_worker
from tests.decided import decided_offices
from tests.gui.doubles import Recorder, run_now
from tests.offices import NOW, at, worker


def shown(ctx: AppContext) -> Recorder:
    view = Recorder()
    HomePresenter(view, ctx, run_now).start()  # type: ignore[arg-type]
    return view


def test_an_empty_register_offers_ways_to_begin(village: AppContext) -> None:
    view = Recorder()
    kits: list[bool] = []
    view.__dict__["show_first_use"] = lambda *, has_kit: kits.append(has_kit)
    HomePresenter(view, village, run_now).start()  # type: ignore[arg-type]
    assert kits == [False]
    assert "show_tasks" not in view.told


def test_it_greets_with_date_and_place(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        assert shown(story.village).last("show_greeting") == (
            "Selamat pagi, Siti",
            "Senin, 23 November 2026 · Desa Sambongrejo, Kecamatan Sambong",
        )


def test_every_task_leads_to_its_page(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        register_workers(story.village, [worker(9020, birth_date=date(1980, 1, 1)), worker(9021, address="")])
        (tasks,) = shown(story.village).last("show_tasks")
        assert [(task.title, task.page, task.arguments) for task in tasks] == [
            ("1 NIK perlu dicek", "workers", {"filter": "nik_differs"}),
            ("2 data belum lengkap", "workers", {"filter": "incomplete"}),
            ("1 pekerja dikembalikan untuk diperbaiki", "decisions", {"group": "fix"}),
            ("2 pekerja belum diserahkan", "handover", {}),
        ]
        assert tasks[1].text == "Paling sering kurang: alamat (2)"
        assert tasks[3].text == "Terakhir diserahkan 14 November 2026 (9 hari lalu)"


def test_without_a_kit_that_comes_first_and_nothing_asks_to_be_handed_over(village: AppContext) -> None:
    register_workers(village, [worker()])
    (tasks,) = shown(village).last("show_tasks")
    assert [task.key for task in tasks] == ["kit"]


def test_a_corrected_record_waits_only_to_be_handed_over(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        form = worker(9004, nik="3316065203799004", full_name="NGATINI")
        found = get_worker(story.village, story.row("NGATINI").worker_id)
        update_worker(story.village, found.id, form, found.heads)
        (tasks,) = shown(story.village).last("show_tasks")
        assert [task.key for task in tasks] == ["fix", "handover"]


def test_news_says_what_came_and_is_gone_once_looked_at(tmp_path: Path) -> None:
    with decided_offices(tmp_path, decree=False) as story:
        assert shown(story.village).last("show_news") == (
            "2 calon penerima, menunggu SK Bupati, 1 masuk daftar tunggu, 1 perlu perbaikan data. "
            "Dibaca hari ini 09.14.",
        )
        mark_decisions_seen(story.village)
        assert shown(story.village).last("show_news") == ("",)


def test_the_strip_tells_when_and_how_many_arrived(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        register_workers(at(story.village, NOW - timedelta(days=1)), [worker(9020)])
        _, strip = shown(story.village).last("show_facts")
        assert (strip.saved, strip.handed_over, strip.received) == ("Kemarin 09.14", "14 November 2026", "5 dari 6")


def test_rare_occupations_are_put_together(village: AppContext) -> None:
    register_workers(village, [worker()])
    codes = list(village.reference.occupations)
    overview = replace(
        load_overview(village), occupations=tuple((code, 20 - place) for place, code in enumerate(codes))
    )
    shown_work = shown_occupations(village, overview)
    assert len(shown_work) == 6
    assert shown_work[0] == (village.reference.occupations[codes[0]].short, 20)
    assert shown_work[-1] == ("Lainnya", sum(range(1, 16)))
    few = replace(overview, occupations=overview.occupations[:6])
    assert len(shown_occupations(village, few)) == 6
    assert shown_occupations(village, few)[-1][0] != "Lainnya"
