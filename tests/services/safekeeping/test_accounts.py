"""Who may open this office."""

from __future__ import annotations

from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.errors import AccessDenied, Conflict, Invalid, NotAllowed, NotFound, StorageTrouble
from services.safekeeping import keyfile
from services.safekeeping.accounts import (
    add_officer,
    change_passphrase,
    remove_officer,
    replace_with_district_key,
    replace_with_recovery_code,
)
from tests.offices import CHEAP, PASSPHRASE, VILLAGE, doors, village_office

NEW = "gagak sawah lumbung kendi"


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    return village_office(tmp_path / "desa")


def test_another_passphrase(village: AppContext) -> None:
    change_passphrase(village, PASSPHRASE, NEW, kdf=CHEAP)
    with pytest.raises(AccessDenied):
        startup.sign_in(village.paths.data, PASSPHRASE, doors=doors())
    startup.close(startup.sign_in(village.paths.data, NEW, doors=doors()))


@pytest.mark.parametrize(
    ("old", "new", "raised"),
    [("bukan yang ini lho", NEW, AccessDenied), (PASSPHRASE, "12345678901", Invalid), (PASSPHRASE, "", Invalid)],
)
def test_a_change_that_is_refused_leaves_the_old_one(
    village: AppContext, old: str, new: str, raised: type[Exception]
) -> None:
    with pytest.raises(raised):
        change_passphrase(village, old, new, kdf=CHEAP)
    startup.close(startup.sign_in(village.paths.data, PASSPHRASE, doors=doors()))


def test_a_second_officer_comes_and_goes(village: AppContext) -> None:
    rohmat = add_officer(village, "  Rohmat   Hidayat ", NEW, kdf=CHEAP)
    other = startup.sign_in(village.paths.data, NEW, rohmat.id, doors=doors())
    assert (other.user.name, other.office.code) == ("Rohmat Hidayat", VILLAGE)
    with pytest.raises(NotAllowed, match=r"officer\.self"):
        remove_officer(other, rohmat.id)
    startup.close(other)
    remove_officer(village, rohmat.id)
    with pytest.raises(NotFound):
        startup.sign_in(village.paths.data, NEW, rohmat.id, doors=doors())
    with pytest.raises(NotFound):
        remove_officer(village, rohmat.id)


def test_names_and_passphrases_that_will_not_do(village: AppContext) -> None:
    with pytest.raises(Invalid):
        add_officer(village, "   ", NEW, kdf=CHEAP)
    with pytest.raises(Conflict, match=r"officer\.name_taken"):
        add_officer(village, "siti aminah", NEW, kdf=CHEAP)
    with pytest.raises(Invalid):
        add_officer(village, "Rohmat", "rohmat", kdf=CHEAP)
    assert len(keyfile.users(village.paths.keyfile)) == 1


def test_a_key_file_that_cannot_be_written_leaves_no_officer_behind(
    village: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StorageTrouble("keyfile.not_written")

    monkeypatch.setattr(keyfile, "put_user", refuse)
    with pytest.raises(StorageTrouble):
        add_officer(village, "Rohmat", NEW, kdf=CHEAP)
    with village.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM account").scalar() == 1


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
    startup.close(startup.sign_in(ctx.paths.data, NEW, doors=doors()))


def test_the_districts_key_helps_when_the_sheet_is_lost(village: AppContext) -> None:
    from pyrage import x25519

    identity = x25519.Identity.generate()
    keyfile.add_district_slot(village.paths.keyfile, village.database.key, str(identity.to_public()))
    other = x25519.Identity.generate()
    with pytest.raises(AccessDenied, match=r"recovery_key\.wrong"):
        replace_with_district_key(village.paths.data, str(other), village.user.id, NEW, doors=doors())
    replace_with_district_key(village.paths.data, f" {identity}\n", village.user.id, NEW, doors=doors())
    startup.close(startup.sign_in(village.paths.data, NEW, doors=doors()))
