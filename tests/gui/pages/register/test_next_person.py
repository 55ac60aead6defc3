"""From one person to the next: what is carried over, and the family."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from gui.pages.register.next_person import carried_values, family_heirs, family_values
from models.values import Relationship, Sex
from services.workers.commands import register_worker
from services.workers.queries import find_by_nik, get_worker
from services.workers.records import Heir, WorkerForm
from tests.gui.pages.register.conftest import CTRL, NIK, RETURN, SHIFT, Officer
from tests.offices import worker

CHILD_NIK = "3316061203059006"  # a man born 12 March 2005
WIFE = worker(
    9004,
    sex=Sex.FEMALE,
    heirs=(Heir("SUPARDI", Relationship.SPOUSE, "3316061503759002"), Heir("DWI", Relationship.CHILD)),
)


def whole(officer: Officer) -> None:
    """One person, all that the next may take over."""
    page = officer.page
    officer.identity()
    officer.type("3316060101019004")
    officer.write("DK. NGASEM", "3", "2", "NGASEM", "ojol", "PASAR", "900", "", "7", "12", "", "")
    page.go_to("heirs")
    officer.write("SUPARDI")
    officer.type("S")
    officer.key(Qt.Key.Key_F7)
    officer.save()


def test_the_next_person_takes_over_what_is_the_same_for_all(officer: Officer) -> None:
    whole(officer)
    page = officer.page
    form = page.draft().form
    assert (form.hamlet, form.rt, form.rw, form.occupation_code) == ("NGASEM", "003", "002", "OJK")
    assert (form.workplace, form.work_start, form.work_end, form.income_source) == ("PASAR", "07:00", "12:00", "self")
    assert (form.address, form.kk_number, form.full_name, form.heirs) == ("", "", "", ())
    assert page.carried.isVisible() and page.address.fields["rt"].is_carried() and not page.has_typed()
    officer.page.address.hamlet.setFocus(Qt.FocusReason.TabFocusReason)
    officer.page.address.hamlet.selectAll()
    officer.key(Qt.Key.Key_Delete)
    assert page.draft().form.hamlet == "" and not page.address.fields["hamlet"].is_carried()


def test_one_key_empties_all_that_was_taken_over(officer: Officer) -> None:
    whole(officer)
    officer.key(Qt.Key.Key_F3)
    form = officer.page.draft().form
    assert (form.hamlet, form.rt, form.occupation_code, form.work_start) == ("", "", "", "")


def test_a_group_is_chosen_or_given_up_and_that_is_remembered(officer: Officer) -> None:
    whole(officer)
    page = officer.page
    page.carried.chips["occupation"].click()
    page.carried.chips["address"].click()
    officer.rest()
    assert page.draft().form.occupation_code == "" and page.draft().form.address == "DK. NGASEM"
    officer.write(NIK[:12] + "9007", "DWI")
    officer.save(Qt.Key.Key_S)
    assert page.draft().form.address == "DK. NGASEM" and page.draft().form.occupation_code == ""


def test_the_next_of_the_family_in_one_chord(officer: Officer) -> None:
    whole(officer)
    page = officer.page
    officer.key(RETURN, CTRL | SHIFT)
    form = page.draft().form
    assert (form.kk_number, form.address, form.rt) == ("3316060101019004", "DK. NGASEM", "003")
    assert officer.here() is page.identity.nik.editor
    officer.type(CHILD_NIK)
    officer.type("DWI")
    assert [(heir.name, heir.relationship) for heir in page.draft().form.heirs] == [
        ("SUTINI", Relationship.PARENT),
        ("SUPARDI", Relationship.PARENT),
    ]
    officer.key(Qt.Key.Key_F7)
    officer.save(RETURN)
    kept = officer.kept(CHILD_NIK)
    assert kept is not None and kept.kk_number == "3316060101019004" and kept.heirs[0].name == "SUTINI"


def test_the_next_of_the_family_completes_the_mother_and_keeps_the_decile(officer: Officer) -> None:
    whole(officer)
    officer.key(RETURN, CTRL | SHIFT)
    page = officer.page
    officer.type(CHILD_NIK)
    officer.write("DWI", "")
    officer.type("SUT")
    assert page.identity.mother.text() == "SUTINI" and page.identity.mother.selectedText() == "INI"
    page.go_to("welfare_decile")
    officer.write("3", "DTSEN")
    officer.key(Qt.Key.Key_F7)
    officer.key(RETURN, CTRL | SHIFT)
    officer.rest()
    form = page.draft().form
    assert (form.welfare_decile, form.welfare_source, form.mother_name) == (3, "DTSEN", "")
    assert page.work.fields["welfare_decile"].is_carried()
    officer.key(Qt.Key.Key_F3)
    assert page.draft().form.welfare_decile is None and page.draft().form.kk_number == ""


def test_saving_and_the_family_at_once(officer: Officer) -> None:
    officer.identity()
    officer.type("3316060101019004")
    officer.write("DK. NGASEM", "3", "2", "", "ojol")
    officer.key(Qt.Key.Key_F7)
    officer.key(RETURN, CTRL | SHIFT)
    officer.rest()
    assert officer.kept() is not None
    assert officer.page.draft().form.kk_number == "3316060101019004"


def test_a_known_family_card_offers_address_and_heirs(officer: Officer) -> None:
    register_worker(officer.ctx, WIFE)
    page = officer.page
    officer.write(CHILD_NIK, "DWI")
    page.address.kk.setFocus()
    officer.type(WIFE.kk_number)
    officer.rest()
    assert page.address.family.text() == "Satu KK dengan Sutini."
    page.address.rt.setFocus()
    officer.write("7")
    (button,) = page.address.family.buttons()
    assert button.label() == "Pakai alamat dan ahli warisnya"
    button.setFocus()
    officer.key(RETURN)
    form = page.draft().form
    assert (form.address, form.rt, form.rw) == ("DK. NGASEM", "007", "002")
    assert [(heir.name, heir.relationship) for heir in form.heirs] == [
        ("SUTINI", Relationship.PARENT),
        ("SUPARDI", Relationship.PARENT),
    ]
    assert page.address.family.buttons() == []


def test_blanks_are_not_carried() -> None:
    assert carried_values(WorkerForm(hamlet="NGASEM", rw="002"), ("hamlet", "rt_rw")) == {
        "hamlet": "NGASEM",
        "rw": "002",
    }
    assert carried_values(None, ("hamlet",)) == {}
    assert family_values(WorkerForm(kk_number="3316060101019004")) == {"kk_number": "3316060101019004"}


def test_heirs_of_the_spouse_are_the_other_way_round() -> None:
    husband = WorkerForm(nik="3316061503759002", full_name="SUPARDI")
    found = [(heir.name, heir.relationship) for heir in family_heirs(WIFE, husband)]
    assert found == [("SUTINI", Relationship.SPOUSE), ("DWI", Relationship.CHILD)]


def test_without_a_word_of_them_age_and_sex_tell() -> None:
    def related(**fields: object) -> Relationship:
        new = WorkerForm(full_name="ORANG LAIN", **fields)  # type: ignore[arg-type]
        return family_heirs(WIFE, new)[0].relationship

    assert related() is Relationship.SPOUSE
    assert related(birth_date=date(2005, 3, 12), sex=Sex.MALE) is Relationship.PARENT
    assert related(birth_date=date(1955, 3, 12), sex=Sex.MALE) is Relationship.CHILD
    assert related(birth_date=date(1977, 3, 12), sex=Sex.MALE) is Relationship.SPOUSE
    assert related(birth_date=date(1977, 3, 12), sex=Sex.FEMALE) is Relationship.SIBLING


def test_what_is_typed_in_the_family_form_is_kept_as_such(officer: Officer) -> None:
    whole(officer)
    officer.key(RETURN, CTRL | SHIFT)
    officer.type(CHILD_NIK)
    officer.write("DWI")
    officer.save(Qt.Key.Key_S)
    found = find_by_nik(officer.ctx, CHILD_NIK)
    assert found is not None and get_worker(officer.ctx, found.id).form.address == "DK. NGASEM"


def test_enter_behind_an_heir_opens_the_next_line_and_leaves_a_blank_one(officer: Officer) -> None:
    page = officer.page
    for _ in range(2):  # the order of the fields stays from one person to the next
        page.go_to("heirs")
        for name, letter in (("SUPARDI", "s"), ("DWI", "a")):
            officer.write(name, letter, "", "")
        assert len(page.heirs.rows) == 3 and officer.here() is page.heirs.rows[2].name
        officer.key(RETURN, SHIFT)
        assert officer.here() is page.heirs.rows[1].phone
        officer.key(RETURN)
        officer.key(RETURN)
        assert officer.here() is page.notice.given
        assert [heir.name for heir in page.draft().form.heirs] == ["SUPARDI", "DWI"]
        page.discard()
        assert len(page.heirs.rows) == 1
        page.go_to("welfare_decile")
        officer.key(RETURN)
        assert officer.here() is page.heirs.rows[0].name


def test_the_list_of_heirs_ends_at_ten(officer: Officer) -> None:
    page = officer.page
    page.heirs.fill({"heirs": tuple(Heir(f"ANAK {sign}", Relationship.CHILD) for sign in "ABCDEFGHIJ")})
    page.heirs.rows[-1].phone.setFocus()
    officer.key(RETURN)
    assert len(page.heirs.rows) == 10 and officer.here() is page.notice.given
    for row in list(page.heirs.rows):
        row.bin.click()
    assert len(page.heirs.rows) == 1 and page.draft().form.heirs == ()
    page.go_to("workplace")
    for _ in range(7):
        officer.key(RETURN)
    assert officer.here() is page.heirs.rows[0].name
