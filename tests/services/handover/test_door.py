"""How many laptops of one office come in: as many as a bundle can be sealed for."""

from __future__ import annotations

from models.values import Role
from services.context import AppContext
from services.handover.admitting import waiting_laptops
from services.handover.age_file import new_identity
from services.handover.door import MOST_LAPTOPS
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.office_facts import RosteredDevice, device, put_device
from services.handover.revoking import revoke
from tests.offices import VILLAGE
from tests.world import World


def more_laptops(ctx: AppContext, count: int) -> None:
    """Enter so many on the roster; who holds their keys is no matter here."""
    with ctx.write() as unit:
        known = device(unit.connection, ctx.device_id)
        assert known is not None
        for number in range(count):
            entry = RosteredDevice(f"laptop-{number}", VILLAGE, Role.VILLAGE, known.public_key, new_identity()[1])
            put_device(unit.connection, entry)


def test_a_village_with_the_most_laptops_still_gets_its_replies(world: World) -> None:
    """Found by an attack: with 23 laptops the replies of all villages stopped."""
    world.up()
    more_laptops(world.district, MOST_LAPTOPS - 1)
    assert [received.refused for received in world.down()] == [(), ()]


def test_one_more_is_refused_and_told_why_until_another_is_revoked(world: World) -> None:
    more_laptops(world.district, MOST_LAPTOPS)
    stick = world.stick()
    hand_over(world.one, stick)
    for everybody in (False, True):
        refused = receive(world.district, [stick], admit_new=everybody).refused
        assert [(each.code, each.data) for each in refused] == [("bundle.too_many_laptops", {"count": MOST_LAPTOPS})]
    assert waiting_laptops(world.district) == ()
    revoke(world.district, "laptop-0")
    assert len(receive(world.district, [stick], admit_new=True).accepted) == 1
