"""The district's key ceremony: two sheets, two words from the second, nothing kept; and keys typed from the safe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.pages.setup.page import SetupPage
from gui.pages.setup.presenter import SetupPresenter, Step
from gui.printing.key_sheet import FILE_NAME
from gui.tasks import TaskRunner
from models.values import Role
from services import startup
from services.handover.kits import make_kits
from services.handover.rotating import root_facts
from services.reference import load_reference
from services.safekeeping import keyfile
from services.safekeeping.district_keys import new_district_secrets
from services.safekeeping.paper_keys import PaperKey, lines_of
from tests.gui.doubles import CHEAP, Recorder, run_now
from tests.gui.printing.papers import pdf_text
from tests.offices import PASSPHRASE, VILLAGE


@pytest.fixture
def view() -> Iterator[Recorder]:
    view = Recorder()
    yield view
    for (done,) in view.told.get("finish", []):
        startup.close(done.context)


@pytest.fixture
def presenter(view: Recorder, tmp_path: Path) -> SetupPresenter:
    numbers = iter(range(100, 200))
    presenter = SetupPresenter(
        view, run_now, tmp_path / "data", load_reference(), lambda below: next(numbers) % below, CHEAP
    )
    presenter.start()
    presenter.choose_role(Role.DISTRICT)
    presenter.go_on()
    return presenter


def _finish(presenter: SetupPresenter, view: Recorder) -> startup.SetUp:
    presenter.type_officer("Hendro Prasetyo")
    presenter.go_on()
    presenter.type_passphrase(PASSPHRASE, PASSPHRASE)
    presenter.go_on(PASSPHRASE)
    groups, asked = view.last("show_recovery")
    presenter.go_on(groups[asked - 1])
    done: startup.SetUp = view.last("finish")[0]
    return done


def test_not_without_two_words_from_the_second_sheet(presenter: SetupPresenter, view: Recorder) -> None:
    sheet = presenter.ceremony.sheet()
    presenter.keys_printed()
    assert view.last("show_printed") == (sheet.words, True)
    assert sheet.proofs[0] != sheet.proofs[1]
    for typed in ("", "padi kuda", " ".join(sheet.proofs[0]), sheet.proofs[1][0]):
        presenter.go_on(typed)
        assert view.last("show_problem")[0] == "keys" and presenter.step is Step.PLACE
    presenter.go_on(", ".join(sheet.proofs[1]).upper())
    assert presenter.step is Step.OFFICER


def test_not_without_printing(presenter: SetupPresenter, view: Recorder) -> None:
    words = " ".join(presenter.ceremony.sheet().proofs[1])
    presenter.go_on(words)
    assert view.last("show_problem")[0] == "keys" and presenter.step is Step.PLACE


def test_the_office_is_signed_with_the_printed_key_and_the_secret_is_forgotten(
    presenter: SetupPresenter, view: Recorder, tmp_path: Path
) -> None:
    sheet = presenter.ceremony.sheet()
    presenter.keys_printed()
    presenter.go_on(" ".join(sheet.proofs[1]))
    done = _finish(presenter, view)
    assert root_facts(done.context).print.words == sheet.words
    assert presenter.ceremony.place() is None and presenter.answers.keys is None
    assert all(
        sheet.secrets.recovery.encode() not in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()
    )


def test_a_printer_that_fails_is_told_and_nothing_counts_as_printed(presenter: SetupPresenter, view: Recorder) -> None:
    presenter.ceremony.sheet()
    presenter.keys_failed("Pencetak tidak menerima.")
    assert view.last("show_problem") == ("keys", "Pencetak tidak menerima.")
    assert presenter.ceremony.place() is None


def test_a_new_computer_goes_on_with_the_keys_of_the_safe(
    presenter: SetupPresenter, view: Recorder, tmp_path: Path
) -> None:
    secrets = new_district_secrets()
    old = startup.set_up_district(tmp_path / "lama", "33.16", "Hendro", PASSPHRASE, secrets, doors=CHEAP).context
    (kit,) = make_kits(old, [VILLAGE], tmp_path / "usb")
    words = root_facts(old).print.words
    startup.close(old)
    root = "\n".join(lines_of(PaperKey.ROOT, secrets.root_pem))
    recovery = "\n".join(lines_of(PaperKey.RECOVERY, secrets.recovery))
    presenter.choose_from_paper(True)
    presenter.go_on(root, recovery)
    assert "kit" in view.last("show_problem")[1]
    presenter.choose_old_kit(kit.path)
    presenter.go_on(root[:-1] + ("A" if root[-1] != "A" else "B"), recovery)
    assert "Baris 4" in view.last("show_problem")[1]
    other = "\n".join(lines_of(PaperKey.ROOT, new_district_secrets().root_pem))
    presenter.go_on(other, recovery)
    assert "kunci akar lain" in view.last("show_problem")[1] and presenter.step is Step.PLACE
    presenter.go_on(root, recovery)
    made = _finish(presenter, view).context
    facts = root_facts(made)
    assert (facts.version, facts.print.words) == (2, words)
    key = keyfile.unlock_with_district(made.paths.keyfile, secrets.recovery).database_key
    assert key == made.database.key, "the key of the safe opens it at once"


def test_where_the_keys_are_typed_the_cursor_stands_at_a1(qtbot, dressed: QApplication, tmp_path: Path) -> None:
    page = SetupPage(TaskRunner(), tmp_path / "data", lambda below: 7 % below, CHEAP)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    page.presenter.choose_role(Role.DISTRICT)
    page.go_on()
    qtbot.waitUntil(page.district.print.hasFocus)
    page.district.mode.buttons()[1].click()
    assert page.district.root.hasFocus()
    page.district.mode.buttons()[0].click()
    assert page.district.print.hasFocus()
    page.district.mode.buttons()[0].setFocus()
    qtbot.keyClick(page.district.mode.buttons()[0], Qt.Key.Key_Right)
    assert page.district.mode.buttons()[1].hasFocus(), "the arrow keys stay between the two ways"
    page.presenter.back()
    page.go_on()
    qtbot.waitUntil(page.district.root.hasFocus)


def test_the_sheets_as_a_pdf_with_real_widgets(qtbot, dressed: QApplication, tmp_path: Path) -> None:
    tasks = TaskRunner()
    page = SetupPage(tasks, tmp_path / "data", lambda below: 7 % below, CHEAP)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    page.presenter.choose_role(Role.DISTRICT)
    page.go_on()
    page.save_keys(tmp_path)
    qtbot.waitUntil(page.district.proof.isVisible)
    sheet = page.presenter.ceremony.sheet()
    text = pdf_text(tmp_path / FILE_NAME)
    lines = lines_of(PaperKey.ROOT, sheet.secrets.root_pem) + lines_of(PaperKey.RECOVERY, sheet.secrets.recovery)
    for line in lines:
        assert text.count(" ".join(line.split())) == 2
    assert text.count(" ".join(sheet.words)) == 2 and "Lembar 2 dari 2" in text
    qtbot.waitUntil(page.district.proof.edit.hasFocus)
    qtbot.keyClicks(page.district.proof.edit, " ".join(sheet.proofs[1]))
    qtbot.keyClick(page.district.proof.edit, Qt.Key.Key_Return)
    assert page.presenter.step is Step.OFFICER
    assert tasks.close()


def test_what_was_typed_from_the_safe_is_gone_once_the_office_is_made(
    qtbot, dressed: QApplication, tmp_path: Path
) -> None:
    tasks = TaskRunner()
    page = SetupPage(tasks, tmp_path / "data", lambda below: 7 % below, CHEAP)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    page.role.district.setChecked(True)
    page.go_on()
    page.district.mode.buttons()[1].click()
    page.district.root.setPlainText("A1 22222 22222 22222")
    page.district.recovery.setPlainText("P1 22222 22222 22222")
    page.go_on()
    assert "empat baris" in page.district.problem() or "kit lama" in page.district.problem()
    page.show_recovery(["ABCDE"], 1)
    assert page.district.root.toPlainText() == page.district.recovery.toPlainText() == ""
    assert tasks.close()


def test_a_stick_that_takes_no_pdf_is_told(qtbot, dressed: QApplication, tmp_path: Path) -> None:
    tasks = TaskRunner()
    page = SetupPage(tasks, tmp_path / "data", lambda below: 7 % below, CHEAP)
    qtbot.addWidget(page)
    page.presenter.choose_role(Role.DISTRICT)
    page.go_on()
    page.save_keys(tmp_path / "tidak-ada")
    qtbot.waitUntil(lambda: bool(page.district.problem()))
    assert page.presenter.ceremony.place() is None
    assert tasks.close()
