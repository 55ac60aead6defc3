"""Only a volume that is really gone may be pulled out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from services.errors import StorageTrouble
from services.handover.ejecting import Mounting, Released, mountings, release
from services.handover.stick import Stick
from tests.services.handover.volumes import pull, volume

LINES = (
    "36 35 98:0 / /mnt rw,noatime master:1 - ext3 /dev/root rw,errors=continue\n"
    "90 35 8:17 / /media/x/USB\\040DESA rw,nosuid shared:7 - vfat /dev/sdb1 rw\n"
    "broken\n"
)


@pytest.fixture
def usb(tmp_path: Path) -> Iterator[Path]:
    with volume(tmp_path / "usb") as folder:
        yield folder


def stick_at(usb: Path) -> Stick:
    return replace(Stick.for_folder(usb), removable=True)


def test_what_is_mounted_is_read_from_the_kernel() -> None:
    assert mountings(LINES) == [
        Mounting("36", Path("/mnt"), "/dev/root"),
        Mounting("90", Path("/media/x/USB DESA"), "/dev/sdb1"),
    ]


def test_after_releasing_the_volume_is_gone(usb: Path) -> None:
    (usb / "surat.txt").write_bytes(b"x")
    assert release(stick_at(usb)) is Released.GONE
    assert not os.path.ismount(usb)


def test_a_volume_in_use_stays_and_is_told(usb: Path) -> None:
    with (usb / "terbuka").open("wb") as handle:
        handle.write(b"x")
        with pytest.raises(StorageTrouble, match=r"stick\.busy"):
            release(stick_at(usb))
        assert os.path.ismount(usb)
    assert release(stick_at(usb)) is Released.GONE


def test_a_stick_that_was_pulled_already_is_gone(usb: Path) -> None:
    stick = stick_at(usb)
    pull(usb)
    assert release(stick) is Released.GONE


def test_a_folder_on_a_volume_is_left_alone(usb: Path) -> None:
    folder = usb / "paket"
    folder.mkdir()
    assert release(Stick.for_folder(folder)) is Released.FOLDER
    assert os.path.ismount(usb)


def test_an_ordinary_folder_cannot_be_taken_out(tmp_path: Path) -> None:
    for stick in (Stick.for_folder(tmp_path), stick_at(tmp_path)):
        assert release(stick) is Released.FOLDER
    assert tmp_path.is_dir()
