"""An office on a disk that takes nothing: everything can be seen, nothing changes, and nobody is told otherwise."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from services import startup
from services.audit.chains import check_chains
from services.audit.support import write_support
from services.context import AppContext
from services.errors import AccessDenied, StorageTrouble
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.safekeeping import looking
from services.safekeeping.backups import make_backup
from services.workers.commands import register_worker
from services.workers.queries import get_worker
from tests.offices import PASSPHRASE, doors, village_office, worker
from tests.services.handover.volumes import write_protected

MARK = "payung-lihat-*"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder; SQLite's own index of its log is not one."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this system keeps what is thrown away."""
    folder = tmp_path / "system"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[AppContext, str]]:
    """Somebody uses the office, so its newest act is in the log beside the database."""
    ctx = village_office(tmp_path / "desa")
    worker_id = register_worker(ctx, worker(9001)).first("worker")
    yield ctx, worker_id
    ctx.database.close()


def test_all_is_seen_and_nothing_is_changed(office: tuple[AppContext, str], tmp_path: Path, private: Path) -> None:
    original, worker_id = office
    before = contents(original.paths.data)
    assert original.paths.database.with_name("payung.db-wal").stat().st_size
    with write_protected(original.paths.data, tmp_path / "beku") as frozen:
        ctx = startup.sign_in(frozen, PASSPHRASE, doors=doors(5))
        assert ctx.notices == (looking.ONLY_READABLE,)
        assert get_worker(ctx, worker_id).form == get_worker(original, worker_id).form
        assert check_chains(ctx).problems == ()
        for act in (
            lambda: register_worker(ctx, worker(9002)),
            lambda: make_backup(ctx),
            lambda: hand_over(ctx, private),
            lambda: receive(ctx, [private]),
        ):
            with pytest.raises(StorageTrouble, match=r"^database\.read_only"):
                act()
        assert write_support(ctx, tmp_path / "bantuan.zip")
        assert [path.name for path in private.iterdir()] == [ctx.database.path.parent.name]
        startup.close(ctx)
    assert not list(private.iterdir())
    assert contents(original.paths.data) == before


def test_the_door_is_as_shut_as_ever(office: tuple[AppContext, str], tmp_path: Path, private: Path) -> None:
    with write_protected(office[0].paths.data, tmp_path / "beku") as frozen:
        with pytest.raises(AccessDenied, match=r"passphrase\.wrong"):
            startup.sign_in(frozen, "bukan kata sandinya", doors=doors(5))
        assert not list(private.glob(MARK))


def test_what_a_killed_program_left_goes_with_the_next_look(
    office: tuple[AppContext, str], tmp_path: Path, private: Path
) -> None:
    old, young, other = (private / name for name in ("payung-lihat-lama", "payung-lihat-baru", "lain"))
    for folder in (old, young, other):
        folder.mkdir()
    for folder in (old, other):
        os.utime(folder, (1_000_000, 1_000_000))
    with write_protected(office[0].paths.data, tmp_path / "beku") as frozen:
        startup.close(startup.sign_in(frozen, PASSPHRASE, doors=doors(5)))
    assert sorted(path.name for path in private.iterdir()) == ["lain", "payung-lihat-baru"]


def test_a_folder_that_can_be_written_is_no_copy(office: tuple[AppContext, str]) -> None:
    assert not looking.only_readable(office[0].paths)
    assert not office[0].looking and office[0].cared_for
