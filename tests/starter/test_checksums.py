"""The list of sums that travels with a folder."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from starter import checksums


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "paket").mkdir()
    (tmp_path / "paket" / "satu dua.whl").write_bytes(b"one")
    (tmp_path / "README.txt").write_bytes(b"two")
    checksums.write(tmp_path)
    return tmp_path


def test_a_whole_folder_has_no_damage(folder: Path) -> None:
    assert checksums.damage(folder) == ([], [])


def test_what_was_added_later_does_not_matter(folder: Path) -> None:
    (folder / "paket" / "extra").write_bytes(b"x")
    assert checksums.damage(folder) == ([], [])


def test_each_missing_or_changed_file_is_named(folder: Path) -> None:
    (folder / "README.txt").unlink()
    (folder / "paket" / "satu dua.whl").write_bytes(b"on")
    assert checksums.damage(folder) == (["README.txt"], ["paket/satu dua.whl"])


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"not a sum  README.txt\n"])
def test_a_list_that_cannot_be_read_vouches_for_nothing(folder: Path, content: bytes | None) -> None:
    (folder / checksums.NAME).unlink()
    if content is not None:
        (folder / checksums.NAME).write_bytes(content)
    assert checksums.damage(folder) is None


def test_its_own_sum_changes_with_every_file(folder: Path) -> None:
    before = checksums.write(folder)
    assert checksums.write(folder) == before
    (folder / "README.txt").write_bytes(b"three")
    assert checksums.write(folder) != before


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_other_programs_check_it_too(folder: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", checksums.NAME]
    assert subprocess.run(command, cwd=folder, check=False).returncode == 0
    (folder / "README.txt").write_bytes(b"three")
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 1
