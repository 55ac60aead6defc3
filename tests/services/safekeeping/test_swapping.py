"""Database and key file change in one step, whenever the computer dies."""

from __future__ import annotations

from pathlib import Path

import pytest

from services import startup
from services.context import Paths
from services.safekeeping.swapping import READY, finish, swap


def lay(folder: Path, text: str) -> Paths:
    folder.mkdir(exist_ok=True)
    paths = Paths(folder)
    for file in (paths.database, paths.keyfile, paths.keyfile.with_name("kunci.json.bak")):
        file.write_text(text, "ascii")
    return paths


def content(data: Path) -> list[str]:
    paths = Paths(data)
    return [file.read_text("ascii") for file in (paths.database, paths.keyfile, data / "kunci.json.bak")]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Old files with a log, and new ones below them."""
    paths = lay(tmp_path / "desa", "old")
    paths.database.with_name("payung.db-wal").write_text("log of the old one", "ascii")
    lay(paths.data / "pulih", "new")
    return paths.data


def test_both_change_and_the_old_log_goes(data: Path) -> None:
    swap(data, data / "pulih")
    assert content(data) == ["new", "new", "new"]
    assert sorted(path.name for path in data.iterdir()) == ["kunci.json", "kunci.json.bak", "payung.db"]


@pytest.mark.parametrize("moved", [[], ["kunci.json"], ["kunci.json", "kunci.json.bak"], ["payung.db"]])
def test_what_was_cut_off_is_ended_at_the_next_start(data: Path, moved: list[str]) -> None:
    ready = (data / "pulih").replace(data / READY)
    for name in moved:
        (ready / name).replace(data / name)
    assert startup.state(data) == "ready"
    assert content(data) == ["new", "new", "new"]
    assert not ready.exists()


def test_nothing_happens_without_the_decisive_name(data: Path) -> None:
    finish(data)
    assert content(data) == ["old", "old", "old"]
    assert data.joinpath("payung.db-wal").exists()


def test_a_new_database_with_a_log_is_not_whole(data: Path) -> None:
    data.joinpath("pulih", "payung.db-wal").write_text("not folded in", "ascii")
    with pytest.raises(OSError, match="log"):
        swap(data, data / "pulih")
    assert content(data) == ["old", "old", "old"]


def test_a_log_of_the_new_database_stays(data: Path) -> None:
    """Everything is in place but the empty folder; somebody has written since."""
    ready = (data / "pulih").replace(data / READY)
    for name in ("payung.db", "kunci.json", "kunci.json.bak"):
        (ready / name).replace(data / name)
    data.joinpath("payung.db-wal").write_text("of the new one", "ascii")
    finish(data)
    assert data.joinpath("payung.db-wal").read_text("ascii") == "of the new one"
