from __future__ import annotations

from pathlib import Path

from gui.pages.settings.office_presenter import OfficeChoices, OfficePresenter, load_choices
from models.values import Month
from services.changes import Changes
from services.contact import OfficeContact, read_contact
from services.context import AppContext
from services.preferences import read_preference, write_preference
from services.today.load import HIGHEST_TARGET
from tests.gui.doubles import Recorder, run_now


def presenter(ctx: AppContext, view: Recorder, told: list[Changes] | None = None) -> OfficePresenter:
    made = OfficePresenter(view, ctx, run_now, (told if told is not None else []).append)
    made.load()
    return made


def test_nothing_is_chosen_at_first(village: AppContext) -> None:
    view = Recorder()
    presenter(village, view)
    assert view.last("show_office") == (OfficeChoices(),)


def test_each_choice_is_kept_at_once_and_told(village: AppContext) -> None:
    view, told = Recorder(), []
    ask = presenter(village, view, told)
    contact = OfficeContact(address="Jl. Raya 1", head="Purwanto")
    ask.keep_photo(True)
    ask.keep_month(Month(2027, 1))
    ask.keep_target(240)
    ask.keep_contact(contact)
    wanted = OfficeChoices(photo=True, first_month=Month(2027, 1), target=240, contact=contact)
    assert load_choices(village) == wanted == view.last("show_office")[0]
    assert read_preference(village, "register.photo", bool, False)
    assert read_preference(village, "register.first_month", str, "") == "2027-01"
    assert read_preference(village, "home.target", int, 0) == 240
    assert read_contact(village) == contact
    assert [next(iter(each.ids["preference"])) for each in told] == [
        "register.photo",
        "register.first_month",
        "home.target",
        "contact",
    ]


def test_the_same_again_writes_nothing(village: AppContext) -> None:
    view = Recorder()
    ask = presenter(village, view)
    ask.keep_photo(False)
    ask.keep_month(None)
    ask.keep_target(None)
    ask.keep_contact(OfficeContact())
    assert "show_kept" not in view.told


def test_a_target_out_of_bounds_is_the_most(village: AppContext) -> None:
    ask = presenter(village, Recorder())
    ask.keep_target(999_999)
    assert load_choices(village).target == HIGHEST_TARGET
    ask.keep_target(None)
    assert load_choices(village).target == 0


def test_a_month_that_is_over_or_unreadable_counts_as_none(village: AppContext) -> None:
    for kept in ("2026-10", "soon", ""):
        write_preference(village, "register.first_month", kept)
        assert load_choices(village).first_month is None
    write_preference(village, "register.first_month", "2026-11")
    assert load_choices(village).first_month == Month(2026, 11)


def test_what_cannot_be_kept_is_told_and_tried_again(village: AppContext, tmp_path: Path) -> None:
    view = Recorder()
    ask = presenter(village, view)
    with village.database.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON preference BEGIN SELECT raise(FAIL, 'disk is full'); END"
        )
    ask.keep_photo(True)
    assert view.last("show_problem")[0]
    with village.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER full")
    ask.keep_photo(True)
    assert load_choices(village).photo and view.last("show_problem") == ("",)
