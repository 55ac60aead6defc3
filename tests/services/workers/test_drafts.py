"""Half-filled forms survive; a saved form takes its draft along in the same transaction."""

from __future__ import annotations

from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.errors import Invalid
from services.workers.commands import register_worker, update_worker
from services.workers.drafts import drop_draft, get_draft, list_drafts, save_draft
from tests.offices import PASSPHRASE, doors, village_office, worker


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    return village_office(tmp_path / "desa")


def test_a_draft_is_there_after_the_program_died(village: AppContext) -> None:
    save_draft(village, "d1", {"nik": "3316", "birth_date": "12-3-"}, focus="birth_date", title="Sutini")
    again = startup.sign_in(village.paths.data, PASSPHRASE, doors=doors(7))
    (found,) = list_drafts(again)
    assert (found.focus, found.title, found.values) == ("birth_date", "Sutini", {"nik": "3316", "birth_date": "12-3-"})


def test_saving_again_replaces_it_and_dropping_forgets_it(village: AppContext) -> None:
    save_draft(village, "d1", {"nik": "33"}, focus="nik", title="")
    save_draft(village, "d1", {"nik": "3316"}, focus="full_name", title="Sutini", worker_id="w")
    found = get_draft(village, "d1")
    assert found is not None
    assert (found.values, found.worker_id, len(list_drafts(village))) == ({"nik": "3316"}, "w", 1)
    drop_draft(village, "d1")
    drop_draft(village, "d1")
    assert get_draft(village, "d1") is None


def test_the_draft_goes_only_when_the_form_was_saved(village: AppContext) -> None:
    save_draft(village, "d1", {}, focus="nik", title="")
    with pytest.raises(Invalid):
        register_worker(village, worker(9001, nik="1"), draft_id="d1")
    assert len(list_drafts(village)) == 1
    saved = register_worker(village, worker(9001), draft_id="d1")
    assert len(list_drafts(village)) == 0
    assert saved.touches("draft")
    save_draft(village, "d2", {}, focus="nik", title="", worker_id=saved.first("worker"))
    update_worker(village, saved.first("worker"), worker(9001, rt="004"), draft_id="d2")
    assert len(list_drafts(village)) == 0


def test_many_drafts_newest_first(village: AppContext) -> None:
    for number in range(3):
        save_draft(village, f"d{number}", {"n": number}, focus="", title=str(number))
    assert {draft.id for draft in list_drafts(village)} == {"d0", "d1", "d2"}
