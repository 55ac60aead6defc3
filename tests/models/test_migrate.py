"""The schema made at once equals the schema that the steps make."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from models.database import SCHEMA_VERSION, Database, create_schema
from models.migrate import head, migrate

KEY = bytes(range(48))


def shape(connection: Connection) -> dict[str, list[str]]:
    """Tables with their columns and indexes, as SQLite tells them."""
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").scalars()
    return {table: _parts(connection, table) for table in tables.all() if not table.startswith("sqlite_")}


def _parts(connection: Connection, table: str) -> list[str]:
    columns = [str(tuple(row)) for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    indexes = connection.exec_driver_sql(f"PRAGMA index_list({table})").all()
    parts = [
        f"{row[1]} {row[2]} {connection.exec_driver_sql(f'PRAGMA index_info({row[1]})').all()}"
        for row in indexes
        if not row[1].startswith("sqlite_")
    ]
    return columns + sorted(parts)


def test_new_files_are_stamped_with_the_newest_step() -> None:
    assert head() == SCHEMA_VERSION


def test_steps_and_tables_agree(tmp_path: Path) -> None:
    made, stepped = Database(tmp_path / "made.db", KEY), Database(tmp_path / "stepped.db", KEY)
    with made.write() as connection:
        create_schema(connection)
    migrate(stepped)
    with made.read() as one, stepped.read() as two:
        assert shape(one) == shape(two)
        assert two.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == SCHEMA_VERSION
    made.close()
    stepped.close()
