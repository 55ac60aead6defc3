"""Orders: checked, kept, obeyed, and forwarded even when this program does not know what they say."""

from __future__ import annotations

import msgspec
import pytest

from models.values import Role
from services.context import AppContext
from services.errors import BundleRejected
from services.handover.age_file import new_identity
from services.handover.lines import OrderLine
from services.handover.obeying import issue_order, learn_orders
from services.handover.orders import DeviceOrder, EraseOrder, sign_order
from services.handover.outgoing import build_down, build_up
from services.handover.signing import signature_to_text
from services.workers.queries import find_by_nik
from services.workers.search import count_workers
from tests.offices import VILLAGE, worker
from tests.world import World, column

DOMAIN = b"payung-order-v1\0"


def signed(ctx: AppContext, text: str) -> OrderLine:
    return OrderLine(text, signature_to_text(ctx.sign(DOMAIN + text.encode())))


def later_kind(ctx: AppContext) -> OrderLine:
    order = {"format": "payung-order-v1", "kind": "holiday", "id": "holiday-1", "version": 3, "by": ctx.device_id}
    return signed(ctx, msgspec.json.encode({**order, "days": ["2027-01-01"]}).decode())


def orders(ctx: AppContext, kind: str) -> list[object]:
    return column(ctx, "SELECT text FROM orders WHERE kind = ? ORDER BY id", kind)


def test_an_order_of_a_later_program_is_kept_and_forwarded(world: World) -> None:
    world.up()
    line = later_kind(world.district)
    with world.district.write() as unit:
        learn_orders(world.district, unit.connection, [line])
    assert world.down(world.one)[0].refused == ()
    assert orders(world.one, "holiday") == [line.text]
    assert build_up(world.one).sealed.manifest.counts["perintah.jsonl"] == 2, "it travels back up"


def test_a_known_text_with_another_signature_is_refused(world: World) -> None:
    line = later_kind(world.district)
    with world.district.write() as unit:
        learn_orders(world.district, unit.connection, [line])
    forged = OrderLine(line.text, "A" * 86)
    with pytest.raises(BundleRejected, match=r"order\.signature"), world.district.write() as unit:
        learn_orders(world.district, unit.connection, [forged])


def test_a_village_orders_nothing(world: World) -> None:
    world.up()
    line = later_kind(world.one)
    with pytest.raises(BundleRejected, match=r"order\.unknown_signer"), world.district.write() as unit:
        learn_orders(world.district, unit.connection, [line])


def test_an_older_version_that_comes_late_changes_nothing(world: World) -> None:
    world.up()
    with world.district.write() as unit:
        (text,) = unit.connection.exec_driver_sql("SELECT text FROM orders WHERE office = ?", (VILLAGE,)).scalars()
        first = msgspec.json.decode(text, type=DeviceOrder)
        newest = msgspec.structs.replace(first, version=3, age_recipient=first.age_recipient)
        issue_order(world.district, unit.connection, newest)
        older = msgspec.structs.replace(first, version=2, office="33.16.01.2001")
        learn_orders(world.district, unit.connection, [signed(world.district, msgspec.json.encode(older).decode())])
    assert column(world.district, "SELECT office FROM device WHERE id = ?", world.one.device_id) == [VILLAGE]


def test_an_erasure_ordered_twice_keeps_what_either_kept(world: World) -> None:
    world.up()
    found = find_by_nik(world.district, worker(9001).nik)
    assert found is not None
    with world.district.write() as unit:
        for at in ("2027-01-02T08:00:00+07:00", "2027-01-03T08:00:00+07:00"):
            order = EraseOrder(
                id="erase", record=found.id, at=at, officers=("a", "b"), kept={}, by=world.district.device_id
            )
            issue_order(world.district, unit.connection, order)
    assert len(orders(world.district, "erase")) == 2
    assert column(world.district, "SELECT record FROM erased") == [found.id]
    assert world.down(world.one)[0].refused == ()
    assert count_workers(world.one) == 5


def test_every_reply_carries_every_erasure(world: World) -> None:
    world.up()
    found = find_by_nik(world.district, worker(9001).nik)
    assert found is not None
    with world.district.write() as unit:
        order = EraseOrder(
            id="e", record=found.id, at="2027-01-02T08:00:00+07:00", officers=("a", "b"), kept={},
            by=world.district.device_id,
        )  # fmt: skip
        issue_order(world.district, unit.connection, order)
    counts = build_down(world.district, world.two.office.code).sealed.manifest.counts
    assert counts["perintah.jsonl"] == 2, "its own laptop, and somebody of another village"


def test_two_orders_of_one_version_mean_the_same_everywhere(world: World) -> None:
    """A district that was put back may let two laptops in under one number; who reads which first decides nothing."""
    order = DeviceOrder(
        id="device-x",
        version=1,
        by=world.district.device_id,
        device="x",
        office=VILLAGE,
        role=Role.VILLAGE,
        public_key=build_up(world.one).sealed.manifest.from_.public_key,
        age_recipient="",
    )
    lines = [
        sign_order(msgspec.structs.replace(order, age_recipient=new_identity()[1]), world.district.sign)
        for _ in range(3)
    ]
    known = []
    for ctx, told in ((world.district, [lines]), (world.one, [[each] for each in lines]), (world.two, [lines[::-1]])):
        for each in told:
            with ctx.write() as unit:
                learn_orders(ctx, unit.connection, each)
        known += column(ctx, "SELECT age_recipient FROM device WHERE id = 'x'")
    assert len(known) == 3 and len(set(known)) == 1
