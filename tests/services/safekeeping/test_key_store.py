"""The key file and its copy on the disk: healed when one is lost, never written so that it cannot be read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyrage import x25519

from services import startup
from services.context import AppContext
from services.errors import StorageTrouble
from services.safekeeping import key_slots, key_store, keyfile
from services.safekeeping.accounts import MAX_NAME, MOST_OFFICERS
from services.safekeeping.key_slots import KdfPolicy, Slot
from tests.offices import PASSPHRASE, doors

LEAST = KdfPolicy(8, 1, 1)
KEY = bytes(range(48))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keyfile.create_keyfile(tmp_path / "kunci.json", "db-1", "u1", "Sri Wahyuni", PASSPHRASE, kdf=LEAST)
    return tmp_path / "kunci.json"


def both(path: Path) -> tuple[bytes, bytes]:
    return path.read_bytes(), key_store.copy_of(path).read_bytes()


def spoil(file: Path) -> None:
    text = bytearray(file.read_bytes())
    text[200] ^= 0x41
    file.write_bytes(bytes(text))


def way_in(name: str, key: bytes = KEY) -> Slot:
    return keyfile.user_slot("db-1", name, name, PASSPHRASE, key, kdf=LEAST)


@pytest.mark.parametrize("which", [0, 1])
def test_the_one_that_reads_heals_the_other(path: Path, which: int) -> None:
    good = path.read_bytes()
    files = (path, key_store.copy_of(path))
    spoil(files[which])
    assert key_store.text_of(path) == good
    key_store.heal(path)
    assert both(path) == (good, good)
    files[which].unlink()
    key_store.heal(path)
    assert both(path) == (good, good)


def test_a_copy_that_was_left_behind_follows(path: Path) -> None:
    older = path.read_bytes()
    keyfile.put_user(path, KEY, "u2", "Rini", PASSPHRASE, kdf=LEAST)
    key_store.copy_of(path).write_bytes(older)
    key_store.heal(path)
    assert both(path) == (path.read_bytes(), path.read_bytes())
    assert len(keyfile.users(path)) == 2


def test_two_bad_ones_stay_as_they_are(path: Path) -> None:
    for file in (path, key_store.copy_of(path)):
        spoil(file)
    before = both(path)
    key_store.heal(path)
    assert both(path) == before
    with pytest.raises(StorageTrouble, match=r"keyfile\.damaged"):
        key_store.text_of(path)


def test_a_sign_in_heals(village: AppContext) -> None:
    keys = village.paths.keyfile
    startup.close(village)
    good = keys.read_bytes()
    spoil(keys)
    startup.close(startup.sign_in(village.paths.data, PASSPHRASE, doors=doors(5)))
    assert both(keys) == (good, good)


def test_what_could_not_be_read_again_is_not_written(path: Path) -> None:
    before = both(path)
    for slots in ([way_in("u1")] * 65, [way_in("n" * 201)], [way_in("🙂" * 200)] * 64):
        with pytest.raises(StorageTrouble, match=r"keyfile\.full"):
            key_store.write(path, "db-1", slots)
        assert both(path) == before
    key_store.write(path, "db-1", [way_in("u1")] * 64)
    assert len(key_store.read(path).slots) == 64


def test_as_many_officers_as_are_allowed_fit_twice(path: Path) -> None:
    longest = keyfile.user_slot("db-1", "u" * 36, "🙂" * MAX_NAME, PASSPHRASE, KEY, once=True, kdf=LEAST)
    some = [longest] * MOST_OFFICERS + [key_slots.district_slot("db-1", KEY, _recipient())] * 2
    key_store.write(path, "db-1", some, key_store.NextKeys("ab" * 16, tuple(some)))
    assert len(key_store.stored(path).slots) == MOST_OFFICERS + 2


def _recipient() -> str:
    return str(x25519.Identity.generate().to_public())


def test_a_packed_file_is_known_by_a_way_in_that_stands_in_both(path: Path) -> None:
    text = path.read_bytes()
    assert key_store.is_way_in(text, path)
    keyfile.put_user(path, KEY, "u1", "Sri Wahyuni", "sawah hijau empat kerbau", kdf=LEAST)
    assert key_store.is_way_in(text, path), "the printed code is the same"
    assert not key_store.is_way_in(text[:-30], path)
    key_store.write(path, "db-1", [way_in("u1", bytes(48))])
    assert not key_store.is_way_in(text, path), "a new key"
    key_store.write(path, "db-1", [each for each in key_store.decode(text).slots if each.kind != "user"])  # type: ignore[union-attr]
    assert not key_store.is_way_in(path.read_bytes(), path), "nobody could choose it at the door"
