"""What the form says about what is typed: duplicates, differences, a day's income, age, what is lacking."""

from __future__ import annotations

from PySide6.QtCore import Qt

from models.values import WorkerStatus
from services.workers.commands import register_worker
from services.workers.queries import find_by_nik
from tests.gui.pages.register.conftest import NIK, RETURN, SHIFT, TAB, Officer
from tests.offices import worker


def test_a_duplicate_is_shown_with_a_way_to_the_other_person(officer: Officer) -> None:
    known = register_worker(officer.ctx, worker(9004, full_name="SUPARDI")).first("worker")
    officer.type(NIK)
    officer.rest()
    assert "atas nama Supardi" in officer.page.identity.nik.error()
    officer.key(RETURN, SHIFT)
    officer.key(TAB)
    assert officer.here().accessibleName() == "Buka datanya"
    officer.key(RETURN)
    assert officer.navigation.current == "person" and officer.person.asked[-1] == {"worker": known}


def test_somebody_with_another_nik_may_be_the_same_person(officer: Officer) -> None:
    known = register_worker(officer.ctx, worker(9005, full_name="SOETINI")).first("worker")
    officer.identity()
    officer.rest()
    same = officer.page.identity.same
    assert same.text().startswith("Mungkin orang yang sama: Soetini")
    officer.page.identity.name.setFocus()
    officer.bot.waitUntil(lambda: officer.here() is officer.page.identity.name)
    same.buttons()[0].setFocus()
    officer.key(RETURN)
    assert officer.person.asked[-1] == {"worker": known}
    officer.window.open_page("register")
    officer.save(Qt.Key.Key_S)
    assert officer.kept() is not None


def test_a_failed_save_lists_what_to_do_and_leads_there(officer: Officer) -> None:
    officer.write(NIK[:15], "SUTINI")
    officer.save()
    page = officer.page
    assert officer.here() is page.errors and page.errors.isVisible()
    assert page.identity.nik.error() == "NIK baru 15 angka. Lengkapi sampai 16 angka."
    officer.key(TAB)
    officer.key(RETURN)
    assert officer.here() is page.identity.nik.editor
    officer.key(Qt.Key.Key_End)
    officer.type("4")
    assert page.identity.nik.error() == ""
    officer.key(Qt.Key.Key_F8)
    assert officer.here() is page.address.address
    officer.key(Qt.Key.Key_F8)
    assert page.work.isAncestorOf(officer.here())
    officer.key(Qt.Key.Key_F8, SHIFT)
    assert officer.here() is page.address.address
    assert officer.kept() is None


def test_a_difference_from_the_nik_is_made_equal_by_one_key(officer: Officer) -> None:
    page = officer.page
    officer.type(NIK)
    page.go_to("birth_date")
    officer.write("13/3/79")
    field = page.identity.fields["birth_date"]
    assert field.warning() == "Tanggal lahir di NIK 12 Maret 1979. Samakan atau periksa KTP."
    page.identity.birth_date.setFocus()
    officer.key(TAB)
    assert officer.here().accessibleName() == "Samakan"
    officer.key(RETURN)
    assert page.identity.birth_date.text() == "12-03-1979" and field.warning() == ""
    assert officer.here() is page.identity.birth_date


def test_an_income_of_a_day_asks_and_takes_either_answer(officer: Officer) -> None:
    page = officer.page
    page.go_to("monthly_income")
    officer.write("50rb")
    assert page.work.income.value() == 50_000
    assert "seperti penghasilan harian" in page.work.daily.text()
    monthly, daily = page.work.daily.buttons()
    daily.click()
    assert page.work.income.value() == 1_250_000 and page.work.daily.text() == ""
    page.go_to("monthly_income")
    officer.write("250")
    assert page.work.income.text() == "250.000" and page.work.daily.text()
    page.work.daily.buttons()[0].click()
    assert page.work.daily.text() == "" and page.draft().form.monthly_income == 250_000
    assert page.draft().form.income_source == "self"


def test_the_age_on_the_planned_month_is_said_and_hinders_nobody(officer: Officer) -> None:
    page = officer.page
    officer.type("3316065203619004")
    officer.write("SUTINI")
    assert page.identity.age_text().startswith("65 tahun pada Desember 2026. Tetap disimpan, tidak dapat diusulkan.")
    officer.save(Qt.Key.Key_S)
    assert officer.kept("3316065203619004") is not None


def test_an_incomplete_person_may_be_kept(officer: Officer) -> None:
    officer.write(NIK, "SUTINI")
    officer.save(Qt.Key.Key_S)
    found = find_by_nik(officer.ctx, NIK)
    assert found is not None and found.status is WorkerStatus.INCOMPLETE
    assert officer.page.draft().form.full_name == ""
