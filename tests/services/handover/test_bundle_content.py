"""What lies inside must be what the sender signed, file by file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from services.handover import archive
from tests.services.handover.opening import refusal, resealed, signed_anew


def swap(files: dict[str, bytes]) -> None:
    first, second = files[archive.CHANGES].splitlines(keepends=True)
    files[archive.CHANGES] = second + first


def double(files: dict[str, bytes]) -> None:
    files[archive.CHANGES] += files[archive.CHANGES]


def drop(files: dict[str, bytes]) -> None:
    del files[archive.ORDERS]


def exchange(files: dict[str, bytes]) -> None:
    files[archive.CHANGES], files[archive.ORDERS] = files[archive.ORDERS], files[archive.CHANGES]


@pytest.mark.parametrize("change", [swap, double, drop, exchange])
def test_content_must_be_what_was_signed(tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    assert refusal(resealed(tmp_path, change)) == "bundle.content_hash"


def test_no_file_may_be_added(tmp_path: Path) -> None:
    path = resealed(tmp_path, lambda files: files.update({archive.RECEIPTS: b""}))
    assert refusal(path) == "bundle.unlisted_file"


@pytest.mark.parametrize("key", ["counts", "total_plain"])
def test_numbers_in_the_manifest_must_fit_its_files(tmp_path: Path, key: str) -> None:
    def wrong(manifest: dict[str, object], files: dict[str, bytes]) -> None:
        manifest[key] = {"perubahan.jsonl": 3, "perintah.jsonl": 1} if key == "counts" else 5

    assert refusal(signed_anew(tmp_path, wrong)) == "bundle.content_hash"
