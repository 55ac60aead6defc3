from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import AccessDenied, AppError, NotFound, StorageTrouble
from services.safekeeping import key_slots, key_store, keyfile
from services.safekeeping.keyfile import KdfPolicy, KeyFile, NewKeys

CHEAP = KdfPolicy(8, 1, 1)
PASSPHRASE = "kopi pagi pematang"


def create(path: Path, database_id: str = "db-1", **more: str) -> NewKeys:
    return keyfile.create_keyfile(path, database_id, "u1", "Sri Wahyuni", PASSPHRASE, kdf=CHEAP, **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kunci.json"


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(AppError) as caught:
        call()
    return caught.value.code


def edit(path: Path, change: Callable[[KeyFile], KeyFile]) -> None:
    """Change the file as somebody would who knows the checksum."""
    file = change(keyfile.read(path))
    data = msgspec.json.encode(msgspec.structs.replace(file, sha256=key_store.checksum(file.database, file.slots)))
    path.write_bytes(data)


def test_the_passphrase_gives_the_key_back(path: Path) -> None:
    keys = create(path)
    assert len(keys.database_key) == 48
    for user in ("u1", "Sri Wahyuni", " sri wahyuni ", None):
        opened = keyfile.unlock(path, user, PASSPHRASE)
        assert (opened.database_key, opened.user_id, opened.user_name) == (keys.database_key, "u1", "Sri Wahyuni")
    assert keyfile.users(path) == (("u1", "Sri Wahyuni"),)


def test_the_standard_cost_is_the_one_that_was_decided(path: Path) -> None:
    keys = keyfile.create_keyfile(path, "db-1", "u1", "Sri", PASSPHRASE)
    user, recovery = keyfile.read(path).slots
    assert (user.kdf, recovery.kdf) == (KdfPolicy(65536, 3, 1), KdfPolicy(19456, 2, 1))
    assert keyfile.unlock(path, None, PASSPHRASE).database_key == keys.database_key


def test_a_wrong_passphrase_and_a_missing_user_are_told_apart(path: Path) -> None:
    create(path)
    assert code_of(lambda: keyfile.unlock(path, "u1", PASSPHRASE + "x")) == "passphrase.wrong"
    assert code_of(lambda: keyfile.unlock(path, None, "")) == "passphrase.wrong"
    with pytest.raises(NotFound) as caught:
        keyfile.unlock(path, "Nobody", PASSPHRASE)
    assert caught.value.code == "account.unknown"
    with pytest.raises(AccessDenied):
        keyfile.unlock(path, "u1", "kopi")


def test_accents_open_whichever_way_they_are_typed(path: Path) -> None:
    keyfile.create_keyfile(path, "db-1", "u1", "Sri", "caf\u00e9 di pematang", kdf=CHEAP)
    assert keyfile.unlock(path, None, "cafe\u0301 di pematang").user_id == "u1"


def test_the_recovery_code_opens_however_it_is_written(path: Path) -> None:
    keys = create(path)
    groups = keys.recovery_code.split("-")
    assert [len(group) for group in groups] == [5] * 5
    assert not set(keys.recovery_code) & set("0O1IL")
    for written in (keys.recovery_code, keys.recovery_code.lower(), " ".join(groups), "".join(groups)):
        assert keyfile.unlock_with_recovery(path, written).database_key == keys.database_key
    for wrong in ("", "A" * 25, keys.recovery_code[:-1], keys.recovery_code + "A"):
        assert code_of(lambda wrong=wrong: keyfile.unlock_with_recovery(path, wrong)) == "recovery_code.wrong"


@given(st.binary(min_size=32, max_size=32))
def test_every_recovery_code_has_the_same_form(data: bytes) -> None:
    code = key_slots.new_recovery_code(lambda size: data[:size])
    assert len(key_slots.bare_code(code)) == 25
    assert set(code) <= set("ABCDEFGHJKMNPQRSTUVWXYZ23456789-")


def test_recovery_codes_use_the_whole_number() -> None:
    codes = {key_slots.new_recovery_code(lambda size, n=n: n.to_bytes(size, "big")) for n in range(31**2)}
    assert len(codes) == 31**2


def test_nothing_secret_stands_in_the_file_or_in_a_repr(path: Path) -> None:
    keys = create(path)
    text = path.read_text("utf-8")
    bare = keys.recovery_code.replace("-", "")
    for secret in (keys.database_key.hex(), PASSPHRASE, keys.recovery_code, bare):
        assert secret not in text
        assert secret not in repr(keys) + repr(keyfile.unlock(path, None, PASSPHRASE))


def test_the_district_opens_with_its_recovery_identity(path: Path) -> None:
    keys = create(path)
    district, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    assert code_of(lambda: keyfile.unlock_with_district(path, str(district))) == "recovery_key.wrong"
    keyfile.add_district_slot(path, keys.database_key, str(other.to_public()))
    keyfile.add_district_slot(path, keys.database_key, str(district.to_public()))  # replaces
    assert keyfile.unlock_with_district(path, f" {district}\n").database_key == keys.database_key
    assert code_of(lambda: keyfile.unlock_with_district(path, str(other))) == "recovery_key.wrong"
    assert code_of(lambda: keyfile.unlock_with_district(path, "nonsense")) == "recovery_key.wrong"
    assert keyfile.unlock(path, "u1", PASSPHRASE).database_key == keys.database_key
    with pytest.raises(ValueError, match="not an age recipient"):
        keyfile.add_district_slot(path, keys.database_key, "age1nonsense")


@pytest.mark.skipif(shutil.which("age") is None, reason="the program age is not installed")
def test_the_real_age_program_reads_the_district_slot(path: Path, tmp_path: Path) -> None:
    district = pyrage.x25519.Identity.generate()
    keys = create(path, recovery_recipient=str(district.to_public()))
    (slot,) = (slot for slot in keyfile.read(path).slots if slot.kind == "district")
    identity, sealed = tmp_path / "pemulihan.txt", tmp_path / "slot.age"
    identity.write_text(f"{district}\n")
    sealed.write_bytes(key_slots.b64decode(slot.wrapped))
    plain = subprocess.run(["age", "-d", "-i", identity, sealed], check=True, capture_output=True).stdout
    assert plain.decode().split() == ["payung-kunci-v1", "db-1", keys.database_key.hex()]


def test_a_slot_of_another_database_does_not_open(path: Path, tmp_path: Path) -> None:
    create(path)
    edit(path, lambda file: msgspec.structs.replace(file, database="db-2"))
    assert code_of(lambda: keyfile.unlock(path, "u1", PASSPHRASE)) == "passphrase.wrong"


def test_a_renamed_slot_does_not_open(path: Path) -> None:
    create(path)
    edit(path, lambda file: replace_first(file, id="u2"))
    assert code_of(lambda: keyfile.unlock(path, "u2", PASSPHRASE)) == "passphrase.wrong"


def replace_first(file: KeyFile, **changes: object) -> KeyFile:
    first = msgspec.structs.replace(file.slots[0], **changes)
    return msgspec.structs.replace(file, slots=(first, *file.slots[1:]))


@pytest.mark.parametrize("kdf", [KdfPolicy(256 * 1024 + 1, 1, 1), KdfPolicy(64, 11, 1), KdfPolicy(64, 0, 1)])
def test_costs_that_would_stall_the_machine_are_refused(path: Path, kdf: KdfPolicy) -> None:
    create(path)
    edit(path, lambda file: replace_first(file, kdf=kdf))
    shutil.copy(path, path.with_name("kunci.json.bak"))
    assert code_of(lambda: keyfile.unlock(path, "u1", PASSPHRASE)) == "keyfile.damaged"


def test_a_slot_with_unreadable_parts_is_damage_and_not_a_wrong_passphrase(path: Path) -> None:
    create(path)
    whole = path.read_bytes()
    for part in ({"salt": "?"}, {"nonce": "AAAA"}, {"wrapped": ""}, {"kdf": None}):
        path.write_bytes(whole)
        edit(path, lambda file, part=part: replace_first(file, **part))
        assert code_of(lambda: keyfile.unlock(path, "u1", PASSPHRASE)) == "keyfile.damaged"


def test_every_damaged_byte_is_noticed_and_the_copy_opens(path: Path) -> None:
    keys = create(path)
    whole = path.read_bytes()
    copy = path.with_name("kunci.json.bak")
    assert copy.read_bytes() == whole
    for position in range(0, len(whole), 7):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x15]) + whole[position + 1 :])
        assert keyfile.read(path).slots == key_store.decode(whole).slots  # type: ignore[union-attr]
    for length in (0, 1, len(whole) // 2):
        path.write_bytes(whole[:length])
        assert keyfile.unlock(path, "u1", PASSPHRASE).database_key == keys.database_key
    path.unlink()
    assert keyfile.unlock(path, "u1", PASSPHRASE).database_key == keys.database_key


def test_missing_and_damaged_are_told_apart(path: Path) -> None:
    with pytest.raises(StorageTrouble) as caught:
        keyfile.read(path)
    assert caught.value.code == "keyfile.missing"
    for content in (b"", b"{}", b"\xff\xfe", b"[" * 10_000, b"x" * 200_000):
        path.write_bytes(content)
        assert code_of(lambda: keyfile.read(path)) == "keyfile.damaged"


def test_a_second_user_and_a_new_passphrase(path: Path) -> None:
    keys = create(path)
    keyfile.put_user(path, keys.database_key, "u2", "Joko", "sawah lebar dua petak", kdf=CHEAP)
    keyfile.put_user(path, keys.database_key, "u1", "Sri Wahyuni", "pasar pon setiap minggu", kdf=CHEAP)
    assert keyfile.users(path) == (("u1", "Sri Wahyuni"), ("u2", "Joko"))
    assert keyfile.unlock(path, None, "sawah lebar dua petak").user_id == "u2"
    assert keyfile.unlock(path, "u1", "pasar pon setiap minggu").database_key == keys.database_key
    assert code_of(lambda: keyfile.unlock(path, None, PASSPHRASE)) == "passphrase.wrong"
    assert keyfile.unlock_with_recovery(path, keys.recovery_code).database_key == keys.database_key
    assert path.read_bytes() == path.with_name("kunci.json.bak").read_bytes()


def test_a_key_file_in_the_way_is_set_aside_and_still_opens(path: Path) -> None:
    old = create(path)
    new = create(path, "db-2")
    assert keyfile.unlock(path, None, PASSPHRASE).database_key == new.database_key
    assert keyfile.unlock(path.with_name("kunci.json.lama1"), None, PASSPHRASE).database_key == old.database_key
    assert not path.with_name("kunci.json.baru").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_the_owner_may_read_it(path: Path) -> None:
    create(path)
    for file in (path, path.with_name("kunci.json.bak")):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    assert code_of(lambda: create(tmp_path / "missing" / "kunci.json")) == "keyfile.not_written"


def test_randomness_comes_from_one_door(path: Path, tmp_path: Path) -> None:
    def counted() -> Callable[[int], bytes]:
        calls = iter(range(1, 100))
        return lambda size: next(calls).to_bytes(size, "big")

    again = tmp_path / "again.json"
    for target in (path, again):
        keyfile.create_keyfile(target, "db-1", "u1", "Sri", PASSPHRASE, random=counted(), kdf=CHEAP)
    assert path.read_bytes() == again.read_bytes()
