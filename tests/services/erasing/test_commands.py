"""Erasing a person: everywhere, for good, on the word of two officers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services import startup
from services.context import AppContext
from services.erasing.commands import erase_worker, preview_erase
from services.erasing.files import Cleared
from services.errors import AccessDenied, NotAllowed, NotFound
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.journal.fingerprint import projection_fingerprint
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.programmes.commands import create_programme, decide
from services.rules.nik import format_nik
from services.safekeeping import keyfile
from services.safekeeping.accounts import new_code_for
from services.workers.commands import update_worker
from services.workers.drafts import list_drafts, save_draft
from services.workers.queries import find_by_nik, get_worker
from services.workers.search import count_workers
from tests.offices import CHEAP, PASSPHRASE, VILLAGE, worker
from tests.world import World, column, terms

SECOND, SECOND_PASSPHRASE = "Bambang Wijaya", "kereta lewat stasiun tua"


@pytest.fixture
def two_officers(world: World) -> World:
    keys = world.district.paths.keyfile
    keyfile.put_user(keys, world.district.database.key, "second", SECOND, SECOND_PASSPHRASE, kdf=CHEAP)
    world.up()
    decide(world.district, create_programme(world.district, terms()).first("programme"))
    world.down()
    return world


def record_of(ctx: AppContext, serial: int = 9002) -> str:
    found = find_by_nik(ctx, worker(serial).nik)
    assert found is not None
    return found.id


def payloads(ctx: AppContext, record: str) -> list[object]:
    sql = "SELECT payload FROM journal WHERE (record = ? OR about = ?) AND payload IS NOT NULL"
    return column(ctx, sql, record, record)


def erase(world: World, record: str) -> None:
    erase_worker(world.district, record, SECOND, SECOND_PASSPHRASE, "requested")


def test_nothing_is_left_at_the_district_but_what_the_accounts_need(two_officers: World) -> None:
    world, record = two_officers, record_of(two_officers.district)
    decisions = column(world.district, "SELECT outcome FROM decision WHERE worker_id = ?", record)
    preview = preview_erase(world.district, record)
    assert (preview.changes, preview.decisions, preview.offices) == (2, 1, (VILLAGE,))
    erase(world, record)
    assert payloads(world.district, record) == []
    assert (count_workers(world.district), column(world.district, "SELECT record FROM erased")) == (8, [record])
    row = "SELECT outcome FROM decision WHERE worker_id = ? AND score IS NULL AND components = '{}' AND reasons = '[]'"
    assert column(world.district, row, record) == decisions, "money that was spent stays in the sums"
    with pytest.raises(NotFound, match=r"worker\.missing"):
        preview_erase(world.district, record)
    said = "SELECT json_extract(text, '$.reason') FROM orders WHERE kind = 'erase'"
    assert column(world.district, said) == ["requested"]


def test_the_village_forgets_with_the_next_reply_and_no_stick_brings_it_back(two_officers: World) -> None:
    world, record = two_officers, record_of(two_officers.one)
    late = world.stick()
    hand_over(world.one, late, everything=True)
    save_draft(world.one, "d1", {"nik": "33"}, focus="nik", title="", worker_id=record)
    erase(world, record)
    stick, _ = world.replies()
    receive(world.one, [stick])
    assert (payloads(world.one, record), count_workers(world.one), list_drafts(world.one)) == ([], 5, ())
    assert receive(world.district, [late]).refused == ()
    assert (payloads(world.district, record), count_workers(world.district)) == ([], 8)
    assert world.down(world.one)[0].refused == ()
    assert payloads(world.one, record) == []


def test_a_form_that_was_never_saved_goes_too_by_any_nik_the_record_had(two_officers: World) -> None:
    """It has no record; at the village the order comes with a reply."""
    world, record = two_officers, record_of(two_officers.one)
    first, second = worker(9002).nik, worker(9007).nik
    update_worker(world.one, record, replace(get_worker(world.one, record).form, nik=second))
    world.up()
    for ctx in (world.one, world.district):
        save_draft(ctx, "old", {"form": {"nik": format_nik(first)}}, focus="nik", title="SUTINI")
        save_draft(ctx, "new", {"nik": second, "full_name": "SUTINI"}, focus="nik", title="SUTINI")
        save_draft(ctx, "other", {"nik": worker(9003).nik, "rt": "002"}, focus="nik", title="")
    erase(world, record)
    world.down()
    for ctx in (world.one, world.district):
        assert [draft.id for draft in list_drafts(ctx)] == ["other"]


def test_rows_made_again_from_the_journal_are_the_same(two_officers: World) -> None:
    world, record = two_officers, record_of(two_officers.district)
    erase(world, record)
    with world.district.write() as unit:
        before = projection_fingerprint(unit.connection)
        rebuild(unit.connection, load_roster(unit.connection))
        assert projection_fingerprint(unit.connection) == before


def test_sealed_files_that_hold_the_person_go_and_others_stay(two_officers: World) -> None:
    world, record = two_officers, record_of(two_officers.district)
    before = {file.name for file in world.district.paths.archive.glob("*.payung")}
    erase(world, record)
    after = {file.name for file in world.district.paths.archive.glob("*.payung")}
    village = VILLAGE.replace(".", "")
    assert {name for name in before - after} == {name for name in before if name.startswith(village)}
    assert before & after


def test_two_people_have_to_say_so(two_officers: World) -> None:
    world, record = two_officers, record_of(two_officers.district)
    with pytest.raises(NotAllowed, match=r"erase\.same_person"):
        erase_worker(world.district, record, "Hendro Prasetyo", PASSPHRASE)
    with pytest.raises(AccessDenied, match=r"passphrase\.wrong"):
        erase_worker(world.district, record, SECOND, PASSPHRASE)
    with pytest.raises(NotAllowed, match=r"district\.only"):
        erase_worker(world.one, record, SECOND, SECOND_PASSPHRASE)
    assert count_workers(world.district) == 9


def test_a_code_that_the_first_officer_was_shown_is_no_second_word(two_officers: World) -> None:
    world, record = two_officers, record_of(two_officers.district)
    ctx = world.district
    code = new_code_for(ctx, PASSPHRASE, "second", kdf=CHEAP)
    with pytest.raises(NotAllowed, match=r"erase\.second_once"):
        erase_worker(ctx, record, SECOND, code)
    assert count_workers(ctx) == 9
    keyfile.put_user(ctx.paths.keyfile, ctx.database.key, "second", SECOND, SECOND_PASSPHRASE, kdf=CHEAP)
    erase(world, record)
    assert count_workers(ctx) == 8


def test_files_that_a_crash_left_go_at_the_next_sign_in(two_officers: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world, record = two_officers, record_of(two_officers.district)
    monkeypatch.setattr("services.erasing.commands.clear_files", lambda _: Cleared())
    erase(world, record)
    village = VILLAGE.replace(".", "")
    assert list(world.district.paths.archive.glob(f"{village}*"))
    startup.close(world.district)
    world.district = startup.sign_in(world.district.paths.data, PASSPHRASE, "Hendro Prasetyo")
    assert not list(world.district.paths.archive.glob(f"{village}*"))
