"""A revoked laptop: what was here counts, what comes later does not, until a person says so."""

from __future__ import annotations

import pytest

from services.errors import NotAllowed, NotFound
from services.handover import orders
from services.handover.due import villages_due
from services.handover.laptops import laptops
from services.handover.outgoing import build_down
from services.handover.revoking import extend_cut, later_changes, revoke
from services.handover.transferring import transfer_workers
from services.workers.commands import register_worker, update_worker
from services.workers.queries import find_by_nik, get_worker
from services.workers.search import count_workers
from tests.offices import OTHER_VILLAGE, VILLAGE, worker
from tests.world import World, column


def test_only_what_was_here_counts(world: World) -> None:
    world.up()
    world.down()
    assert revoke(world.district, world.one.device_id) >= 6
    record = find_by_nik(world.one, worker(9001).nik)
    assert record is not None
    update_worker(world.one, record.id, worker(9001, phone="081200000666"))
    register_worker(world.one, worker(9040))
    told = world.up(world.one)
    assert told.refused == (), "it is kept, whatever it is worth"
    assert [(each.new, each.ignored) for each in told.accepted] == [(2, 2)]
    assert count_workers(world.district) == 9
    assert get_worker(world.district, record.id).form.phone == ""
    (laptop,) = laptops(world.district, VILLAGE)
    assert laptop.revoked
    assert later_changes(world.district, world.one.device_id) >= 2


def test_the_cut_can_be_extended_to_what_was_honest(world: World) -> None:
    world.up()
    revoke(world.district, world.one.device_id)
    register_worker(world.one, worker(9040))
    world.up(world.one)
    assert extend_cut(world.district, world.one.device_id) >= 1
    assert count_workers(world.district) == 10
    assert later_changes(world.district, world.one.device_id) == 0
    assert extend_cut(world.district, world.one.device_id) == 0


def test_nothing_is_sealed_to_it_any_more(world: World) -> None:
    world.up()
    revoke(world.district, world.one.device_id)
    assert villages_due(world.district) == [OTHER_VILLAGE]
    with pytest.raises(NotAllowed, match=r"handover\.not_enrolled"):
        build_down(world.district, VILLAGE)


def test_the_other_villages_see_it_the_same_way(world: World) -> None:
    """A person whose record was given on: the new village knows which of the old laptop's changes count."""
    world.up()
    world.down()
    record = find_by_nik(world.one, worker(9001).nik)
    assert record is not None
    revoke(world.district, world.one.device_id)
    update_worker(world.one, record.id, worker(9001, phone="081200000666"))
    world.up(world.one)
    transfer_workers(world.district, [record.id], OTHER_VILLAGE)
    world.down(world.two)
    assert get_worker(world.two, record.id).form.phone == ""
    extend_cut(world.district, world.one.device_id)
    world.down(world.two)
    assert get_worker(world.two, record.id).form.phone == "081200000666"


def test_a_back_dated_forgery_with_a_used_number_does_not_count(world: World) -> None:
    """The cut is by content: a number below the cut proves nothing."""
    world.up()
    world.down()
    revoke(world.district, world.one.device_id)
    with world.one.write() as unit:
        unit.connection.exec_driver_sql("UPDATE stream SET n = 0, head = '' WHERE writing")
    register_worker(world.one, worker(9041))
    assert world.up(world.one).refused == ()
    assert find_by_nik(world.district, worker(9041).nik) is None


def test_a_long_list_takes_several_orders(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.handover.revoking.MAX_ACCEPTED", 4)
    world.up()
    accepted = revoke(world.district, world.one.device_id)
    texts = column(world.district, "SELECT text FROM orders WHERE kind = 'revoke' ORDER BY id")
    assert len(texts) == -(-accepted // 4)
    found = [order for text in texts if isinstance(order := orders.decode_order(str(text)), orders.RevokeOrder)]
    assert sorted(len(order.changes()) for order in found)[-1] == 4
    assert count_workers(world.district) == 9


def test_who_may_revoke_what(world: World) -> None:
    world.up()
    with pytest.raises(NotAllowed, match=r"district\.only"):
        revoke(world.one, world.two.device_id)
    with pytest.raises(NotAllowed, match=r"laptop\.own"):
        revoke(world.district, world.district.device_id)
    with pytest.raises(NotFound, match=r"laptop\.missing"):
        revoke(world.district, "nobody")
    with pytest.raises(NotAllowed, match=r"laptop\.not_revoked"):
        extend_cut(world.district, world.one.device_id)
