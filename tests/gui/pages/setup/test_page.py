from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.pages.setup.page import SetupPage
from gui.pages.setup.presenter import Step
from gui.tasks import TaskRunner
from models.values import Role
from services import startup
from tests.gui.doubles import CHEAP
from tests.offices import PASSPHRASE


@pytest.fixture
def page(qtbot, dressed: QApplication, tmp_path: Path) -> Iterator[SetupPage]:
    tasks = TaskRunner()
    page = SetupPage(tasks, tmp_path / "data", lambda groups: 1, CHEAP)
    qtbot.addWidget(page)
    page.setMinimumSize(640, 360)  # its own: offscreen windows complain when a layout changes the minimum
    page.resize(1366, 690)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    assert tasks.close()


def _press(qtbot, key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert isinstance(target, QWidget)
    qtbot.keyClick(target, key)


def _type(qtbot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def test_the_whole_wizard_without_a_mouse(qtbot, page: SetupPage) -> None:
    qtbot.waitUntil(page.role.village.hasFocus)
    _press(qtbot, Qt.Key.Key_Return)
    assert page.presenter.step is Step.PLACE
    qtbot.waitUntil(page.village.search.edit.hasFocus)
    _type(qtbot, "sambongrejo")
    _press(qtbot, Qt.Key.Key_Down)
    chosen = page.presenter.answers.village
    assert chosen is not None and chosen.name == "Sambongrejo" and chosen.subdistrict != "Sambong"
    _press(qtbot, Qt.Key.Key_Up)
    _press(qtbot, Qt.Key.Key_Return)
    _type(qtbot, "Siti Aminah")
    _press(qtbot, Qt.Key.Key_Enter)
    _type(qtbot, PASSPHRASE)
    _press(qtbot, Qt.Key.Key_Return)
    _type(qtbot, PASSPHRASE)
    _press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.presenter.step is Step.RECOVERY)
    qtbot.waitUntil(page.recovery.typed.edit.hasFocus)
    _type(qtbot, page.asked_group().lower())
    _press(qtbot, Qt.Key.Key_Return)
    assert page.recovery.kept.hasFocus()  # not without the promise that the sheet is put away
    _press(qtbot, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.done) as done:
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    context = done.args[0]
    assert (context.office.name, context.user.name) == ("Sambongrejo", "Siti Aminah")
    startup.close(context)


def test_a_refusal_stands_at_its_field_and_takes_the_focus(qtbot, page: SetupPage) -> None:
    page.go_on()
    page.go_on()
    assert "Ketik namanya" in page.village.search.problem()
    qtbot.waitUntil(page.village.search.edit.hasFocus)
    _type(qtbot, "bangkleyan")
    assert page.village.search.problem() == ""


def test_esc_goes_one_step_back(qtbot, page: SetupPage) -> None:
    page.go_on()
    qtbot.waitUntil(page.village.search.edit.hasFocus)
    _press(qtbot, Qt.Key.Key_Escape)
    assert page.presenter.step is Step.ROLE


def test_arrow_keys_choose_the_role(qtbot, page: SetupPage) -> None:
    page.role.village.setFocus()
    _press(qtbot, Qt.Key.Key_Down)
    assert page.presenter.answers.role is Role.DISTRICT
    page.go_on()
    assert page.district.isVisible()


def test_practice_is_asked_for_by_role(qtbot, page: SetupPage) -> None:
    with qtbot.waitSignal(page.practice) as wanted:
        page.role.try_district.click()
    assert wanted.args == [Role.DISTRICT]


def test_the_code_sheet_is_written_as_a_pdf(qtbot, page: SetupPage, tmp_path: Path) -> None:
    from gui.recovery_sheet import save_sheet

    path = save_sheet(tmp_path, ["ABCDE", "FGHJK"])
    assert path.read_bytes().startswith(b"%PDF") and path.stat().st_size > 2000
