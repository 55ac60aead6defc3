"""What lies beside the database of an erased person."""

from __future__ import annotations

from services.erasing.commands import erase_worker
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.safekeeping import keyfile
from services.workers.queries import find_by_nik
from tests.offices import CHEAP, worker
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
