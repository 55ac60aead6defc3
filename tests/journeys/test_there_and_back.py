"""Register, hand over, decide, come back: two villages and the district on real files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.values import Month, Outcome, Payer
from services import startup
from services.context import AppContext
from services.errors import Conflict, NotAllowed
from services.handover.board import Delivery, board
from services.handover.due import pending
from services.handover.handing_over import hand_over, history
from services.handover.incoming import Received, receive
from services.handover.kits import make_kits
from services.programmes.commands import create_programme, decide, record_decree
from services.programmes.queries import decisions, outcome_counts, programmes
from services.programmes.records import ProgrammeTerms
from services.safekeeping.checking import check_office
from services.workers.commands import register_workers, update_worker
from services.workers.queries import find_by_nik, get_worker, rows
from services.workers.search import ListFilter, count_workers, find_workers
from tests.offices import DISTRICT, OTHER_VILLAGE, VILLAGE, district_office, village_office, worker


@dataclass
class World:
    """The district, two villages with kits, a stick between them."""

    district: AppContext
    one: AppContext
    two: AppContext
    stick: Path
    kits: dict[str, Path]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    district = district_office(tmp_path / "district")
    made = make_kits(district, [VILLAGE, OTHER_VILLAGE], tmp_path / "kits")
    kits = {kit.office: kit.path for kit in made}
    one = village_office(tmp_path / "one", VILLAGE, kit=kits[VILLAGE], seed=11)
    two = village_office(tmp_path / "two", OTHER_VILLAGE, kit=kits[OTHER_VILLAGE], seed=12)
    stick = tmp_path / "stick"
    stick.mkdir()
    register_workers(one, [worker(9001 + number) for number in range(6)])
    register_workers(two, [worker(9101 + number, village_code=OTHER_VILLAGE) for number in range(3)])
    yield World(district, one, two, stick, kits)
    for ctx in (district, one, two):
        startup.close(ctx)


def terms(ceiling: int) -> ProgrammeTerms:
    return ProgrammeTerms(year=2027, payer=Payer.APBD, ceiling=ceiling, from_month=Month(2027, 1), months=12)


def journal(ctx: AppContext) -> list[tuple[object, ...]]:
    with ctx.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT id, payload FROM journal ORDER BY id")]


def deliver(world: World) -> Received:
    hand_over(world.one, world.stick)
    hand_over(world.two, world.stick)
    return receive(world.district, [world.stick], admit_new=True)


def test_the_whole_way(world: World) -> None:
    outcome = deliver(world)
    assert [(item.office, item.workers) for item in outcome.accepted] == [(OTHER_VILLAGE, 3), (VILLAGE, 6)]
    assert not outcome.refused
    assert count_workers(world.district) == 9

    made = create_programme(world.district, terms(4 * 201_600 + 5)).first("programme")
    ranking = decide(world.district, made)
    assert (ranking.funded, ranking.reserve, ranking.cost, ranking.left) == (4, 5, 4 * 201_600, 5)
    record_decree(world.district, made, "400.5/312/2026", world.district.today())
    assert len(hand_over(world.district, world.stick)) == 2

    home = [receive(ctx, [world.stick]) for ctx in (world.one, world.two)]
    assert [len(item.accepted) for item in home] == [1, 1]
    told = outcome_counts(world.one), outcome_counts(world.two)
    assert sum(counts.get(Outcome.FUNDED, 0) for counts in told) == 4
    assert sum(counts.get(Outcome.RESERVE, 0) for counts in told) == 5
    (view,) = programmes(world.one)
    assert (view.decree_no, view.ceiling) == ("400.5/312/2026", 4 * 201_600 + 5)
    assert {row.worker_id for row in decisions(world.one, view.batch_id)} == set(_workers(world.one))
    assert all(row.received for row in rows(world.one, find_workers(world.one).seqs))
    assert pending(world.one).people == 0
    for ctx in (world.district, world.one, world.two):
        assert check_office(ctx).problems == ()


def _workers(ctx: AppContext) -> list[str]:
    return [row.id for row in rows(ctx, find_workers(ctx).seqs)]


def test_nothing_is_received_before_the_reply(world: World) -> None:
    deliver(world)
    assert count_workers(world.one, ListFilter.WAITING) == 6
    assert pending(world.one).new == 6


def test_a_stick_read_twice_adds_nothing(world: World) -> None:
    deliver(world)
    before = journal(world.district)
    again = receive(world.district, [world.stick], admit_new=True)
    assert (len(again.accepted), len(again.known), len(again.refused)) == (0, 2, 0)
    assert journal(world.district) == before


def test_what_was_not_receipted_is_sent_again(world: World) -> None:
    hand_over(world.one, world.stick)
    (lost,) = world.stick.rglob("*.payung")
    lost.unlink()
    (second,) = hand_over(world.one, world.stick)
    assert (second.no, second.workers) == (2, 6)
    receive(world.district, [world.stick], admit_new=True)
    assert count_workers(world.district) == 6
    cell = next(cell for cell in board(world.district) if cell.code == VILLAGE)
    assert (cell.state, cell.missing) == (Delivery.GAP, (1,))


def test_after_the_reply_the_next_bundle_is_empty(world: World) -> None:
    deliver(world)
    hand_over(world.district, world.stick)
    receive(world.one, [world.stick])
    (empty,) = hand_over(world.one, world.stick)
    assert (empty.changes, empty.workers) == (0, 0)


def test_after_decisions_too_the_next_bundle_is_empty(world: World) -> None:
    deliver(world)
    decide(world.district, create_programme(world.district, terms(201_600)).first("programme"))
    hand_over(world.district, world.stick)
    receive(world.one, [world.stick])
    (empty,) = hand_over(world.one, world.stick)
    assert empty.changes == 0


def test_a_bundle_has_arrived_only_when_a_receipt_says_so(world: World) -> None:
    hand_over(world.one, world.stick)
    register_workers(world.one, [worker(9080)])
    receive(world.district, [world.stick], admit_new=True)
    assert [past.arrived for past in history(world.one)] == [False]
    hand_over(world.district, world.stick)
    receive(world.one, [world.stick])
    hand_over(world.one, world.stick)
    told = {past.no: past.arrived for past in history(world.one) if past.written}
    assert told == {1: True, 2: False}


def test_an_edit_travels(world: World) -> None:
    deliver(world)
    found = find_by_nik(world.one, worker(9001).nik)
    assert found is not None
    update_worker(world.one, found.id, worker(9001, phone="081200000000"))
    hand_over(world.one, world.stick)
    receive(world.district, [world.stick], admit_new=True)
    assert get_worker(world.district, found.id).form.phone == "081200000000"


def test_the_words_are_the_same_at_both_ends(world: World) -> None:
    (sent,) = hand_over(world.one, world.stick)
    receive(world.district, [world.stick], admit_new=True)
    (read,) = history(world.district)
    assert sent.words == read.words
    assert len(set(sent.words)) > 1


def test_without_a_kit_a_village_registers_but_cannot_hand_over(village: AppContext, tmp_path: Path) -> None:
    register_workers(village, [worker()])
    with pytest.raises(NotAllowed, match=r"handover\.no_kit"):
        hand_over(village, tmp_path)


def test_a_kit_may_come_later(world: World, village: AppContext, tmp_path: Path) -> None:
    (kit,) = make_kits(world.district, [VILLAGE], tmp_path / "later")
    register_workers(village, [worker(9050)])
    assert [item.office for item in receive(village, [kit.path]).accepted] == [VILLAGE]
    hand_over(village, world.stick)
    assert len(receive(world.district, [world.stick], admit_new=True).accepted) == 1


def test_a_code_lets_in_one_laptop_only(world: World, tmp_path: Path) -> None:
    clone = village_office(tmp_path / "clone", VILLAGE, kit=world.kits[VILLAGE], seed=77)
    hand_over(world.one, world.stick)
    receive(world.district, [world.stick], admit_new=True)
    register_workers(clone, [worker(9070)])
    hand_over(clone, world.stick)
    outcome = receive(world.district, [world.stick], admit_new=True)
    assert [item.code for item in outcome.refused] == ["bundle.unknown_sender"]
    assert count_workers(world.district) == 6
    startup.close(clone)


def test_one_bad_bundle_never_blocks_the_others(world: World) -> None:
    hand_over(world.one, world.stick)
    hand_over(world.two, world.stick)
    bad = next(path for path in world.stick.rglob("*.payung") if "sambongrejo" in path.name)
    data = bytearray(bad.read_bytes())
    data[-5] ^= 1
    bad.write_bytes(bytes(data))
    outcome = receive(world.district, [world.stick], admit_new=True)
    assert [item.office for item in outcome.accepted] == [OTHER_VILLAGE]
    assert [item.code for item in outcome.refused] == ["bundle.name_hash"]
    assert count_workers(world.district) == 3


def test_another_village_s_reply_is_refused(world: World) -> None:
    deliver(world)
    hand_over(world.district, world.stick)
    theirs = next(path for path in world.stick.rglob("*turun*.payung") if "bangkleyan" in path.name)
    before = journal(world.one)
    outcome = receive(world.one, [theirs])
    assert [item.code for item in outcome.refused] == ["bundle.not_for_us"]
    assert journal(world.one) == before


def test_a_foreign_kit_is_refused(world: World, tmp_path: Path) -> None:
    stranger = district_office(tmp_path / "stranger", seed=5)
    (kit,) = make_kits(stranger, [VILLAGE], tmp_path / "strange")
    outcome = receive(world.one, [kit.path])
    assert [item.code for item in outcome.refused] == ["kit.signature"]
    outcome = receive(world.one, [world.kits[OTHER_VILLAGE]])
    assert [item.code for item in outcome.refused] == ["kit.other_office"]
    startup.close(stranger)


def test_a_village_cannot_decide(world: World) -> None:
    with pytest.raises(NotAllowed, match=r"district\.only"):
        create_programme(world.one, terms(1))


def test_a_batch_is_decided_once(world: World) -> None:
    deliver(world)
    made = create_programme(world.district, terms(201_600)).first("programme")
    decide(world.district, made)
    with pytest.raises(Conflict, match=r"programme\.already_decided"):
        decide(world.district, made)


def test_one_nik_in_two_villages_funds_nobody_until_it_is_settled(world: World) -> None:
    register_workers(world.two, [worker(9001, village_code=OTHER_VILLAGE)])
    deliver(world)
    made = create_programme(world.district, terms(100 * 201_600)).first("programme")
    ranking = decide(world.district, made)
    refused = [item for item in ranking.workers if item.outcome is Outcome.REFUSED]
    assert [item.reasons for item in refused] == [("nik.duplicate",)] * 2
    assert ranking.funded == 8


def test_nothing_personal_is_readable_on_the_stick(world: World) -> None:
    deliver(world)
    hand_over(world.district, world.stick)
    for path in world.stick.rglob("*"):
        assert "sutini" not in path.name.lower() and "3316065203" not in path.name
        if path.is_file():
            assert b"SUTINI" not in path.read_bytes()
    assert DISTRICT.replace(".", "") in "".join(path.name for path in world.stick.rglob("*.payung"))


def test_stray_signs_in_a_field_never_block_a_village(world: World) -> None:
    odd = worker(9060, address="DK. NGASEM\nRT 3\tRW 2", hamlet="Cafe\u0301", workplace="a\u0000b")
    register_workers(world.one, [odd])
    outcome = deliver(world)
    assert not outcome.refused
    found = find_by_nik(world.district, odd.nik)
    assert found is not None
    assert get_worker(world.district, found.id).form.address == "DK. NGASEM RT 3 RW 2"
