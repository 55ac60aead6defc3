"""What lies beside the database of an erased person."""

from __future__ import annotations

from services.erasing.commands import erase_worker
from services.erasing.files import Cleared, clear_files
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.safekeeping import keyfile
from services.workers.queries import find_by_nik
from tests.offices import CHEAP, VILLAGE, worker
from tests.prove.decrypted import kept_by
from tests.world import World


def test_a_late_stick_is_not_kept_with_the_erased_person_inside(world: World) -> None:
    """Found by ``run.py prove erasure``: the file came in after the erasure and stayed in the archive for ever."""
    keyfile.put_user(world.district.paths.keyfile, world.district.database.key, "second", "Rini", "x", kdf=CHEAP)
    late = world.stick()
    hand_over(world.one, late, everything=True)
    world.up()
    found = find_by_nik(world.district, worker(9002).nik)
    assert found is not None
    erase_worker(world.district, found.id, "second", "x")
    assert receive(world.district, [late]).refused == ()
    nik = worker(9002).nik.encode()
    world.district.database.fold_log()
    assert [name for name, data in kept_by(world.district) if nik in data] == []


def test_a_file_that_the_disk_does_not_give_is_not_called_free_of_them(world: World) -> None:
    """Something that does not read lies under its name for a while; afterwards it is looked through."""
    ctx = world.district
    keyfile.put_user(ctx.paths.keyfile, ctx.database.key, "second", "Rini", "x", kdf=CHEAP)
    world.up()
    found = find_by_nik(ctx, worker(9002).nik)
    assert found is not None
    file = next(ctx.paths.archive.glob(f"{VILLAGE.replace('.', '')}*"))
    away = file.rename(world.folder / "away")
    file.mkdir()
    done = erase_worker(ctx, found.id, "second", "x")
    assert (done.files, done.files_left) == (0, 1)
    file.rmdir()
    away.rename(file)
    assert clear_files(ctx) == Cleared(1, 0)
    assert not file.exists() and clear_files(ctx) == Cleared()
