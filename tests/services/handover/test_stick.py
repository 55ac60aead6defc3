from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest

from services.errors import Cancelled, StorageTrouble
from services.handover.bundle import SealedBundle, verify_sealed
from services.handover.files import Files
from services.handover.stick import UP_FOLDER, Stick, WrittenFile, write_to_stick
from tests.services.handover.codec import Offices

OFFICES = Offices()
SEALED = OFFICES.seal_up()
NAME = SEALED.file_name("Bangkleyan")


class FailingFiles(Files):
    """The real calls, of which the n-th fails with one error; later ones work, as after a short trouble."""

    def __init__(self, fail_at: int, code: int) -> None:
        self.calls = 0
        self._fail_at, self._code = fail_at, code

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or name in {"calls", "close"} or not callable(found):
            return found
        self.calls += 1
        if self.calls == self._fail_at:
            raise OSError(self._code, "planned")
        return found


class FakeCapacity(Files):
    """A stick that swallows what it has no room for, as sold on markets: it reads back something else."""

    def read_back(self, path: Path) -> Iterator[bytes]:
        yield from (bytes(len(block)) for block in super().read_back(path))


class Roomy(Files):
    """A stick that lies about its free space."""

    def space(self, folder: Path) -> tuple[int, int]:
        return 1 << 40, 1 << 40


class Stopping:
    """A person who presses cancel at the n-th step."""

    def __init__(self, left: int) -> None:
        self.left = left

    def step(self, done: int, total: int, label: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def write(stick: Stick, sealed: SealedBundle = SEALED, **given: Any) -> WrittenFile:
    return write_to_stick(stick, UP_FOLDER, sealed.file_name("Bangkleyan"), sealed, lambda: None, **given)


def left_in(stick: Stick) -> list[str]:
    return sorted(path.name for path in stick.path.rglob("*") if path.is_file())


def numbered(no: int, size: int = 0) -> SealedBundle:
    """A stand-in of any size with a real manifest: to the stick it is only bytes."""
    data = os.urandom(size or 300)
    manifest = replace_number(SEALED, no)
    return SealedBundle(data, hashlib.sha256(data).hexdigest(), len(data), manifest)


def replace_number(sealed: SealedBundle, no: int) -> Any:
    return msgspec.structs.replace(sealed.manifest, no=no)


def test_a_written_bundle_is_there_byte_for_byte(tmp_path: Path) -> None:
    stick = Stick.for_folder(tmp_path)
    checked = []

    def verify() -> None:
        checked.append(verify_sealed(SEALED, [OFFICES.village.secret], scratch_dir=tmp_path))

    written = write_to_stick(stick, UP_FOLDER, NAME, SEALED, verify)
    assert written.path == tmp_path.joinpath(*UP_FOLDER, NAME)
    assert written.path.read_bytes() == SEALED.data
    assert (written.sha256, written.size, written.removed) == (SEALED.sha256, SEALED.size, ())
    assert left_in(stick) == [NAME] and len(checked) == 1
    assert write(stick).path == written.path  # once more over the same file


def test_a_bundle_that_fails_its_own_check_is_not_written(tmp_path: Path) -> None:
    def broken() -> None:
        raise StorageTrouble("bundle.damaged")

    with pytest.raises(StorageTrouble, match="bundle.damaged"):
        write_to_stick(Stick.for_folder(tmp_path), UP_FOLDER, NAME, SEALED, broken)
    assert list(tmp_path.iterdir()) == []


def test_only_bundle_names_are_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        write_to_stick(Stick.for_folder(tmp_path), (), "../x", SEALED, lambda: None)


def test_our_newest_three_stay_and_nobody_elses_file_goes(tmp_path: Path) -> None:
    stick = Stick.for_folder(tmp_path)
    ours = [numbered(no) for no in (1, 2, 3, 10)]
    other = numbered(4)  # the village's second laptop: same name, other device
    neighbour = "3316012002-sembongin__naik__000001__9f2c41ab.payung"
    folder = tmp_path.joinpath(*UP_FOLDER)
    folder.mkdir(parents=True)
    for strange in (neighbour, "foto.jpg"):
        (folder / strange).write_bytes(b"x")
    write(stick, other)
    for sealed in ours[:3]:
        assert write(stick, sealed, own_sha256=[one.sha256 for one in ours]).removed == ()
    last = write(stick, ours[3], own_sha256=[one.sha256 for one in ours])
    assert last.removed == (ours[0].file_name("Bangkleyan"),)
    kept = {sealed.file_name("Bangkleyan") for sealed in (*ours[1:], other)}
    assert set(left_in(stick)) == kept | {neighbour, "foto.jpg"}


def test_without_a_list_of_our_own_nothing_is_removed(tmp_path: Path) -> None:
    stick = Stick.for_folder(tmp_path)
    for no in range(1, 7):
        write(stick, numbered(no))
    assert len(left_in(stick)) == 6


def test_the_file_just_written_stays_whatever_its_number(tmp_path: Path) -> None:
    stick = Stick.for_folder(tmp_path)
    own = [numbered(no) for no in (7, 8, 9, 2)]
    for sealed in own:
        written = write(stick, sealed, own_sha256=[one.sha256 for one in own])
    assert written.path.exists() and written.removed == (own[0].file_name("Bangkleyan"),)


def test_what_a_cut_off_write_left_is_cleared(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*UP_FOLDER)
    folder.mkdir(parents=True)
    (folder / ".tulis-00ff.tmp").write_bytes(b"half")
    write(Stick.for_folder(tmp_path))
    assert left_in(Stick.for_folder(tmp_path)) == [NAME]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (errno.ENOSPC, "stick.full"),
        (errno.EDQUOT, "stick.full"),
        (errno.EROFS, "stick.read_only"),
        (errno.EIO, "stick.readback"),
        (errno.ENODEV, "stick.gone"),
        (errno.EACCES, "stick.not_writable"),
        (errno.EPERM, "stick.not_writable"),
    ],
)
def test_whatever_call_fails_the_stick_holds_all_or_nothing(tmp_path: Path, code: int, expected: str) -> None:
    fail_at, failures = 0, 0
    while True:
        fail_at += 1
        place = tmp_path / str(fail_at)
        place.mkdir()
        stick = Stick.for_folder(place)
        files = FailingFiles(fail_at, code)
        try:
            write(stick, files=files)
        except StorageTrouble as trouble:
            failures += 1
            assert trouble.code == expected, f"call {fail_at}"
        assert left_in(stick) in ([], [NAME]), f"call {fail_at}"
        if files.calls < fail_at:
            break
        assert not any(path.suffix == ".tmp" for path in place.rglob("*"))
        for path in place.rglob(NAME):
            assert path.read_bytes() == SEALED.data
    assert failures >= 11  # every call up to the last look; only the housekeeping afterwards may fail unseen


def test_a_stick_that_is_gone_is_told_so_whatever_the_call_says(tmp_path: Path) -> None:
    stick = replace(Stick.for_folder(tmp_path), device_id=-7)
    with pytest.raises(StorageTrouble, match="stick.gone"):
        write(stick)
    gone = tmp_path / "gone"
    gone.mkdir()
    stick = Stick.for_folder(gone)
    gone.rmdir()
    with pytest.raises(StorageTrouble, match="stick.gone"):
        write(stick)
    assert list(tmp_path.iterdir()) == []


def test_a_stick_pulled_while_writing_is_gone_not_broken(tmp_path: Path) -> None:
    class Pulled(Files):
        out = False

        def write(self, handle: int, block: bytes) -> int:
            self.out = True
            raise OSError(errno.EIO, "planned")

        def device_id(self, folder: Path) -> int:
            return super().device_id(folder) + self.out

    with pytest.raises(StorageTrouble, match="stick.gone"):
        write(Stick.for_folder(tmp_path), files=Pulled())


def test_another_volume_inside_the_folder_is_not_the_stick(tmp_path: Path) -> None:
    class Swapped(Files):
        def device_id(self, folder: Path) -> int:
            return super().device_id(folder) + (folder != tmp_path)

    with pytest.raises(StorageTrouble, match="stick.gone"):
        write(Stick.for_folder(tmp_path), files=Swapped())


def test_a_stick_that_forgets_is_found_out(tmp_path: Path) -> None:
    stick = Stick.for_folder(tmp_path)
    with pytest.raises(StorageTrouble, match="stick.readback"):
        write(stick, files=FakeCapacity())
    assert left_in(stick) == []


def test_short_writes_are_continued(tmp_path: Path) -> None:
    class Slow(Files):
        def write(self, handle: int, block: bytes) -> int:
            return super().write(handle, block[:100])

    assert write(Stick.for_folder(tmp_path), files=Slow()).path.read_bytes() == SEALED.data


def test_room_is_asked_for_before_anything_is_written(tmp_path: Path) -> None:
    class Narrow(Files):
        def space(self, folder: Path) -> tuple[int, int]:
            return 10 * 1024 * 1024, 1 << 33

    stick = Stick.for_folder(tmp_path)
    write(stick, files=Narrow())
    with pytest.raises(StorageTrouble, match="stick.no_space") as trouble:
        write(replace(stick, removable=True), numbered(9), files=Narrow())
    assert trouble.value.data["needed"] == 2 * 300 + 16 * 1024 * 1024
    assert left_in(stick) == [NAME]


def test_a_read_only_stick_is_told_before_anything_else(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match="stick.read_only"):
        write(replace(Stick.for_folder(tmp_path), read_only=True))


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder nobody may write to; as root the test becomes somebody else for a moment."""
    if sys.platform == "win32":
        pytest.skip("rights work differently on Windows")
    with TemporaryDirectory(prefix="payung-locked-") as name:
        folder, me = Path(name), os.geteuid()
        folder.chmod(0o555)
        if me == 0:
            os.seteuid(65534)
        yield folder
        os.seteuid(me)
        folder.chmod(0o700)


def test_a_folder_without_the_right_to_write_is_told(locked_folder: Path) -> None:
    with pytest.raises(StorageTrouble, match="stick.not_writable"):
        write(Stick.for_folder(locked_folder))
    assert list(locked_folder.iterdir()) == []


def test_a_file_where_our_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "PAYUNG").write_bytes(b"")
    with pytest.raises(StorageTrouble, match="stick.not_writable"):
        write(Stick.for_folder(tmp_path))


@pytest.mark.parametrize("steps", [0, 1])
def test_cancel_leaves_nothing(tmp_path: Path, steps: int) -> None:
    stick = Stick.for_folder(tmp_path)
    with pytest.raises(Cancelled):
        write(stick, reporter=Stopping(steps))
    assert left_in(stick) == []


@pytest.fixture
def small_volume(tmp_path: Path) -> Iterator[Path]:
    """A real volume of 1 MiB."""
    folder = tmp_path / "stick"
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting needs root on Linux")
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "payung-test", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_really_full_volume(small_volume: Path) -> None:
    stick = Stick.for_folder(small_volume)
    write(stick)
    with pytest.raises(StorageTrouble, match="stick.no_space"):
        write(stick, numbered(8, 2_000_000))
    with pytest.raises(StorageTrouble, match="stick.full"):
        write(stick, numbered(8, 2_000_000), files=Roomy())
    assert left_in(stick) == [NAME]
    assert small_volume.joinpath(*UP_FOLDER, NAME).read_bytes() == SEALED.data


def test_a_volume_mounted_read_only(small_volume: Path) -> None:
    stick = Stick.for_folder(small_volume)
    subprocess.run(["mount", "-o", "remount,ro", str(small_volume)], check=True)
    assert Stick.for_folder(small_volume).read_only
    with pytest.raises(StorageTrouble, match="stick.read_only"):
        write(stick)
