"""A file gets its name although a scanner holds it for a moment, as on Windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.replacing import TRIES, put_in_place, write_whole


class Held(type(Path())):  # type: ignore[misc]
    """A file that somebody else holds for the next ``times`` renames; Windows numbers the error so."""

    times = 0
    number = 32

    def replace(self, target: Path) -> Path:
        if Held.times:
            Held.times -= 1
            error = PermissionError(13, "held")
            error.winerror = Held.number  # type: ignore[attr-defined]
            raise error
        return Path(super().replace(target))


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    path = tmp_path / "fresh"
    path.write_text("new", "utf-8")
    (tmp_path / "target").write_text("old", "utf-8")
    return path


@pytest.mark.parametrize("number", [5, 32])
@pytest.mark.parametrize("times", [0, 1, TRIES - 1])
def test_it_waits_for_whoever_holds_the_file(fresh: Path, times: int, number: int) -> None:
    Held.times, Held.number = times, number
    waited: list[float] = []
    put_in_place(Held(fresh), fresh.with_name("target"), wait=waited.append)
    assert fresh.with_name("target").read_text("utf-8") == "new"
    assert len(waited) == times
    assert not fresh.exists()


def test_it_does_not_wait_for_ever(fresh: Path) -> None:
    Held.times, Held.number = TRIES, 32
    waited: list[float] = []
    with pytest.raises(PermissionError):
        put_in_place(Held(fresh), fresh.with_name("target"), wait=waited.append)
    assert fresh.with_name("target").read_text("utf-8") == "old"
    assert len(waited) == TRIES - 1


@pytest.mark.parametrize("number", [2, 112])
def test_another_trouble_is_told_at_once(fresh: Path, number: int) -> None:
    Held.times, Held.number = 1, number
    waited: list[float] = []
    with pytest.raises(PermissionError):
        put_in_place(Held(fresh), fresh.with_name("target"), wait=waited.append)
    assert waited == []


def test_on_this_system_a_real_refusal_is_told_at_once(fresh: Path) -> None:
    waited: list[float] = []
    with pytest.raises(OSError):
        put_in_place(fresh, fresh.parent / "nowhere" / "target", wait=waited.append)
    assert waited == []


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "satu.payung"
    (tmp_path / ".dua.payung.tmp").write_bytes(b"left by a program that was killed")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["satu.payung"]


def test_a_file_that_cannot_be_put_in_place_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "satu.payung"
    target.mkdir()
    with pytest.raises(OSError):
        write_whole(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["satu.payung"]
