"""An erasure is obeyed inside the states that were set aside; what only they hold of others stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext, Paths
from services.erasing.commands import erase_worker
from services.errors import StorageTrouble
from services.safekeeping.accounts import add_officer
from services.safekeeping.backups import make_backup
from services.safekeeping.key_store import copy_of
from services.safekeeping.restoring import restore_backup
from services.workers.commands import register_worker, update_worker
from services.workers.drafts import save_draft
from services.workers.queries import find_by_nik, get_worker
from services.workers.search import count_workers
from tests.offices import CHEAP, PASSPHRASE, doors, worker
from tests.prove.decrypted import decrypted_pages
from tests.world import World, column, reopened

SECOND, SECRET = "Ratna Wulandari", "padi menguning sawah luas"
ERASED, UNSENT = worker(9001).nik, worker(9500).nik


class Restored:
    """A village whose newest work lies only in what its restore set aside: one person more, and a change of another."""

    def __init__(self, world: World) -> None:
        world.up()
        world.down()
        add_officer(world.district, PASSPHRASE, SECOND, SECRET, kdf=CHEAP)
        found = find_by_nik(world.one, ERASED)
        assert found is not None
        self.world, self.person = world, found.id
        made = make_backup(world.one)
        register_worker(world.one, worker(9500))
        detail = get_worker(world.one, self.person)
        update_worker(world.one, self.person, detail.form)
        save_draft(world.one, "d1", {"nik": ERASED}, focus="nik", title="", worker_id=self.person)
        startup.close(world.one)
        done = restore_backup(world.one.paths.data, made.path, PASSPHRASE, doors=doors(8))
        assert done.safety_copy is not None
        world.one, self.copy = done.context, done.safety_copy

    def erase(self) -> None:
        """At the district; the village learns it with the next reply."""
        erase_worker(self.world.district, self.person, SECOND, SECRET)
        self.world.up()
        self.world.down()

    def sign_in(self) -> AppContext:
        """Again, as on the next morning."""
        startup.close(self.world.one)
        self.world.one = reopened(self.world.one.paths.data, seed=61)
        return self.world.one


@pytest.fixture
def restored(world: World) -> Iterator[Restored]:
    yield Restored(world)
    startup.close(world.one)


def bytes_of(copy: Path, key: bytes) -> bytes:
    return b"".join(decrypted_pages(file, key) for file in sorted(copy.glob("payung.db*")))


def test_the_person_goes_and_unsent_work_stays(restored: Restored) -> None:
    key = restored.world.one.database.key
    before = bytes_of(restored.copy, key)
    assert ERASED.encode() in before
    restored.erase()
    after = bytes_of(restored.copy, key)
    assert ERASED.encode() not in after
    assert UNSENT.encode() in after
    looked = startup.open_office(restored.copy, PASSPHRASE, doors=doors(5))
    assert find_by_nik(looked, UNSENT) is not None
    assert (find_by_nik(looked, ERASED), count_workers(looked)) == (None, 6)
    assert column(looked, "SELECT record FROM erased") == [restored.person]
    startup.close(looked)
    assert restored.sign_in().notices == ()


def test_a_copy_that_cannot_be_opened_goes_and_that_is_told(restored: Restored) -> None:
    file = Paths(restored.copy).database
    raw = bytearray(file.read_bytes())
    raw[9000:9100] = bytes(100)
    file.write_bytes(bytes(raw))
    restored.erase()
    assert not restored.copy.exists()
    assert restored.sign_in().notices == ("erase.copy_gone",)
    assert restored.sign_in().notices == (), "once"


def test_a_copy_that_still_holds_the_person_goes_too(restored: Restored) -> None:
    """Whatever kept a row there, what was ordered is looked for afterwards."""
    looked = startup.open_office(restored.copy, PASSPHRASE, doors=doors(5))
    with looked.database.write() as connection:
        connection.exec_driver_sql("CREATE TRIGGER kept BEFORE DELETE ON draft BEGIN SELECT RAISE(IGNORE); END")
    startup.close(looked)
    restored.erase()
    assert not restored.copy.exists()
    assert restored.sign_in().notices == ("erase.copy_gone",)


def test_a_folder_without_a_database_holds_nobody(restored: Restored) -> None:
    Paths(restored.copy).database.unlink()
    restored.erase()
    assert copy_of(Paths(restored.copy).keyfile).exists()
    assert restored.sign_in().notices == ()


def test_a_full_disk_is_no_reason_to_lose_it(restored: Restored, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as full:
        full.setattr("services.erasing.old_states.upgrade_if_old", _no_room)
        restored.erase()
    assert ERASED.encode() in bytes_of(restored.copy, restored.world.one.database.key)
    restored.sign_in()
    assert ERASED.encode() not in bytes_of(restored.copy, restored.world.one.database.key)
    assert UNSENT.encode() in bytes_of(restored.copy, restored.world.one.database.key)


def _no_room(*_: object) -> None:
    raise StorageTrouble("upgrade.no_room")
