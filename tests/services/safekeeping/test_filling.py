"""What a repair takes in: nothing of or about somebody who was erased, whatever source still has it."""

from __future__ import annotations

import msgspec

from services.erasing.commands import erase_worker
from services.erasing.forgetting import FILES_LEFT
from services.handover.incoming import receive
from services.handover.office_facts import get_setting, identity
from services.programmes.commands import create_programme, decide
from services.safekeeping import keyfile
from services.safekeeping.filling import Filling
from services.safekeeping.kept_bundles import KeptBundle, kept_files, read_kept
from services.workers.queries import find_by_nik
from tests.offices import CHEAP, worker
from tests.world import World, column, terms

_HELD = "SELECT entity FROM journal WHERE ? IN (record, about) AND payload IS NOT NULL ORDER BY entity"


def test_content_about_an_erased_person_does_not_come_back_with_an_old_stick(world: World) -> None:
    """Found by an attack: only content of the record itself was kept out, not the decision about it."""
    keyfile.put_user(world.district.paths.keyfile, world.district.database.key, "second", "Rini", "x", kdf=CHEAP)
    world.up()
    decide(world.district, create_programme(world.district, terms()).first("programme"))
    old, _ = world.replies()
    receive(world.one, [old])
    found = find_by_nik(world.district, worker(9001).nik)
    assert found is not None
    assert column(world.one, _HELD, found.id) == ["decision", "worker"]
    erase_worker(world.district, found.id, "second", "x")
    world.down()
    assert column(world.one, _HELD, found.id) == []
    with world.one.write() as unit:
        connection = unit.connection
        assert get_setting(connection, FILES_LEFT) == "[]"
        filling, taken = Filling(connection), [0]

        def take(bundle: KeptBundle) -> None:
            taken.append(len(bundle.changes))
            filling.changes(bundle.changes)

        files = kept_files(world.folder / "none", [old])
        read_kept(files, [identity(connection)], world.one.paths.scratch, take)
        assert max(taken) > 0 and filling.refused == 0
        left = msgspec.json.decode(get_setting(connection, FILES_LEFT) or "[]", type=list[str])
        assert left == [found.id], "what brought it may lie in a folder of this office: that is looked through"
    assert column(world.one, _HELD, found.id) == []
