"""The encrypted file: opening, keeping, undoing, refusing."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from models.database import Database, DatabaseTrouble, check_schema, create_schema, insert_rows
from models.desk import Told

KEY = bytes(range(48))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "payung.db", KEY)
    with made.write() as connection:
        create_schema(connection)
    return made


def put(database: Database, key: str) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES (?, 'x')", (key,))


def count(database: Database) -> int:
    with database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM setting").scalar_one())


def test_nothing_readable_is_on_the_disk(database: Database) -> None:
    put(database, "kata-yang-dicari")
    files = list(database.path.parent.iterdir())
    assert len(files) >= 2
    assert all(b"kata-yang-dicari" not in file.read_bytes() for file in files)
    assert not database.path.read_bytes().startswith(b"SQLite format")


def test_a_block_that_raises_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'x')")
        raise RuntimeError
    assert count(database) == 0


def test_reading_keeps_nothing(database: Database) -> None:
    with database.read() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'x')")
    assert count(database) == 0


def test_a_reader_goes_on_while_another_writes(database: Database) -> None:
    with database.write() as writer:
        writer.exec_driver_sql("INSERT INTO setting VALUES ('a', 'x')")
        assert count(database) == 0
    assert count(database) == 1


def test_closing_leaves_one_file(database: Database) -> None:
    put(database, "a")
    database.close()
    assert [file.name for file in database.path.parent.iterdir()] == ["payung.db"]


def test_the_wrong_key_is_damage(database: Database) -> None:
    database.close()
    other = Database(database.path, bytes(48))
    with pytest.raises(DatabaseTrouble) as caught, other.read() as connection:
        connection.exec_driver_sql("SELECT 1 FROM setting")
    assert caught.value.kind == "damaged"


def test_a_flipped_page_is_damage(database: Database) -> None:
    for number in range(2000):
        put(database, f"key{number}") if number % 500 == 0 else None
    database.close()
    data = bytearray(database.path.read_bytes())
    data[4096 + 100] ^= 0xFF
    data[len(data) // 2] ^= 0xFF
    database.path.write_bytes(bytes(data))
    again = Database(database.path, KEY)
    with pytest.raises(DatabaseTrouble) as caught, again.read() as connection:
        connection.exec_driver_sql("PRAGMA integrity_check").all()
        for table in ("setting", "worker", "journal", "device", "stream"):
            connection.exec_driver_sql(f"SELECT * FROM {table}").all()
    assert caught.value.kind == "damaged"


def test_a_newer_file_is_refused(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTrouble) as caught, database.read() as connection:
        check_schema(connection)
    assert caught.value.kind == "newer"


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    missing = Database(tmp_path / "no" / "payung.db", KEY)
    with pytest.raises(DatabaseTrouble) as caught, missing.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    assert caught.value.kind == "missing"


def test_a_short_trouble_is_over_when_it_is_over(database: Database) -> None:
    """A connection that met an unreadable page answers «damaged» for ever (sqlcipher #617): it is not used again."""
    put(database, "a")
    other = Database(database.path, KEY)
    put(other, "b")  # so that what the first one remembers of the file no longer holds
    other.close()
    whole = database.path.read_bytes()
    with database.path.open("rb+") as file:
        file.write(whole[:4096] + bytes(len(whole) - 4096))
    with pytest.raises(DatabaseTrouble, match="damaged"):
        count(database)
    with database.path.open("rb+") as file:  # the same file, as after a disk that did not answer for a moment
        file.write(whole)
    assert count(database) == 2


def test_a_file_that_is_there_and_cannot_be_opened_is_not_missing(database: Database) -> None:
    database.close()
    database.path.with_name("payung.db-wal").mkdir()  # stands where the log would be made
    with pytest.raises(DatabaseTrouble, match="^io$"):
        put(database, "a")
    database.path.with_name("payung.db-wal").rmdir()
    put(database, "a")


def test_a_closed_file_is_let_go_of(tmp_path: Path) -> None:
    """Texts of statements are kept for the life of the program; they must not keep the files they were made for."""
    database = Database(tmp_path / "a.db", KEY)
    with database.write() as connection:
        create_schema(connection)
        insert_rows(connection, Told.__table__, ("worker_id", "batch_id", "at", "user"), [("w", "b", "", "")])  # type: ignore[arg-type]
    dialect = weakref.ref(database.engine.dialect)
    database.close()
    del database, connection
    gc.collect()
    assert dialect() is None
