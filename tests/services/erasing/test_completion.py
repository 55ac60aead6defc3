"""Which laptops have told that an erasure is done there: by what they read, with real bundles over two villages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from services import startup
from services.erasing.commands import erase_worker
from services.erasing.completion import Erasure, erasures
from services.errors import NotAllowed
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.revoking import revoke
from services.handover.transferring import transfer_workers
from services.safekeeping import keyfile
from services.workers.queries import find_by_nik
from tests.offices import CHEAP, OTHER_VILLAGE, VILLAGE, worker
from tests.world import World, column, reopened, two_villages

SECOND, SECRET = "Bambang Wijaya", "kereta lewat stasiun tua"


@pytest.fixture
def erased(tmp_path: Path) -> Iterator[tuple[World, str]]:
    """The first village's person, given to the second and erased after both had read their replies."""
    with two_villages(tmp_path) as world:
        district = world.district
        keyfile.put_user(district.paths.keyfile, district.database.key, "second", SECOND, SECRET, kdf=CHEAP)
        world.up()
        world.down()
        found = find_by_nik(district, worker(9002).nik)
        assert found is not None
        transfer_workers(district, [found.id], OTHER_VILLAGE)
        world.down()
        world.up()
        erase_worker(district, found.id, "second", SECRET, "asked")
        yield world, found.id


def only(world: World) -> Erasure:
    (found,) = erasures(world.district)
    return found


def done_in(world: World) -> set[str]:
    return {laptop.office for laptop in only(world).laptops if laptop.since}


def test_every_office_that_ever_had_the_person_is_asked(erased: tuple[World, str]) -> None:
    world, record = erased
    found = only(world)
    assert [laptop.office for laptop in found.laptops] == sorted([VILLAGE, OTHER_VILLAGE])
    assert (found.record, found.done, found.complete, found.known, found.reason) == (record, 0, False, True, "asked")
    assert len(found.waiting) == 2 and found.officers[0] == world.district.user.name
    assert found.changes >= 2 and all(len(laptop.words) == 6 for laptop in found.laptops)
    assert erasures(world.district, record) == (found,) and erasures(world.district, "another") == ()


def test_a_reply_that_was_read_and_answered_is_the_proof(erased: tuple[World, str]) -> None:
    world, _ = erased
    world.up()  # both hand over, but neither has heard of the order
    assert done_in(world) == set()
    world.down(world.one)  # the order is there; nobody knows yet
    assert column(world.one, "SELECT count(*) FROM erased") == [1] and done_in(world) == set()
    world.up(world.one)
    assert done_in(world) == {VILLAGE}
    assert only(world).waiting == tuple(each.office_name for each in only(world).laptops if each.office != VILLAGE)
    world.down(world.two)
    world.up(world.two)
    assert only(world).complete and column(world.two, "SELECT count(*) FROM erased") == [1]


def test_a_bundle_packed_before_the_reply_was_read_proves_nothing(erased: tuple[World, str]) -> None:
    world, _ = erased
    early = world.stick()
    hand_over(world.one, early)
    world.down(world.one)
    assert receive(world.district, [early]).accepted and done_in(world) == set()


def test_a_reply_written_before_the_erasure_proves_nothing(tmp_path: Path) -> None:
    with two_villages(tmp_path) as world:
        district = world.district
        keyfile.put_user(district.paths.keyfile, district.database.key, "second", SECOND, SECRET, kdf=CHEAP)
        world.up()
        stick, _ = world.replies()
        found = find_by_nik(district, worker(9002).nik)
        assert found is not None
        erase_worker(district, found.id, "second", SECRET)
        receive(world.one, [stick])
        world.up(world.one)
        assert [laptop.office for laptop in only(world).laptops] == [VILLAGE] and done_in(world) == set()


def test_a_laptop_that_was_put_back_has_to_tell_anew(erased: tuple[World, str], tmp_path: Path) -> None:
    world, _ = erased
    old = world.copy_of(world.one, "old")
    world.one = reopened(world.one.paths.data)
    world.down(world.one)
    world.up(world.one)
    first = [laptop.since for laptop in only(world).laptops if laptop.office == VILLAGE]
    assert first != [""]
    startup.close(world.one)
    world.one = reopened(old, seed=57)
    world.up(world.one)
    assert done_in(world) == set()
    world.down(world.one)
    world.up(world.one)
    assert done_in(world) == {VILLAGE}


def test_a_revoked_laptop_is_counted_apart(erased: tuple[World, str]) -> None:
    world, _ = erased
    revoke(world.district, world.two.device_id)
    found = only(world)
    assert [laptop.office for laptop in found.laptops] == [VILLAGE] and found.revoked == 1
    world.down(world.one)
    world.up(world.one)
    assert only(world).complete


def test_an_order_heard_from_elsewhere_is_not_guessed_about(erased: tuple[World, str]) -> None:
    """A district that comes back from an older state learns the order from a village; its journal says not when."""
    world, record = erased
    with world.district.write() as unit:
        unit.connection.exec_driver_sql(
            "UPDATE journal SET bundle = ? WHERE entity = 'audit' AND payload LIKE '%' || ? || '%'", ("0" * 64, record)
        )
    world.down()
    world.up()
    assert not only(world).known and only(world).done == 0 and not only(world).complete


def test_the_newest_comes_first_and_only_the_district_is_told(erased: tuple[World, str]) -> None:
    world, record = erased
    other = find_by_nik(world.district, worker(9003).nik)
    assert other is not None
    erase_worker(world.district, other.id, "second", SECRET)
    assert [each.record for each in erasures(world.district)] == [other.id, record]
    with pytest.raises(NotAllowed, match=r"district\.only"):
        erasures(world.one)


def test_without_an_erasure_nothing_is_listed(world: World) -> None:
    assert erasures(world.district) == ()
