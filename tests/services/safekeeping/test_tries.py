"""Passphrases that did not fit."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.values import EventKind
from services import startup
from services.audit.events import office_events
from services.context import AppContext
from services.errors import AccessDenied, NotFound
from services.safekeeping.backups import make_backup
from services.safekeeping.repairing import repair_office
from services.safekeeping.restoring import restore_backup
from services.safekeeping.tries import FILE, FREE_TRIES, Tries, enter, read_tries, wait_after, wait_left
from tests.offices import PASSPHRASE, doors, village_office


@pytest.fixture
def data(tmp_path: Path) -> Path:
    ctx = village_office(tmp_path / "desa")
    startup.close(ctx)
    return ctx.paths.data


def miss(data: Path, times: int = 1) -> int:
    misses = 0
    for _ in range(times):
        with pytest.raises(AccessDenied, match=r"passphrase\.wrong") as caught:
            enter(data, "bukan yang ini", doors=doors())
        misses = int(caught.value.data["misses"])
    return misses


def failed(ctx: AppContext) -> list[int]:
    return [event.count for event in office_events(ctx) if event.kind is EventKind.SIGN_IN_FAILED]


def test_five_are_free_and_then_the_wait_doubles_up_to_five_minutes() -> None:
    assert [wait_after(misses) for misses in range(FREE_TRIES + 10)] == [
        *([0] * FREE_TRIES), 2, 4, 8, 16, 32, 64, 128, 256, 300, 300,
    ]  # fmt: skip
    assert wait_after(1_000_000) == 300


def test_misses_are_counted_told_and_noted_once(data: Path) -> None:
    assert miss(data, 3) == 3
    assert read_tries(data) == Tries(3, "2026-11-23T09:14+07:00")
    entered = enter(data, PASSPHRASE, doors=doors(3))
    assert (entered.missed.misses, entered.missed.since) == (3, "2026-11-23T09:14+07:00")
    assert failed(entered.context) == [3]
    startup.close(entered.context)
    assert read_tries(data) == Tries()
    again = enter(data, PASSPHRASE, doors=doors(4))
    assert again.missed == Tries()
    assert failed(again.context) == [3]
    startup.close(again.context)


def test_a_name_that_is_not_there_is_no_miss(data: Path) -> None:
    with pytest.raises(NotFound):
        enter(data, PASSPHRASE, "Nobody", doors=doors())
    assert read_tries(data) == Tries()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"misses": -1}', b'{"misses": "9"}', b"\xff", b"0" * 5000])
def test_an_odd_file_keeps_nobody_out(data: Path, content: bytes) -> None:
    (data / FILE).write_bytes(content)
    assert read_tries(data) == Tries()
    startup.close(enter(data, PASSPHRASE, doors=doors()).context)


def test_a_folder_that_takes_no_file_keeps_nobody_out(data: Path) -> None:
    (data / FILE).mkdir()
    assert miss(data) == 1
    startup.close(enter(data, PASSPHRASE, doors=doors()).context)


def earlier(data: Path, seconds: int) -> None:
    """The last miss was so long ago."""
    then = (data / FILE).stat().st_mtime - seconds
    os.utime(data / FILE, (then, then))


@pytest.mark.parametrize("act", ["restore", "repair"])
def test_a_passphrase_of_a_restore_or_a_repair_counts_as_one_at_the_door(data: Path, act: str) -> None:
    ctx = startup.sign_in(data, PASSPHRASE, doors=doors(2))
    backup = make_backup(ctx).path
    startup.close(ctx)

    def attempt(passphrase: str) -> AppContext:
        if act == "restore":
            return restore_backup(data, backup, passphrase, doors=doors(3)).context
        return repair_office(data, passphrase, doors=doors(3)).context

    for misses in range(1, FREE_TRIES + 1):
        with pytest.raises(AccessDenied, match=r"passphrase\.wrong") as caught:
            attempt("bukan yang ini")
        assert caught.value.data == {"misses": misses}
    for passphrase in ("bukan yang ini", PASSPHRASE):
        with pytest.raises(AccessDenied, match=r"passphrase\.too_many") as caught:
            attempt(passphrase)
        assert caught.value.data["count"] == FREE_TRIES and int(caught.value.data["seconds"]) in (1, 2)
    earlier(data, 3)
    ctx = attempt(PASSPHRASE)
    assert failed(ctx) == [FREE_TRIES]
    assert read_tries(data) == Tries()
    startup.close(ctx)


def test_a_clock_that_went_back_does_not_make_the_wait_longer(data: Path) -> None:
    miss(data, FREE_TRIES + 1)
    earlier(data, -100_000)
    assert wait_left(data) == 4
