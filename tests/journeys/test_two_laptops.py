"""Two officers on two laptops of one village: each with its own kit, exchanging the bundles that go to the district."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.errors import NotAllowed
from services.handover.bundle import inspect
from services.handover.due import pending
from services.handover.handing_over import hand_over
from services.handover.incoming import Received, receive
from services.handover.kits import make_kits
from services.programmes.commands import create_programme, decide, record_decree
from services.programmes.queries import outcome_counts
from services.safekeeping.checking import check_office
from services.workers.commands import register_worker, update_worker
from services.workers.disputes import disputed_fields
from services.workers.queries import find_by_nik, get_worker
from services.workers.search import count_workers
from tests.offices import VILLAGE, village_office, worker
from tests.world import World, column, reopened, terms, two_villages


@dataclass
class Village:
    """The district and one of its villages with two laptops; the second is new and still empty."""

    world: World
    first: AppContext
    second: AppContext

    @property
    def district(self) -> AppContext:
        return self.world.district

    def carry(self, sender: AppContext, reader: AppContext) -> Received:
        """One stick from one laptop to the other."""
        stick = self.world.stick()
        hand_over(sender, stick)
        return receive(reader, [stick])

    def meet(self) -> None:
        """Both deliver, and both read the reply: from now on each knows the other."""
        assert not self.world.up(self.first, self.second).refused
        for outcome in self.world.down(self.first, self.second):
            assert not outcome.refused

    def exchange(self) -> None:
        """One stick there and back."""
        stick = self.world.stick()
        for writer, reader in ((self.first, self.second), (self.second, self.first)):
            hand_over(writer, stick)
            assert not receive(reader, [stick]).refused


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with two_villages(tmp_path) as world:
        (kit,) = make_kits(world.district, [VILLAGE], tmp_path / "second-kit")
        second = village_office(tmp_path / "second", VILLAGE, kit=kit.path, seed=21)
        yield Village(world, world.one, second)
        startup.close(second)


def id_of(ctx: AppContext, serial: int) -> str:
    found = find_by_nik(ctx, worker(serial).nik)
    assert found is not None
    return found.id


def with_nik(ctx: AppContext, serial: int) -> int:
    return len(column(ctx, "SELECT id FROM worker WHERE nik = ?", worker(serial).nik))


def people(ctx: AppContext) -> list[tuple[object, ...]]:
    """Every row of this village's workers as the screens show it, but for where it stands and what was receipted."""
    with ctx.read() as connection:
        names = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(worker)") if row[1] not in _LOCAL]
        sql = f"SELECT {', '.join(names)} FROM worker WHERE owner = ? ORDER BY id"
        return [tuple(row) for row in connection.exec_driver_sql(sql, (VILLAGE,))]


_LOCAL = {"seq"}


def changes(ctx: AppContext) -> list[object]:
    return column(ctx, "SELECT id FROM journal WHERE office = ? ORDER BY id", VILLAGE)


def whole(*offices: AppContext) -> None:
    for ctx in offices:
        assert check_office(ctx).problems == ()


def test_both_laptops_come_to_the_same_people_without_the_district(village: Village) -> None:
    village.meet()
    register_worker(village.first, worker(9050))
    register_worker(village.second, worker(9060))
    village.exchange()
    assert count_workers(village.first) == count_workers(village.second) == 6 + 2
    assert people(village.first) == people(village.second)
    assert changes(village.first) == changes(village.second)
    whole(village.first, village.second)


def test_the_district_has_everything_once_whoever_brings_it(village: Village) -> None:
    village.meet()
    register_worker(village.first, worker(9050))
    register_worker(village.second, worker(9060))
    village.exchange()
    for bringer in (village.second, village.first):
        assert not village.world.up(bringer).refused
    assert changes(village.district) == changes(village.first)
    assert with_nik(village.district, 9050) == 1
    assert people(village.district) == people(village.first)
    village.world.down(village.first, village.second)
    assert (pending(village.first).changes, pending(village.second).changes) == (0, 0)
    whole(village.district, village.first, village.second)


def test_work_of_one_laptop_reaches_the_district_on_the_other_s_stick(village: Village) -> None:
    village.meet()
    register_worker(village.first, worker(9050))
    village.carry(village.first, village.second)
    village.world.up(village.second)
    assert with_nik(village.district, 9050) == 1
    village.world.down(village.first)
    assert pending(village.first).changes == 0, "the receipt counts for whoever wrote it"


def test_different_answers_are_both_kept_and_one_person_settles_them_for_both(village: Village) -> None:
    village.meet()
    village.exchange()
    record = id_of(village.first, 9001)
    update_worker(village.first, record, worker(9001, phone="081200000001"))
    update_worker(village.second, record, worker(9001, phone="081200000002"))
    village.exchange()
    told = [disputed_fields(ctx, record) for ctx in (village.first, village.second)]
    assert told[0] == told[1]
    (phone,) = (each for each in told[0] if each.field == "phone")
    assert {version.value for version in phone.versions} == {"081200000001", "081200000002"}
    assert people(village.first) == people(village.second)

    shown = get_worker(village.second, record)
    update_worker(village.second, record, worker(9001, phone="081200000003"), shown.heads)
    village.exchange()
    for ctx in (village.first, village.second):
        assert get_worker(ctx, record).form.phone == "081200000003"
        assert disputed_fields(ctx, record) == ()


def test_what_only_one_laptop_got_from_the_district_reaches_the_other(village: Village) -> None:
    """Decisions, and people the district has already receipted: the other laptop was not there."""
    village.meet()
    village.exchange()
    register_worker(village.first, worker(9050))
    village.world.up(village.first)
    made = create_programme(village.district, terms(4)).first("programme")
    decide(village.district, made)
    record_decree(village.district, made, "400.5/312/2026", village.district.today())
    village.world.down(village.first)
    assert pending(village.first).changes == 0
    outcome = village.carry(village.first, village.second)
    assert not outcome.refused
    assert outcome_counts(village.second) == outcome_counts(village.first) != {}
    assert people(village.second) == people(village.first)
    whole(village.second)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_sticks_ends_in_the_same_people(village: Village, seed: int) -> None:
    village.meet()
    village.exchange()
    chance = random.Random(seed)
    laptops = [village.first, village.second]
    known = id_of(village.first, 9002)
    for step in range(10):
        one, other = chance.sample(laptops, 2)
        what = chance.randrange(3)
        if what == 0:
            register_worker(one, worker(9200 + step))
        elif what == 1:
            update_worker(one, known, worker(9002, phone=f"0812000001{step:02d}"))
        else:
            village.carry(one, other)
    village.exchange()
    village.carry(village.first, village.second)
    assert people(village.first) == people(village.second)
    village.world.up(*chance.sample(laptops, 2))
    assert people(village.district) == people(village.first)
    whole(village.first, village.second, village.district)


def test_the_same_stick_twice_changes_nothing(village: Village) -> None:
    village.meet()
    register_worker(village.first, worker(9050))
    stick = village.world.stick()
    hand_over(village.first, stick)
    assert len(receive(village.second, [stick]).accepted) == 1
    before = changes(village.second)
    again = receive(village.second, [stick])
    assert (len(again.accepted), len(again.known), len(again.refused)) == (0, 1, 0)
    assert changes(village.second) == before


def test_a_laptop_does_not_read_what_it_wrote_itself(village: Village) -> None:
    village.meet()
    stick = village.world.stick()
    (written,) = hand_over(village.first, stick)
    found = receive(village.first, [stick])
    assert (found.accepted, found.known) == ((), ())
    named = receive(village.first, [written.path])
    assert (named.accepted, named.known) == ((), (written.path.name,))


def test_before_they_know_each_other_nothing_is_for_the_other_and_nobody_complains(village: Village) -> None:
    stick = village.world.stick()
    (early,) = hand_over(village.first, stick)
    assert [refused.code for refused in receive(village.second, [stick]).refused] == ["bundle.none_found"]
    (refused,) = receive(village.second, [early.path]).refused
    assert refused.code == "bundle.not_for_us"
    village.meet()
    later = receive(village.second, [stick])
    assert (later.accepted, later.refused) == ((), ()), "an old bundle on the stick is passed over"
    (refused,) = receive(village.second, [early.path]).refused
    assert refused.code == "bundle.not_for_us", "but somebody who picks that file is told"


def test_only_the_one_that_read_the_reply_knows_the_other(village: Village) -> None:
    """What a laptop may open it is told by the district, not by the stick of another laptop."""
    village.world.up(village.first, village.second)
    village.world.down(village.first)
    stick = village.world.stick()
    (written,) = hand_over(village.first, stick)
    (refused,) = receive(village.second, [written.path]).refused
    assert refused.code == "bundle.unknown_laptop"
    receive(village.second, [village.world.replies()[0]])
    assert len(receive(village.second, [stick]).accepted) == 1, "after the reply the same stick is good"


def test_nobody_else_gets_a_key(village: Village) -> None:
    stick = village.world.stick()
    (alone,) = hand_over(village.first, stick)
    village.meet()
    (together,) = hand_over(village.first, stick)
    assert inspect(together.path).recipients == inspect(alone.path).recipients + 1
    (refused,) = receive(village.world.two, [together.path]).refused
    assert refused.code == "bundle.not_for_us"


def test_a_kit_works_for_one_laptop_only(village: Village, tmp_path: Path) -> None:
    village.meet()
    third = village_office(tmp_path / "third", VILLAGE, kit=village.world.kits[VILLAGE], seed=22)
    (refused,) = village.world.up(third).refused
    assert refused.code == "bundle.unknown_sender"
    startup.close(third)
    bare = village_office(tmp_path / "bare", VILLAGE, seed=23)
    with pytest.raises(NotAllowed, match="handover.no_kit"):
        hand_over(bare, village.world.stick())
    startup.close(bare)


def test_an_old_copy_gets_its_work_back_from_the_other_laptop(village: Village) -> None:
    village.meet()
    village.exchange()
    data = village.first.paths.data
    copy = village.world.copy_of(village.first, "old-copy")
    first = reopened(data, seed=41)
    register_worker(first, worker(9050))
    village.carry(first, village.second)
    startup.close(first)
    restored = reopened(copy, seed=42)
    assert not village.carry(village.second, restored).refused
    assert with_nik(restored, 9050) == 1
    register_worker(restored, worker(9051))
    assert not village.carry(restored, village.second).refused
    assert people(restored) == people(village.second)
    twice = column(village.second, "SELECT stream FROM journal GROUP BY stream, n HAVING count(*) > 1")
    assert twice == []
    whole(restored, village.second)
    startup.close(restored)
    village.world.one = village.first = reopened(data, seed=43)
