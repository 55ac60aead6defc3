"""The folder for a machine without a network: made here, installed from without one, and refused when it is damaged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from starter import contents, wheelhouse
from starter.offline import hindrance

COUNTED = ("contribution", "--month", "2026-12", "--payer", "self", "--occupation", "BTN")


def collect(platform: str, folder: Path) -> Path:
    """The real command, which fetches 100 to 200 MB: only when asked for (CONTRIBUTING.md, «Offline folder»)."""
    if not os.environ.get("PAYUNG_NETWORK"):
        pytest.skip("set PAYUNG_NETWORK=1 to fetch the packages")
    try:
        wheelhouse.collect(platform, (contents.this_python(),), folder)
    except wheelhouse.Trouble as trouble:
        if "tidak tersambung" in str(trouble):
            pytest.skip("no network")
        raise
    return folder


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for this computer; 100 MB that nobody needs afterwards."""
    folder = collect(contents.this_platform(), tmp_path_factory.mktemp("wheelhouse") / "bawaan")
    yield folder
    shutil.rmtree(folder)


def start(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program on a machine without a network; every way to one is closed, as far as the system lets us."""
    closed = {name: "http://127.0.0.1:9" for name in ("http_proxy", "https_proxy", "PIP_INDEX_URL", "PIP_PROXY")}
    command = [sys.executable, str(folder / "payung" / "run.py"), *arguments]
    alone = ["unshare", "--user", "--map-root-user", "--net"]
    if shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0:
        command = [*alone, *command]
    environment = {**os.environ, **closed}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)


@pytest.mark.slow
def test_the_program_is_installed_and_runs_without_a_network(carried: Path) -> None:
    first = start(carried, "--offline", str(carried), *COUNTED)
    assert first.returncode == 0, first.stderr
    assert "total: 8400" in first.stdout
    assert "memasang paket" in first.stderr
    again = start(carried, *COUNTED)  # now it is there, and nothing is said any more
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")


def test_it_holds_the_program_and_nothing_that_was_not_asked_for(carried: Path) -> None:
    assert {path.name for path in carried.iterdir()} == {
        "README-PASANG.txt",
        "SHA256SUMS",
        "isi.json",
        "paket",
        "payung",
    }
    program = {path.name for path in (carried / "payung").iterdir()} - {".venv"}
    assert program >= {"main.py", "run.py", "requirements.txt", "LICENSE", "gui", "models", "resources", "services"}
    assert not program & {"tests", "packaging", ".git", "build", "pyproject.toml"}
    assert {path.suffix for path in (carried / "paket").iterdir()} == {".whl"}
    assert f"Python {contents.this_python()}" in (carried / "README-PASANG.txt").read_text("utf-8-sig")


def test_a_package_that_is_gone_is_named(carried: Path) -> None:
    wheel = next((carried / "paket").glob("segno-*.whl"))
    kept = wheel.read_bytes()
    wheel.unlink()
    try:
        assert f"paket/{wheel.name} tidak ada" in hindrance(carried, carried / ".venv")
    finally:
        wheel.write_bytes(kept)


@pytest.mark.slow
def test_every_locked_package_exists_for_windows(tmp_path: Path) -> None:
    folder = collect(contents.WINDOWS, tmp_path / "bawaan")
    told = contents.Contents.read(folder)
    assert told is not None
    assert (told.platform, told.pythons) == ("win_amd64", (contents.this_python(),))
    assert 200_000_000 < told.installed < 600_000_000
    names = [wheel.name for wheel in (folder / "paket").iterdir()]
    wanted = [line for line in (wheelhouse.ROOT / wheelhouse.LOCK).read_text("utf-8").splitlines() if "==" in line]
    assert len(names) == len(wanted)
    assert all(name.endswith(("-any.whl", "-win_amd64.whl")) for name in names)
    shutil.rmtree(folder)


LOCK = """\
always==1.0 \\
    --hash=sha256:aa
    # via payung
windows-only==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
old-python==3.0 ; python_full_version < '3.12' \\
    --hash=sha256:dd
"""


@pytest.mark.parametrize(
    ("platform", "python", "names"),
    [
        (contents.WINDOWS, "3.11", ["always", "windows-only", "old-python"]),
        (contents.WINDOWS, "3.13", ["always", "windows-only"]),
        (contents.LINUX, "3.11", ["always", "old-python"]),
        (contents.LINUX, "3.12", ["always"]),
    ],
)
def test_conditions_are_those_of_the_other_computer(platform: str, python: str, names: list[str]) -> None:
    kept = wheelhouse.wanted(LOCK, platform, python)
    assert [line.split("==")[0] for line in kept.splitlines() if "==" in line] == names
    assert ";" not in kept
    assert kept.count("--hash") == kept.count("sha256:") >= len(names)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: No matching distribution found for PySide6==6.12", "PySide6==6.12 tidak tersedia untuk Windows"),
        ("connection broken by 'NameResolutionError'\nNo matching distribution found for x==1", "tidak tersambung"),
        ("OSError: [Errno 28] No space left on device", "Disk penuh"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "berbeda dari yang tercatat"),
        ("a\nsomething new", "Kata pip:\na\nsomething new"),
    ],
)
def test_pips_failures_become_a_sentence(said: str, sentence: str) -> None:
    assert sentence in wheelhouse.why(said, "Windows 64-bit", "3.12")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"x")
    assert wheelhouse.main(["--platform", "win_amd64", "--to", str(tmp_path)]) == 1
    assert "sudah berisi" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["foto.jpg"]
