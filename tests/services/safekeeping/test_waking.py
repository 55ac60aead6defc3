"""A file that went back in time, or woke up on another machine, says so and begins a new stream."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from models.database import _PRAGMAS
from models.values import EventKind
from services import startup
from services.audit.events import office_events
from services.context import AppContext
from services.errors import StorageTrouble
from services.journal.unit import WriteUnit
from services.safekeeping.anchor import Position, anchor_for
from services.safekeeping.checking import check_office
from services.safekeeping.waking import MOVED, WENT_BACK
from services.workers.commands import register_worker
from tests.offices import PASSPHRASE, VILLAGE, district_office, doors, worker
from tests.world import column


def stream_of(ctx: AppContext) -> tuple[object, ...]:
    return tuple(column(ctx, "SELECT id FROM stream WHERE writing"))


def signed_in(folder: Path, seed: int, machine: str = "here") -> AppContext:
    return startup.sign_in(folder, PASSPHRASE, doors=replace(doors(seed), machine=lambda: machine))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = replace(doors(1), machine=lambda: "here")
    ctx = startup.set_up_village(tmp_path / "desa", VILLAGE, "Siti Aminah", PASSPHRASE, doors=here).context
    register_worker(ctx, worker(9001))
    startup.close(ctx)
    startup.close(signed_in(tmp_path / "desa", 2))
    return tmp_path / "desa"


def test_an_ordinary_morning(folder: Path) -> None:
    ctx = signed_in(folder, 3)
    assert (ctx.notices, len(column(ctx, "SELECT id FROM stream"))) == ((), 1)
    assert [event.kind for event in office_events(ctx)] == [EventKind.SIGN_IN, EventKind.SIGN_IN]
    startup.close(ctx)


def test_an_image_of_yesterday_is_noticed_once(folder: Path, tmp_path: Path) -> None:
    image = shutil.copytree(folder, tmp_path / "image")
    ctx = signed_in(folder, 3)
    register_worker(ctx, worker(9002))
    startup.close(ctx)
    shutil.rmtree(folder)
    shutil.copytree(image, folder)
    ctx = signed_in(folder, 4)
    assert ctx.notices == (WENT_BACK,)
    assert len(column(ctx, "SELECT id FROM stream")) == 2
    assert column(ctx, "SELECT n FROM stream WHERE writing") == [2], (
        "the event and the sign-in, in a stream of their own"
    )
    assert EventKind.WENT_BACK in [event.kind for event in office_events(ctx)]
    startup.close(ctx)
    ctx = signed_in(folder, 5)
    assert ctx.notices == ()
    startup.close(ctx)


def test_another_machine_begins_a_stream_of_its_own(folder: Path) -> None:
    ctx = signed_in(folder, 3)
    before = stream_of(ctx)
    startup.close(ctx)
    ctx = signed_in(folder, 4, machine="there")
    assert (ctx.notices, stream_of(ctx) != before) == ((MOVED,), True)
    startup.close(ctx)
    ctx = signed_in(folder, 5, machine="there")
    assert ctx.notices == ()
    startup.close(ctx)


def test_a_machine_without_a_mark_and_a_lost_anchor_say_nothing(folder: Path) -> None:
    ctx = signed_in(folder, 3)
    assert ctx.anchor is not None
    ctx.anchor.file.write_bytes(b"{")
    startup.close(ctx)
    ctx = signed_in(folder, 4, machine="")
    assert ctx.notices == ()
    startup.close(ctx)


def test_a_district_that_went_back_is_another_epoch(tmp_path: Path) -> None:
    ctx = district_office(tmp_path / "kab")
    (before,) = stream_of(ctx)
    startup.close(ctx)
    startup.close(signed_in(tmp_path / "kab", 3))
    anchor = anchor_for(ctx.device_id)
    position = anchor.read()
    assert position is not None
    anchor.keep(Position(position.stream, position.n + 5, "later"))
    ctx = signed_in(tmp_path / "kab", 4)
    assert ctx.notices == (WENT_BACK,)
    assert column(ctx, "SELECT dead FROM epoch WHERE id = ?", before) == [1]
    assert column(ctx, "SELECT id FROM epoch WHERE NOT dead") == list(stream_of(ctx))
    startup.close(ctx)


def test_a_disk_that_takes_nothing_keeps_nobody_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from models.database import DatabaseTrouble

    def full(*_: object, **__: object) -> None:
        raise DatabaseTrouble("full")

    monkeypatch.setattr(WriteUnit, "flush", full)
    ctx = signed_in(folder, 3)
    assert column(ctx, "SELECT count(*) FROM worker") == [1]
    startup.close(ctx)


def test_an_image_that_wakes_up_on_a_full_disk_is_not_forgotten(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by an attack: the next act wrote on in the old stream and moved the mark outside back."""
    image = shutil.copytree(folder, tmp_path / "image")
    ctx = signed_in(folder, 3)
    register_worker(ctx, worker(9002))
    startup.close(ctx)
    shutil.rmtree(folder)
    shutil.copytree(image, folder)
    assert ctx.anchor is not None
    before, old = ctx.anchor.read(), stream_of(ctx)
    monkeypatch.setattr("models.database._PRAGMAS", (*_PRAGMAS, "query_only=ON"))
    ctx = signed_in(folder, 4)
    with pytest.raises(StorageTrouble):
        register_worker(ctx, worker(9003))
    assert ctx.anchor is not None
    assert (ctx.notices, ctx.anchor.read(), stream_of(ctx)) == ((WENT_BACK,), before, old)
    with ctx.database.read() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
    register_worker(ctx, worker(9003))
    assert stream_of(ctx) != old
    assert column(ctx, "SELECT n FROM stream WHERE writing") == [2], "the event and the person, in a new stream"
    assert EventKind.WENT_BACK in [event.kind for event in office_events(ctx)]
    assert check_office(ctx).problems == ()
    register_worker(ctx, worker(9004))
    assert (len(column(ctx, "SELECT id FROM stream")), ctx.anchor.owed) == (2, [])
    startup.close(ctx)


def test_after_a_sign_in_without_room_the_next_one_notices_it_too(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = shutil.copytree(folder, tmp_path / "image")
    startup.close(signed_in(folder, 3))
    shutil.rmtree(folder)
    shutil.copytree(image, folder)
    with monkeypatch.context() as full:
        full.setattr("models.database._PRAGMAS", (*_PRAGMAS, "query_only=ON"))
        ctx = signed_in(folder, 4)
        assert ctx.notices == (WENT_BACK,)
        startup.close(ctx)
    ctx = signed_in(folder, 5)
    assert (ctx.notices, len(column(ctx, "SELECT id FROM stream"))) == ((WENT_BACK,), 2)
    startup.close(ctx)


def test_the_anchor_follows_every_act(folder: Path) -> None:
    ctx = signed_in(folder, 3)
    register_worker(ctx, worker(9003))
    assert ctx.anchor is not None
    row = column(ctx, "SELECT n || head FROM stream WHERE writing")
    position = ctx.anchor.read()
    assert position is not None
    assert row == [f"{position.n}{position.head}"]
    startup.close(ctx)
