"""A restored state obeys what the present one knows, and takes in again what lies sealed beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from services import startup
from services.audit.events import office_events
from services.context import AppContext
from services.errors import AccessDenied, Invalid, NotFound
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.revoking import revoke
from services.safekeeping.backups import make_backup
from services.safekeeping.checking import check_office
from services.safekeeping.restoring import officers_of, require_passphrase, restore_backup
from services.workers.acts import recent_acts
from services.workers.commands import register_workers
from services.workers.undo import undo
from tests.offices import PASSPHRASE, VILLAGE, doors, worker
from tests.world import World, column

NEW = "sawah hijau empat kerbau"


def restored(ctx: AppContext, backup: Path, **over: object) -> AppContext:
    startup.close(ctx)
    return restore_backup(ctx.paths.data, backup, PASSPHRASE, doors=doors(9), **over).context  # type: ignore[arg-type]


def test_what_was_handed_over_after_the_backup_is_read_again(world: World) -> None:
    made = make_backup(world.one)
    register_workers(world.one, [worker(9201), worker(9202)])
    hand_over(world.one, world.stick())
    startup.close(world.one)
    done = restore_backup(world.one.paths.data, made.path, PASSPHRASE, doors=doors(9))
    assert (done.workers, done.replayed, done.lacking) == (8, 1, 0)
    assert [code for code, _ in done.told()] == ["restore.done", "restore.aside", "restore.replayed", "restore.next"]
    assert check_office(done.context).problems == ()
    startup.close(done.context)


def test_a_restored_district_reads_its_archive_again(world: World) -> None:
    made = make_backup(world.district)
    world.up()
    startup.close(world.district)
    done = restore_backup(world.district.paths.data, made.path, PASSPHRASE, doors=doors(9))
    assert (done.workers, done.replayed) == (9, 2)
    assert done.told()[-1][0] == "restore.next_at_district"
    assert done.context.office.role.value == "district"
    startup.close(done.context)


def test_people_of_the_safety_copy_who_did_not_come_back_are_counted(world: World) -> None:
    made = make_backup(world.one)
    register_workers(world.one, [worker(9201), worker(9202)])
    register_workers(world.one, [worker(9203)])
    undo(world.one, recent_acts(world.one)[0].id)
    startup.close(world.one)
    done = restore_backup(world.one.paths.data, made.path, PASSPHRASE, doors=doors(9))
    assert (done.workers, done.lacking) == (6, 2), "whom nobody saw any more is not missed"
    assert ("restore.lacking", {"count": 2}) in done.told()
    startup.close(done.context)


def test_who_was_shut_out_stays_shut_out(world: World) -> None:
    world.up()
    made = make_backup(world.district)
    revoke(world.district, world.one.device_id)
    orders = set(column(world.district, "SELECT id FROM orders"))
    ctx = restored(world.district, made.path)
    assert set(column(ctx, "SELECT id FROM orders")) == orders
    assert column(ctx, "SELECT revoked FROM device WHERE id = ?", world.one.device_id) == [1]
    startup.close(ctx)


def test_orders_are_read_out_of_a_damaged_file_too(world: World) -> None:
    world.up()
    made = make_backup(world.district)
    revoke(world.district, world.one.device_id)
    startup.close(world.district)
    file = world.district.paths.database
    raw = bytearray(file.read_bytes())
    raw[:4096] = bytes(4096)
    file.write_bytes(bytes(raw))
    ctx = restored(world.district, made.path)
    assert column(ctx, "SELECT revoked FROM device WHERE id = ?", world.one.device_id) == [1]
    startup.close(ctx)


def test_with_the_printed_code_and_a_new_passphrase(tmp_path: Path) -> None:
    made = startup.set_up_village(tmp_path / "desa", VILLAGE, "Siti Aminah", PASSPHRASE, doors=doors())
    register_workers(made.context, [worker(9001)])
    backup = make_backup(made.context).path
    startup.close(made.context)
    assert [name for _, name in officers_of(tmp_path / "coba", backup)] == ["Siti Aminah"]
    new = tmp_path / "baru"
    with pytest.raises(AccessDenied, match=r"recovery_code\.wrong"):
        restore_backup(new, backup, NEW, recovery_code="AAAAA-" * 5, doors=doors(9))
    with pytest.raises(Invalid):
        restore_backup(new, backup, "pendek", recovery_code=made.recovery_code, doors=doors(9))
    with pytest.raises(NotFound):
        restore_backup(new, backup, NEW, "Orang Lain", recovery_code=made.recovery_code, doors=doors(9))
    assert startup.state(new) == "new"
    require_passphrase(tmp_path / "coba", backup, "", recovery_code=made.recovery_code)
    done = restore_backup(new, backup, NEW, recovery_code=made.recovery_code, doors=doors(9))
    assert {event.kind.value for event in office_events(done.context)} >= {"restore", "recovery"}
    startup.close(done.context)
    startup.close(startup.sign_in(new, NEW, doors=doors(10)))
    with pytest.raises(AccessDenied):
        startup.sign_in(new, PASSPHRASE, doors=doors(10))


def test_a_restored_village_and_its_district_hold_the_same_again(world: World) -> None:
    made = make_backup(world.one)
    register_workers(world.one, [worker(9201)])
    world.up(world.one)
    ctx = restored(world.one, made.path)
    stick, _ = world.replies()
    receive(ctx, [stick])
    back = world.stick()
    hand_over(ctx, back)
    receive(world.district, [back])
    mine = set(column(ctx, "SELECT id FROM worker"))
    assert mine == set(column(world.district, "SELECT id FROM worker WHERE owner = ?", VILLAGE))
    assert len(mine) == 7
    startup.close(ctx)
