from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.pages.setup.presenter import SetupPresenter, Step
from models.values import Role
from services import startup
from services.handover.kits import make_kits
from services.reference import load_reference
from tests.gui.doubles import CHEAP, Recorder, run_now
from tests.offices import PASSPHRASE


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
    return presenter


def _to_passphrase(presenter: SetupPresenter) -> None:
    presenter.go_on()
    presenter.search("bangkleyan")
    presenter.go_on()
    presenter.type_officer("Siti  Aminah ")
    presenter.go_on()


def test_a_village_from_the_first_question_to_an_open_office(
    presenter: SetupPresenter, view: Recorder, tmp_path: Path
) -> None:
    _to_passphrase(presenter)
    presenter.type_passphrase(PASSPHRASE, PASSPHRASE)
    presenter.go_on(PASSPHRASE)
    assert presenter.step is Step.RECOVERY
    groups, asked = view.last("show_recovery")
    assert len(groups) == asked == 5 and {len(group) for group in groups} == {5}
    presenter.go_on("AAAAA")
    assert view.last("show_problem")[0] == "group"
    presenter.go_on(f" {groups[-1].lower()}")
    context = view.last("finish")[0].context
    assert (context.office.role, context.office.name, context.user.name) == (Role.VILLAGE, "Bangkleyan", "Siti Aminah")
    assert startup.state(tmp_path / "data") == "ready"
    assert presenter.answers.passphrase == ""


def test_the_district_asks_for_a_folder_for_its_keys(presenter: SetupPresenter, view: Recorder, tmp_path: Path) -> None:
    presenter.choose_role(Role.DISTRICT)
    presenter.go_on()
    presenter.go_on()
    assert view.last("show_problem")[0] == "keys" and presenter.step is Step.PLACE
    presenter.choose_keys(tmp_path / "brankas")
    presenter.go_on()
    presenter.type_officer("Hendro Prasetyo")
    presenter.go_on()
    presenter.type_passphrase(PASSPHRASE, PASSPHRASE)
    presenter.go_on(PASSPHRASE)
    assert presenter.step is Step.RECOVERY
    assert len(list((tmp_path / "brankas").iterdir())) == 2
    presenter.go_on(view.last("show_recovery")[0][-1])
    assert view.last("finish")[0].context.office.role is Role.DISTRICT


def test_villages_of_one_name_are_shown_with_their_subdistricts(presenter: SetupPresenter, view: Recorder) -> None:
    presenter.search("sumberejo")
    villages, chosen = view.last("show_villages")
    same = [village for village in villages if village.name == "Sumberejo"]
    assert len(same) == 3 and len({village.subdistrict for village in same}) == 3
    assert chosen == villages[0]
    presenter.search("tidak ada desa begini")
    assert view.last("show_villages") == ([], None)
    presenter.go_on()
    presenter.go_on()
    assert view.last("show_problem")[0] == "village"


def test_a_choice_stays_while_it_still_fits(presenter: SetupPresenter, view: Recorder) -> None:
    presenter.search("sambong")
    villages, _ = view.last("show_villages")
    presenter.choose_village(villages[2])
    presenter.search("sambong")
    assert view.last("show_villages")[1] == villages[2]


def test_an_officer_has_a_name(presenter: SetupPresenter, view: Recorder) -> None:
    presenter.go_on()
    presenter.search("bangkleyan")
    presenter.go_on()
    presenter.type_officer("   ")
    presenter.go_on()
    assert view.last("show_problem")[0] == "officer" and presenter.step is Step.OFFICER


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("", "", "passphrase"),
        ("pendek", "pendek", "passphrase"),
        ("bangkleyan123", "bangkleyan123", "passphrase"),
        (PASSPHRASE, "kerbau", "again"),
    ],
)
def test_a_weak_or_mistyped_passphrase_is_refused_in_words(
    presenter: SetupPresenter, view: Recorder, tmp_path: Path, first: str, second: str, field: str
) -> None:
    _to_passphrase(presenter)
    presenter.type_passphrase(first, second)
    presenter.go_on(second)
    assert view.last("show_problem")[0] == field
    assert presenter.step is Step.PASSPHRASE and startup.state(tmp_path / "data") == "new"


def test_strength_is_told_while_typing(presenter: SetupPresenter, view: Recorder) -> None:
    _to_passphrase(presenter)
    presenter.type_passphrase(PASSPHRASE, PASSPHRASE)
    strength, same = view.last("show_strength")
    assert (strength.bars, strength.good, same) == (4, True, True)
    presenter.type_passphrase("siti aminah", "")
    strength, same = view.last("show_strength")
    assert not strength.good and strength.bars <= 2 and not same
    presenter.type_passphrase("", "")
    assert view.last("show_strength") == (None, False)


def test_back_keeps_what_was_said_and_stops_at_the_code(presenter: SetupPresenter, view: Recorder) -> None:
    _to_passphrase(presenter)
    presenter.back()
    assert presenter.step is Step.OFFICER and presenter.answers.officer == "Siti Aminah"
    presenter.go_on()
    presenter.type_passphrase(PASSPHRASE, PASSPHRASE)
    presenter.go_on(PASSPHRASE)
    presenter.back()
    assert presenter.step is Step.RECOVERY
    presenter.go_on(view.last("show_recovery")[0][-1])


def test_a_folder_that_is_taken_is_told(presenter: SetupPresenter, view: Recorder, tmp_path: Path) -> None:
    startup.close(startup.set_up_village(tmp_path / "data", "33.16.01.2001", "Siti", PASSPHRASE, doors=CHEAP).context)
    _to_passphrase(presenter)
    presenter.type_passphrase(PASSPHRASE, PASSPHRASE)
    presenter.go_on(PASSPHRASE)
    assert "sudah disiapkan" in view.last("show_problem")[1]
    assert view.last("show_busy") == ("",)


def test_a_file_that_is_no_kit_is_told(presenter: SetupPresenter, view: Recorder, tmp_path: Path) -> None:
    (tmp_path / "x.payung-kit").write_text("{}", encoding="utf-8")
    presenter.choose_kit(tmp_path / "x.payung-kit")
    text, problem = view.last("show_kit")
    assert text == "" and "rusak" in problem
    assert presenter.answers.kit.path is None


def test_the_districts_kit_says_which_village_and_comes_along(
    presenter: SetupPresenter, view: Recorder, tmp_path: Path
) -> None:
    district = startup.set_up_district(
        tmp_path / "kabupaten", "33.16", "Hendro", PASSPHRASE, tmp_path / "kunci", doors=CHEAP
    ).context
    (kit,) = make_kits(district, ["33.16.06.2002"], tmp_path / "usb")
    startup.close(district)
    presenter.go_on()
    presenter.choose_kit(kit.path)
    village = presenter.answers.village
    assert village is not None and village.code == "33.16.06.2002" and presenter.answers.kit.path == kit.path
    presenter.search("bangkleyan")
    assert presenter.answers.kit.path is None and view.last("show_kit") == ("", "")
    presenter.choose_kit(kit.path)
    presenter.go_on()
    assert view.last("show_problem")[0] == "same" and presenter.step is Step.PLACE
    presenter.agree(True)
    presenter.go_on()
    presenter.type_officer("Siti Aminah")
    presenter.go_on()
    presenter.type_passphrase(PASSPHRASE, PASSPHRASE)
    presenter.go_on(PASSPHRASE)
    presenter.go_on(view.last("show_recovery")[0][-1])
    assert view.last("finish")[0].context.office.code == "33.16.06.2002"
