"""Bringing an older file up to today's schema (handover.md B10: on a copy, checked, then swapped by the caller)."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from models.database import Database, DatabaseTrouble

_FOLDER = Path(__file__).parent / "migrations"


def _script() -> tuple[Config, ScriptDirectory]:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config, ScriptDirectory.from_config(config)


def head() -> str:
    """The newest schema version that there are steps for."""
    found = _script()[1].get_current_head()
    assert found is not None
    return found


def upgrade(connection: Connection) -> None:
    """Run the missing steps in the transaction of this connection."""
    config, script = _script()
    config.attributes["connection"] = connection
    target = script.get_current_head()
    with EnvironmentContext(config, script, fn=lambda rev, _: script._upgrade_revs(target or "head", rev)):
        script.run_env()


def migrate(database: Database) -> None:
    """Upgrade a file in one transaction. Foreign keys are off while tables are remade, and checked before it is kept.

    With them on, SQLite silently deletes the children of a table that a step recreates (dependencies.md).
    """
    with database.write(foreign_keys=False) as connection:
        upgrade(connection)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise DatabaseTrouble("damaged")
