from __future__ import annotations

from pathlib import Path

import pytest

from services.errors import StorageTrouble
from services.handover.manifest import Direction
from services.handover.stick import DOWN_FOLDER, UP_FOLDER, Stick, down_folder, find_sticks, list_bundles, list_kits

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
