"""Officers and passphrases in the settings, with real key files and real keys, and a new key through the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from gui.pages.settings.officer_presenter import OfficerPresenter
from gui.pages.settings.officer_section import OfficerSection
from gui.widgets.button import Button
from gui.widgets.label import Text
from gui.window import MainWindow
from services import startup
from services.context import AppContext
from services.errors import AccessDenied, AppError
from services.safekeeping import key_store, keyfile
from services.safekeeping.accounts import Officer, add_officer, list_officers
from services.safekeeping.backups import last_backup
from services.settings import SettingsFile
from services.workers.commands import register_worker
from services.workers.search import count_workers
from tests.gui.doubles import CHEAP, Shell, run_now
from tests.offices import CHEAP as CHEAP_KDF
from tests.offices import PASSPHRASE, worker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

NEW, OTHER = "gagak sawah lumbung kendi", "pasar wage pagi ramai"
ENTER = Qt.Key.Key_Return


class Desk(Shell):
    """A window that remembers what it was asked to do."""

    def __init__(self) -> None:
        super().__init__()
        self.rekeyed: list[tuple[str, str]] = []

    def rekey(self, remove: str, passphrase: str) -> None:
        self.rekeyed.append((remove, passphrase))


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def section(qtbot, dressed: QApplication, village: AppContext, desk: Desk) -> OfficerSection:
    section = OfficerSection(village)
    qtbot.addWidget(section)
    ask = OfficerPresenter(section, village, run_now, lambda _: None, desk, CHEAP_KDF)  # type: ignore[arg-type]
    section.change_wanted.connect(ask.change)
    section.add_wanted.connect(ask.add)
    section.remove_wanted.connect(ask.remove)
    section.distrust_wanted.connect(ask.distrust)
    section.code_wanted.connect(ask.give_code)
    section.recovery_wanted.connect(ask.renew_recovery)
    section.new_key_wanted.connect(ask.renew_key)
    section.resize(900, 900)
    section.show()
    section.ask = ask  # signals hold their receivers weakly
    ask.load()
    qtbot.waitUntil(section.isActiveWindow)
    return section


def rohmat(village: AppContext) -> Officer:
    add_officer(village, PASSPHRASE, "Rohmat Hidayat", OTHER, kdf=CHEAP_KDF)
    return list_officers(village)[1]


def opens(village: AppContext, passphrase: str, user: str) -> bool:
    try:
        keyfile.unlock(village.paths.keyfile, user, passphrase)
    except AppError:
        return False
    return True


def words(section: OfficerSection) -> str:
    return " ".join(label.text() for label in section.findChildren(QLabel) if label.isVisible())


def test_by_keyboard_alone_to_another_passphrase(
    qtbot, section: OfficerSection, village: AppContext, desk: Desk
) -> None:
    section.change_own.setFocus()
    qtbot.keyClick(section.change_own, Qt.Key.Key_Space)
    form = section.change
    assert form.own.edit.hasFocus()
    qtbot.keyClicks(form.own.edit, PASSPHRASE)
    qtbot.keyClick(form.own.edit, ENTER)
    qtbot.keyClicks(form.new.first.edit, NEW)
    assert "Kuat" in words(section)
    qtbot.keyClick(form.new.first.edit, ENTER)
    qtbot.keyClicks(form.new.second.edit, NEW)
    qtbot.keyClick(form.new.second.edit, ENTER)
    assert not form.isVisible()
    assert desk.notes == ["Kata sandi sudah diganti. Yang lama tidak berlaku lagi."]
    assert opens(village, NEW, village.user.id) and not opens(village, PASSPHRASE, village.user.id)
    assert form.own.text() == form.new.first.text() == "", "nothing typed stays behind"


@pytest.mark.parametrize(
    ("own", "first", "second", "field", "told"),
    [
        ("", NEW, NEW, "own", "belum diisi"),
        ("bukan ini ya", NEW, NEW, "own", "tidak cocok"),
        (PASSPHRASE, "", "", "first", "belum diisi"),
        (PASSPHRASE, "desa", "desa", "first", "pendek"),
        (PASSPHRASE, PASSPHRASE, PASSPHRASE, "first", "sama dengan yang lama"),
        (PASSPHRASE, NEW, OTHER, "second", "berbeda"),
    ],
)
def test_a_change_that_will_not_do_is_told_at_its_field(
    section: OfficerSection, village: AppContext, own: str, first: str, second: str, field: str, told: str
) -> None:
    section.open_form(section.change)
    section.change.own.edit.setText(own)
    section.change.new.first.edit.setText(first)
    section.change.new.second.edit.setText(second)
    section.change.act.click()
    at = section.change.fields()[field]  # type: ignore[index]
    assert told in at.problem()
    assert at.edit.hasFocus() and section.change.isVisible()
    assert opens(village, PASSPHRASE, village.user.id)


def test_another_officer_types_a_passphrase_and_the_first_allows_it(
    qtbot, section: OfficerSection, village: AppContext, desk: Desk
) -> None:
    section.add.click()
    form = section.adding
    qtbot.keyClicks(form.name.edit, "Rohmat Hidayat")
    qtbot.keyClick(form.name.edit, ENTER)
    qtbot.keyClicks(form.new.first.edit, "rohmat hidayat")
    assert "mudah ditebak" in words(section), "the own name is no passphrase"
    form.new.first.edit.setText(OTHER)
    form.new.second.edit.setText(OTHER)
    qtbot.keyClick(form.new.second.edit, ENTER)
    assert form.own.edit.hasFocus()
    qtbot.keyClicks(form.own.edit, PASSPHRASE)
    qtbot.keyClick(form.own.edit, ENTER)
    assert desk.notes == ["Rohmat Hidayat sekarang bisa masuk di komputer ini."]
    assert opens(village, OTHER, list_officers(village)[1].id)
    qtbot.waitUntil(lambda: "Rohmat Hidayat" in words(section))
    section.add.click()
    form.name.edit.setText("siti aminah")
    for each in (form.new.first, form.new.second):
        each.edit.setText(NEW)
    form.own.edit.setText(PASSPHRASE)
    form.act.click()
    assert "sudah dipakai" in form.name.problem()
    qtbot.keyClick(form.name.edit, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_moved_to_other_work(section: OfficerSection, village: AppContext, desk: Desk) -> None:
    officer = rohmat(village)
    section.ask.load()  # type: ignore[attr-defined]
    out = next(each for each in section.findChildren(Button) if each.accessibleName() == "Keluarkan Rohmat Hidayat")
    out.click()
    assert section.removing.moved.isChecked() and not section.removing.own.isVisible()
    section.removing.act.click()
    assert "tidak bisa masuk lagi" in desk.notes[0]
    assert not opens(village, OTHER, officer.id)
    assert desk.rekeyed == []


def test_the_focus_stands_where_the_dot_is_and_touches_no_words(
    qtbot, section: OfficerSection, village: AppContext
) -> None:
    section.ask_remove(rohmat(village))
    form = section.removing
    qtbot.waitUntil(form.moved.hasFocus)
    form.bad.setChecked(True)
    assert form.bad.hasFocus()
    form.moved.setChecked(True)
    assert form.moved.hasFocus()
    section.layout().activate()
    for radio in (form.moved, form.bad):
        words = [text for text in form.findChildren(Text) if text.isVisible() and _top(text, form) > _top(radio, form)]
        ring = QRect(radio.mapTo(form, QPoint(0, 0)), radio.size()).adjusted(-3, -3, 3, 3)
        assert min(_top(text, form) for text in words) > ring.bottom()


def _top(widget: QWidget, form: QWidget) -> int:
    return widget.mapTo(form, QPoint(0, 0)).y()


def test_no_longer_trusted_asks_for_the_passphrase_and_leaves_it_to_the_window(
    section: OfficerSection, village: AppContext, desk: Desk
) -> None:
    officer = rohmat(village)
    section.ask_remove(officer)
    section.removing.bad.click()
    for typed, told in (("", "belum diisi"), ("bukan ini", "tidak cocok")):
        section.removing.own.edit.setText(typed)
        section.removing.act.click()
        assert told in section.removing.own.problem()
    assert desk.rekeyed == []
    section.removing.own.edit.setText(PASSPHRASE)
    section.removing.act.click()
    assert desk.rekeyed == [(officer.id, PASSPHRASE)]


def test_a_new_key_for_everybody_who_stays(section: OfficerSection, desk: Desk) -> None:
    section.lock.click()
    section.locking.own.edit.setText("bukan yang ini")
    section.locking.act.click()
    assert (desk.rekeyed, section.locking.own.problem() != "") == ([], True)
    section.locking.own.edit.setText(PASSPHRASE)
    section.locking.act.click()
    assert desk.rekeyed == [("", PASSPHRASE)]


def test_codes_are_shown_once_and_go_after_the_tick(section: OfficerSection, village: AppContext) -> None:
    officer = rohmat(village)
    section.ask_code(officer)
    section.coding.own.edit.setText(PASSPHRASE)
    section.coding.act.click()
    shown = next(label.text() for label in section.codes.findChildren(QLabel) if label.text().count("-") == 2)
    assert opens(village, shown, officer.id)
    assert not section.codes.print.isVisible()
    assert not section.codes.close_it.isEnabled()
    section.codes.sure.click()
    section.codes.close_it.click()
    assert not section.codes.isVisible()
    assert shown not in words(section)


def test_a_new_recovery_code_is_shown_and_saved(
    qtbot, section: OfficerSection, village: AppContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section.renew.click()
    section.recovering.own.edit.setText(PASSPHRASE)
    section.recovering.act.click()
    code = section.codes._codes.recovery
    qtbot.waitUntil(lambda: all(group in words(section) for group in code.split("-")))
    assert keyfile.unlock_with_recovery(village.paths.keyfile, code).database_key == village.database.key
    monkeypatch.setattr("gui.pages.settings.codes_card.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path))
    section.codes.save.click()
    assert (tmp_path / "payung-kode-pemulihan.pdf").exists()
    assert "Tersimpan" in words(section)
    assert code not in repr(section.codes._codes)


@pytest.fixture
def window(qtbot, dressed: QApplication, village: AppContext, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "data", SettingsFile(tmp_path), doors=CHEAP)
    qtbot.addWidget(window)
    window.show_office(village)
    window.show()
    yield window
    window.tasks.close()
    if window.office is not None:
        startup.close(window.office.context)


def test_the_window_gives_the_data_a_new_key_and_shows_the_codes(
    qtbot, window: MainWindow, village: AppContext
) -> None:
    officer = rohmat(village)
    other = add_officer(village, PASSPHRASE, "Wati", NEW, kdf=CHEAP_KDF)
    register_worker(village, worker(9001))
    before = key_store.salt_of(village.paths.database)
    window.rekey(officer.id, PASSPHRASE)
    qtbot.waitUntil(
        lambda: (
            window.office is not None
            and window.office.context is not village
            and window.office.navigation.current == "settings"
            and not window.tasks.busy
        ),
        timeout=20_000,
    )
    assert window.office is not None
    ctx = window.office.context
    assert (key_store.salt_of(village.paths.database) != before, count_workers(ctx)) == (True, 1)
    assert last_backup(ctx) is not None
    section = window.office.navigation.page("settings").officers  # type: ignore[attr-defined]
    assert section.codes.isVisible()
    codes = section.codes._codes
    assert [name for name, _ in codes.once] == ["Wati"]
    assert opens(ctx, codes.once[0][1], other.id)
    with pytest.raises(AccessDenied):
        keyfile.unlock(ctx.paths.keyfile, other.id, NEW)
    assert not opens(ctx, OTHER, officer.id)


def test_what_fails_is_told_at_the_door_and_nothing_changed(
    qtbot, window: MainWindow, village: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.rekeying._PATIENCE_MS", 50)
    officer = rohmat(village)
    held = startup.open_office(village.paths.data, OTHER, officer.id, doors=CHEAP)
    count_workers(held)
    before = village.paths.keyfile.read_bytes()
    window.rekey(officer.id, PASSPHRASE)
    qtbot.waitUntil(lambda: window.office is None and not window.tasks.busy, timeout=20_000)
    door = window._views.currentWidget()
    assert "jendela Payung lain" in door._trouble_text.text()  # type: ignore[union-attr]
    startup.close(held)
    assert village.paths.keyfile.read_bytes() == before
    startup.close(startup.open_office(village.paths.data, PASSPHRASE, village.user.id, doors=CHEAP))
