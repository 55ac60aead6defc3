"""Kits made at the district and taken in by a village."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from services import startup
from services.context import AppContext
from services.errors import BundleRejected, NotAllowed, NotFound, StorageTrouble
from services.handover.files import Files
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits, take_kit
from services.handover.office_facts import has_kit, put_setting, signed_root
from services.handover.root import SignedRoot, sign_root, verify_root
from services.safekeeping.district_keys import RECOVERY_FILE, ROOT_FILE
from services.safekeeping.keyfile import unlock_with_district
from services.workers.commands import register_worker
from tests.offices import OTHER_VILLAGE, VILLAGE, village_office, worker
from tests.services.handover.volumes import volume
from tests.world import World, column


def next_root(district: AppContext) -> SignedRoot:
    """Version 2 of the district's root document, signed with the key from the safe."""
    secret = (district.paths.data / "kunci-akar" / ROOT_FILE).read_text("ascii")
    with district.read() as connection:
        signed = signed_root(connection)
    assert signed is not None
    return sign_root(secret, msgspec.structs.replace(verify_root(signed), version=2))


def test_only_the_district_makes_kits_and_only_for_its_villages(
    district: AppContext, village: AppContext, tmp_path: Path
) -> None:
    with pytest.raises(NotAllowed, match=r"district\.only"):
        make_kits(village, [VILLAGE], tmp_path)
    with pytest.raises(NotFound, match=r"village\.unknown"):
        make_kits(district, [VILLAGE, "33.17.01.2001"], tmp_path)
    assert column(district, "SELECT code FROM issued_kit") == []
    assert list(tmp_path.glob("*.payung-kit")) == []


def test_a_kit_carries_no_secret(district: AppContext, tmp_path: Path) -> None:
    (kit,) = make_kits(district, [VILLAGE], tmp_path)
    text = kit.path.read_text("utf-8")
    assert "PRIVATE" not in text and "AGE-SECRET" not in text


def test_a_stick_that_takes_no_more_leaves_no_half_kit_and_no_dead_one(district: AppContext, tmp_path: Path) -> None:
    folder = tmp_path / "kits"
    blocked = folder / f"{OTHER_VILLAGE.replace('.', '')}-bangkleyan.payung-kit"
    blocked.mkdir(parents=True)
    with pytest.raises(StorageTrouble, match=r"stick\.not_writable"):
        make_kits(district, [VILLAGE, OTHER_VILLAGE], folder)
    blocked.rmdir()
    assert [path.suffix for path in folder.iterdir()] == [".payung-kit"]
    (kit,) = folder.glob("*.payung-kit")
    ctx = village_office(tmp_path / "village", VILLAGE, kit=kit)
    register_worker(ctx, worker())
    stick = tmp_path / "stick"
    stick.mkdir()
    hand_over(ctx, stick)
    assert receive(district, [stick], admit_new=True).refused == (), "a kit that lies there must have a code that works"
    startup.close(ctx)


def test_a_kit_read_twice_is_the_same_kit(village: AppContext, district: AppContext, tmp_path: Path) -> None:
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "kits")
    assert not has_kit(village)
    assert [take_kit(village, kit.path).again for _ in range(2)] == [False, True]
    assert has_kit(village)
    assert len(receive(village, [tmp_path / "kits"]).known) == 1


def test_the_recovery_key_of_the_district_opens_a_village_with_a_kit(
    village: AppContext, district: AppContext, tmp_path: Path
) -> None:
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "kits")
    take_kit(village, kit.path)
    secret = (district.paths.data / "kunci-akar" / RECOVERY_FILE).read_text("ascii").splitlines()[-1]
    assert unlock_with_district(village.paths.keyfile, secret).database_key == village.database.key


def test_a_kit_of_an_older_root_is_refused_after_a_newer_one(world: World, tmp_path: Path) -> None:
    (old,) = make_kits(world.district, [VILLAGE], tmp_path / "old")
    with world.district.write() as unit:
        put_setting(unit.connection, "root", msgspec.json.encode(next_root(world.district)).decode())
    (new,) = make_kits(world.district, [VILLAGE], tmp_path / "new")
    take_kit(world.one, new.path)
    with pytest.raises(BundleRejected, match=r"root\.older"):
        take_kit(world.one, old.path)
    with world.one.read() as connection:
        trusted = signed_root(connection)
    assert trusted is not None and verify_root(trusted).version == 2


def test_the_district_takes_no_kit(district: AppContext, tmp_path: Path) -> None:
    (kit,) = make_kits(district, [VILLAGE], tmp_path)
    assert [item.code for item in receive(district, [kit.path], admit_new=True).refused] == ["kit.other_office"]


def test_a_kit_goes_onto_a_full_stick_as_a_bundle_does(district: AppContext, tmp_path: Path) -> None:
    with volume(tmp_path / "usb", size="300k") as usb:
        (usb / "foto.jpg").write_bytes(b"x" * 260_000)
        with pytest.raises(StorageTrouble, match=r"stick\.no_space") as trouble:
            make_kits(district, [VILLAGE], usb)
        assert int(trouble.value.data["free"]) < 100_000
        assert [path.name for path in usb.rglob("*")] == ["foto.jpg"]


def test_a_kit_that_reads_back_otherwise_is_none(
    district: AppContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(_: Files, path: Path) -> Iterator[bytes]:
        yield bytes(path.stat().st_size)

    monkeypatch.setattr(Files, "read_back", forgetful)
    with pytest.raises(StorageTrouble, match=r"stick\.readback"):
        make_kits(district, [VILLAGE], tmp_path / "usb")
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(district: AppContext, tmp_path: Path) -> None:
    (tmp_path / "surat").write_text("x", "utf-8")
    with pytest.raises(StorageTrouble, match=r"folder\.not_writable"):
        make_kits(district, [VILLAGE], tmp_path / "surat")
