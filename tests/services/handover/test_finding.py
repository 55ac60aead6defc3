from __future__ import annotations

from pathlib import Path

from services import startup
from services.handover.finding import find_files
from services.handover.handing_over import hand_over
from services.handover.kits import make_kits
from tests.offices import VILLAGE, village_office
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
