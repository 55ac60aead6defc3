from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.laptops import PAGE
from gui.pages.laptops.dialogs import STOLEN, ReplacementDialog
from gui.pages.laptops.page import DOOR, KEYS, ROSTER, LaptopsPage
from gui.pages.laptops.presenter import LaptopsPresenter
from gui.pages.laptops.safe_dialogs import RecoveryDialog
from gui.printing.key_sheet import FILE_NAME
from gui.printing.preview import PreviewDialog
from gui.tables.delegate import PAD
from gui.tasks import TaskRunner
from gui.theme import font, px
from gui.widgets.painting import text_width
from services.handover.rotating import root_facts
from services.handover.stick_places import Stick
from services.safekeeping.district_keys import read_root_secret
from services.safekeeping.paper_keys import PaperKey, lines_of
from services.settings import SettingsFile
from tests.gui.doubles import Shell
from tests.gui.pages.laptops.conftest import Scene
from tests.gui.printing.papers import text_of
from tests.offices import OTHER_VILLAGE, VILLAGE


@pytest.fixture
def page(dressed: QApplication, scene: Scene, shell: Shell, tmp_path: Path, qtbot: QtBot) -> Iterator[LaptopsPage]:
    parent = QObject()
    tasks, hub = TaskRunner(parent), ChangeHub(parent)
    tools = PageTools(scene.district, tasks, hub, SettingsFile(tmp_path / "settings"), shell)  # type: ignore[arg-type]
    page = LaptopsPage(tools, work=4)
    hub.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    page.arrive()
    qtbot.waitUntil(lambda: not tasks.busy)
    yield page
    page.hide()
    qtbot.waitUntil(lambda: not tasks.busy)
    tasks.close()


def test_the_sidebar_counts_those_who_wait(scene: Scene) -> None:
    assert PAGE.badge is not None and PAGE.badge(scene.district) == 1


def test_enter_lets_the_laptop_in(page: LaptopsPage, scene: Scene, shell: Shell, qtbot: QtBot) -> None:
    assert page.door.table.rows.rowCount() == 1
    page.door.table.setFocus()
    page.door.table.select_row(0)
    qtbot.keyClick(page.door.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.notes))
    assert "1 desa diizinkan" in shell.notes[-1]
    qtbot.waitUntil(lambda: page.door.table.rows.rowCount() == 0)
    assert scene.count(f"SELECT count(*) FROM worker WHERE owner = '{OTHER_VILLAGE}'") == 2


def on(page: LaptopsPage) -> object:
    return page.window().focusWidget()


def test_the_keyboard_stays_on_the_page_when_nobody_waits_any_more(page: LaptopsPage, qtbot: QtBot) -> None:
    assert on(page) is page.door.table
    qtbot.keyClick(page.door.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.door.table.isHidden())
    qtbot.waitUntil(lambda: on(page) is page.views.buttons()[0])
    page.arrive(view=ROSTER)
    assert on(page) is page.roster.table


def test_without_anybody_at_the_door_the_keyboard_begins_in_the_list_of_all(
    page: LaptopsPage, scene: Scene, qtbot: QtBot
) -> None:
    page.presenter.turn_away(page.door.chosen()[0])
    qtbot.waitUntil(lambda: page.door.table.isHidden())
    other = LaptopsPage(page._tools)
    qtbot.addWidget(other)
    other.resize(1150, 690)
    other.show()
    other.arrive()
    qtbot.waitUntil(lambda: other.views.value() == ROSTER)
    assert on(other) is other.roster.table


@pytest.mark.parametrize("width", [1150, 808, 560])
def test_the_six_words_and_the_status_are_whole_whatever_the_width(page: LaptopsPage, width: int) -> None:
    page.resize(width, 690)
    QApplication.processEvents()
    for view, table in ((DOOR, page.door.table), (ROSTER, page.roster.table)):
        page.arrive(view=view)
        QApplication.processEvents()
        places = {column.key: place for place, column in enumerate(table.rows.columns)}
        words, shown = places["words"], table.viewport().width()
        text = table.rows.cells(0)[words].text
        assert len(text.split()) == 6
        needed = text_width(font(14, 500), text) + px(PAD) + px(6)
        left = table.columnViewportPosition(words)
        assert table.columnWidth(words) >= needed and left + needed <= shown
        if view == ROSTER:
            state = places["state"]
            assert table.columnViewportPosition(state) + table.columnWidth(state) <= shown


def test_ticked_laptops_are_counted_on_the_button(page: LaptopsPage, qtbot: QtBot) -> None:
    (device,) = page.door.chosen()
    assert device == page.door.table.current_id() and page.door.some.isEnabled() and page.door.every.isHidden()
    page.door.table.setFocus()
    qtbot.keyClick(page.door.table, Qt.Key.Key_Space)
    assert page.door.table.ticked() == {device} and page.door.some.label() == "Izinkan"


def test_only_what_can_be_done_can_be_pressed(page: LaptopsPage, scene: Scene) -> None:
    page.arrive(view=ROSTER)
    page.roster.table.select_id(scene.district.device_id)
    assert not page.roster.revoke.isEnabled() and not page.roster.replace.isEnabled()
    page.roster.table.select_id(scene.laptops[VILLAGE].device_id)
    assert page.roster.revoke.isEnabled() and page.roster.replace.isEnabled()
    assert not page.roster.extend.isVisible()


def test_a_stolen_laptop_is_always_cut_off(page: LaptopsPage, scene: Scene, qtbot: QtBot) -> None:
    row = next(row for row in page.roster._rows.values() if row.office == VILLAGE)
    dialog = ReplacementDialog(page, row)
    qtbot.addWidget(dialog)
    assert not dialog.revoke() and dialog.cut.isEnabled()
    dialog.reason.set_value(STOLEN)
    dialog.reason.changed.emit(STOLEN)
    assert dialog.revoke() and not dialog.cut.isEnabled()


def test_the_words_of_a_replacement_kit_come_on_paper(
    page: LaptopsPage, scene: Scene, qtbot: QtBot, tmp_path: Path
) -> None:
    page.presenter.replace(VILLAGE, tmp_path / "usb")
    qtbot.waitUntil(lambda: bool(page.findChildren(PreviewDialog)))
    (preview,) = page.findChildren(PreviewDialog)
    text = text_of(preview._document, tmp_path)
    assert "Desa Sambongrejo, Kecamatan Sambong" in text and "data 3 pekerja" in text
    assert sorted(path.suffix for path in (tmp_path / "usb").iterdir()) == [".payung-isi", ".payung-kit"]
    preview.reject()


def test_after_a_kit_on_a_stick_the_way_to_take_it_out_is_offered(
    page: LaptopsPage, scene: Scene, qtbot: QtBot, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    stick = replace(Stick.for_folder(usb), label="DINPERINNAKER", removable=True)
    page.presenter = LaptopsPresenter(
        page, scene.district, page._tools.run_for(page), page._tools.publish, 4, lambda: (stick,)
    )
    page.written.wanted.connect(page.presenter.release)
    page.presenter.replace(VILLAGE, usb)
    qtbot.waitUntil(lambda: bool(page.findChildren(PreviewDialog)))
    page.findChildren(PreviewDialog)[0].reject()
    assert page.written.isVisible() and page.written.title.text() == "Cocok. Jangan cabut dulu."
    page.written.button.click()
    qtbot.waitUntil(page.written.button.isHidden)
    assert page.written.title.text().startswith("Selesai.")
    page.presenter.replace(VILLAGE, tmp_path / "folder")
    assert page.written.isHidden(), "another kit begins"
    qtbot.waitUntil(lambda: bool(page.findChildren(PreviewDialog)))
    page.findChildren(PreviewDialog)[-1].reject()
    assert page.written.isHidden(), "a folder is not taken out"


def test_the_six_words_and_their_letter(page: LaptopsPage, scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    page.arrive(view=KEYS)
    words = root_facts(scene.district).print.words
    assert page.keys.words.words() == words
    page.keys.letter.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PreviewDialog)))
    (preview,) = page.findChildren(PreviewDialog)
    assert all(word in text_of(preview._document, tmp_path) for word in words)
    preview.reject()


def test_another_recovery_key_with_real_keys(page: LaptopsPage, scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    assert page._facts is not None
    dialog = page.make_rotate_dialog(page._facts)
    qtbot.addWidget(dialog)
    dialog.show()
    root = read_root_secret(scene.district.paths.data / "kunci-akar")
    dialog.typed.setPlainText("\n".join(lines_of(PaperKey.ROOT, root)))
    dialog.go_on.click()
    assert "Belum ada yang diganti" in dialog.problem()
    dialog.recovery.setChecked(True)
    dialog.go_on.click()
    assert dialog.print.isVisible() and dialog.problem() == ""
    dialog.save_sheets(tmp_path)
    qtbot.waitUntil(lambda: dialog.rotation.ceremony.is_printed)
    assert (tmp_path / FILE_NAME).exists()
    dialog.go_on.click()
    assert "dua kata" in dialog.problem().lower()
    dialog.proof.setText(" ".join(dialog.rotation.ceremony.sheet().proofs[1]))
    dialog.go_on.click()
    assert dialog.result() == 1
    wanted = dialog.rotation.wanted()
    page.presenter.rotate(wanted.root_pem, wanted.leave_out, wanted.recovery)
    qtbot.waitUntil(lambda: root_facts(scene.district).version == 2)
    assert root_facts(scene.district).recovery == wanted.recovery


def test_a_slip_in_the_recovery_key_is_told_in_its_field(page: LaptopsPage, qtbot: QtBot) -> None:
    dialog = RecoveryDialog(page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.typed.setPlainText("P1 22222 22222 22222\nP2\nP3\nP4")
    dialog.read.click()
    assert "Baris 1" in dialog.field.error() and dialog.secret() == "" and dialog.isVisible()


def test_it_stands_where_it_stood_in_another_language(page: LaptopsPage) -> None:
    page.arrive(view=KEYS)
    assert page.resume_at() == {"view": KEYS}
