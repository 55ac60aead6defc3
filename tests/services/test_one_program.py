"""One program for one data folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from services.errors import NotAllowed
from services.one_program import alone, claim

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from services.one_program import claim
held = claim(Path(sys.argv[1]))
print(bool(held), flush=True)
sys.stdin.read()
"""


@contextmanager
def another_program(data: Path) -> Iterator[None]:
    """One that holds the folder, killed at the end."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "True"
        yield
        first.kill()


def test_a_second_program_gets_none_until_the_first_is_gone(tmp_path: Path) -> None:
    with another_program(tmp_path):
        assert claim(tmp_path) is None
    again = claim(tmp_path)
    assert again is not None
    assert claim(tmp_path) is None
    again.release()
    again.release()
    with alone(tmp_path):
        assert claim(tmp_path) is None


def test_work_on_a_folder_that_a_program_holds_is_refused(tmp_path: Path) -> None:
    with another_program(tmp_path), pytest.raises(NotAllowed, match=r"folder\.in_use"), alone(tmp_path):
        raise AssertionError("begun")


def test_a_folder_that_takes_no_file_is_not_called_open(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    assert claim(tmp_path / "berkas" / "payung") is not None


def test_a_folder_that_is_not_there_is_not_made_for_it(tmp_path: Path) -> None:
    with alone(tmp_path / "payung"):
        assert not (tmp_path / "payung").exists()
