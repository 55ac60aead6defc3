"""Who may open this office."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from models.values import EventKind
from services import startup
from services.audit.events import BY_DISTRICT_KEY, office_events
from services.context import AppContext
from services.errors import AccessDenied, Conflict, Invalid, NotAllowed, NotFound, StorageTrouble
from services.safekeeping import key_store, keyfile
from services.safekeeping.accounts import (
    MOST_OFFICERS,
    add_officer,
    change_passphrase,
    list_officers,
    new_code_for,
    new_recovery_code,
    remove_officer,
    replace_with_district_key,
    replace_with_recovery_code,
)
from tests.offices import CHEAP, PASSPHRASE, VILLAGE, doors, village_office

NEW = "gagak sawah lumbung kendi"


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    return village_office(tmp_path / "desa")


def add(ctx: AppContext, name: str = "Rohmat Hidayat", passphrase: str = NEW) -> str:
    return add_officer(ctx, PASSPHRASE, name, passphrase, kdf=CHEAP).id


def opens(ctx: AppContext, passphrase: str, user: str | None = None) -> bool:
    try:
        startup.close(startup.sign_in(ctx.paths.data, passphrase, user, doors=doors()))
    except AccessDenied:
        return False
    return True


def events(ctx: AppContext) -> set[EventKind]:
    return {event.kind for event in office_events(ctx)}


def test_another_passphrase(village: AppContext) -> None:
    change_passphrase(village, PASSPHRASE, NEW, kdf=CHEAP)
    assert not opens(village, PASSPHRASE)
    assert opens(village, NEW)
    assert EventKind.PASSPHRASE in events(village)


@pytest.mark.parametrize(
    ("old", "new", "raised"),
    [
        ("bukan yang ini lho", NEW, AccessDenied),
        (PASSPHRASE, "12345678901", Invalid),
        (PASSPHRASE, "", Invalid),
        (PASSPHRASE, PASSPHRASE, Invalid),
    ],
)
def test_a_change_that_is_refused_leaves_the_old_one(
    village: AppContext, old: str, new: str, raised: type[Exception]
) -> None:
    with pytest.raises(raised):
        change_passphrase(village, old, new, kdf=CHEAP)
    assert opens(village, PASSPHRASE)
    assert EventKind.PASSPHRASE not in events(village)


def test_a_second_officer_comes_and_goes(village: AppContext) -> None:
    rohmat = add(village, "  Rohmat   Hidayat ")
    other = startup.sign_in(village.paths.data, NEW, rohmat, doors=doors())
    assert (other.user.name, other.office.code) == ("Rohmat Hidayat", VILLAGE)
    assert [(each.name, each.here, each.once) for each in list_officers(other)] == [
        ("Siti Aminah", False, False),
        ("Rohmat Hidayat", True, False),
    ]
    with pytest.raises(NotAllowed, match=r"officer\.self"):
        remove_officer(other, rohmat)
    startup.close(other)
    remove_officer(village, rohmat)
    with pytest.raises(NotFound):
        startup.sign_in(village.paths.data, NEW, rohmat, doors=doors())
    with pytest.raises(NotFound):
        remove_officer(village, rohmat)
    assert {EventKind.OFFICER_ADDED, EventKind.OFFICER_REMOVED} <= events(village)


def test_names_and_passphrases_that_will_not_do(village: AppContext) -> None:
    with pytest.raises(Invalid):
        add(village, "   ")
    with pytest.raises(Conflict, match=r"officer\.name_taken"):
        add(village, "siti aminah")
    with pytest.raises(Invalid):
        add(village, "Rohmat", "rohmat")
    assert len(keyfile.users(village.paths.keyfile)) == 1


def test_whoever_sits_down_at_an_unlocked_desk_gets_no_way_in(village: AppContext) -> None:
    rohmat = add(village)
    before = village.paths.keyfile.read_bytes()
    with pytest.raises(AccessDenied):
        add_officer(village, "bukan ini ya", "Tamu", NEW, kdf=CHEAP)
    with pytest.raises(AccessDenied):
        new_recovery_code(village, "bukan ini ya", kdf=CHEAP)
    with pytest.raises(AccessDenied):
        new_code_for(village, "bukan ini ya", rohmat, kdf=CHEAP)
    assert village.paths.keyfile.read_bytes() == before


def test_a_key_file_that_cannot_be_written_leaves_no_officer_behind(
    village: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StorageTrouble("keyfile.not_written")

    monkeypatch.setattr(keyfile, "put_user", refuse)
    with pytest.raises(StorageTrouble):
        add(village)
    with village.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM account").scalar() == 1


def test_a_code_for_one_sign_in_and_then_a_passphrase_of_ones_own(village: AppContext) -> None:
    rohmat = add(village)
    with pytest.raises(NotAllowed):
        new_code_for(village, PASSPHRASE, village.user.id, kdf=CHEAP)
    code = new_code_for(village, PASSPHRASE, rohmat, kdf=CHEAP)
    assert not opens(village, NEW, rohmat)
    assert keyfile.is_once(village.paths.keyfile, rohmat)
    other = startup.sign_in(village.paths.data, code.lower().replace("-", " "), rohmat, doors=doors())
    change_passphrase(other, code, NEW, kdf=CHEAP)
    startup.close(other)
    assert not keyfile.is_once(village.paths.keyfile, rohmat)
    assert opens(village, NEW, rohmat)
    assert not opens(village, code, rohmat)


def test_a_new_recovery_code_ends_the_old_one(tmp_path: Path) -> None:
    made = startup.set_up_village(tmp_path / "desa", VILLAGE, "Siti Aminah", PASSPHRASE, doors=doors())
    ctx = made.context
    code = new_recovery_code(ctx, PASSPHRASE, kdf=CHEAP)
    with pytest.raises(AccessDenied, match=r"recovery_code\.wrong"):
        keyfile.unlock_with_recovery(ctx.paths.keyfile, made.recovery_code)
    assert keyfile.unlock_with_recovery(ctx.paths.keyfile, code).database_key == ctx.database.key
    assert opens(ctx, PASSPHRASE)
    assert EventKind.RECOVERY_CODE in events(ctx)
    startup.close(ctx)


def test_the_printed_code_opens_the_way_to_a_new_passphrase(tmp_path: Path) -> None:
    made = startup.set_up_village(tmp_path / "desa", VILLAGE, "Siti Aminah", PASSPHRASE, doors=doors())
    ctx = made.context
    startup.close(ctx)
    code = made.recovery_code.lower().replace("-", " ")
    with pytest.raises(AccessDenied, match=r"recovery_code\.wrong"):
        replace_with_recovery_code(ctx.paths.data, "AAAAA" * 5, ctx.user.id, NEW, doors=doors())
    with pytest.raises(Invalid):
        replace_with_recovery_code(ctx.paths.data, code, ctx.user.id, "desa", doors=doors())
    with pytest.raises(NotFound):
        replace_with_recovery_code(ctx.paths.data, code, "nobody", NEW, doors=doors())
    replace_with_recovery_code(ctx.paths.data, code, ctx.user.id, NEW, doors=doors())
    again = startup.sign_in(ctx.paths.data, NEW, doors=doors())
    assert [event.user for event in office_events(again) if event.kind is EventKind.RECOVERY] == ["Siti Aminah"]
    startup.close(again)


def test_the_districts_key_helps_when_the_sheet_is_lost(village: AppContext) -> None:
    from pyrage import x25519

    identity = x25519.Identity.generate()
    keyfile.add_district_slot(village.paths.keyfile, village.database.key, str(identity.to_public()))
    other = x25519.Identity.generate()
    with pytest.raises(AccessDenied, match=r"recovery_key\.wrong"):
        replace_with_district_key(village.paths.data, str(other), village.user.id, NEW, doors=doors())
    replace_with_district_key(village.paths.data, f" {identity}\n", village.user.id, NEW, doors=doors())
    again = startup.sign_in(village.paths.data, NEW, doors=doors())
    (noted,) = [event for event in office_events(again) if event.kind is EventKind.RECOVERY]
    assert noted.note == BY_DISTRICT_KEY, "not to be taken for the printed code"
    startup.close(again)


def test_there_is_room_for_so_many_and_no_more(village: AppContext) -> None:
    """The sixty-fifth way in made a key file that nobody could read again."""
    keys = village.paths.keyfile
    file = keyfile.read(keys)
    many = [msgspec.structs.replace(file.slots[0], id=f"u{n}", name=f"Petugas {n}") for n in range(MOST_OFFICERS - 2)]
    key_store.write(keys, file.database, [*file.slots, *many])
    add(village, "Petugas Terakhir")
    before = keys.read_bytes()
    with pytest.raises(Conflict, match=r"officer\.too_many"):
        add(village, "Seorang Lagi")
    assert keys.read_bytes() == before
    assert opens(village, NEW, "Petugas Terakhir")
