"""A stick has a name and, where the system tells one, a number."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from services.handover.ejecting import Mounting, mountings
from services.handover.serials import linux_serial, volume_of
from services.handover.stick_places import Stick


def test_the_number_is_the_link_that_leads_to_the_mounted_device(tmp_path: Path) -> None:
    disk, other = tmp_path / "sdb1", tmp_path / "sdc1"
    links = tmp_path / "by-uuid"
    links.mkdir()
    for number, device in (("1A2B-3C4D", disk), ("5E6F-7081", other)):
        device.touch()
        (links / number).symlink_to(device)
    mounted = [Mounting("36", Path("/mnt"), str(other)), Mounting("90", Path("/media/x/USB"), str(disk))]
    assert linux_serial("90", mounted, links) == "1A2B-3C4D"
    assert linux_serial("36", mounted, links) == "5E6F-7081"
    assert linux_serial("91", mounted, links) == ""
    assert linux_serial("90", [Mounting("90", Path("/media/x/USB"), "tmpfs")], links) == ""
    assert linux_serial("90", mounted, tmp_path / "none") == ""


def test_a_folder_has_its_name_and_a_name_its_bounds(tmp_path: Path) -> None:
    folder = tmp_path / "Serah terima"
    folder.mkdir()
    assert volume_of(Stick.for_folder(folder)) == "Serah terima"
    stick = replace(Stick.for_folder(folder), label="USB \n MERAH" + "x" * 300)
    assert volume_of(stick).startswith("USB MERAHxxx")
    assert len(volume_of(stick)) <= 80
    assert volume_of(replace(stick, label="")) == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /dev/disk")
def test_a_stick_without_a_number_keeps_its_name(tmp_path: Path) -> None:
    """A folder that calls itself a stick: its volume is whatever holds the folder."""
    stick = replace(Stick.for_folder(tmp_path), label="MERAH", removable=True, mount="0")
    assert volume_of(stick) == "MERAH"
    assert all(each.id != "0" for each in mountings(Path("/proc/self/mountinfo").read_text(encoding="utf-8")))
