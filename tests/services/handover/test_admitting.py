"""A laptop with a good code waits until a person has compared the words."""

from __future__ import annotations

import pytest

from services.errors import NotAllowed, NotFound
from services.handover.admitting import admit, turn_away, waiting_laptops
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.laptops import laptop_words, laptops
from services.handover.office_facts import device
from services.workers.commands import register_worker
from services.workers.search import count_workers
from tests.offices import OTHER_VILLAGE, VILLAGE, worker
from tests.world import World, column


def at_the_door(world: World) -> None:
    stick = world.stick()
    hand_over(world.one, stick)
    hand_over(world.two, stick)
    received = receive(world.district, [stick])
    assert (received.accepted, received.refused) == ((), ())
    assert {asking.office for asking in received.asking} == {VILLAGE, OTHER_VILLAGE}


def test_nothing_comes_in_before_a_person_said_so(world: World) -> None:
    at_the_door(world)
    assert count_workers(world.district) == 0
    found = {laptop.office: laptop for laptop in waiting_laptops(world.district)}
    with world.one.read() as connection:
        own = device(connection, world.one.device_id)
    assert own is not None
    assert found[VILLAGE].words == laptop_words(own.public_key)
    assert (len(found[VILLAGE].words), found[VILLAGE].people, found[VILLAGE].no) == (6, 6, 1)
    assert [laptop.office for laptop in laptops(world.district)] == ["33.16"]


def test_admitted_they_bring_all_their_bundles(world: World) -> None:
    at_the_door(world)
    register_worker(world.one, worker(9030))
    stick = world.stick()
    hand_over(world.one, stick)
    assert len(receive(world.district, [stick]).asking) == 1
    done = admit(world.district, [world.one.device_id])
    assert [item.no for item in done.accepted] == [1, 2]
    assert count_workers(world.district) == 7
    assert [laptop.office for laptop in waiting_laptops(world.district)] == [OTHER_VILLAGE]
    assert {laptop.office for laptop in laptops(world.district)} == {"33.16", VILLAGE}
    assert world.down(world.one)[0].refused == ()
    with pytest.raises(NotFound, match=r"waiting\.missing"):
        admit(world.district, [world.one.device_id])


def test_a_stick_that_is_read_again_brings_a_lost_file_back(world: World) -> None:
    """Whatever the file on it is called by now."""
    stick = world.stick()
    hand_over(world.one, stick)
    assert len(receive(world.district, [stick]).asking) == 1
    (kept,) = world.district.paths.archive.iterdir()
    kept.unlink()
    done = admit(world.district, [world.one.device_id])
    assert ([each.code for each in done.refused], len(waiting_laptops(world.district))) == (["waiting.file_gone"], 1)
    (file,) = stick.rglob("*.payung")
    office, _, rest = file.name.partition("-")
    file.rename(file.with_name(f"{office}-lain__{rest.partition('__')[2]}"))
    assert len(receive(world.district, [stick]).asking) == 1
    done = admit(world.district, [world.one.device_id])
    assert (len(done.accepted), done.refused, waiting_laptops(world.district)) == (1, (), ())
    assert count_workers(world.district) == 6


def test_turned_away_the_code_is_void(world: World) -> None:
    at_the_door(world)
    turn_away(world.district, world.one.device_id)
    stick = world.stick()
    hand_over(world.one, stick)
    for admit_new in (False, True):
        refused = receive(world.district, [stick], admit_new=admit_new).refused
        assert [item.code for item in refused] == ["bundle.unknown_sender"]
    assert count_workers(world.district) == 0
    with pytest.raises(NotFound, match=r"waiting\.missing"):
        turn_away(world.district, world.one.device_id)


def test_turning_away_leaves_the_code_to_the_laptop_that_used_it(world: World) -> None:
    """Two laptops came with one kit: one was let in, the other one is not."""
    at_the_door(world)
    with world.district.write() as unit:
        unit.connection.exec_driver_sql("UPDATE issued_kit SET used_by = 'first' WHERE office = ?", (VILLAGE,))
    turn_away(world.district, world.one.device_id)
    assert column(world.district, f"SELECT used_by FROM issued_kit WHERE office = '{VILLAGE}'") == ["first"]


def test_only_the_district_has_a_door(world: World) -> None:
    assert waiting_laptops(world.one) == ()
    for act in (lambda: admit(world.one, ["x"]), lambda: turn_away(world.one, "x")):
        with pytest.raises(NotAllowed, match=r"district\.only"):
            act()
