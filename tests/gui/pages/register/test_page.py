"""The real form in the real window on a real database, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from gui.pages.register import notice_print
from gui.printing.document import Document
from models.values import Relationship, Sex
from services.preferences import write_preference
from services.workers.commands import register_worker, update_worker
from services.workers.photos import PREFERENCE, read_photo
from services.workers.queries import find_by_nik
from tests.gui.pages.register.conftest import ALT, CTRL, NIK, RETURN, SHIFT, SPACE, TAB, Officer
from tests.offices import worker


def test_a_whole_registration_by_keys_alone(officer: Officer) -> None:
    page = officer.page
    assert officer.here() is page.identity.nik.editor
    officer.identity()
    assert page.identity.sex.sex() is Sex.FEMALE and page.identity.birth_date.text() == "12-03-1979"
    officer.type("3316060101019004")
    officer.write("DK. NGASEM", "3", "2", "NGASEM")
    officer.write("ojol", "PASAR", "900000", "t", "6", "12.30", "", "3", "DTSEN")
    officer.write("SUPARDI", "")
    officer.type("3316061503759002")
    officer.write("089900000148", "")
    assert officer.here() is page.notice.given
    officer.key(SPACE)
    assert page.aside.estimate.month_text() == "Rp16.800"
    assert page.rail.count_text() == "7 dari 7 isian wajib"
    officer.save()
    form = officer.kept()
    assert form is not None
    assert (form.full_name, form.sex, form.rt, form.rw, form.hamlet) == ("SUTINI", Sex.FEMALE, "003", "002", "NGASEM")
    assert (form.occupation_code, form.monthly_income, form.work_start, form.work_end) == (
        "OJK",
        900_000,
        "06:00",
        "12:30",
    )
    assert (form.income_source, form.welfare_decile, form.welfare_source) == ("officer", 3, "DTSEN")
    assert (form.kk_number, form.heirs[0].name, form.heirs[0].nik) == (
        "3316060101019004",
        "SUPARDI",
        "3316061503759002",
    )
    assert (form.notice_given_on, form.notice_version, form.consent_given) == (officer.ctx.today(), "1", False)
    assert form.notice_given_by == officer.ctx.user.name
    assert page.identity.name.text() == "" and not page.has_typed()
    assert officer.here() is page.identity.nik.editor


def test_the_next_person_follows_at_once(officer: Officer) -> None:
    for serial in ("9004", "9005"):
        officer.write(NIK[:12] + serial, "SUTINI")
        officer.save(Qt.Key.Key_S)
    assert officer.kept() is not None and officer.kept(NIK[:12] + "9005") is not None


def test_keypad_enter_moves_on_and_shift_enter_back(officer: Officer) -> None:
    officer.key(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert officer.here() is officer.page.identity.name
    officer.key(RETURN, SHIFT)
    assert officer.here() is officer.page.identity.nik.editor


def test_enter_walks_through_every_card_in_order(officer: Officer) -> None:
    page = officer.page
    seen = [officer.page.card_around(officer.here())]
    for _ in range(40):
        officer.key(RETURN)
        seen.append(page.card_around(officer.here()))
        if officer.here() is page.notice.consent:
            break
    sections = [found[0] for found in seen if found is not None]
    assert sections == sorted(sections) and set(sections) == set(page.builder.sections)


def test_a_full_nik_goes_on_by_itself_and_forgives_the_enter_of_habit(officer: Officer) -> None:
    page = officer.page
    officer.type(NIK)
    assert officer.here() is page.identity.name
    officer.key(RETURN)
    assert officer.here() is page.identity.name
    officer.key(RETURN)
    assert officer.here() is page.identity.birth_place


def test_a_nik_that_cannot_be_right_keeps_the_cursor(officer: Officer) -> None:
    officer.type("3333333333333333")
    assert officer.here() is officer.page.identity.nik.editor
    assert "Semua angka NIK sama" in officer.page.identity.nik.error()


def test_full_rt_and_kk_go_on_and_enter_passes_what_the_nik_told(officer: Officer) -> None:
    page = officer.page
    officer.key(Qt.Key.Key_2, ALT)
    officer.type("3316060101019004")
    assert officer.here() is page.address.address
    page.address.rt.setFocus()
    officer.type("003002")
    assert (page.address.rt.value(), page.address.rw.value()) == ("003", "002")
    assert officer.here() is page.address.hamlet
    page.identity.nik.editor.setFocus()
    officer.type(NIK)
    page.identity.birth_place.setFocus()
    officer.key(RETURN)
    assert officer.here() is page.identity.mother
    officer.key(TAB, SHIFT)
    assert page.identity.sex.isAncestorOf(officer.here())


def test_the_focus_stands_on_the_choice_that_another_nik_made(officer: Officer) -> None:
    identity = officer.page.identity
    for nik, sex in ((NIK, Sex.FEMALE), ("3316061203059006", Sex.MALE), (NIK, Sex.FEMALE)):
        identity.nik.editor.setFocus()
        identity.nik.editor.selectAll()
        officer.type(nik)
        assert identity.sex.sex() is sex
        identity.mother.setFocus()
        officer.key(TAB, SHIFT)
        assert officer.here() is identity.sex.first_button()
        officer.key(TAB, SHIFT)
        assert officer.here() is identity.birth_date


def test_alt_and_a_number_go_to_a_section(officer: Officer) -> None:
    page = officer.page
    for number, card in enumerate(page.cards, start=1):
        officer.key(Qt.Key(Qt.Key.Key_0 + number), ALT)
        assert card.isAncestorOf(officer.here())


def test_the_letters_of_the_ktp_choose_the_sex(officer: Officer) -> None:
    officer.page.go_to("sex")
    officer.key(Qt.Key.Key_P)
    assert officer.page.identity.sex.sex() is Sex.FEMALE
    officer.key(Qt.Key.Key_L)
    assert officer.page.identity.sex.sex() is Sex.MALE


@pytest.mark.parametrize(
    ("word", "code"),
    [("bakul", "PSR"), ("mbecak", "BCK"), ("derep", "BTN"), ("ngarit", "PTR"), ("tandur", "BTN"), ("ojol", "OJK")],
)
def test_an_everyday_word_and_enter_choose_the_occupation(officer: Officer, word: str, code: str) -> None:
    officer.key(Qt.Key.Key_3, ALT)
    officer.write(word)
    assert officer.page.work.occupation.value() == code
    assert officer.here() is officer.page.work.workplace


def test_the_sum_follows_the_occupation(officer: Officer) -> None:
    officer.key(Qt.Key.Key_3, ALT)
    officer.write("ojol")
    page = officer.page
    assert page.work.occupation.text() == "Tukang ojek (pangkalan / online)"
    assert page.aside.estimate.own_text() == "Rp8.400"
    assert page.aside.estimate.month_text() == "Rp16.800"


def test_f4_opens_the_list(officer: Officer) -> None:
    officer.key(Qt.Key.Key_3, ALT)
    officer.key(Qt.Key.Key_F4)
    assert officer.page.work.occupation.view().isVisible()
    officer.page.work.occupation.hidePopup()


def test_f7_gives_the_notice_from_anywhere(officer: Officer) -> None:
    officer.key(Qt.Key.Key_F7)
    page = officer.page
    assert page.draft().form.notice_given_on == officer.ctx.today()
    assert page.notice.when_text() == "23 November 2026 · Siti Aminah · naskah versi 1"
    officer.key(Qt.Key.Key_F7)
    assert page.draft().form.notice_given_on is None and page.notice.when_text() == ""


def test_consent_says_how(officer: Officer) -> None:
    page = officer.page
    page.go_to("consent_given")
    officer.key(SPACE)
    officer.key(RETURN)
    officer.type("c")
    form = page.draft().form
    assert form.consent_given and form.consent_method == "thumb"


def test_ctrl_f_goes_to_the_search_of_the_list(officer: Officer) -> None:
    officer.key(Qt.Key.Key_F, CTRL)
    assert officer.navigation.current == "workers" and officer.list.asked[-1] == {"to_search": True}


def test_a_save_is_taken_back_by_ctrl_z_and_stands_in_the_form_again(officer: Officer) -> None:
    officer.write(NIK, "SUTINI")
    officer.save(Qt.Key.Key_S)
    assert officer.kept() is not None
    officer.key(Qt.Key.Key_Z, CTRL)
    officer.rest()
    assert officer.kept() is None
    assert officer.page.identity.name.text() == "SUTINI" and officer.page.identity.nik.value() == NIK
    officer.save(Qt.Key.Key_S)
    assert officer.kept() is not None


def test_ctrl_z_while_typing_is_for_the_field(officer: Officer) -> None:
    officer.write(NIK, "SUTINI")
    officer.save(Qt.Key.Key_S)
    officer.page.identity.name.setFocus()
    officer.type("DWI")
    officer.key(Qt.Key.Key_Z, CTRL)
    officer.rest()
    assert officer.kept() is not None and officer.page.identity.name.text() == ""


def test_the_photo_is_a_section_only_where_the_office_wants_it(officer: Officer) -> None:
    page = officer.page
    assert page.photo is None and len(page.cards) == 5
    write_preference(officer.ctx, PREFERENCE, True)
    officer.key(Qt.Key.Key_N, CTRL)
    officer.rest()
    assert page.photo is not None and page.photo.isVisible() and page.cards[4] is page.photo
    officer.key(Qt.Key.Key_5, ALT)
    assert officer.here() is page.photo.pick
    officer.key(Qt.Key.Key_6, ALT)
    assert officer.here() is page.notice.given
    page.heirs.rows[0].phone.setFocus()
    officer.key(RETURN)
    assert officer.here() is page.photo.pick
    write_preference(officer.ctx, PREFERENCE, False)
    officer.key(Qt.Key.Key_N, CTRL)
    officer.rest()
    assert page.photo is None and len(page.cards) == 5


def test_a_photo_is_kept_with_the_person(officer: Officer, tmp_path: Path) -> None:
    write_preference(officer.ctx, PREFERENCE, True)
    officer.key(Qt.Key.Key_N, CTRL)
    officer.rest()
    page = officer.page
    picture = QImage(600, 380, QImage.Format.Format_RGB32)
    picture.fill(0xAABBCC)
    assert len(page.cards) == 6 and page.photo is not None and picture.save(str(tmp_path / "ktp.png"))
    page.photo.take(tmp_path / "ktp.png")
    officer.rest()
    assert page.is_dirty()
    page.identity.nik.editor.setFocus()
    officer.write(NIK, "SUTINI")
    officer.save(Qt.Key.Key_S)
    officer.rest()
    found = find_by_nik(officer.ctx, NIK)
    assert found is not None and read_photo(officer.ctx, found.id) is not None
    assert not page.photo.has_photo() and not page.is_dirty()


def test_changing_somebody_and_back_to_the_list(officer: Officer) -> None:
    known = register_worker(officer.ctx, worker(9004, hamlet="NGASEM")).first("worker")
    officer.window.open_page("register", worker_id=known)
    officer.rest()
    page = officer.page
    assert page.title() == "Ubah data: Sutini" and not page.has_typed()
    page.go_to("full_name")
    officer.write("SUTINI WATI")
    officer.save()
    form = officer.kept()
    assert form is not None and (form.full_name, form.hamlet) == ("SUTINI WATI", "NGASEM")
    assert officer.navigation.current == "workers" and officer.list.asked[-1]["worker_id"] == known
    assert page.title() == "Daftarkan pekerja"


def test_a_change_asked_for_by_the_page_of_the_person_goes_back_there(officer: Officer) -> None:
    known = register_worker(officer.ctx, worker(9004)).first("worker")
    officer.window.open_page("register", worker=known, back="person")
    officer.rest()
    officer.page.go_to("full_name")
    officer.write("SUTINI WATI")
    officer.save()
    assert officer.navigation.current == "person" and officer.person.asked[-1]["worker"] == known


def test_a_change_from_elsewhere_is_told_and_can_be_loaded(officer: Officer) -> None:
    known = register_worker(officer.ctx, worker(9004)).first("worker")
    officer.window.open_page("register", worker_id=known)
    officer.rest()
    page = officer.page
    page.go_to("full_name")
    officer.write("SUTINI LAIN")
    update_worker(officer.ctx, known, worker(9004, full_name="SUTINI WATI"))
    officer.save()
    assert page.trouble.isVisible()
    page.trouble.button().click()
    officer.rest()
    assert page.identity.name.text() == "SUTINI WATI" and not page.trouble.isVisible()


def test_heirs_come_and_go(officer: Officer) -> None:
    page = officer.page
    page.go_to("heirs")
    officer.type("SUPARDI")
    officer.key(RETURN)
    officer.type("S")
    page.heirs.more.setFocus()
    officer.key(RETURN)
    assert officer.here() is page.heirs.rows[1].name
    officer.type("DWI")
    assert [heir.name for heir in page.draft().form.heirs] == ["SUPARDI", "DWI"]
    assert page.draft().form.heirs[0].relationship is Relationship.SPOUSE
    assert officer.here().accessibleName() == "Nama ahli waris ke-2"
    page.heirs.rows[0].bin.setFocus()
    officer.key(RETURN)
    assert [heir.name for heir in page.draft().form.heirs] == ["DWI"]
    page.heirs.rows[0].bin.setFocus()
    officer.key(RETURN)
    assert len(page.heirs.rows) == 1 and page.draft().form.heirs == () and not page.has_typed()


def test_the_notice_is_always_shown_and_makes_no_promise(officer: Officer) -> None:
    assert len(officer.page.cards) >= 5
    words = " ".join(
        child.text() for child in officer.page.findChildren(QWidget) if hasattr(child, "text") and callable(child.text)
    )
    assert "Terdata belum berarti menjadi peserta." in words and "Perda Kabupaten Blora Nomor 9 Tahun 2024" in words
    assert "terlindungi" not in words.lower()


@pytest.mark.parametrize("width", [683, 960, 1100, 1366])
def test_nothing_is_cut_off_at_any_width(officer: Officer, width: int) -> None:
    officer.write(NIK, "SUTINI")
    officer.save(Qt.Key.Key_S)  # so that what is taken over stands above the form
    officer.window.resize(width, 690)
    page = officer.page
    officer.bot.waitUntil(lambda: page.window().width() == width)
    assert len(page.cards) >= 5
    QApplication.processEvents()
    inner = page.scroll.widget()
    assert inner.minimumSizeHint().width() <= page.scroll.viewport().width()
    assert page.aside.isVisible() == (width >= 1280)


def test_ctrl_p_prints_the_notice_with_the_name(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets: list[Document] = []
    monkeypatch.setattr(notice_print, "show_document", lambda tools, parent, sheet, people: sheets.append(sheet))
    officer.key(Qt.Key.Key_P, CTRL)
    officer.rest()
    officer.identity()
    officer.key(Qt.Key.Key_F7)
    officer.key(Qt.Key.Key_P, CTRL)
    officer.rest()
    assert [sheet.file_name for sheet in sheets] == ["pemberitahuan-versi-1.pdf"] * 2
    assert "Terdata belum berarti menjadi peserta." in sheets[1].spoken
