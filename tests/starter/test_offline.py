"""A folder that was carried here is looked at before anything is installed from it."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

import run
from starter import checksums, contents
from starter.offline import hindrance

PROGRAM = Path(run.__file__).parent
HERE = contents.Contents(contents.this_platform(), (contents.this_python(),), 1000, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "bawaan", HERE)


def made(folder: Path, told: contents.Contents) -> Path:
    (folder / contents.PACKAGES).mkdir(parents=True)
    for name in ("satu", "dua"):
        (folder / contents.PACKAGES / f"{name}.whl").write_bytes(name.encode())
    told.write(folder)
    checksums.write(folder)
    return folder


def ask(folder: Path) -> str:
    return hindrance(folder, folder.parent / ".venv")


def test_a_whole_folder_for_this_computer_is_taken(folder: Path) -> None:
    assert ask(folder) == ""


def test_a_file_that_was_not_copied_is_named(folder: Path) -> None:
    (folder / contents.PACKAGES / "dua.whl").unlink()
    assert ask(folder).startswith("Berkas paket/dua.whl tidak ada di folder pemasangan. Salin ulang")


def test_a_file_that_was_copied_in_part_is_named(folder: Path) -> None:
    for name in ("satu", "dua"):
        (folder / contents.PACKAGES / f"{name}.whl").write_bytes(b"d")
    assert ask(folder).startswith("Berkas paket/dua.whl dan 1 berkas lain tidak sama dengan aslinya")


@pytest.mark.parametrize("name", [contents.NAME, checksums.NAME])
@pytest.mark.parametrize("content", [None, b""])
def test_without_its_lists_it_is_no_such_folder(folder: Path, name: str, content: bytes | None) -> None:
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    assert "Salin ulang seluruh folder itu" in ask(folder)


def test_a_folder_for_another_system_is_refused(tmp_path: Path) -> None:
    other = contents.WINDOWS if sys.platform != "win32" else contents.LINUX
    assert contents.PLATFORMS[other] in ask(made(tmp_path / "b", dataclasses.replace(HERE, platform=other)))


def test_a_folder_for_other_pythons_is_refused_with_their_versions(tmp_path: Path) -> None:
    said = ask(made(tmp_path / "b", dataclasses.replace(HERE, pythons=("3.1", "3.2"))))
    assert "untuk Python 3.1 atau 3.2" in said
    assert f"Python {contents.this_python()}." in said


def test_a_full_disk_is_told_with_both_numbers(tmp_path: Path) -> None:
    said = ask(made(tmp_path / "b", dataclasses.replace(HERE, installed=10**15)))
    assert "953674416 MB" in said
    assert "Ruang kosong di disk tinggal" in said


def test_windows_is_told_about_a_path_that_is_too_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    told = dataclasses.replace(HERE, platform=contents.this_platform(), longest=151)
    short = made(tmp_path / "b", told)
    deep = tmp_path / ("x" * 120)
    deep.mkdir()
    assert "C:\\Payung" in hindrance(short, deep / ".venv")
    told = dataclasses.replace(told, longest=20)
    assert ask(made(tmp_path / "c", told)) == ""


def test_every_reason_is_one_line(folder: Path) -> None:
    (folder / contents.PACKAGES / "dua.whl").unlink()
    assert "\n" not in ask(folder)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"platform": 1, "pythons": 3}', b"\xff"])
def test_damaged_facts_are_no_facts(tmp_path: Path, content: bytes) -> None:
    (tmp_path / contents.NAME).write_bytes(content)
    assert contents.Contents.read(tmp_path) is None


def test_run_says_it_in_one_sentence_and_makes_nothing(tmp_path: Path) -> None:
    program = tmp_path / "payung"
    program.mkdir()
    for name in ("run.py", "requirements.txt"):
        (program / name).write_bytes((PROGRAM / name).read_bytes())
    (program / "starter").symlink_to(PROGRAM / "starter")
    done = subprocess.run(
        [sys.executable, str(program / "run.py"), "--offline", str(tmp_path / "nowhere")],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "bukan folder pemasangan Payung" in done.stderr
    assert not (program / ".venv").exists()
