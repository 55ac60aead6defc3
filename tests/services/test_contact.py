from __future__ import annotations

from services.contact import LONGEST, OfficeContact, read_contact, write_contact
from services.context import AppContext
from services.preferences import write_preference


def test_empty_until_the_office_wrote_it_down(village: AppContext) -> None:
    assert read_contact(village) == OfficeContact()
    assert OfficeContact().line == ""


def test_lines_are_kept_tidy_and_short(village: AppContext) -> None:
    write_contact(village, OfficeContact(address="  Jl. Raya\n Sambong  12 ", phone="0296 000000", hours="x" * 500))
    kept = read_contact(village)
    assert kept.address == "Jl. Raya Sambong 12" and len(kept.hours) == LONGEST
    assert kept.line == "Jl. Raya Sambong 12. Telepon 0296 000000"


def test_what_another_version_wrote_is_passed_over(village: AppContext) -> None:
    write_preference(village, "office.contact", ["something", "else"])
    assert read_contact(village) == OfficeContact()
