"""Reading pages without SQLite gives what SQLite gives; a damaged page gives the rows that are not hit."""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tables import Base
from services import startup
from services.context import AppContext
from services.safekeeping.backups import choose_second_place
from services.safekeeping.damaged_pages import PAGE, RESERVED, DamagedFile
from services.safekeeping.salvage import Salvage
from services.safekeeping.sqlite_records import decode_record
from services.safekeeping.table_shapes import table_of
from services.workers.commands import register_workers
from services.workers.drafts import save_draft
from tests.offices import worker
from tests.services.safekeeping.damage import zero
from tests.world import World

_KINDS = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(max_size=60),
    st.binary(max_size=60),
)


@given(st.lists(_KINDS, min_size=1, max_size=12))
def test_a_record_reads_as_sqlite_wrote_it(values: list[object]) -> None:
    values = [value for value in values if not isinstance(value, str) or "\0" not in value] or [None]
    file = sqlite3.connect(":memory:")
    columns = ", ".join(f"c{number}" for number in range(len(values)))
    file.execute(f"CREATE TABLE t ({columns})")
    try:
        file.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(values))})", values)
    except UnicodeEncodeError:  # half a surrogate pair is no text
        return
    finally:
        raw = file.serialize()
        stored = file.execute("SELECT * FROM t").fetchone()
        file.close()
    page = raw[4096:8192]
    (cell,) = struct.unpack_from(">H", page, 8)
    size = page[cell] if page[cell] < 0x80 else (page[cell] & 0x7F) << 7 | page[cell + 1]
    start = cell + (2 if page[cell] < 0x80 else 3)
    assert decode_record(page[start : start + size]) == stored


def rows_by_sql(ctx: AppContext, table: str) -> list[tuple[object, ...]]:
    with ctx.read() as connection:
        return sorted((tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")), key=repr)


def test_every_table_reads_as_sqlite_reads_it(world: World, tmp_path: Path) -> None:
    world.up()
    world.down()
    ctx = world.one
    save_draft(ctx, "d", {"address": "panjang " * 3000}, focus="nik", title="")  # far beyond one page
    choose_second_place(ctx, tmp_path / "disk dua")
    for folded in (False, True):
        if folded:
            ctx.database.close()  # the same from the file alone
        with DamagedFile(ctx.paths.database, ctx.database.key) as file:
            salvage = Salvage(file)
            found = {
                name: sorted((tuple(row.values()) for row in salvage.rows(table)), key=repr)
                for name, table in Base.metadata.tables.items()
            }
        for name, rows in found.items():
            assert rows == rows_by_sql(ctx, name), name
        assert sum(map(bool, found.values())) > 12


def test_without_its_catalogue_every_row_that_cannot_be_made_again_is_known_by_its_shape(world: World) -> None:
    world.up()
    world.down()
    ctx = world.one
    save_draft(ctx, "d", {"nik": "33"}, focus="nik", title="")
    choose_second_place(ctx, world.folder)
    wanted = {
        name: rows_by_sql(ctx, name)
        for name in Base.metadata.tables
        if name not in ("journal", "programme", "batch", "decision", "participation", "contribution")
    }
    startup.close(ctx)
    zero(ctx.paths.database, [1])
    with DamagedFile(ctx.paths.database, ctx.database.key) as file:
        salvage = Salvage(file)
        for name, rows in wanted.items():
            found = salvage.rows(Base.metadata.tables[name])
            assert sorted((tuple(row.values()) for row in found), key=repr) == rows, name
        assert len(list(salvage.changes())) == len(wanted["worker"]) + 1  # and who signed in


def test_a_strange_row_belongs_nowhere() -> None:
    assert table_of(("x", "y")) is None
    assert table_of(()) is None
    assert table_of(("signing_key", "x")) == "secret"
    assert table_of(("office_code", "33.16")) == "setting"
    assert table_of(("home.target", "10")) == "preference"


def test_one_bit_costs_one_change_of_a_page(tmp_path: Path, village: AppContext) -> None:
    register_workers(village, [worker(9001 + number) for number in range(30)])
    startup.close(village)
    path, key = village.paths.database, village.database.key
    with DamagedFile(path, key) as file:
        salvage = Salvage(file)
        page = next(page for page in file.everything() if len(list(salvage.changes_of(page))) == 3)
    raw = bytearray(path.read_bytes())
    raw[page.number * PAGE - RESERVED - 500] ^= 4  # inside the row that stands last
    path.write_bytes(bytes(raw))
    with DamagedFile(path, key) as file:
        damaged = file.page(page.number)
        assert damaged is not None
        assert not damaged.whole
        assert len(list(Salvage(file).changes_of(damaged))) == 2


@pytest.mark.parametrize("content", [b"", b"x", bytes(PAGE), b"x" * 3 * PAGE])
def test_what_is_no_database_gives_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "payung.db"
    path.write_bytes(content)
    path.with_name("payung.db-wal").write_bytes(content)
    with DamagedFile(path, bytes(48)) as file:
        salvage = Salvage(file)
        assert list(salvage.changes()) == []
        assert [list(salvage.rows(table)) for table in Base.metadata.tables.values()].count([]) == len(
            Base.metadata.tables
        )
        assert not file.whole
