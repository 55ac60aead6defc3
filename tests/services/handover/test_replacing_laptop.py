"""A dead laptop replaced in one trip, with real offices and files."""

from __future__ import annotations

from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.errors import AccessDenied, BundleRejected, Cancelled, NotAllowed, NotFound
from services.handover.bundle import inspect
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kit import read_kit
from services.handover.replacing_laptop import (
    ReplacementKit,
    make_replacement_kit,
    open_replacement,
    passphrase_of,
    take_carried,
)
from services.workers.commands import register_worker
from tests.offices import OTHER_VILLAGE, VILLAGE, village_office, worker
from tests.world import World, column

WORK = 4
_PEOPLE = "SELECT full_name, nik, owner, status FROM worker ORDER BY id"


def made(world: World, folder: Path, village: str = VILLAGE) -> ReplacementKit:
    return make_replacement_kit(world.district, village, folder, work=WORK)


def rows(ctx: AppContext, sql: str) -> list[tuple[object, ...]]:
    with ctx.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def new_laptop(tmp_path: Path, kit: ReplacementKit, words: str = "", seed: int = 31) -> AppContext:
    scratch = tmp_path / "scratch"
    scratch.mkdir(exist_ok=True)
    carried = open_replacement(read_kit(kit.kit), kit.kit, words or " ".join(kit.words), scratch)
    ctx = village_office(tmp_path / "baru", kit.office, kit=kit.kit, seed=seed)
    taken = take_carried(ctx, carried)
    assert taken.workers == kit.people
    assert list(ctx.paths.scratch.iterdir()) == []
    return ctx


def test_everything_the_district_holds_is_back_at_the_first_start(world: World, tmp_path: Path) -> None:
    world.up(world.one)
    before = rows(world.one, _PEOPLE)
    kit = made(world, tmp_path / "usb")
    assert kit.people == len(before) == 6
    ctx = new_laptop(tmp_path, kit)
    assert rows(ctx, _PEOPLE) == before
    changes = "SELECT id FROM journal WHERE entity = 'worker' ORDER BY id"
    assert column(ctx, changes) == column(world.one, changes)
    startup.close(ctx)


def test_the_new_laptop_is_let_in_by_its_first_bundle_and_works_on(world: World, tmp_path: Path) -> None:
    world.up(world.one)
    ctx = new_laptop(tmp_path, made(world, tmp_path / "usb"))
    register_worker(ctx, worker(9050))
    stick = world.stick()
    (written,) = hand_over(ctx, stick)
    assert written.workers == 1, "what came back is known there and is not sent again"
    assert receive(world.district, [stick], admit_new=True).refused == ()
    assert rows(world.district, "SELECT count(*) FROM worker WHERE owner = '33.16.06.2002'") == [(7,)]
    assert ctx.device_id != world.one.device_id
    startup.close(ctx)


def test_the_stick_alone_and_the_old_laptop_read_nothing(world: World, tmp_path: Path) -> None:
    world.up(world.one)
    kit = made(world, tmp_path / "usb")
    text = kit.kit.read_text("utf-8")
    assert "AGE-SECRET" not in text and not any(f'"{word}"' in text for word in kit.words)
    assert str(kit.words) not in repr(kit)
    (tmp_path / "sama").mkdir()
    copy = tmp_path / "sama" / "3316062002-sambongrejo__turun__000001__00000000.payung"
    copy.write_bytes(kit.content.read_bytes())
    assert inspect(copy).recipients == 3  # this trip, recovery, district
    assert [refused.code for refused in receive(world.one, [kit.content.parent]).refused] == []


@pytest.mark.parametrize("words", ["padi padi padi padi padi", "", "kuda"])
def test_other_words_open_nothing(world: World, tmp_path: Path, words: str) -> None:
    world.up(world.one)
    kit = made(world, tmp_path / "usb")
    with pytest.raises(AccessDenied, match=r"kit\.words_wrong"):
        open_replacement(read_kit(kit.kit), kit.kit, words, tmp_path)


def test_words_as_people_type_them() -> None:
    assert passphrase_of(" Padi,  KUDA-laju \n turi sanu") == "padi-kuda-laju-turi-sanu"
    assert passphrase_of(("padi", "kuda")) == "padi-kuda"


def test_a_missing_or_changed_file_beside_the_kit_is_told_before_anything_is_made(world: World, tmp_path: Path) -> None:
    world.up(world.one)
    kit = made(world, tmp_path / "usb")
    words, opened = " ".join(kit.words), read_kit(kit.kit)
    content = kit.content.read_bytes()
    kit.content.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(BundleRejected, match=r"kit\.content_other"):
        open_replacement(opened, kit.kit, words, tmp_path)
    kit.content.unlink()
    with pytest.raises(BundleRejected, match=r"kit\.content_missing"):
        open_replacement(opened, kit.kit, words, tmp_path)


def test_a_kit_for_one_village_does_not_open_anothers_file(world: World, tmp_path: Path) -> None:
    world.up()
    one, two = made(world, tmp_path / "usb"), made(world, tmp_path / "usb", OTHER_VILLAGE)
    one.content.write_bytes(two.content.read_bytes())
    with pytest.raises(BundleRejected, match=r"kit\.content_other"):
        open_replacement(read_kit(one.kit), one.kit, " ".join(one.words), tmp_path)


def test_it_is_an_ordinary_kit_too(world: World, tmp_path: Path) -> None:
    """An older program passes over what it does not know, and sets the village up without the work."""
    world.up(world.one)
    kit = made(world, tmp_path / "usb")
    ctx = village_office(tmp_path / "lama", VILLAGE, kit=kit.kit, seed=32)
    register_worker(ctx, worker(9060))
    stick = world.stick()
    hand_over(ctx, stick)
    assert receive(world.district, [stick], admit_new=True).refused == ()
    startup.close(ctx)


def test_its_code_and_number_are_kept(world: World, tmp_path: Path) -> None:
    world.up(world.one)
    made(world, tmp_path / "usb")
    assert rows(world.district, "SELECT kind, used_by FROM issued_kit WHERE kind != 'first'") == [("replacement", None)]
    _, replies = world.replies()
    numbers = [reply.no for reply in replies]
    assert min(numbers) > 1, "the number of the reply inside the kit is taken"


def test_only_the_district_makes_one_and_only_for_a_village_it_knows(world: World, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match=r"district\.only"):
        make_replacement_kit(world.one, VILLAGE, tmp_path, work=WORK)
    with pytest.raises(NotFound, match=r"village\.unknown"):
        made(world, tmp_path, "33.17.01.2001")
    with pytest.raises(NotAllowed, match=r"handover\.not_enrolled"):
        made(world, tmp_path)
    assert list(tmp_path.glob("*.payung-*")) == []


def test_a_kit_that_lies_there_is_told_with_its_words_whatever_was_pressed(world: World, tmp_path: Path) -> None:
    world.up(world.one)

    class Late:
        def step(self, done: int, total: int, label: str = "") -> None:
            if done == total:
                raise Cancelled

    kit = make_replacement_kit(world.district, VILLAGE, tmp_path / "usb", Late(), work=WORK)
    assert len(kit.words) == 5 and kit.kit.exists() and kit.content.exists()


def test_making_can_be_stopped_in_the_middle_of_a_file(world: World, tmp_path: Path) -> None:
    world.up(world.one)

    class Soon:
        left = 3  # before the work, after sealing, before the files; the next question comes while writing

        def step(self, done: int, total: int, label: str = "") -> None:
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    with pytest.raises(Cancelled):
        make_replacement_kit(world.district, VILLAGE, tmp_path / "usb", Soon(), work=WORK)
    assert list((tmp_path / "usb").iterdir()) == []
