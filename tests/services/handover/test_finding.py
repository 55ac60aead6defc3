from __future__ import annotations

from pathlib import Path

from services import startup
from services.handover.finding import find_files
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from tests.offices import OTHER_VILLAGE, VILLAGE, village_office
from tests.world import World


def names(paths: list[Path]) -> list[str]:
    return [path.name.split("__")[1] if "__" in path.name else path.suffix for path in paths]


def test_each_office_finds_what_comes_its_way(world: World) -> None:
    world.up()
    stick, _ = world.replies()
    hand_over(world.one, stick)
    make_kits(world.district, [VILLAGE], stick)
    assert names(find_files(world.district, [stick])[0]) == ["naik"]
    found, optional = find_files(world.one, [stick])
    assert (names(found), optional) == ([".payung-kit", "turun"], frozenset())


def test_a_bundle_of_another_own_laptop_is_found_after_what_the_district_sent(world: World, tmp_path: Path) -> None:
    (kit,) = make_kits(world.district, [VILLAGE], tmp_path / "second")
    second = village_office(tmp_path / "second-laptop", VILLAGE, kit=kit.path, seed=21)
    world.up(world.one, second)
    world.down(world.one, second)
    stick, _ = world.replies()
    (mine,) = hand_over(world.one, stick)
    (theirs,) = hand_over(second, stick)
    found, optional = find_files(world.one, [stick])
    assert (names(found), optional) == (["turun", "naik"], frozenset({theirs.path}))
    assert find_files(second, [stick])[1] == frozenset({mine.path})
    assert find_files(world.two, [stick])[1] == frozenset()
    startup.close(second)


def test_a_file_that_is_named_is_taken_as_it_is(world: World, tmp_path: Path) -> None:
    odd = tmp_path / "surat.txt"
    odd.write_text("x", "utf-8")
    assert find_files(world.one, [odd, odd]) == ([odd], frozenset())


def test_a_renamed_bundle_is_refused_by_its_name_and_the_others_go_in(world: World) -> None:
    stick = world.stick()
    (mine,) = hand_over(world.one, stick)
    hand_over(world.two, stick)
    renamed = mine.path.rename(mine.path.with_name(f"{mine.path.stem} (1).payung"))
    outcome = receive(world.district, [stick], admit_new=True)
    assert [(item.file, item.code) for item in outcome.refused] == [(renamed.name, "bundle.name")]
    assert [item.office for item in outcome.accepted] == [OTHER_VILLAGE]
    renamed.rename(mine.path)
    assert len(receive(world.district, [stick], admit_new=True).accepted) == 1
    mine.path.rename(renamed)
    again = receive(world.district, [stick], admit_new=True)
    assert again.refused == () and renamed.name in again.known, "what is here already is no trouble"


def test_a_village_is_told_of_a_renamed_reply_and_not_of_its_own_copies(world: World) -> None:
    world.up()
    stick, _ = world.replies()
    hand_over(world.one, stick)
    for path in list(stick.rglob("*.payung")):
        path.rename(path.with_name(f"{path.stem} (1).payung"))
    outcome = receive(world.one, [stick])
    assert [(item.file.split("__")[1], item.code) for item in outcome.refused] == [("turun", "bundle.name")]
    assert outcome.accepted == ()
