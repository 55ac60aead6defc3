"""Registering without a window: what is refused, what is said, what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gui.pages.register.draft import SECTION_OF, Draft, Section
from gui.pages.register.presenter import RegisterPresenter
from models.values import Relationship, Sex
from services.changes import Changes
from services.context import AppContext
from services.rules.worker_fields import _LIMITS
from services.workers.commands import register_worker, update_worker
from services.workers.queries import find_by_nik, get_worker
from services.workers.records import Heir, WorkerForm
from tests.gui.doubles import Recorder, run_now
from tests.offices import OTHER_VILLAGE, VILLAGE, worker


class Desk:
    """A presenter, what it told, and what it published."""

    def __init__(self, ctx: AppContext) -> None:
        self.view = Recorder()
        self.published: list[Changes] = []
        self.ask = RegisterPresenter(self.view, ctx, run_now, self.published.append)  # type: ignore[arg-type]
        self.ask.start()

    def type(self, form: WorkerForm, *names: str) -> None:
        """Type the whole form; ``names`` are left again."""
        self.ask.change(Draft(form), "nik")
        for name in names:
            self.ask.leave(Draft(form), name)

    def notes(self) -> dict[str, Any]:
        return dict(self.view.last("show_notes")[0])

    def errors(self) -> dict[str, str]:
        return dict(self.view.last("show_errors")[0])

    def filled(self) -> dict[str, object]:
        merged: dict[str, object] = {}
        for (values,) in self.view.told.get("show_values", []):
            merged |= values
        return merged


@pytest.fixture
def desk(village: AppContext) -> Desk:
    return Desk(village)


def test_a_complete_person_is_kept_and_an_empty_form_follows(desk: Desk, village: AppContext) -> None:
    form = worker(heirs=(Heir("SUPARDI", Relationship.SPOUSE),), phone="089900000147", work_start="06:00")
    desk.ask.save(Draft(replace(form, work_end="12:00")), whole=True)
    found = find_by_nik(village, form.nik)
    assert found is not None and found.full_name == "SUTINI"
    assert desk.view.last("show_form")[0] == WorkerForm(
        village_code=VILLAGE, rt="003", rw="002", occupation_code="BTN", work_start="06:00", work_end="12:00"
    )
    assert desk.view.last("show_kept") == ("Tersimpan: Sutini", True, desk.published[0].act)
    assert desk.published[0].first("worker") == found.id


def test_the_nik_fills_sex_and_birth_date(desk: Desk) -> None:
    desk.type(WorkerForm(nik="3316065203799004"))
    assert desk.filled() == {"birth_date": date(1979, 3, 12), "sex": Sex.FEMALE}
    facts = desk.view.last("show_nik")[0].facts
    assert (facts.sex, facts.birth, facts.area) == ("Perempuan", "12 Maret 1979 (47 tahun)", "Sambong")


def test_the_nik_never_overwrites_what_was_typed(desk: Desk) -> None:
    desk.type(WorkerForm(nik="3316065203799004", birth_date=date(1980, 1, 1), sex=Sex.MALE))
    assert desk.filled() == {}


def test_a_corrected_nik_takes_its_own_filling_back(desk: Desk) -> None:
    desk.type(WorkerForm(nik="3316065203799004"))
    filled = WorkerForm(nik="3316065303799004", birth_date=date(1979, 3, 12), sex=Sex.FEMALE)
    desk.type(filled)
    assert desk.filled()["birth_date"] == date(1979, 3, 13)


def test_a_person_who_is_here_already_is_named(desk: Desk, village: AppContext) -> None:
    known = register_worker(village, worker(full_name="SUPARDI")).first("worker")
    desk.type(worker(full_name="SUTINI"))
    assert desk.view.last("show_nik")[0].looking
    desk.ask.look_up()
    reading = desk.view.last("show_nik")[0]
    assert reading.holder == known and not reading.looking
    text = "NIK ini sudah terdaftar atas nama Supardi. Buka datanya atau periksa KTP."
    assert desk.notes()["nik"].text == text
    desk.ask.save(Draft(worker(full_name="SUTINI")), whole=False)
    assert desk.errors() == {"nik": text}
    assert not desk.published


def test_a_person_of_another_village_is_named_with_the_village(desk: Desk, village: AppContext) -> None:
    register_worker(village, worker(village_code=OTHER_VILLAGE))
    desk.type(worker())
    desk.ask.look_up()
    name = village.reference.villages[OTHER_VILLAGE].name
    assert f"di {name}." in desk.notes()["nik"].text


def test_an_answer_about_an_older_nik_is_dropped(village: AppContext) -> None:
    register_worker(village, worker(9001))
    waiting: list[Any] = []
    view = Recorder()
    ask = RegisterPresenter(view, village, lambda *job, **_: waiting.append(job), lambda _: None)  # type: ignore[arg-type, return-value]
    ask.start()
    ask.change(Draft(worker(9001)), "nik")
    ask.look_up()
    ask.change(Draft(worker(9002)), "nik")
    job, on_ok, _ = waiting.pop()
    on_ok(job(None))
    assert view.last("show_nik")[0].holder == ""


def test_one_who_came_in_meanwhile_is_refused_by_the_register_itself(desk: Desk, village: AppContext) -> None:
    desk.type(worker())
    desk.ask.look_up()
    register_worker(village, worker(full_name="SUPARDI"))
    desk.ask.save(Draft(worker()), whole=True)
    assert list(desk.errors()) == ["nik"]
    assert "Supardi" in desk.notes()["nik"].text


def test_saving_whole_asks_for_every_required_field(desk: Desk) -> None:
    desk.ask.save(Draft(WorkerForm(village_code=VILLAGE)), whole=True)
    wanted = ["nik", "full_name", "birth_date", "sex", "address", "occupation_code", "notice_given_on"]
    assert list(desk.errors()) == wanted
    assert all(note.tone == "err" for note in desk.notes().values()) and list(desk.notes()) == wanted
    assert not desk.published


def test_an_answered_question_is_not_asked_again(desk: Desk) -> None:
    desk.ask.save(Draft(WorkerForm(village_code=VILLAGE)), whole=True)
    desk.ask.change(Draft(WorkerForm(village_code=VILLAGE, address="DK. NGASEM")), "address")
    assert "address" not in desk.notes() and "sex" in desk.notes()


def test_saving_for_later_needs_a_name_only(desk: Desk, village: AppContext) -> None:
    desk.ask.save(Draft(WorkerForm(village_code=VILLAGE)), whole=False)
    assert list(desk.errors()) == ["full_name"]
    desk.ask.save(Draft(WorkerForm(village_code=VILLAGE, full_name="SUTINI")), whole=False)
    text, complete, _ = desk.view.last("show_kept")
    assert text.startswith("Tersimpan, belum lengkap: Sutini. Kurang NIK, tanggal lahir") and not complete
    assert get_worker(village, desk.published[0].first("worker")).status.value == "incomplete"


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        (worker(nik="331606520379900"), "nik", "NIK baru 15 angka. Lengkapi sampai 16 angka."),
        (worker(nik="33160652037990011"), "nik", "NIK ini 17 angka."),
        (worker(nik="0316065203799001"), "nik", "tidak pernah diawali angka 0"),
        (worker(nik="3316065203790000"), "nik", "tidak pernah 0000"),
        (worker(nik="3316063213799001"), "nik", "bukan tanggal"),
        (worker(nik="3333333333333333"), "nik", "Semua angka NIK sama"),
        (worker(full_name="S4TINI"), "full_name", "Nama berisi angka"),
        (worker(heirs=(Heir("", nik="3316065203799004"),)), "heirs", "ahli waris ke-1 belum diisi"),
    ],
)
def test_what_is_wrong_is_said_on_leaving_and_refuses_both_ways_of_saving(
    desk: Desk, form: WorkerForm, field: str, sentence: str
) -> None:
    desk.type(form, field)
    assert sentence in desk.notes()[field].text and desk.notes()[field].tone == "err"
    for whole in (True, False):
        desk.ask.save(Draft(form), whole=whole)
        assert sentence in desk.errors()[field]
    assert not desk.published


def test_nothing_is_said_while_the_first_digits_are_typed(desk: Desk) -> None:
    desk.type(WorkerForm(nik="33160652"))
    assert desk.notes() == {}


def test_what_cannot_be_read_is_not_saved_as_blank(desk: Desk) -> None:
    draft = Draft(worker(birth_date=None), {"birth_date": "birth_date.unreadable"})
    desk.ask.save(draft, whole=False)
    assert "tidak terbaca" in desk.errors()["birth_date"]


def test_a_difference_from_the_nik_is_told_can_be_made_equal_and_may_be_saved(desk: Desk) -> None:
    other = worker(birth_date=date(1979, 3, 13), sex=Sex.MALE)
    desk.type(other, "birth_date", "sex")
    assert desk.notes()["birth_date"].text == "Tanggal lahir di NIK 12 Maret 1979. Samakan atau periksa KTP."
    assert all(desk.notes()[name].same_as_nik and desk.notes()[name].tone == "warn" for name in ("birth_date", "sex"))
    desk.ask.same_as_nik("birth_date")
    assert desk.filled() == {"birth_date": date(1979, 3, 12)}
    assert "birth_date" not in desk.notes() and "sex" in desk.notes()
    desk.ask.save(Draft(other), whole=True)
    assert len(desk.published) == 1


def test_a_nik_from_elsewhere_is_only_told(desk: Desk) -> None:
    form = worker(nik="3215065203799001")
    desk.type(form, "nik")
    assert "nik" not in desk.notes()
    reading = desk.view.last("show_nik")[0]
    assert reading.facts.area == "Luar Blora" and reading.checks[1][0] == "info"
    desk.ask.save(Draft(form), whole=True)
    assert len(desk.published) == 1


def test_a_well_formed_nik_is_not_called_true(desk: Desk) -> None:
    desk.type(worker())
    assert desk.view.last("show_nik")[0].checks == (("ok", "Susunan NIK benar. Belum dicek ke Dukcapil."),)
    desk.ask.look_up()
    assert desk.view.last("show_nik")[0].checks[1] == ("ok", "Belum ada di daftar ini")


def test_sections_and_progress_follow(desk: Desk) -> None:
    assert (desk.view.last("show_standing")[0].done, desk.view.last("show_standing")[0].total) == (0, 7)
    desk.type(worker(occupation_code=""))
    standing = desk.view.last("show_standing")[0]
    assert standing.done == 6 and standing.full == {Section.IDENTITY, Section.ADDRESS, Section.NOTICE}
    desk.ask.save(Draft(worker(occupation_code="")), whole=True)
    assert desk.view.last("show_standing")[0].wrong == {Section.WORK}


def test_changing_somebody_keeps_what_the_form_does_not_show(desk: Desk, village: AppContext) -> None:
    known = register_worker(village, worker(welfare_decile=2, welfare_source="DTSEN")).first("worker")
    desk.ask.open(known)
    form, place, name = desk.view.last("show_form")
    assert (place.code, name, desk.ask.editing) == (VILLAGE, "Sutini", known)
    desk.ask.save(Draft(replace(form, full_name="SUTINI WATI")), whole=True)
    kept = get_worker(village, known).form
    assert (kept.full_name, kept.welfare_decile) == ("SUTINI WATI", 2)
    assert desk.view.last("finish") == (known,)


def test_ones_own_nik_is_no_duplicate(desk: Desk, village: AppContext) -> None:
    known = register_worker(village, worker()).first("worker")
    desk.ask.open(known)
    desk.ask.change(Draft(worker(9005, sex=Sex.FEMALE)), "nik")
    desk.ask.change(Draft(worker(sex=Sex.FEMALE)), "nik")
    desk.ask.look_up()
    assert desk.notes() == {}
    assert [text for _, text in desk.view.last("show_nik")[0].checks] == ["Susunan NIK benar. Belum dicek ke Dukcapil."]


def test_somebody_elses_change_is_not_overwritten(desk: Desk, village: AppContext) -> None:
    known = register_worker(village, worker()).first("worker")
    desk.ask.open(known)
    update_worker(village, known, worker(full_name="SUTINI WATI"))
    desk.ask.save(Draft(worker(full_name="SUTINI LAIN")), whole=True)
    text, reload = desk.view.last("show_trouble")
    assert "berubah sejak dibuka" in text and reload
    assert get_worker(village, known).form.full_name == "SUTINI WATI"
    desk.ask.reload()
    assert desk.view.last("show_form")[0].full_name == "SUTINI WATI"
    assert desk.view.last("show_trouble") == ("", False)


def test_somebody_who_is_gone_leaves_an_empty_form_and_a_sentence(desk: Desk) -> None:
    desk.ask.open("00000000-0000-4000-8000-000000000000")
    assert desk.view.last("show_trouble")[0].startswith("Data pekerja ini sudah tidak ada")
    assert desk.ask.editing == ""


def test_every_field_that_can_be_too_long_stands_in_the_form() -> None:
    assert set(_LIMITS) - {"notice_version", "notice_given_by"} <= set(SECTION_OF)
