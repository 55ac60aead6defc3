"""A volume that goes away, or gives way to another: nothing may go where it was (handover.md C3)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from services.errors import StorageTrouble
from services.handover.bundle import SealedBundle
from services.handover.files import Files
from services.handover.handing_over import hand_over, history
from services.handover.stick import UP_FOLDER, Stick, write_to_stick
from tests.services.handover.codec import Offices
from tests.services.handover.volumes import mount, pull, volume
from tests.world import World

SEALED = Offices().seal_up()
_SIZE = 3 * 1024 * 1024


@pytest.fixture
def usb(tmp_path: Path) -> Iterator[Path]:
    with volume(tmp_path / "usb") as folder:
        yield folder


def large() -> SealedBundle:
    """Three blocks of anything: to the stick a bundle is only bytes."""
    data = os.urandom(_SIZE)
    return SealedBundle(data, hashlib.sha256(data).hexdigest(), _SIZE, SEALED.manifest)


def write(stick: Stick, files: Files | None = None) -> None:
    sealed = large()
    given = {} if files is None else {"files": files}
    write_to_stick(stick, UP_FOLDER, sealed.file_name("Bangkleyan"), sealed, lambda: None, **given)  # type: ignore[arg-type]


class PulledAt(Files):
    """The real calls; the volume is pulled out just before the n-th call of one of them."""

    def __init__(self, usb: Path, call: str, left: int) -> None:
        self._usb, self._call, self._left = usb, call, left

    def __getattribute__(self, name: str) -> Any:
        if name != "_call" and name == self._call:
            self._left -= 1
            if self._left == 0:
                pull(self._usb)
        return super().__getattribute__(name)


@pytest.mark.parametrize(
    ("call", "which"),
    [
        ("device_id", 1),
        ("make_dirs", 1),
        ("create", 1),
        ("write", 1),
        ("write", 2),
        ("write", 3),
        ("flush", 1),
        ("read_back", 1),
        ("replace", 1),
        ("flush_folder", 1),
    ],
)
def test_pulled_at_any_moment_nothing_is_left_behind(usb: Path, call: str, which: int) -> None:
    stick = Stick.for_folder(usb)
    with pytest.raises(StorageTrouble, match="stick.gone"):
        write(stick, PulledAt(usb, call, which))
    assert not os.path.ismount(usb)
    assert [path for path in usb.rglob("*") if path.is_file()] == []


def test_a_volume_that_went_before_writing_is_not_replaced_by_its_folder(usb: Path) -> None:
    stick = Stick.for_folder(usb)
    pull(usb)
    with pytest.raises(StorageTrouble, match="stick.gone"):
        write(stick)
    assert list(usb.iterdir()) == []


def test_another_stick_at_the_same_place_is_not_the_one_that_was_chosen(usb: Path, tmp_path: Path) -> None:
    stick = Stick.for_folder(usb)
    mount(usb)  # the other lies on top, as with a stick that was swapped
    with pytest.raises(StorageTrouble, match="stick.gone"):
        write(stick)
    assert list(usb.iterdir()) == []
    write(Stick.for_folder(usb))


def test_the_same_number_of_device_is_not_enough(usb: Path) -> None:
    stick = Stick.for_folder(usb)
    with pytest.raises(StorageTrouble, match="stick.gone"):
        write(replace(stick, mount=f"{stick.mount}9"))
    write(stick)


def test_nobody_unmounts_it_while_it_is_written(usb: Path) -> None:
    files = Files()
    handle = files.hold(usb)
    assert os.system(f"umount '{usb}' 2>/dev/null") != 0
    files.let_go(handle)
    files.let_go(handle)  # a stick that refuses even this is no trouble
    assert os.system(f"umount '{usb}' 2>/dev/null") == 0


def test_handing_over_to_a_chosen_stick_that_was_swapped_notes_nothing(usb: Path, world: World) -> None:
    chosen = replace(Stick.for_folder(usb), removable=True)
    pull(usb)
    with pytest.raises(StorageTrouble, match="stick.gone"):
        hand_over(world.one, chosen)
    assert list(usb.iterdir()) == [] and history(world.one) == []
