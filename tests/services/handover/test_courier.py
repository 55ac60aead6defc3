"""A sub-district office copies sealed files, never opens them, and loses none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.errors import Cancelled, StorageTrouble
from services.handover.courier import carry, find_carried
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.stick import UP_FOLDER, Stick, down_folder
from services.workers.search import count_workers
from tests.offices import VILLAGE
from tests.services.handover.volumes import pull, volume
from tests.world import World


@pytest.fixture
def usb(tmp_path: Path) -> Iterator[Path]:
    with volume(tmp_path / "kecamatan") as folder:
        yield folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.payung")}


def test_bundles_of_two_villages_go_on_as_they_are_and_the_replies_come_back(world: World) -> None:
    one, two, target = world.stick(), world.stick(), world.stick()
    hand_over(world.one, one)
    hand_over(world.two, two)
    done = carry([one, two], target)
    assert len(done.copied) == 2 and not done.refused and not done.already
    assert files(target) == files(one) | files(two)
    assert all(path.parent == target.joinpath(*UP_FOLDER) for path in target.rglob("*.payung"))
    receive(world.district, [target], admit_new=True)
    assert count_workers(world.district) == 9

    hand_over(world.district, target)
    carry([target], one)
    assert (one.joinpath(*down_folder(VILLAGE))).is_dir()
    assert len(receive(world.one, [one]).accepted) == 1


def test_what_lies_there_whole_is_not_written_again_and_a_torn_one_is(world: World) -> None:
    source, target = world.stick(), world.stick()
    (done,) = hand_over(world.one, source)
    carry([source], target)
    assert carry([source], target).already == (done.path.name,)
    copy = next(target.rglob("*.payung"))
    copy.write_bytes(copy.read_bytes()[:-9])
    assert carry([source], target).copied == (done.path.name,)
    assert files(target) == files(source)


def test_a_torn_bundle_stays_and_never_stops_the_others(world: World) -> None:
    source, target = world.stick(), world.stick()
    hand_over(world.one, source)
    hand_over(world.two, source)
    torn = next(path for path in source.rglob("*.payung") if "sambongrejo" in path.name)
    torn.write_bytes(torn.read_bytes()[:-1])
    (source / "foto.payung").write_bytes(b"x" * 400)
    done = carry([source], target)
    assert done.refused == ((torn.name, "bundle.name_hash"), ("foto.payung", "bundle.name"))
    assert len(done.copied) == 1
    assert [path.name for path in target.rglob("*.payung")] == list(done.copied)


def test_a_renamed_bundle_is_told_and_never_opened(world: World) -> None:
    source, target = world.stick(), world.stick()
    (done,) = hand_over(world.one, source)
    renamed = done.path.rename(done.path.with_name(f"{done.path.stem} (1).payung"))
    (found,) = find_carried(source)
    assert (found.path, found.name, found.size, found.problem) == (renamed, None, 0, "bundle.name")
    assert carry([source], target).refused == ((renamed.name, "bundle.name"),)
    assert files(target) == {}


def test_of_each_village_the_newest_nine_go_on_and_nothing_is_removed(world: World) -> None:
    """Three for each of three laptops: one whose clock is far behind has no newest days and no highest numbers."""
    source, target = world.stick(), world.stick()
    folder = source.joinpath(*UP_FOLDER)
    for number in range(11):
        hand_over(world.one, world.stick())
        newest = max(world.folder.glob("stick*/PAYUNG/ke-kabupaten/*.payung"), key=lambda path: path.name)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / newest.name).write_bytes(newest.read_bytes())
        os.utime(folder / newest.name, (1_000_000 + number, 1_000_000 + number))
    assert sorted(each.name.no for each in find_carried(source) if each.name) == list(range(3, 12))
    # A second laptop of the village counts from one: by its number it is old, by its day it is new.
    os.utime(next(folder.glob("*__000001__*")), (2_000_000, 2_000_000))
    assert sorted(each.name.no for each in find_carried(source) if each.name) == [1, *range(3, 12)]
    carry([source], target)
    assert len(files(target)) == 10 and len(files(source)) == 11
    days = {path.name: path.stat().st_mtime for path in folder.glob("*.payung")}
    carried = {path.name: path.stat().st_mtime for path in target.rglob("*.payung")}
    assert carried == {name: days[name] for name in carried}, "the day it was written goes along"


def test_a_person_can_stop_between_files_and_what_is_there_is_whole(world: World) -> None:
    class Stop:
        def __init__(self, left: int) -> None:
            self.left = left

        def step(self, done: int, total: int, label: str = "") -> None:
            assert label == "courier.copying" and total == 2
            self.left -= done
            if self.left < 0:
                raise Cancelled

    source, target = world.stick(), world.stick()
    hand_over(world.one, source)
    hand_over(world.two, source)
    with pytest.raises(Cancelled):
        carry([source], target, Stop(0))
    assert len(files(target)) == 1 and files(target).items() <= files(source).items()
    assert [path.name for path in target.rglob(".tulis-*")] == []


def test_a_target_that_was_pulled_out_ends_it(world: World, usb: Path) -> None:
    source = world.stick()
    hand_over(world.one, source)
    target = Stick.for_folder(usb)
    pull(usb)
    with pytest.raises(StorageTrouble, match=r"stick\.gone"):
        carry([source], target)
    assert list(usb.iterdir()) == []
