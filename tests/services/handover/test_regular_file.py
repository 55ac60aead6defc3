"""Only a plain file of a sensible size is opened, and it is read once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from services.errors import BundleRejected
from services.handover.regular_file import MAX_BYTES, MIN_BYTES, open_regular, private_copy, sha256_hex, size_of


def file_of(path: Path, size: int) -> Path:
    with path.open("wb") as stream:
        stream.truncate(size)
    return path


@pytest.mark.parametrize("size", [MIN_BYTES, MAX_BYTES])
def test_sizes_at_the_limits_are_opened(tmp_path: Path, size: int) -> None:
    with open_regular(file_of(tmp_path / "x", size)) as stream:
        assert size_of(stream) == size


@pytest.mark.parametrize(("size", "code"), [(0, "too_small"), (MIN_BYTES - 1, "too_small"), (MAX_BYTES + 1, "too_big")])
def test_sizes_beyond_them_are_refused(tmp_path: Path, size: int, code: str) -> None:
    with pytest.raises(BundleRejected, match=rf"bundle\.{code}"):
        open_regular(file_of(tmp_path / "x", size))


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleRejected, match=r"bundle\.not_found"):
        open_regular(tmp_path / "none")
    with pytest.raises(BundleRejected, match=r"bundle\.not_regular"):
        open_regular(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="links need a right, and pipes have no place in a folder")
def test_links_and_pipes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(file_of(tmp_path / "x", 1000))
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(BundleRejected, match=r"bundle\.not_regular"):
            open_regular(tmp_path / name)


def test_what_was_copied_is_what_is_used(tmp_path: Path) -> None:
    path, before = tmp_path / "x", os.urandom(5000)
    path.write_bytes(before)
    with private_copy(path, tmp_path) as copy:
        path.write_bytes(b"y" * 5000)
        assert (size_of(copy), sha256_hex(copy)) == (5000, hashlib.sha256(before).hexdigest())
