"""What lies on the stick for a village that gave somebody away: that it did, and nothing about the person."""

from __future__ import annotations

from services.handover.bundle import Me, open_sealed
from services.handover.handing_over import hand_over
from services.handover.lines import decode_header
from services.handover.office_facts import identity
from services.handover.signing import public_key_from_pem
from services.handover.transferring import transfer_workers
from tests.world import World, column


def test_the_reply_to_the_former_village_holds_headers_of_owners_only(world: World) -> None:
    world.up()
    person = str(column(world.one, "SELECT id FROM worker ORDER BY id")[0])
    transfer_workers(world.district, [person], world.two.office.code)
    world.down(world.two)
    world.up(world.two)
    reply = hand_over(world.district, world.stick(), villages=[world.one.office.code])[0].path
    with world.one.read() as connection:
        secret = identity(connection)
    me = Me(world.one.office.code, world.one.device_id, world.one.office.role)
    with open_sealed(
        reply,
        [secret],
        scratch_dir=world.one.paths.scratch,
        me=me,
        trust=lambda sender, _: public_key_from_pem(sender.public_key),
    ) as opened:
        about_person = [line for line in opened.changes() if decode_header(line.header).record == person]
    assert about_person
    assert all(line.payload is None and decode_header(line.header).owner for line in about_person)
