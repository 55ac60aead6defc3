"""Real volumes for tests: small file systems in memory, where the machine lets us mount."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def may_mount() -> bool:
    """Whether mounting can be tried at all."""
    return sys.platform.startswith("linux") and os.geteuid() == 0


def mount(folder: Path, size: str = "40m") -> None:
    """A new, empty volume at ``folder``; skips the test where that is not allowed."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "payung-test", str(folder)]
    if not may_mount() or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting needs root on Linux")


def pull(folder: Path) -> None:
    """Gone at once, whoever uses it: as near to pulling a stick out as a test comes."""
    subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def volume(folder: Path, size: str = "40m") -> Iterator[Path]:
    """A volume for the length of a test; whatever is mounted at ``folder`` afterwards goes."""
    mount(folder, size)
    try:
        yield folder
    finally:
        while os.path.ismount(folder):
            pull(folder)


@contextmanager
def write_protected(folder: Path, at: Path) -> Iterator[Path]:
    """The folder once more at ``at``, where nothing can be written: a second mounting that is for reading only."""
    at.mkdir()
    bind = ["mount", "--bind", str(folder), str(at)]
    if not may_mount() or subprocess.run(bind, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting needs root on Linux")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(at)], check=True)
        yield at
    finally:
        pull(at)
