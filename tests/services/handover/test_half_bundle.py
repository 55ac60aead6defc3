"""A bundle that turns out bad after part of it was written leaves nothing behind, and its neighbours come in."""

from __future__ import annotations

import msgspec

from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.signing import content_id, signature_to_text
from tests.world import World, column


def put_order(village: AppContext, district: AppContext) -> str:
    """An order of tomorrow that the district signed and only this village has."""
    order = {"format": "payung-order-v1", "kind": "holiday", "id": "h1", "version": 1, "by": district.device_id}
    text = msgspec.json.encode(order).decode()
    signature = signature_to_text(district.sign(b"payung-order-v1\0" + text.encode()))
    with village.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO orders (id, kind, office, text, signature) VALUES (?, 'holiday', '', ?, ?)",
            (content_id(text), text, signature),
        )
    return content_id(text)


def test_nothing_of_a_bundle_with_one_forged_change_stays(world: World) -> None:
    world.up()
    order = put_order(world.one, world.district)
    with world.one.database.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET signature = ? WHERE n = 1", ("A" * 86,))
        connection.exec_driver_sql("UPDATE journal SET header = replace(header, '\"n\":1,', '\"n\":900,') WHERE n = 1")
    stick = world.stick()
    hand_over(world.one, stick)
    hand_over(world.two, stick)
    received = receive(world.district, [stick])
    assert [refused.code for refused in received.refused] == ["bundle.forged"]
    assert [accepted.office for accepted in received.accepted] == [world.two.office.code]
    assert order not in column(world.district, "SELECT id FROM orders")


def test_the_same_order_in_a_good_bundle_is_kept_and_passed_on(world: World) -> None:
    world.up()
    order = put_order(world.one, world.district)
    world.up(world.one)
    world.down(world.two)
    assert order in column(world.district, "SELECT id FROM orders")
    assert order in column(world.two, "SELECT id FROM orders")
