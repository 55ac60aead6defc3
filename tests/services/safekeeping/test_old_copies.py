"""States that were set aside open for whoever may sign in today, and for nobody else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from services import startup
from services.context import Paths
from services.errors import AppError, StorageTrouble
from services.safekeeping import key_store, old_copies
from services.safekeeping.accounts import add_officer, change_passphrase, remove_officer
from services.safekeeping.backups import make_backup
from services.safekeeping.old_copies import salt_in
from services.safekeeping.rekeying import rekey
from services.safekeeping.restoring import restore_backup
from services.workers.commands import register_worker
from services.workers.search import count_workers
from tests.offices import CHEAP, PASSPHRASE, doors, village_office, worker

RATNA = "padi menguning sawah luas"
NEW = "sawah hijau empat kerbau"


class Desk:
    """A village of two officers that was restored once, so that a state with one person more lies aside; open."""

    def __init__(self, folder: Path) -> None:
        ctx = village_office(folder)
        self.data = folder
        self.ratna = add_officer(ctx, PASSPHRASE, "Ratna", RATNA, kdf=CHEAP).id
        made = make_backup(ctx)
        register_worker(ctx, worker(9001))
        startup.close(ctx)
        done = restore_backup(folder, made.path, PASSPHRASE, "Siti Aminah", doors=doors(8))
        assert done.safety_copy is not None
        self.ctx, self.copy = done.context, done.safety_copy


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desa")


def people(data: Path, passphrase: str, user: str) -> int | str:
    """How many are in a state, or why it does not open."""
    seen = data.with_name(data.name + "-dilihat")
    shutil.copytree(data, seen)
    try:
        ctx = startup.open_office(seen, passphrase, user, doors=doors(5))
        try:
            return count_workers(ctx)
        finally:
            startup.close(ctx)
    except AppError as error:
        return error.code
    finally:
        shutil.rmtree(seen)


def test_who_is_taken_out_is_out_there_too(desk: Desk) -> None:
    assert people(desk.copy, RATNA, "Ratna") == 1
    remove_officer(desk.ctx, desk.ratna)
    assert people(desk.copy, RATNA, "Ratna") == "account.unknown"
    assert people(desk.copy, PASSPHRASE, "Siti Aminah") == 1
    startup.close(desk.ctx)


def test_the_next_sign_in_hands_on_a_new_passphrase(desk: Desk) -> None:
    change_passphrase(desk.ctx, PASSPHRASE, NEW, kdf=CHEAP)
    startup.close(desk.ctx)
    startup.close(startup.sign_in(desk.data, NEW, "Siti Aminah", doors=doors(4)))
    assert people(desk.copy, PASSPHRASE, "Siti Aminah") == "passphrase.wrong"
    assert people(desk.copy, NEW, "Siti Aminah") == 1


def test_a_copy_whose_first_page_is_gone_is_known_by_its_ways_in(desk: Desk) -> None:
    file = Paths(desk.copy).database
    file.write_bytes(bytes(4096) + file.read_bytes()[4096:])
    remove_officer(desk.ctx, desk.ratna)
    assert people(desk.copy, RATNA, "Ratna") == "account.unknown"
    startup.close(desk.ctx)


def test_a_new_key_is_given_to_it_too(desk: Desk) -> None:
    was = key_store.salt_of(Paths(desk.copy).database)
    startup.close(desk.ctx)
    done = rekey(desk.data, PASSPHRASE, "Siti Aminah", remove=desk.ratna, doors=doors(6))
    startup.close(done.context)
    assert done.old_copies == ()
    assert key_store.salt_of(Paths(desk.copy).database) == salt_in(done.context.database.key) != was
    assert people(desk.copy, RATNA, "Ratna") == "account.unknown"
    assert people(desk.copy, PASSPHRASE, "Siti Aminah") == 1
    assert not list(desk.data.glob("*.kunci-baru*"))


def test_one_that_does_not_open_is_named_and_stays(desk: Desk) -> None:
    file = Paths(desk.copy).database
    raw = bytearray(file.read_bytes())
    raw[9000:9100] = bytes(100)
    file.write_bytes(bytes(raw))
    startup.close(desk.ctx)
    done = rekey(desk.data, PASSPHRASE, "Siti Aminah", remove=desk.ratna, doors=doors(6))
    startup.close(done.context)
    assert done.old_copies == (desk.copy.name,)
    assert file.read_bytes() == bytes(raw)


@pytest.mark.parametrize("switched", [False, True])
def test_a_new_key_that_was_cut_off(desk: Desk, monkeypatch: pytest.MonkeyPatch, switched: bool) -> None:
    """Killed before the switch nothing has happened; killed after it the next sign-in puts the copy in place."""
    startup.close(desk.ctx)
    before = key_store.salt_of(Paths(desk.copy).database)
    with monkeypatch.context() as killed:
        killed.setattr("services.safekeeping.old_copies.finish", lambda *_: None)
        if not switched:
            killed.setattr("services.safekeeping.rekeying._put_in_force", _no_room)
            with pytest.raises(StorageTrouble, match=r"officer\.no_room"):
                rekey(desk.data, PASSPHRASE, "Siti Aminah", remove=desk.ratna, doors=doors(6))
        else:
            startup.close(rekey(desk.data, PASSPHRASE, "Siti Aminah", remove=desk.ratna, doors=doors(6)).context)
    assert key_store.salt_of(Paths(desk.copy).database) == before
    assert len(old_copies.prepared(desk.data)) == 1
    startup.close(startup.sign_in(desk.data, PASSPHRASE, "Siti Aminah", doors=doors(4)))
    assert old_copies.prepared(desk.data) == []
    assert people(desk.copy, PASSPHRASE, "Siti Aminah") == 1
    assert people(desk.copy, RATNA, "Ratna") == ("account.unknown" if switched else 1)


def _no_room(*_: object) -> None:
    raise OSError("full")
