"""The starter of a fresh machine, as far as it can be seen without making an environment."""

from __future__ import annotations

import ast
import re
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
    assert "perlu Python 3.11 sampai 3.14" in result.stderr
    assert not (tmp_path / ".venv").exists()


def test_an_older_python_can_still_read_the_file() -> None:
    ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 7))


def test_it_needs_nothing_but_the_standard_library() -> None:
    """run.py, and what it asks whether a carried folder is whole: both before there is any package."""
    ours = {"starter", "starter.offline"}
    for name in ("run.py", "starter/__init__.py", "starter/offline.py", "starter/checksums.py", "starter/contents.py"):
        tree = ast.parse((ROOT / name).read_text("utf-8"))
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {each.partition(".")[0] for each in imported - ours} <= set(sys.stdlib_module_names), name


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(... Temporary failure in name resolution",
            "tidak ada jaringan",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "berbeda dari yang tercatat"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "Disk penuh"),
        (
            "HINT: This error might have occurred since this system does not have Windows Long Path support",
            "C:\\Payung",
        ),
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


def test_offline_without_a_folder_says_how_it_is_written(tmp_path: Path) -> None:
    result = start(tmp_path, "sys.argv.append('--offline')")
    assert result.returncode == 1
    assert result.stderr == "payung: Tulis foldernya:  run.py --offline FOLDER\n"
    assert not (tmp_path / ".venv").exists()


def test_what_a_lock_holds_besides_is_installed_with_it() -> None:
    for name, held in run.HELD.items():
        assert locked(name) >= set().union(*map(locked, held))


def locked(name: str) -> set[str]:
    """Packages and versions of a lock."""
    return set(re.findall(r"(?m)^\S+==\S+", (ROOT / name).read_text("utf-8")))


def test_from_a_carried_folder_pip_hears_of_no_other_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The real pip tells which settings it goes by."""
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    (tmp_path / "paket").mkdir()
    said = run.pip(tmp_path, "download", "segno==1.6.6", "--dest", str(tmp_path)).stdout
    assert "No matching distribution found" in said
    assert "127.0.0.1" not in said
