"""The first start with a kit: the six words are compared; a replacement kit brings the village's work back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.pages.setup.presenter import SetupPresenter, Step
from services import startup
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.replacing_laptop import ReplacementKit, make_replacement_kit
from services.handover.rotating import root_facts
from services.reference import load_reference
from services.workers.commands import register_workers
from tests.gui.doubles import CHEAP, Recorder, run_now
from tests.offices import PASSPHRASE, VILLAGE, district_office, village_office, worker


@pytest.fixture
def district(tmp_path: Path) -> Iterator[AppContext]:
    ctx = district_office(tmp_path / "kabupaten")
    yield ctx
    startup.close(ctx)


@pytest.fixture
def replacement(district: AppContext, tmp_path: Path) -> ReplacementKit:
    """For a village of three people whose laptop died after its first handover."""
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "kit")
    dead = village_office(tmp_path / "mati", kit=kit.path, seed=5)
    register_workers(dead, [worker(serial) for serial in (9001, 9002, 9003)])
    (tmp_path / "usb").mkdir()
    hand_over(dead, tmp_path / "usb")
    startup.close(dead)
    assert receive(district, [tmp_path / "usb"], admit_new=True).refused == ()
    return make_replacement_kit(district, VILLAGE, tmp_path / "bekal", work=4)


@pytest.fixture
def view() -> Iterator[Recorder]:
    view = Recorder()
    yield view
    for (done,) in view.told.get("finish", []):
        startup.close(done.context)


@pytest.fixture
def presenter(view: Recorder, tmp_path: Path) -> SetupPresenter:
    presenter = SetupPresenter(view, run_now, tmp_path / "data", load_reference(), lambda groups: groups - 1, CHEAP)
    presenter.start()
    presenter.go_on()
    return presenter


def _finish(presenter: SetupPresenter, view: Recorder) -> AppContext:
    presenter.type_officer("Siti Aminah")
    presenter.go_on()
    presenter.type_passphrase(PASSPHRASE, PASSPHRASE)
    presenter.go_on(PASSPHRASE)
    presenter.go_on(view.last("show_recovery")[0][-1])
    context: AppContext = view.last("finish")[0].context
    return context


def test_the_words_shown_are_those_of_the_districts_letter(
    presenter: SetupPresenter, view: Recorder, district: AppContext, tmp_path: Path
) -> None:
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "kit")
    presenter.choose_kit(kit.path)
    assert view.last("show_kit_words") == (root_facts(district).print.words, False)


def test_no_kit_is_trusted_before_the_words_were_compared(
    presenter: SetupPresenter, view: Recorder, district: AppContext, tmp_path: Path
) -> None:
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "kit")
    presenter.choose_kit(kit.path)
    presenter.go_on()
    field, text = view.last("show_problem")
    assert field == "same" and "enam kata" in text and presenter.step is Step.PLACE
    presenter.agree(True)
    presenter.choose_kit(kit.path)
    presenter.go_on()
    assert presenter.step is Step.PLACE, "another choice has to be compared again"
    presenter.agree(True)
    presenter.go_on()
    assert presenter.step is Step.OFFICER


def test_a_replacement_kit_brings_everything_back_at_the_first_start(
    presenter: SetupPresenter, view: Recorder, replacement: ReplacementKit
) -> None:
    presenter.choose_kit(replacement.kit)
    assert view.last("show_kit_words")[1] is True and "3 pekerja" in view.last("show_kit")[0]
    presenter.agree(True)
    presenter.go_on()
    assert view.last("show_problem")[0] == "opening"
    presenter.type_opening("padi padi padi padi padi")
    presenter.go_on()
    assert view.last("show_problem")[0] == "opening" and "tidak cocok" in view.last("show_problem")[1]
    presenter.type_opening(" ".join(replacement.words).upper())
    presenter.go_on()
    assert presenter.step is Step.OFFICER
    context = _finish(presenter, view)
    assert "3 pekerja" in view.last("show_brought")[0]
    with context.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM worker").scalar() == 3


def test_the_file_beside_the_kit_left_at_home_is_told_before_anything_is_made(
    presenter: SetupPresenter, view: Recorder, replacement: ReplacementKit, tmp_path: Path
) -> None:
    replacement.content.unlink()
    presenter.choose_kit(replacement.kit)
    presenter.agree(True)
    presenter.type_opening(" ".join(replacement.words))
    presenter.go_on()
    assert replacement.content.name in view.last("show_problem")[1]
    assert presenter.step is Step.PLACE and startup.state(tmp_path / "data") == "new"


def test_work_that_spoils_after_the_office_was_made_is_told_and_the_office_stays(
    presenter: SetupPresenter, view: Recorder, replacement: ReplacementKit
) -> None:
    presenter.choose_kit(replacement.kit)
    presenter.agree(True)
    presenter.type_opening(" ".join(replacement.words))
    presenter.go_on()
    assert presenter._carried is not None
    object.__setattr__(presenter._carried, "plain", b"PK no archive any more" * 40)
    context = _finish(presenter, view)
    assert "data lama belum masuk" in view.last("show_brought")[0]
    assert context.office.code == VILLAGE
