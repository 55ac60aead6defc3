from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from services.errors import StorageTrouble
from services.handover.manifest import Direction
from services.handover.stick import DOWN_FOLDER, UP_FOLDER, Stick, down_folder, find_sticks, list_bundles, list_kits
from services.handover.stick_places import MAX_MISNAMED, look_for_bundles, place_of

VILLAGE = "33.16.01.2001"


def name(no: int, office: str = "3316012001-bangkleyan", way: str = "naik") -> str:
    return f"{office}__{way}__{no:06d}__9f2c41ab.payung"


def put(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in names:
        (folder / one).write_bytes(b"x")


def test_a_folder_is_described(tmp_path: Path) -> None:
    stick = Stick.for_folder(tmp_path)
    assert (stick.path, stick.label, stick.removable, stick.read_only) == (tmp_path, tmp_path.name, False, False)
    assert 0 < stick.free <= stick.total
    assert stick.device_id == tmp_path.stat().st_dev


@pytest.mark.parametrize("seen", ["autorun.inf", "AUTORUN.INF", "Data Desa.lnk", "x.vbs", "y.JS", "z.exe", "s.scr"])
def test_the_marks_of_a_stick_virus_are_seen(tmp_path: Path, seen: str) -> None:
    put(tmp_path, "surat.docx")
    assert not Stick.for_folder(tmp_path).suspicious
    put(tmp_path, seen)
    assert Stick.for_folder(tmp_path).suspicious


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    put(tmp_path, "file")
    for path in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(StorageTrouble, match="stick.gone"):
            Stick.for_folder(path)
    with pytest.raises(StorageTrouble, match="stick.gone"):
        list_bundles(tmp_path / "missing")


def test_finding_sticks_never_fails() -> None:
    assert all(stick.removable for stick in find_sticks())


def test_bundles_are_listed_by_office_and_number(tmp_path: Path) -> None:
    up, down = tmp_path.joinpath(*UP_FOLDER), tmp_path.joinpath(*down_folder(VILLAGE))
    assert down == tmp_path.joinpath(*DOWN_FOLDER, "3316012001")
    put(up, name(10), name(9), name(1, "3316012002-sembongin"), ".tulis-0f.tmp", "foto.jpg", name(3) + ".tmp")
    put(down, name(4, way="turun"))
    put(tmp_path, name(2))
    (up / name(5)).mkdir()
    (up / name(6)).symlink_to(up / name(9))
    names = [path.name for path in list_bundles(tmp_path)]
    assert names == [name(4, way="turun"), name(2), name(9), name(10), name(1, "3316012002-sembongin")]
    assert len(list_bundles(tmp_path / "PAYUNG")) == len(list_bundles(tmp_path / "PAYUNG" / "ke-kabupaten")) + 1 == 4
    assert list_bundles(tmp_path / "PAYUNG" / "ke-desa") == (down / name(4, way="turun"),)
    assert [path.name for path in list_bundles(tmp_path, direction=Direction.DOWN)] == [name(4, way="turun")]
    assert len(list_bundles(tmp_path, direction=Direction.UP, office=VILLAGE)) == 3


def test_a_file_picked_by_hand_is_taken_as_it_is(tmp_path: Path) -> None:
    put(tmp_path, "salinan bundel.payung")
    assert list_bundles(tmp_path / "salinan bundel.payung") == (tmp_path / "salinan bundel.payung",)


def test_kits_are_found_in_the_folder_and_in_ours(tmp_path: Path) -> None:
    put(tmp_path, "b.payung-kit", name(1))
    put(tmp_path / "PAYUNG", "a.payung-kit")
    assert [path.name for path in list_kits(tmp_path)] == ["a.payung-kit", "b.payung-kit"]
    assert list_kits(tmp_path / "b.payung-kit") == (tmp_path / "b.payung-kit",)


@pytest.mark.parametrize("unseen", ["\u00a0", "\u3164", " \u200b"])
def test_what_a_shortcut_virus_hid_is_found_all_the_same(tmp_path: Path, unseen: str) -> None:
    assert not Stick.for_folder(tmp_path).suspicious
    hidden = tmp_path / unseen / "PAYUNG"
    put(hidden / "ke-kabupaten", name(1))
    put(hidden, "a.payung-kit")
    put(tmp_path, "PAYUNG.lnk")
    assert Stick.for_folder(tmp_path).suspicious
    assert [path.name for path in list_bundles(tmp_path)] == [name(1)]
    assert [path.name for path in list_kits(tmp_path)] == ["a.payung-kit"]


def test_a_folder_nobody_can_see_is_a_mark_and_a_plain_one_is_none(tmp_path: Path) -> None:
    (tmp_path / "System Volume Information").mkdir()
    (tmp_path / ".Trash-1000").mkdir()
    assert not Stick.for_folder(tmp_path).suspicious
    (tmp_path / "\u00a0").mkdir()
    assert Stick.for_folder(tmp_path).suspicious


@pytest.mark.parametrize(
    "renamed", ["{stem} (1).payung", "{stem} - Copy.payung", "Copy of {stem}.payung", "{stem}.PAYUNG", "kiriman.payung"]
)
def test_a_renamed_bundle_is_told_of_apart(tmp_path: Path, renamed: str) -> None:
    up = tmp_path.joinpath(*UP_FOLDER)
    odd = renamed.format(stem=name(1).removesuffix(".payung"))
    put(up, name(2), odd, f"._{name(2)}", "kiriman.txt")
    listed = look_for_bundles(tmp_path, direction=Direction.UP)
    assert (listed.bundles, listed.misnamed) == ((up / name(2),), (up / odd,))
    assert list_bundles(tmp_path) == (up / name(2),)
    assert look_for_bundles(tmp_path, direction=Direction.DOWN, office=VILLAGE).misnamed == ()


def test_a_renamed_reply_is_told_to_its_own_village(tmp_path: Path) -> None:
    down = tmp_path.joinpath(*down_folder(VILLAGE))
    by_name, by_folder, unknown = f"{name(4, way='turun')[:-7]} (1).payung", "balasan.payung", "lain.payung"
    put(down, by_folder)
    put(tmp_path, by_name, unknown)

    def told(direction: Direction, office: str | None = None) -> list[str]:
        return [path.name for path in look_for_bundles(tmp_path, direction=direction, office=office).misnamed]

    assert sorted(told(Direction.DOWN, VILLAGE)) == sorted([by_name, by_folder, unknown])
    assert told(Direction.DOWN, "33.16.01.2002") == [unknown]
    assert told(Direction.UP) == [unknown]


def test_of_very_many_misnamed_files_some_are_told_and_every_bundle_is_listed(tmp_path: Path) -> None:
    put(tmp_path, *(f"{no:04d}.payung" for no in range(MAX_MISNAMED + 30)), *(name(no) for no in range(1, 81)))
    listed = look_for_bundles(tmp_path)
    assert (len(listed.bundles), len(listed.misnamed)) == (80, MAX_MISNAMED)
    assert listed.misnamed[0].name == "0000.payung"


def test_a_folder_belongs_to_the_stick_it_lies_on(tmp_path: Path) -> None:
    usb, inner = tmp_path / "usb", tmp_path / "usb" / "inner"
    inner.mkdir(parents=True)
    sticks = [replace(Stick.for_folder(path), removable=True) for path in (usb, inner)]
    assert place_of(usb, sticks) == (sticks[0], ())
    assert place_of(usb / "kit" / "2026", sticks) == (sticks[0], ("kit", "2026"))
    assert place_of(inner / "kit", sticks) == (sticks[1], ("kit",))
    alone, parts = place_of(tmp_path / "usb-lain" / "kit", sticks)
    assert (alone.path, alone.removable, parts) == (tmp_path / "usb-lain" / "kit", False, ())
    assert alone.path.is_dir() and not (usb / "kit").exists()
