"""The starter of a fresh machine, as far as it can be seen without making an environment."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).parent


def start(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run a copy of run.py with a line of Python before it."""
    shutil.copy(ROOT / "run.py", folder)
    program = f"import runpy, sys\nsys.argv = ['run.py']\n{code}\nrunpy.run_path('run.py', run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("version", ["3, 10, 14", "3, 15, 0"])
def test_a_python_that_the_lock_does_not_know_is_refused_in_one_sentence(tmp_path: Path, version: str) -> None:
    result = start(tmp_path, f"sys.version_info = ({version}, 'final', 0)")
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "needs Python 3.11 to 3.14" in result.stderr
    assert not (tmp_path / ".venv").exists()


def test_an_older_python_can_still_read_the_file() -> None:
    ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 7))


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "run.py").read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(... Temporary failure in name resolution",
            "no network",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "differs from the one recorded"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("one\ntwo\nERROR: something new", "ERROR: something new"),
    ],
)
def test_pips_failures_become_a_sentence(output: str, sentence: str) -> None:
    assert sentence in run.why_pip_failed(output, "requirements.txt")


def test_line_endings_of_a_checkout_do_not_change_the_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "ROOT", tmp_path)
    (tmp_path / "one").write_bytes(b"a==1\nb==2\n")
    (tmp_path / "two").write_bytes(b"a==1\r\nb==2\r\n")
    (tmp_path / "three").write_bytes(b"a==1\nb==3\n")
    assert run.fingerprint("one") == run.fingerprint("two") != run.fingerprint("three")


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"[1]", b'"x"', b"{"])
def test_an_unreadable_stamp_means_nothing_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp")
    if content is not None:
        run.STAMP.write_bytes(content)
    assert run.read_stamp() == {}
