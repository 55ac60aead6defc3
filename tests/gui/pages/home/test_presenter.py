from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from gui.pages.home.presenter import HomePresenter, place_words, shown_homework, shown_occupations, shown_places, strip
from gui.pages.home.tasks import tasks
from services.changes import Changes
from services.context import AppContext
from services.programmes.news import mark_decisions_seen
from services.safekeeping.backups import make_backup
from services.today.load import load_today
from services.today.records import DoneToday
from services.workers.commands import register_workers, update_worker
from services.workers.queries import get_worker
from tests.decided import decided_offices
from tests.gui.doubles import Recorder, run_now
from tests.offices import NOW, at, worker


def shown(ctx: AppContext) -> Recorder:
    view = Recorder()
    HomePresenter(view, ctx, run_now, lambda _: None).start()  # type: ignore[arg-type]
    return view


def test_an_empty_register_offers_ways_to_begin(village: AppContext) -> None:
    view = Recorder()
    told: list[tuple[bool, int]] = []
    view.__dict__["show_first_use"] = lambda *, has_kit, drafts: told.append((has_kit, drafts))
    HomePresenter(view, village, run_now, lambda _: None).start()  # type: ignore[arg-type]
    assert told == [(False, 0)]
    assert "show_tasks" not in view.told


def test_it_greets_with_date_and_place(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        assert shown(story.village).last("show_greeting") == (
            "Selamat pagi, Siti",
            "Senin, 23 November 2026 · Desa Sambongrejo, Kecamatan Sambong",
        )


def test_every_task_leads_to_its_page(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        wrong = [
            worker(9020, birth_date=date(1980, 1, 1), full_name="PARTI"),
            worker(9021, address="", full_name="WAGIYEM"),
            worker(9022, nik="3316995203799022", full_name="SARMI"),
            worker(9023, full_name="SRI WAHYUNI", nik="3316065203799023"),
        ]
        register_workers(story.village, wrong)
        (found,) = shown(story.village).last("show_tasks")
        assert [(task.title, task.page, task.arguments) for task in found] == [
            ("1 NIK perlu dicek", "workers", {"filter": "nik_differs"}),
            ("1 NIK dengan kode wilayah yang tidak ada", "workers", {"lacking": "nik_area"}),
            ("2 data mungkin orang yang sama", "workers", {"lacking": "likely_same"}),
            ("2 data belum lengkap", "workers", {"filter": "incomplete"}),
            ("1 pekerja dikembalikan untuk diperbaiki", "decisions", {"group": "fix"}),
            ("5 pekerja perlu diberi tahu", "decisions", {}),
            ("4 pekerja belum diserahkan", "handover", {}),
            ("1 pekerja sudah 65 tahun", "workers", {"lacking": "age_limit"}),
        ]
        texts = {task.key: task.text for task in found}
        assert texts["gaps"] == "Paling sering kurang: alamat (2)"
        assert texts["handover"] == "Terakhir diserahkan 14 November 2026 (9 hari lalu)"
        assert texts["age"] == "Pada Desember 2026 tidak dapat diusulkan sebagai peserta baru"


def test_without_a_kit_that_comes_first_and_nothing_asks_to_be_handed_over(village: AppContext) -> None:
    register_workers(village, [worker()])
    (found,) = shown(village).last("show_tasks")
    assert [task.key for task in found] == ["kit"]


def test_a_corrected_record_waits_to_be_handed_over(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        form = worker(9004, nik="3316065203799004", full_name="NGATINI")
        found = get_worker(story.village, story.row("NGATINI").worker_id)
        update_worker(story.village, found.id, form, found.heads)
        keys = [task.key for task in tasks(load_today(story.village), NOW)]
        assert keys == ["fix", "untold", "handover", "age"]


def test_news_says_what_came_and_is_gone_once_looked_at(tmp_path: Path) -> None:
    with decided_offices(tmp_path, decree=False) as story:
        assert shown(story.village).last("show_news") == (
            "2 calon penerima, menunggu SK Bupati, 1 masuk daftar tunggu, 1 perlu perbaikan data. "
            "Dibaca hari ini 09.14.",
        )
        mark_decisions_seen(story.village)
        assert shown(story.village).last("show_news") == ("",)


def test_the_strip_tells_today_the_handover_and_the_backup(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        before = strip(load_today(story.village), NOW)
        assert (before.today.label, before.today.value) == ("Semua tersimpan", "14 November 2026")
        assert (before.handed_over.label, before.handed_over.value) == (
            "Serah terima 14-11-2026",
            "Sudah diterima",
        )
        assert (before.backup.label, before.backup.tone) == ("Belum ada cadangan", "warn")
        register_workers(story.village, [worker(9020)])
        make_backup(story.village)
        after = strip(load_today(story.village), NOW)
        assert (after.today.label, after.today.value) == ("Hari ini, semua tersimpan", "1 didaftarkan")
        assert (after.backup.label, after.backup.value, after.backup.tone) == (
            "Cadangan terakhir",
            "Hari ini 09.14",
            "",
        )


def test_a_bundle_without_an_answer_says_so(tmp_path: Path) -> None:
    with decided_offices(tmp_path) as story:
        register_workers(story.village, [worker(9020)])
        from services.handover.handing_over import hand_over

        hand_over(story.village, story.stick)
        said = strip(load_today(story.village), NOW).handed_over
        assert (said.label, said.value) == ("Serah terima 23-11-2026", "Belum ada balasan")


def test_what_was_done_is_said_by_its_kind(village: AppContext) -> None:
    register_workers(village, [worker()])
    today = replace(load_today(village), done=DoneToday(registered=12, imported=181, changed=3, left=1))
    assert strip(today, NOW).today.value == "12 didaftarkan, 181 diimpor, 3 diubah, 1 keluar"


def test_rare_occupations_are_put_together(village: AppContext) -> None:
    register_workers(village, [worker()])
    codes = list(village.reference.occupations)
    today = load_today(village)
    many = tuple((code, 20 - place) for place, code in enumerate(codes))
    shown_work = shown_occupations(village, replace(today, people=replace(today.people, occupations=many)))
    assert len(shown_work) == 6
    assert shown_work[0] == (codes[0], village.reference.occupations[codes[0]].short, 20)
    assert shown_work[-1] == ("", "Lainnya", sum(count for _, count in many[5:]))
    few = replace(today, people=replace(today.people, occupations=many[:6]))
    assert [code for code, _, _ in shown_occupations(village, few)] == codes[:6]


def test_places_and_homework_carry_what_the_list_is_asked(village: AppContext) -> None:
    register_workers(village, [worker(9001), worker(9002), worker(9003, rt="", rw="", mother_name="")])
    today = load_today(village)
    assert shown_places(today) == [("002|003", "RT 003 RW 002", 2), ("|", "RT belum diisi", 1)]
    assert shown_homework(today) == [("heirs", "Ahli waris", 3), ("mother_name", "Nama ibu", 1)]
    assert place_words("", "004") == "RT 004"


def test_a_target_is_kept_and_everybody_hears_of_it(village: AppContext) -> None:
    heard: list[Changes] = []
    HomePresenter(Recorder(), village, run_now, heard.append).set_target(260)  # type: ignore[arg-type]
    assert load_today(village).target == 260
    assert heard[0].touches("preference")


def test_yesterday_is_not_today(village: AppContext) -> None:
    register_workers(at(village, NOW - timedelta(days=1)), [worker(9001)])
    assert strip(load_today(village), NOW).today.value == "Kemarin 09.14"


def test_what_was_handed_over_waits_for_its_reply(tmp_path: Path) -> None:
    from services.handover.handing_over import hand_over

    with decided_offices(tmp_path) as story:
        register_workers(story.village, [worker(9020, full_name="SUMINAH", birth_date=date(1979, 3, 12))])
        hand_over(story.village, story.stick)
        task = next(task for task in tasks(load_today(story.village), NOW) if task.page == "handover")
        assert task.title == "1 pekerja menunggu balasan kabupaten"
        assert (task.button, task.arguments) == ("Baca balasan", {"reading": True})
        register_workers(story.village, [worker(9021, full_name="WAGIMAN")])
        task = next(task for task in tasks(load_today(story.village), NOW) if task.page == "handover")
        assert task.title == "1 pekerja belum diserahkan"


def test_practice_does_not_ask_for_a_backup(village: AppContext) -> None:
    register_workers(village, [worker()])
    today = load_today(village)
    assert strip(today, NOW).backup.tone == "warn"
    told = strip(today, NOW, practice=True).backup
    assert (told.label, told.value, told.tone) == ("Cadangan", "Tidak perlu saat latihan", "")
