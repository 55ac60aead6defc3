"""What to do before a picture of this page is taken. The page is handed in, so Qt stays out of importing this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from models.values import Relationship, Sex
from services.workers.records import Heir, WorkerForm

_FORM = WorkerForm(
    nik="3316065203799994",
    full_name="Sutini",
    birth_place="Blora",
    birth_date=date(1979, 3, 12),
    sex=Sex.FEMALE,
    mother_name="Kasmi",
    phone="0899 0000 147",
    address="Dukuh Ngasem",
    rt="003",
    rw="002",
    occupation_code="BTN",
    workplace="Sawah Ngasem",
    monthly_income=900_000,
    income_source="self",
    work_start="06:00",
    work_end="12:00",
    kk_number="3316060101019994",
    heirs=(
        Heir("Supardi", Relationship.SPOUSE, "3316061503759992", "0899 0000 148"),
        Heir("Dwi Lestari", Relationship.CHILD),
    ),
)


def prepare_screenshot(page: Any, tools: Any) -> None:
    """A form that is being filled: identity done, the address under way."""
    page.type_in(replace(_FORM, rt="", rw="", occupation_code="", monthly_income=None, heirs=(), kk_number=""))
    page.go_to("address")


def _work(page: Any, tools: Any) -> None:
    page.type_in(_FORM)
    page.go_to("monthly_income")
    page.scroll_to(page.work)


def _notice(page: Any, tools: Any) -> None:
    page.type_in(
        replace(
            _FORM, notice_given_on=tools.context.today(), notice_version="1", notice_given_by=tools.context.user.name
        )
    )
    page.go_to("notice_given_on")


def _errors(page: Any, tools: Any) -> None:
    page.type_in(replace(_FORM, nik=_FORM.nik[:15], occupation_code=""))
    page.save(whole=True)


def _next(page: Any, tools: Any) -> None:
    """The second of a family, with what was taken over from the first, and a draft that waits."""
    from gui.pages.register.waiting import DraftLine

    page.discard()
    page.presenter.succession.saved(replace(_FORM, sex=Sex.FEMALE))
    page.presenter.start()
    page.show_drafts([DraftLine("1", "Supardi", "08.51")])
    page.presenter.next_of_family()


def _empty(page: Any, tools: Any) -> None:
    page.presenter.succession.saved(None)
    page.show_drafts([])
    page.discard()


SHOTS: dict[str, Callable[[Any, Any], None]] = {
    "iuran": _work,
    "persetujuan": _notice,
    "galat": _errors,
    "keluarga": _next,
    "kosong": _empty,
}
"""Ends with the empty form: a page that is left with unsaved work would ask."""
