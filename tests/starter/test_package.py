"""The folder that needs no Python: built once with the real recipe, then started as an office would."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name
from PyInstaller.archive.readers import CArchiveReader

from services.one_program import NAME, claim
from starter import checksums, package
from tests.workbooks import row, write_list

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

MOST = 215_000_000  # bytes on Linux, where Qt brings 32 MB of character tables; untrimmed it is 258 million
SUFFIX = ".exe" if sys.platform == "win32" else ""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    target = tmp_path_factory.mktemp("package")
    assert package.main(["--to", str(target)]) == 0
    yield target / package.NAME
    shutil.rmtree(target)


def environment(home: Path) -> dict[str, str]:
    """An office computer: no Python of ours, no screen, a fresh account."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    homes = {name: str(home) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")}
    return {**kept, **homes, "QT_QPA_PLATFORM": "offscreen"}


def run(folder: Path, home: Path, *arguments: str, said: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [str(folder / f"payung-cli{SUFFIX}"), *arguments]
    return subprocess.run(command, cwd=home, env=environment(home), input=said, capture_output=True, check=False)


def test_it_tells_its_version_and_counts(folder: Path, tmp_path: Path) -> None:
    assert run(folder, tmp_path, "--version").stdout.decode().startswith("Payung 0.")
    counted = run(folder, tmp_path, "contribution", "--month", "2026-12", "--payer", "self", "--occupation", "BTN")
    assert counted.returncode == 0, counted.stderr
    assert b"total: 8400" in counted.stdout
    refused = run(folder, tmp_path, "contribution", "--month", "2026-12", "--payer", "self", "--occupation", "nobody")
    assert (refused.returncode, refused.stderr.count(b"\n")) == (1, 1)


def test_the_whole_story_runs_on_encrypted_databases(folder: Path, tmp_path: Path) -> None:
    """Migrations, SQLCipher, age, workbooks, typeface, icons, printing: the tour needs them all."""
    told = run(folder, tmp_path, "tour", "--out", "cerita")
    assert told.returncode == 0, told.stderr
    out = tmp_path / "cerita"
    assert json.loads((out / "summary.json").read_bytes())["people"] > 100
    databases = list((out / "offices").rglob("*.db"))
    assert databases
    for database in databases:
        assert not database.read_bytes().startswith(b"SQLite format 3")
    assert len(list((out / "screenshots").glob("*.png"))) >= 4
    papers = list((out / "pdf").glob("*.pdf"))
    assert papers
    assert all(b"PlusJakartaSans" in paper.read_bytes() for paper in papers)


def test_a_workbook_is_read_by_a_process_of_its_own(folder: Path, tmp_path: Path) -> None:
    """The program starts itself for it: no window, no database, an answer in frames."""
    workbook = write_list(tmp_path / "daftar.xlsx", [row()])
    request = json.dumps({"path": str(workbook), "memory": 1 << 30, "seconds": 60}).encode()
    answer = run(folder, tmp_path, "--read-workbook", said=request)
    assert answer.returncode == 0, answer.stderr
    kind, length = struct.unpack_from("<cI", answer.stdout)
    assert kind == b"B"
    assert len(answer.stdout) > 5 + length


def test_the_window_opens_and_stays(folder: Path, tmp_path: Path) -> None:
    window = subprocess.Popen(
        [str(folder / f"Payung{SUFFIX}"), "--data", str(tmp_path / "kantor")],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    held = tmp_path / "kantor" / NAME  # the window holds its folder as long as it is open
    try:
        with suppress(subprocess.TimeoutExpired):
            for _ in range(100):
                if held.exists():
                    break
                with suppress(subprocess.TimeoutExpired):
                    window.wait(timeout=0.2)
            window.wait(timeout=1)
        assert window.poll() is None, "it does not end by itself"
        assert claim(tmp_path / "kantor") is None
    finally:
        window.terminate()
        _, said = window.communicate()
    assert b"Traceback" not in said


def test_nothing_is_in_it_that_nobody_needs(folder: Path) -> None:
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    unwanted = re.compile(
        r"Qt6?(Qml|Quick|Network|OpenGL|Sql|Svg|Designer|WebEngine|Multimedia|Pdf)|/translations/|/tls/|opengl32sw"
        r"|/qml/|psycopg|hypothesis|pytest|mypy|\.pyi$|__pycache__"
    )
    assert [name for name in names if unwanted.search(name)] == []
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) < MOST


def test_only_packages_of_the_runtime_lock_are_in_it(folder: Path) -> None:
    archive = CArchiveReader(str(folder / f"payung-cli{SUFFIX}"))
    inside = archive.open_embedded_archive(next(name for name in archive.toc if name.startswith("PYZ")))
    packages = {name.split(".")[0] for name in inside.toc} - set(sys.stdlib_module_names)
    known = importlib.metadata.packages_distributions()
    distributions = {canonicalize_name(known[name][0]) for name in packages if name in known}
    lock = (package.ROOT / "requirements.txt").read_text("utf-8")
    assert distributions <= set(re.findall(r"(?m)^([a-z0-9.\-]+)==", lock))
    assert len(distributions) > 10
    assert {"gui", "models", "services"} <= packages


def test_its_sums_are_right_and_it_says_what_to_do(folder: Path) -> None:
    assert checksums.damage(folder) == ([], [])
    assert "certutil -hashfile" in (folder / package.README).read_text("utf-8-sig")


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / package.NAME).mkdir()
    (tmp_path / package.NAME / "foto.jpg").write_bytes(b"x")
    assert package.main(["--to", str(tmp_path)]) == 1
    assert "bukan hasil perintah ini" in capsys.readouterr().err
    assert (tmp_path / package.NAME / "foto.jpg").exists()


WARNINGS = """\
missing module named winreg - imported by services.handover.drives (delayed), platform (delayed)
missing module named pwd - imported by posixpath (delayed), services.somewhere (optional)
excluded module named numpy - imported by openpyxl.compat (optional)
"""


@pytest.mark.parametrize(
    "line",
    [
        "excluded module named sqlite3 - imported by models.database (top-level)",
        "missing module named 'gui.pages.lost' - imported by os, gui.pages (delayed)",
    ],
)
def test_a_module_of_ours_that_was_left_out_stops_the_work(tmp_path: Path, line: str) -> None:
    listed = tmp_path / "warn.txt"
    listed.write_text(WARNINGS, "utf-8")
    assert package.wrongly_left_out(listed) == []
    listed.write_text(f"{WARNINGS}{line}\n", "utf-8")
    assert package.wrongly_left_out(listed) == [line]
