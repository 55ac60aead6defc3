"""A file as an older program left it: today's file turned back to any earlier schema."""

from __future__ import annotations

from pathlib import Path

from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import Connection

from models.database import Database
from models.migrate import _script

_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%VIRTUAL%'"
)
_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"


def turn_back(database: Database, version: str, scratch: Path) -> None:
    """Drop what that schema did not have. ``scratch``: where an empty file of that schema is made to compare with."""
    old = Database(scratch, database.key)
    config, script = _script()
    with old.write(foreign_keys=False) as connection:
        config.attributes["connection"] = connection
        with EnvironmentContext(config, script, fn=lambda rev, _: script._upgrade_revs(version, rev)):
            script.run_env()
    with old.read() as then, database.write(foreign_keys=False) as now:
        for index in _names(now, _INDEXES) - _names(then, _INDEXES):
            now.exec_driver_sql(f"DROP INDEX {index}")
        for table in _names(now, _TABLES):
            if table.startswith("worker_search"):
                continue
            columns = _columns(then, table)
            if not columns:
                now.exec_driver_sql(f"DROP TABLE {table}")
                continue
            for column in _columns(now, table) - columns:
                now.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
        now.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (version,))
    old.close()
    scratch.unlink()


def _names(connection: Connection, query: str) -> set[str]:
    return set(connection.exec_driver_sql(query).scalars())


def _columns(connection: Connection, table: str) -> set[str]:
    return {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}
