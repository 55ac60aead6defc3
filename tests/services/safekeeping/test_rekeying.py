"""A new key for the whole database, for when somebody who could open it is no longer trusted."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyrage import x25519

from models.database import Database, DatabaseTrouble
from models.rekeying import alone
from models.values import EventKind
from services import startup
from services.audit.events import office_events
from services.context import AppContext, Paths
from services.errors import AccessDenied, AppError, NotAllowed, NotFound, StorageTrouble
from services.journal.fingerprint import projection_fingerprint
from services.safekeeping import key_store, keyfile, rekeying
from services.safekeeping.accounts import add_officer, list_officers
from services.safekeeping.backups import last_backup, make_backup
from services.safekeeping.checking import check_office
from services.safekeeping.drilling import drill
from services.safekeeping.rekeying import rekey
from services.safekeeping.restoring import restore_backup
from services.workers.commands import register_worker, register_workers
from services.workers.drafts import list_drafts, save_draft
from services.workers.search import count_workers, find_workers
from tests.offices import CHEAP, PASSPHRASE, VILLAGE, district_office, doors, worker

ROHMAT, WATI = "gagak sawah lumbung kendi", "pasar wage pagi ramai"


@dataclass
class Desk:
    """A village with three officers, some people and a draft; closed."""

    data: Path
    code: str
    rohmat: str
    wati: str
    fingerprint: str


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = startup.set_up_village(tmp_path / "desa", VILLAGE, "Siti Aminah", PASSPHRASE, doors=doors())
    ctx = made.context
    rohmat = add_officer(ctx, PASSPHRASE, "Rohmat", ROHMAT, kdf=CHEAP).id
    wati = add_officer(ctx, PASSPHRASE, "Wati", WATI, kdf=CHEAP).id
    register_workers(ctx, [worker(9001 + n, full_name=f"SUTINI {chr(65 + n) * 3}") for n in range(20)])
    save_draft(ctx, "d1", {"nik": "33"}, focus="nik", title="")
    was = fingerprint(ctx)
    startup.close(ctx)
    return Desk(ctx.paths.data, made.recovery_code, rohmat, wati, was)


def fingerprint(ctx: AppContext) -> str:
    with ctx.read() as connection:
        return projection_fingerprint(connection)


def code_of(call: object) -> str:
    assert callable(call)
    with pytest.raises(AppError) as caught:
        call()
    return caught.value.code


def opens(data: Path, passphrase: str, user: str) -> bool:
    try:
        startup.close(startup.open_office(data, passphrase, user, doors=doors()))
    except (AccessDenied, NotFound):
        return False
    return True


def test_everything_is_there_under_another_key_and_the_one_who_went_is_out(desk: Desk) -> None:
    paths = Paths(desk.data)
    old = keyfile.unlock(paths.keyfile, desk.wati, WATI).database_key
    done = rekey(desk.data, PASSPHRASE, "Siti Aminah", remove=desk.wati, doors=doors(2))
    ctx = done.context
    assert ctx.database.key != old
    assert key_store.salt_of(paths.database) == ctx.database.key[32:].hex() != old[32:].hex()
    assert (fingerprint(ctx), count_workers(ctx), len(list_drafts(ctx))) == (desk.fingerprint, 20, 1)
    assert len(find_workers(ctx, "hhh").seqs) == 1, "the search index came along"
    assert (check_office(ctx).database, check_office(ctx).journal) == (True, True)
    assert ctx.notices == (), "it neither went back nor moved"
    register_worker(ctx, worker(9100))
    assert {EventKind.OFFICER_REMOVED, EventKind.RECOVERY_CODE} <= {event.kind for event in office_events(ctx)}
    assert [each.id for each in list_officers(ctx)] == [ctx.user.id, desk.rohmat]
    with ctx.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM account").scalar() == 2
    startup.close(ctx)
    assert not opens(desk.data, WATI, desk.wati)
    # Whoever kept the old key file and its passphrase opens nothing with it any more.
    with pytest.raises(DatabaseTrouble, match="damaged"), Database(paths.database, old).read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM worker").scalar()
    assert not list(desk.data.glob("*.kunci-baru*"))
    assert key_store.stored(paths.keyfile).next is None


def test_the_others_come_in_once_with_a_code_and_the_printed_code_is_a_new_one(desk: Desk) -> None:
    done = rekey(desk.data, PASSPHRASE, "Siti Aminah", remove=desk.wati, doors=doors(2))
    startup.close(done.context)
    keys = Paths(desk.data).keyfile
    assert [(each.user.name, len(each.code)) for each in done.once] == [("Rohmat", 17)]
    assert not opens(desk.data, ROHMAT, desk.rohmat)
    assert opens(desk.data, done.once[0].code, desk.rohmat)
    assert keyfile.is_once(keys, desk.rohmat)
    assert code_of(lambda: keyfile.unlock_with_recovery(keys, desk.code)) == "recovery_code.wrong"
    assert keyfile.unlock_with_recovery(keys, done.recovery_code).database_key == done.context.database.key
    shown = repr(done)
    assert done.recovery_code not in shown and done.once[0].code not in repr(done.once)


def test_a_backup_is_made_at_once_and_an_older_one_opens_as_it_did(desk: Desk) -> None:
    ctx = startup.sign_in(desk.data, PASSPHRASE, "Siti Aminah", doors=doors(2))
    older = make_backup(ctx)
    startup.close(ctx)
    done = rekey(desk.data, PASSPHRASE, "Siti Aminah", remove=desk.wati, doors=doors(3))
    newest = last_backup(done.context)
    assert newest is not None
    assert newest.sequence == done.backup == older.sequence + 1
    assert drill(done.context).passed
    startup.close(done.context)
    back = restore_backup(desk.data, older.path, PASSPHRASE, "Siti Aminah", doors=doors(4))
    assert (count_workers(back.context), back.older_key) == (20, True)
    startup.close(back.context)


def test_the_districts_recovery_key_opens_the_new_one_too(tmp_path: Path) -> None:
    ctx = district_office(tmp_path / "kabupaten", keys=tmp_path / "brankas")
    startup.close(ctx)
    done = rekey(ctx.paths.data, PASSPHRASE, doors=doors(3))
    startup.close(done.context)
    secret = (tmp_path / "brankas" / "pemulihan.txt").read_text("utf-8").splitlines()[-1]
    assert isinstance(x25519.Identity.from_str(secret), x25519.Identity)
    opened = keyfile.unlock_with_district(ctx.paths.keyfile, secret)
    assert opened.database_key == done.context.database.key


def test_what_is_refused_leaves_everything_as_it_was(desk: Desk) -> None:
    paths = Paths(desk.data)
    before = (paths.keyfile.read_bytes(), paths.database.read_bytes())
    me = keyfile.users(paths.keyfile)[0][0]
    assert code_of(lambda: rekey(desk.data, "bukan yang ini", me, doors=doors())) == "passphrase.wrong"
    assert code_of(lambda: rekey(desk.data, PASSPHRASE, "Nobody", doors=doors())) == "account.unknown"
    assert code_of(lambda: rekey(desk.data, PASSPHRASE, me, remove="nobody", doors=doors())) == "account.unknown"
    assert code_of(lambda: rekey(desk.data / "lain", PASSPHRASE, doors=doors())) == "setup.missing"
    with pytest.raises(NotAllowed, match=r"officer\.self"):
        rekey(desk.data, PASSPHRASE, me, remove=me, doors=doors())
    assert (paths.keyfile.read_bytes(), paths.database.read_bytes()) == before


def test_nobody_may_have_it_open_meanwhile(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.rekeying._PATIENCE_MS", 50)
    ctx = startup.open_office(desk.data, ROHMAT, desk.rohmat, doors=doors())
    register_worker(ctx, worker(9200))
    with pytest.raises(StorageTrouble, match=r"database\.locked"):
        rekey(desk.data, PASSPHRASE, "Siti Aminah", doors=doors(2))
    register_worker(ctx, worker(9201))
    startup.close(ctx)
    again = startup.open_office(desk.data, ROHMAT, desk.rohmat, doors=doors())
    assert count_workers(again) == 22
    startup.close(again)


def test_whoever_waits_for_the_old_file_writes_nothing_into_it(desk: Desk) -> None:
    """A command that opened the file just before the switch must not save into a file that is no longer there."""
    paths = Paths(desk.data)
    key = keyfile.unlock(paths.keyfile, desk.rohmat, ROHMAT).database_key
    from sqlcipher3 import dbapi2

    waiting = dbapi2.connect(str(paths.database), isolation_level=None)
    with alone(paths.database, key):
        waiting.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        shutil.copyfile(paths.database, desk.data / "other")
        (desk.data / "other").replace(paths.database)
    with pytest.raises(dbapi2.OperationalError, match=r"readonly|locked|disk I/O"):
        waiting.execute("PRAGMA journal_mode=WAL")
        waiting.execute("DELETE FROM worker")
    waiting.close()


@pytest.mark.parametrize("step", ["copy", "keys", "rename"])
def test_a_full_disk_at_any_step_leaves_it_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    place = {"copy": (os, "fsync"), "keys": (key_store, "_write_whole"), "rename": (rekeying, "put_in_place")}[step]
    with monkeypatch.context() as patched:
        patched.setattr(*place, refuse)
        assert code_of(lambda: rekey(desk.data, PASSPHRASE, "Siti Aminah", doors=doors(2))) in {
            "officer.no_room",
            "keyfile.not_written",
        }
    assert key_store.stored(Paths(desk.data).keyfile).next is None
    assert not list(desk.data.glob("*.kunci-baru*"))
    assert opens(desk.data, ROHMAT, desk.rohmat) and opens(desk.data, WATI, desk.wati)


def changes_a_file(event: str, arguments: tuple[object, ...]) -> bool:
    """Between two of these nothing on the disk differs, but for what SQLite writes (killed there in tests/prove)."""
    return event in ("os.rename", "os.chmod") or (event == "open" and bool(int(str(arguments[2])) & os.O_ACCMODE))


def rekey_killed_at(desk: Desk, data: Path, nth: int) -> bool:
    """Re-key in a child process that dies before it changes the n-th file of the office. True when it came through."""
    child = os.fork()
    if not child:
        seen = 0

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            if event in ("open", "os.rename", "os.chmod") and str(data) in str(arguments[0]):
                seen += changes_a_file(event, arguments)
                if seen == nth:
                    os.kill(os.getpid(), signal.SIGKILL)

        code = 1
        try:
            sys.addaudithook(hook)
            rekey(data, PASSPHRASE, "Siti Aminah", remove=desk.wati, doors=doors(2))
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return not os.WIFSIGNALED(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_moment_it_is_the_old_file_or_the_new_one(desk: Desk, tmp_path: Path) -> None:
    old_salt = key_store.salt_of(Paths(desk.data).database)
    states, nth, through = set(), 0, False
    while not through:
        nth += 1
        data = tmp_path / f"salinan-{nth}"
        shutil.copytree(desk.data, data)
        through = rekey_killed_at(desk, data, nth)
        is_old = key_store.salt_of(Paths(data).database) == old_salt
        states.add(is_old)
        ctx = startup.open_office(data, PASSPHRASE, "Siti Aminah", doors=doors(5))
        assert fingerprint(ctx) == desk.fingerprint
        checked = check_office(ctx)
        assert (checked.database, checked.journal) == (True, True)
        startup.close(ctx)
        assert opens(data, WATI, desk.wati) is is_old
        assert opens(data, ROHMAT, desk.rohmat) is is_old
        if is_old:
            assert keyfile.unlock_with_recovery(Paths(data).keyfile, desk.code)
        else:
            assert key_store.stored(Paths(data).keyfile).next is None
        shutil.rmtree(data)
    assert states == {True, False}
    assert nth > 10, "the child was killed at many moments"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_after_a_kill_it_can_be_done_again(desk: Desk) -> None:
    leftover = desk.data / keyfile.REKEYED
    nth = 0
    while not leftover.exists():
        nth += 1
        assert not rekey_killed_at(desk, desk.data, nth)
    done = rekey(desk.data, PASSPHRASE, "Siti Aminah", remove=desk.wati, doors=doors(3))
    assert count_workers(done.context) == 20
    startup.close(done.context)
    assert not leftover.exists()


def test_a_copy_left_behind_is_thrown_away_once_it_is_old(desk: Desk) -> None:
    leftover = desk.data / keyfile.REKEYED
    leftover.write_bytes(b"half")
    assert opens(desk.data, PASSPHRASE, "Siti Aminah")
    assert leftover.exists(), "it may be being made at this moment"
    long_ago = time.time() - 7200
    os.utime(leftover, (long_ago, long_ago))
    assert opens(desk.data, PASSPHRASE, "Siti Aminah")
    assert not leftover.exists()
