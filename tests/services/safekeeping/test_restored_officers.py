"""A restore brings nobody back in whom the office let out."""

from __future__ import annotations

from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.errors import AccessDenied, AppError, NotAllowed
from services.safekeeping import keyfile
from services.safekeeping.accounts import add_officer, list_officers, remove_officer
from services.safekeeping.backups import make_backup
from services.safekeeping.rekeying import rekey
from services.safekeeping.restoring import restore_backup
from tests.offices import CHEAP, PASSPHRASE, VILLAGE, doors
from tests.world import column

RATNA, WATI = "padi menguning sawah luas", "pasar wage pagi ramai"
NEW = "sawah hijau empat kerbau"


class Desk:
    """A village of three officers and a backup of that day; open."""

    def __init__(self, folder: Path) -> None:
        made = startup.set_up_village(folder, VILLAGE, "Siti Aminah", PASSPHRASE, doors=doors())
        self.ctx, self.code, self.data = made.context, made.recovery_code, folder
        self.ratna = add_officer(self.ctx, PASSPHRASE, "Ratna", RATNA, kdf=CHEAP).id
        self.wati = add_officer(self.ctx, PASSPHRASE, "Wati", WATI, kdf=CHEAP).id
        self.backup = make_backup(self.ctx).path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desa")


def names(ctx: AppContext) -> list[str]:
    return [officer.name for officer in list_officers(ctx)]


def opens(data: Path, passphrase: str, user: str) -> bool:
    try:
        startup.close(startup.open_office(data, passphrase, user, doors=doors(3)))
    except AppError:
        return False
    return True


def test_who_was_taken_out_stays_out_and_is_named(desk: Desk) -> None:
    remove_officer(desk.ctx, desk.ratna)
    startup.close(desk.ctx)
    done = restore_backup(desk.data, desk.backup, PASSPHRASE, "Siti Aminah", doors=doors(9))
    assert ([user.name for user in done.left_out], done.older_key) == (["Ratna"], False)
    assert ("restore.left_out", {"officers": "Ratna"}) in done.told()
    assert names(done.context) == ["Siti Aminah", "Wati"]
    assert desk.ratna not in column(done.context, "SELECT id FROM account")
    startup.close(done.context)
    assert not opens(desk.data, RATNA, "Ratna")
    assert opens(desk.data, WATI, "Wati")


def test_a_distrusted_one_too_and_the_old_key_is_told(desk: Desk) -> None:
    startup.close(desk.ctx)
    startup.close(rekey(desk.data, PASSPHRASE, "Siti Aminah", remove=desk.ratna, doors=doors(6)).context)
    done = restore_backup(desk.data, desk.backup, PASSPHRASE, "Siti Aminah", doors=doors(9))
    assert ([user.id for user in done.left_out], done.older_key) == ([desk.ratna], True)
    assert ("restore.older_key", {}) in done.told()
    startup.close(done.context)
    assert not opens(desk.data, RATNA, "Ratna")
    again = rekey(desk.data, PASSPHRASE, "Siti Aminah", doors=doors(7))
    assert again.old_copies == (), "what the restore set aside got the newest key too"
    startup.close(again.context)
    assert opens(desk.data / "sebelum-pulih-1", PASSPHRASE, "Siti Aminah")


def test_nobody_brings_themselves_back_in(desk: Desk) -> None:
    remove_officer(desk.ctx, desk.ratna)
    startup.close(desk.ctx)
    with pytest.raises(NotAllowed, match=r"restore\.taken_out"):
        restore_backup(desk.data, desk.backup, RATNA, "Ratna", doors=doors(9))
    with pytest.raises(AccessDenied, match=r"passphrase\.wrong"):
        restore_backup(desk.data, desk.backup, "bukan yang ini", "Ratna", doors=doors(9))
    assert not list(desk.data.glob("sebelum-pulih-*"))
    assert opens(desk.data, PASSPHRASE, "Siti Aminah")


def test_the_printed_code_is_the_offices_own_word(desk: Desk) -> None:
    remove_officer(desk.ctx, desk.ratna)
    remove_officer(desk.ctx, desk.wati)
    startup.close(desk.ctx)
    done = restore_backup(desk.data, desk.backup, NEW, "Ratna", recovery_code=desk.code, doors=doors(9))
    assert names(done.context) == ["Siti Aminah", "Ratna"]
    assert [user.name for user in done.left_out] == ["Wati"]
    startup.close(done.context)


def test_without_a_key_file_that_reads_everybody_comes_back(desk: Desk) -> None:
    remove_officer(desk.ctx, desk.ratna)
    startup.close(desk.ctx)
    for file in desk.data.glob("kunci.json*"):
        file.write_bytes(b"{}")
    done = restore_backup(desk.data, desk.backup, RATNA, "Ratna", doors=doors(9))
    assert (len(names(done.context)), done.left_out, done.older_key) == (3, (), False)
    startup.close(done.context)
    assert len(keyfile.users(desk.data / "kunci.json")) == 3
