"""What is half typed survives: another page, the door, closing, a crash."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.pages.register import autosave, keeping
from models.values import Sex
from services import startup
from services.context import AppContext
from services.errors import StorageTrouble
from services.workers.commands import register_worker, update_worker
from services.workers.drafts import SavedDraft, list_drafts
from services.workers.queries import get_worker
from tests.gui.pages.register.conftest import CTRL, NIK, RETURN, Officer, close_window, open_window
from tests.offices import NOW, PASSPHRASE, at, doors, worker


def only_draft(ctx: AppContext) -> SavedDraft:
    (draft,) = list_drafts(ctx)
    return draft


def test_two_seconds_after_the_last_key_the_form_is_kept(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert autosave.AFTER_MS == 2_000
    timer = officer.page.autosave._timer
    officer.type(NIK)
    first = timer.remainingTime()
    officer.type("SUTI")
    assert timer.isActive() and timer.remainingTime() >= first - 50 and len(list_drafts(officer.ctx)) == 0
    timer.setInterval(0)
    officer.bot.waitUntil(lambda: len(list_drafts(officer.ctx)) == 1)
    officer.rest()
    draft = only_draft(officer.ctx)
    assert (draft.title, draft.focus, draft.values["full_name"]) == ("SUTI", "full_name", "SUTI")
    assert officer.page.kept_text() == "Draf tersimpan otomatis, 09.14"


def test_somebody_who_never_pauses_is_kept_every_ten_seconds(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert autosave.LATEST_MS == 10_000
    monkeypatch.setattr(autosave, "LATEST_MS", 1_900)  # less than the pause: no later key puts it off
    timer = officer.page.autosave._timer
    officer.type("3")
    first = timer.remainingTime()
    officer.bot.waitUntil(lambda: timer.remainingTime() < first - 20)
    before = timer.remainingTime()
    officer.type("3160652")
    assert timer.isActive() and timer.remainingTime() <= before


def test_a_refused_save_keeps_the_draft_all_the_same(officer: Officer) -> None:
    officer.write(NIK, "SUTINI")
    officer.save()
    assert officer.page.errors.isVisible() and officer.page.autosave.waits()
    officer.page.put_by()
    officer.bot.waitUntil(lambda: len(list_drafts(officer.ctx)) == 1)
    register_worker(officer.ctx, worker(9004))
    officer.page.go_to("mother_name")
    officer.type("NGATMI")
    officer.page.put_by()
    officer.rest()
    officer.page.identity.mother.setFocus()
    officer.type("X")
    officer.save(Qt.Key.Key_S)  # the register refuses: somebody has this NIK by now
    assert officer.page.has_typed() and officer.page.autosave.waits()


def test_a_crash_leaves_everything_as_typed_and_the_cursor_where_it_was(
    qtbot: QtBot, dressed: QApplication, village: AppContext, tmp_path: Path
) -> None:
    before = open_window(qtbot, village, tmp_path)
    before.identity()
    before.type("3316060101019004")
    before.write("DK. NGASEM", "3", "")
    before.page.go_to("heirs")
    before.write("SUPARDI")
    before.key(RETURN)
    before.type("33160615")
    before.page.go_to("work_start")
    before.type("7.3")
    before.page.keep_draft()
    before.rest()
    # the power fails here: nothing is closed, another process opens the same database
    again = startup.sign_in(village.paths.data, PASSPHRASE, doors=doors(9))
    after = open_window(qtbot, again, tmp_path / "second")
    page = after.page
    assert page.identity.nik.value() == NIK and page.identity.name.text() == "SUTINI"
    assert (page.address.rt.text(), page.work.start.text()) == ("003", "7.3")
    assert after.here() is page.work.start and page.work.start.cursorPosition() == 3
    qtbot.waitUntil(lambda: not page.work.start.visibleRegion().isEmpty())
    assert page.heirs.rows[0].name.text() == "SUPARDI" and page.heirs.rows[0].nik.kept() == "33160615"
    assert after.toast() == "Draf Sutini dilanjutkan."
    after.key(Qt.Key.Key_Backspace)
    after.key(Qt.Key.Key_Backspace)
    page.go_to("occupation_code")
    after.write("ojol")
    after.key(Qt.Key.Key_F7)
    after.save()
    assert after.kept() is not None and len(list_drafts(again)) == 0
    close_window(after)
    startup.close(again)
    before.page.discard()
    close_window(before)


def test_what_the_nik_had_told_goes_on_following_it_in_a_draft(officer: Officer) -> None:
    officer.write(NIK)
    officer.page.identity.name.setFocus()
    officer.type("SU")
    officer.key(Qt.Key.Key_N, CTRL)
    officer.rest()
    officer.page.presenter.open_draft(only_draft(officer.ctx).id)
    officer.rest()
    identity = officer.page.identity
    assert officer.here() is identity.name and identity.birth_date.text() == "12-03-1979"
    identity.nik.editor.setFocus()
    identity.nik.editor.selectAll()
    officer.type("3316061203059006")
    assert identity.birth_date.text() == "12-03-2005" and identity.sex.sex() is Sex.MALE
    officer.write("SUPARDI", "")
    assert officer.here() is identity.mother


def test_leaving_asks_nothing_and_the_form_stands_as_it_was_left(officer: Officer) -> None:
    officer.write(NIK, "SUTINI")
    officer.type("BLO")
    officer.key(Qt.Key.Key_Escape)
    officer.rest()
    assert officer.navigation.current == "workers"
    assert officer.toast() == "Isian Sutini disimpan sebagai draf." and only_draft(officer.ctx).title == "SUTINI"
    officer.bot.keyClick(officer.window, Qt.Key.Key_N, CTRL)
    officer.rest()
    assert officer.page.identity.name.text() == "SUTINI" and officer.here() is officer.page.identity.birth_place


def test_the_door_and_closing_keep_what_is_typed(
    qtbot: QtBot, dressed: QApplication, village: AppContext, tmp_path: Path
) -> None:
    officer = open_window(qtbot, village, tmp_path)
    officer.type(NIK)
    officer.window.lock()
    officer.bot.waitUntil(lambda: len(list_drafts(village)) == 1)
    assert officer.window.office is not None
    officer.window._show(officer.window.office)
    officer.page.identity.name.setFocus()
    officer.type("SUTINI")
    close_window(officer)
    assert only_draft(village).values["full_name"] == "SUTINI"


def test_ctrl_n_while_typing_puts_one_person_by_for_another(officer: Officer) -> None:
    officer.write(NIK, "SUTINI")
    officer.key(Qt.Key.Key_N, CTRL)
    officer.rest()
    page = officer.page
    assert page.identity.name.text() == "" and officer.here() is page.identity.nik.editor
    assert [line.name for line, _, _ in page.waiting.lines] == ["Sutini"] and page.waiting.isVisible()
    officer.write(NIK[:12] + "9005", "SUPARDI")
    officer.key(Qt.Key.Key_N, CTRL)
    officer.rest()
    assert {line.name for line, _, _ in page.waiting.lines} == {"Sutini", "Supardi"}
    go = next(go for line, go, _ in page.waiting.lines if line.name == "Sutini")
    officer.bot.waitUntil(go.isVisible)
    go.setFocus()
    officer.key(RETURN)
    officer.rest()
    assert page.identity.name.text() == "SUTINI"
    officer.save(Qt.Key.Key_S)
    assert officer.kept() is not None and [draft.title for draft in list_drafts(officer.ctx)] == ["SUPARDI"]


def test_a_draft_is_opened_from_elsewhere_or_thrown_away(officer: Officer) -> None:
    officer.write(NIK, "SUTINI")
    officer.key(Qt.Key.Key_Escape)
    officer.rest()
    draft = only_draft(officer.ctx)
    officer.page.presenter.start()
    officer.window.open_page("register", draft=draft.id)
    officer.rest()
    assert officer.page.identity.name.text() == "SUTINI"
    officer.page.drop_button.click()
    officer.rest()
    assert officer.page.identity.name.text() == "" and len(list_drafts(officer.ctx)) == 0
    officer.page._bring_back({**draft.values})
    assert officer.page.identity.name.text() == "SUTINI"


def test_a_waiting_draft_is_thrown_away_unread(officer: Officer) -> None:
    officer.write(NIK, "SUTINI")
    officer.key(Qt.Key.Key_N, CTRL)
    officer.rest()
    ((_, _, drop),) = officer.page.waiting.lines
    drop.click()
    officer.rest()
    assert len(list_drafts(officer.ctx)) == 0 and not officer.page.waiting.isVisible()


def test_a_draft_that_is_gone_is_told(officer: Officer) -> None:
    officer.window.open_page("register", draft="00000000-0000-4000-8000-000000000000")
    officer.rest()
    assert officer.page.trouble.isVisible()


def test_a_form_that_is_emptied_again_leaves_no_draft(officer: Officer) -> None:
    officer.page.identity.name.setFocus()
    officer.type("S")
    officer.page.put_by()
    officer.bot.waitUntil(lambda: len(list_drafts(officer.ctx)) == 1)
    officer.key(Qt.Key.Key_Backspace)
    officer.page.put_by()
    officer.bot.waitUntil(lambda: len(list_drafts(officer.ctx)) == 0)


def test_a_change_that_is_half_done_comes_back_with_what_it_had_seen(officer: Officer) -> None:
    known = register_worker(officer.ctx, worker(9004)).first("worker")
    officer.window.open_page("register", worker=known)
    officer.rest()
    officer.page.go_to("full_name")
    officer.type("SUTINI WATI")
    officer.key(Qt.Key.Key_N, CTRL)
    officer.rest()
    assert officer.page.presenter.editing == ""
    update_worker(officer.ctx, known, worker(9004, hamlet="NGASEM"))
    officer.window.open_page("register", worker=known)
    officer.rest()
    assert officer.page.identity.name.text() == "SUTINI WATI"
    officer.save()
    assert officer.page.trouble.isVisible()  # somebody changed it between: not overwritten
    officer.page.trouble.button().click()
    officer.rest()
    assert get_worker(officer.ctx, known).form.hamlet == "NGASEM" and officer.page.identity.name.text() == "SUTINI"


def test_a_full_disk_is_told_once_and_typing_goes_on(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str | None] = []
    monkeypatch.setattr(officer.page.presenter.drafts, "_tell", lambda text: told.append(text))

    def full(*_: object, **__: object) -> None:
        raise StorageTrouble("database.full")

    with monkeypatch.context() as broken:
        broken.setattr(keeping, "save_draft", full)
        for letters in ("SU", "TI"):
            officer.page.identity.name.setFocus()
            officer.page.identity.name.end(False)
            officer.type(letters)
            officer.page.put_by()
            officer.rest()
        assert len(told) == 1 and told[0] and officer.page.is_dirty()
        assert officer.page.identity.name.text() == "SUTI"
    officer.type("NI")
    officer.page.put_by()
    officer.rest()
    assert told[1:] == [None] and not officer.page.is_dirty() and only_draft(officer.ctx).title == "SUTINI"


def test_a_draft_of_another_day_says_so(officer: Officer) -> None:
    officer.write(NIK, "SUTINI")
    officer.key(Qt.Key.Key_N, CTRL)
    officer.rest()
    from gui.pages.register.waiting import draft_line

    draft = only_draft(officer.ctx)
    assert draft_line(draft, NOW).when == "09.14"
    assert draft_line(draft, at(officer.ctx, NOW + timedelta(days=1)).now()).when == "23-11-2026, 09.14"
