"""Writing what is due, what is kept of it, and the history that a village reads."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace

import pytest

from services.errors import Cancelled
from services.handover.file_names import parse_name
from services.handover.handing_over import hand_over, history
from services.handover.incoming import receive
from services.handover.stick_places import Stick
from services.rules.check_words import check_words
from services.workers.commands import register_worker
from tests.offices import OTHER_VILLAGE, VILLAGE, worker
from tests.world import World


def test_what_is_told_is_what_lies_on_the_stick(world: World) -> None:
    stick = world.stick()
    (done,) = hand_over(world.one, stick)
    data = done.path.read_bytes()
    assert done.path.is_relative_to(stick)
    assert (done.sha256, done.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (done.no, done.workers, done.to_office) == (1, 6, "33.16")
    assert done.words == tuple(check_words(bytes.fromhex(done.sha256)))
    assert [path.read_bytes() for path in world.one.paths.outgoing.glob("*.payung")] == [data]


def test_a_village_keeps_its_newest_three(world: World) -> None:
    stick = world.stick()
    for _ in range(5):
        hand_over(world.one, stick)
    kept = sorted(path.name.split("__")[2] for path in world.one.paths.outgoing.glob("*.payung"))
    assert kept == ["000003", "000004", "000005"]


def test_the_district_keeps_the_newest_three_replies_of_each_village(world: World) -> None:
    world.up()
    for _ in range(5):
        world.down()
    kept = Counter(parse_name(path.name).office for path in world.district.paths.outgoing.glob("*.payung"))
    assert kept == {world.one.office.code: 3, world.two.office.code: 3}


def test_the_record_names_the_stick_and_who_wrote_and_read(world: World) -> None:
    stick = world.stick()
    hand_over(world.one, replace(Stick.for_folder(stick), label="MERAH"))
    receive(world.district, [stick], admit_new=True)
    (wrote,) = history(world.one)
    assert (wrote.volume, wrote.officer) == ("MERAH", world.one.user.name)
    (read,) = history(world.district)
    assert (read.volume, read.officer) == ("", world.district.user.name)


def test_only_a_reply_says_that_a_handover_arrived(world: World) -> None:
    world.up(world.one)
    (past,) = history(world.one)
    assert (past.no, past.written, past.workers, past.arrived) == (1, True, 6, False)
    world.down(world.one)
    register_worker(world.one, worker(9050))
    hand_over(world.one, world.stick())
    told = {(each.no, each.written, each.from_office): each.arrived for each in history(world.one)}
    assert told == {(1, True, VILLAGE): True, (2, True, VILLAGE): False, (1, False, "33.16"): False}
    assert len(history(world.one, limit=1)) == 1


def test_the_district_replies_to_those_that_were_asked_for(world: World) -> None:
    world.up()
    stick = world.stick()
    assert [each.to_office for each in hand_over(world.district, stick, villages=[OTHER_VILLAGE])] == [OTHER_VILLAGE]
    assert {each.to_office for each in hand_over(world.district, stick)} <= {VILLAGE, OTHER_VILLAGE}


def test_stopping_leaves_no_handover_behind(world: World) -> None:
    class Stop:
        def step(self, done: int, total: int, label: str = "") -> None:
            raise Cancelled

    stick = world.stick()
    with pytest.raises(Cancelled):
        hand_over(world.one, stick, Stop())
    assert history(world.one) == []
    assert list(stick.rglob("*.payung")) == []
