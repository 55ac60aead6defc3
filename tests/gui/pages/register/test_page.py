"""The real form in the real window on a real database, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.page import BOTH, PageSpec, PageTools
from gui.pages import register
from gui.pages.register.page import RegisterPage
from gui.widgets.text_input import TextInput
from gui.window import MainWindow
from models.values import Relationship, Sex, WorkerStatus
from services.context import AppContext
from services.settings import SettingsFile
from services.workers.commands import register_worker, update_worker
from services.workers.queries import find_by_nik, get_worker
from services.workers.records import WorkerForm
from tests.gui.doubles import CHEAP
from tests.offices import worker

NIK = "3316065203799004"
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
RETURN, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space


class ListPage(QWidget):
    """Stands where the list of workers stands; remembers who was asked for."""

    def __init__(self, _: PageTools) -> None:
        super().__init__()
        self.asked: list[str] = []
        QVBoxLayout(self).addWidget(TextInput())

    def arrive(self, worker_id: str = "", **_: Any) -> None:
        self.asked.append(worker_id)


SPECS = (PageSpec("workers", "Pekerja", "users", "main", BOTH, ListPage), register.PAGE)


class Officer:
    """Hands on the keyboard: keys go where the focus is."""

    def __init__(self, bot: QtBot, window: MainWindow, ctx: AppContext) -> None:
        self.bot, self.window, self.ctx = bot, window, ctx
        assert window.office is not None
        self.navigation = window.office.navigation
        self.page: RegisterPage = self.navigation.page("register")  # type: ignore[assignment]
        self.list: ListPage = self.navigation.page("workers")  # type: ignore[assignment]

    def here(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.here(), key, modifier)

    def write(self, *texts: str) -> None:
        """Each text, then Enter."""
        for text in texts:
            self.bot.keyClicks(self.here(), text)
            self.key(RETURN)

    def rest(self) -> None:
        """Until nothing is under way any more."""
        self.bot.waitUntil(lambda: not self.window.tasks.busy and not self.page._look_up.isActive())

    def save(self, key: Qt.Key = RETURN) -> None:
        self.key(key, CTRL)
        self.rest()

    def kept(self, nik: str = NIK) -> WorkerForm | None:
        found = find_by_nik(self.ctx, nik)
        return None if found is None else get_worker(self.ctx, found.id).form

    def identity(self, nik: str = NIK, name: str = "SUTINI") -> None:
        """NIK to phone; sex and birth date come from the NIK."""
        self.write(nik, name, "BLORA", "", "", "NGATMI", "089900000147")


@pytest.fixture
def officer(qtbot: QtBot, dressed: QApplication, village: AppContext, tmp_path: Path) -> Iterator[Officer]:
    window = MainWindow(tmp_path / "data", SettingsFile(tmp_path), SPECS, CHEAP)
    window.keep_context = True
    window.resize(1366, 690)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_office(village)
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    hands = Officer(qtbot, window, village)
    yield hands
    hands.page.discard()
    assert window.close()
    window.deleteLater()


def test_a_whole_registration_by_keys_alone(officer: Officer) -> None:
    page = officer.page
    assert officer.here() is page.identity.nik.editor
    officer.identity()
    assert page.identity.sex.sex() is Sex.FEMALE and page.identity.birth_date.text() == "12-03-1979"
    officer.write("DK. NGASEM", "3", "2", "NGASEM")
    officer.write("ojol", "PASAR", "900000", "6", "12.30", "")
    officer.write("3316060101019004", "SUPARDI", "", "3316061503759002", "089900000148")
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
    assert (form.kk_number, form.heirs[0].name, form.heirs[0].nik) == (
        "3316060101019004",
        "SUPARDI",
        "3316061503759002",
    )
    assert (form.notice_given_on, form.notice_version, form.consent_given) == (officer.ctx.today(), "1", False)
    assert page.identity.name.text() == "" and not page.is_dirty()
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


def test_an_everyday_word_finds_the_occupation_and_the_sum_follows(officer: Officer) -> None:
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


def test_a_duplicate_is_shown_with_a_way_to_the_other_person(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    known = register_worker(officer.ctx, worker(9004, full_name="SUPARDI")).first("worker")
    officer.bot.keyClicks(officer.here(), NIK)
    officer.rest()
    assert "atas nama Supardi" in officer.page.identity.nik.error()
    monkeypatch.setattr("gui.office.ask", lambda *_: True)
    officer.key(TAB)
    assert officer.here().accessibleName() == "Buka datanya"
    officer.key(RETURN)
    assert officer.navigation.current == "workers" and officer.list.asked[-1] == known


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
    officer.bot.keyClicks(officer.here(), "4")
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
    officer.write(NIK)
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


def test_an_incomplete_person_may_be_kept(officer: Officer) -> None:
    officer.write(NIK, "SUTINI")
    officer.save(Qt.Key.Key_S)
    found = find_by_nik(officer.ctx, NIK)
    assert found is not None and found.status is WorkerStatus.INCOMPLETE
    assert officer.page.draft().form.full_name == ""


def test_typed_values_are_never_lost_without_asking(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    officer.write(NIK)
    answers = [False, True]
    monkeypatch.setattr("gui.office.ask", lambda *_: answers.pop(0))
    officer.key(Qt.Key.Key_N, CTRL)
    assert officer.page.identity.nik.value() == NIK
    officer.key(Qt.Key.Key_Escape)
    assert officer.navigation.current == "register" and officer.page.identity.nik.value() == NIK
    officer.key(Qt.Key.Key_Escape)
    assert officer.navigation.current == "workers" and not officer.page.is_dirty()


def test_changing_somebody_and_back_to_the_list(officer: Officer) -> None:
    known = register_worker(officer.ctx, worker(9004, hamlet="NGASEM")).first("worker")
    officer.window.open_page("register", worker_id=known)
    officer.rest()
    page = officer.page
    assert page.title() == "Ubah data: Sutini" and not page.is_dirty()
    page.go_to("full_name")
    officer.write("SUTINI WATI")
    officer.save()
    form = officer.kept()
    assert form is not None and (form.full_name, form.hamlet) == ("SUTINI WATI", "NGASEM")
    assert officer.navigation.current == "workers" and officer.list.asked[-1] == known
    assert page.title() == "Daftarkan pekerja"


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
    officer.bot.keyClicks(officer.here(), "SUPARDI")
    officer.key(RETURN)
    officer.bot.keyClicks(officer.here(), "S")
    page.heirs.more.setFocus()
    officer.key(RETURN)
    assert officer.here() is page.heirs.rows[1].name
    officer.bot.keyClicks(officer.here(), "DWI")
    assert [heir.name for heir in page.draft().form.heirs] == ["SUPARDI", "DWI"]
    assert page.draft().form.heirs[0].relationship is Relationship.SPOUSE
    assert officer.here().accessibleName() == "Nama ahli waris ke-2"
    page.heirs.rows[0].bin.setFocus()
    officer.key(RETURN)
    assert [heir.name for heir in page.draft().form.heirs] == ["DWI"]
    page.heirs.rows[0].bin.setFocus()
    officer.key(RETURN)
    assert len(page.heirs.rows) == 1 and page.draft().form.heirs == () and not page.is_dirty()


def test_the_notice_is_always_shown_and_makes_no_promise(officer: Officer) -> None:
    words = " ".join(
        child.text() for child in officer.page.findChildren(QWidget) if hasattr(child, "text") and callable(child.text)
    )
    assert "Terdata belum berarti menjadi peserta." in words and "Perda Kabupaten Blora Nomor 9 Tahun 2024" in words
    assert "terlindungi" not in words.lower()


@pytest.mark.parametrize("width", [683, 960, 1100, 1366])
def test_nothing_is_cut_off_at_any_width(officer: Officer, width: int) -> None:
    officer.window.resize(width, 690)
    page = officer.page
    officer.bot.waitUntil(lambda: page.window().width() == width)
    QApplication.processEvents()
    inner = page.scroll.widget()
    assert inner.minimumSizeHint().width() <= page.scroll.viewport().width()
    assert page.aside.isVisible() == (width >= 1280)
