"""A file of an older program: brought up to date, or left as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.runtime.environment import EnvironmentContext

from models import database
from models.database import SCHEMA_VERSION, Database
from models.migrate import _script
from services import startup
from services.context import AppContext
from services.errors import StorageTrouble
from services.safekeeping import upgrading
from services.safekeeping.upgrading import upgrade_if_old
from services.workers.commands import register_worker
from services.workers.drafts import list_drafts, save_draft
from services.workers.queries import get_worker
from tests.offices import PASSPHRASE, doors, village_office, worker

FIRST = "0001"
NEW_TABLES = (
    *("act", "draft", "photo", "told", "preference"),
    *("accepted", "erased", "fork", "waiting", "witness"),
)
NEW_COLUMNS = (
    *(("worker", name) for name in ("income_source", "notice_given_by", "consent_method")),
    *(("bundle", name) for name in ("app", "register", "orders_upto", "volume", "user")),
    ("device", "revoked"),
    ("issued_kit", "kind"),
)


def turn_back(database: Database) -> None:
    """Make a file as the first program left it, by the first step alone."""
    with database.write() as connection:
        journal = connection.exec_driver_sql("SELECT * FROM journal").all()
        for table in NEW_TABLES:
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("DROP INDEX ix_worker_kk")
        connection.exec_driver_sql("DROP INDEX ix_worker_birth")
        for table, column in NEW_COLUMNS:
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (FIRST,))
        assert journal == connection.exec_driver_sql("SELECT * FROM journal").all()


@pytest.fixture
def old_office(tmp_path: Path) -> tuple[AppContext, str]:
    ctx = village_office(tmp_path / "desa")
    worker_id = register_worker(ctx, worker(9001, income_source="self", notice_given_by="Siti")).first("worker")
    turn_back(ctx.database)
    ctx.database.close()
    return ctx, worker_id


def test_signing_in_brings_an_old_file_up_to_date(old_office: tuple[AppContext, str]) -> None:
    old, worker_id = old_office
    ctx = startup.sign_in(old.paths.data, PASSPHRASE, doors=doors(5))
    found = get_worker(ctx, worker_id)
    assert (found.form.full_name, found.form.income_source) == ("SUTINI", "self")
    with ctx.read() as connection:
        row = connection.exec_driver_sql("SELECT income_source, notice_given_by FROM worker").one()
        assert tuple(row) == ("self", "Siti"), "the rows are made again from the journal"
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == SCHEMA_VERSION
    save_draft(ctx, "d1", {"nik": "33"}, focus="nik", title="")
    assert len(list_drafts(ctx)) == 1
    assert old.paths.database.with_name(f"payung.db.sebelum-{SCHEMA_VERSION}").exists()
    assert not list(old.paths.data.glob("*.naik*"))
    ctx.database.close()


def test_a_file_of_today_is_left_alone(tmp_path: Path) -> None:
    ctx = village_office(tmp_path / "desa")
    ctx.database.close()
    assert upgrade_if_old(ctx.paths.database, ctx.database.key) is False
    assert not list(tmp_path.glob("desa/*.sebelum*"))


def test_what_a_crash_left_behind_does_not_matter(old_office: tuple[AppContext, str]) -> None:
    old, _ = old_office
    old.paths.database.with_name("payung.db.naik").write_bytes(b"half a copy")
    assert upgrade_if_old(old.paths.database, old.database.key) is True
    assert not list(old.paths.data.glob("*.naik*"))


def test_a_step_that_fails_leaves_the_file_as_it_was(
    old_office: tuple[AppContext, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, _ = old_office
    before = old.paths.database.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("services.safekeeping.upgrading._migrate", full)
    with pytest.raises(StorageTrouble, match=r"upgrade\.no_room"):
        upgrade_if_old(old.paths.database, old.database.key)
    assert old.paths.database.read_bytes() == before
    assert not list(old.paths.data.glob("*.naik*"))


def test_the_first_step_makes_what_the_test_turns_back_to(tmp_path: Path) -> None:
    """``turn_back`` must not drift from the real first schema."""
    real = Database(tmp_path / "real.db", bytes(range(48)))
    config, script = _script()
    with real.write(foreign_keys=False) as connection:
        config.attributes["connection"] = connection
        with EnvironmentContext(config, script, fn=lambda rev, _: script._upgrade_revs(FIRST, rev)):
            script.run_env()
    ctx = village_office(tmp_path / "desa")
    turn_back(ctx.database)
    with real.read() as one, ctx.read() as two:
        wanted = one.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").all()
        assert wanted == two.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").all()
        for table in sorted({table for table, _ in NEW_COLUMNS}):
            shape = f"PRAGMA table_info({table})"
            assert one.exec_driver_sql(shape).all() == two.exec_driver_sql(shape).all()
    real.close()
    ctx.database.close()


def test_a_new_file_with_part_of_it_in_its_log_is_not_put_in_place(
    old_office: tuple[AppContext, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody reads the file that is being built, so its log cannot be folded in: as on a disk that is full then."""
    old, worker_id = old_office
    path, key = old.paths.database, old.database.key
    reader = Database(path.with_name("payung.db.naik"), key)
    migrate = upgrading._migrate

    def while_read(building: Path, key: bytes) -> None:
        connection = reader.engine.connect()
        connection.exec_driver_sql("SELECT count(*) FROM journal").scalar()
        migrate(building, key)

    monkeypatch.setattr(upgrading, "_migrate", while_read)
    soon = tuple("busy_timeout=100" if "busy_timeout" in each else each for each in database._PRAGMAS)
    monkeypatch.setattr(database, "_PRAGMAS", soon)  # the reader stays: nobody gains by waiting fifteen seconds for it
    with pytest.raises(StorageTrouble, match=r"upgrade\.no_room"):
        upgrade_if_old(path, key)
    monkeypatch.undo()
    reader.engine.dispose()
    assert not list(path.parent.glob("payung.db.*"))
    assert upgrade_if_old(path, key)
    ctx = startup.sign_in(old.paths.data, PASSPHRASE, doors=doors(5))
    assert get_worker(ctx, worker_id).form.nik == worker(9001).nik
    startup.close(ctx)
