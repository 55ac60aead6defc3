"""Room that can be given up when the disk is full."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.errors import Cancelled, StorageTrouble
from services.safekeeping.ballast import FILE, SIZE, drive_of, ensure_ballast, give_up_ballast, has_ballast
from services.workers.commands import register_workers
from tests.offices import village_office, worker


def test_it_is_made_once_and_takes_its_room_on_the_disk(tmp_path: Path) -> None:
    assert not has_ballast(tmp_path)
    assert ensure_ballast(tmp_path, enough=SIZE)
    file = tmp_path / FILE
    found = file.stat()
    made = found.st_mtime_ns
    assert found.st_size == SIZE
    assert getattr(found, "st_blocks", SIZE) * 512 >= SIZE, "really on the disk, no hole"
    assert ensure_ballast(tmp_path, enough=SIZE)
    assert file.stat().st_mtime_ns == made
    assert give_up_ballast(tmp_path).free > 0
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StorageTrouble, match=r"ballast\.gone"):
        give_up_ballast(tmp_path)


def test_a_disk_that_cannot_spare_it_keeps_its_room(tmp_path: Path) -> None:
    assert not ensure_ballast(tmp_path, enough=1 << 60)
    assert not ensure_ballast(tmp_path / "tidak ada")
    assert list(tmp_path.iterdir()) == []


class Stops:
    def step(self, done: int, total: int, label: str = "") -> None:
        if done > total // 2:
            raise Cancelled


def test_half_of_it_is_thrown_away(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        ensure_ballast(tmp_path, Stops(), enough=SIZE)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 76 MB of its own, where somebody may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=76m", "tmpfs", str(place)], capture_output=True, check=False
        )
    except OSError:
        pytest.skip("nothing here mounts")
    if mounted.returncode:
        pytest.skip("only root may mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_on_a_full_disk_the_last_act_can_be_saved_after_all(small_disk: Path) -> None:
    ctx: AppContext = village_office(small_disk / "desa")
    data = ctx.paths.data
    assert ensure_ballast(data, enough=SIZE)
    (small_disk / "musik.mp3").write_bytes(bytes(drive_of(data).free - 200_000))
    with pytest.raises(StorageTrouble) as refused:
        register_workers(ctx, [worker(9001 + number) for number in range(400)])
    assert refused.value.code == "database.full"
    assert refused.value.data["drive"] == str(small_disk)
    assert int(refused.value.data["free"]) < 2
    assert give_up_ballast(data).free > SIZE // 2
    assert len(register_workers(ctx, [worker(9001 + number) for number in range(400)]).ids["worker"]) == 400
    startup.close(ctx)
