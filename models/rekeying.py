"""The encrypted file, held by nobody else, and its content under another key (handover.md D2)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from models.database import DatabaseTrouble

_PATIENCE_MS = 3000
_ROWS = 1000
_TABLES = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
_SCHEMA = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"


class Alone:
    """A database that only this connection may use. Nothing is written to it."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def copy_with(self, target: Path, key: bytes) -> None:
        """Write everything into a new file under another key (48 bytes), then compare both table by table.

        Raises DatabaseTrouble("full" | "io" | "damaged"): the last when the copy differs.
        """
        run = self._connection.execute
        with _told():
            run(f"ATTACH DATABASE ? AS copy KEY \"x'{key.hex()}'\"", (str(target),))
            try:
                run("SELECT sqlcipher_export('copy')")
                if not self._same():
                    raise DatabaseTrouble("damaged")
            finally:
                run("DETACH DATABASE copy")

    def _same(self) -> bool:
        run = self._connection.execute
        if run(_SCHEMA.format("main")).fetchall() != run(_SCHEMA.format("copy")).fetchall():
            return False
        for (name,) in run(_TABLES).fetchall():
            table = '"' + name.replace('"', '""') + '"'
            ours, theirs = (run(f"SELECT * FROM {schema}.{table}") for schema in ("main", "copy"))
            # Side by side in the order in which they lie, so that a large journal needs no memory.
            while (rows := ours.fetchmany(_ROWS)) == (others := theirs.fetchmany(_ROWS)) and rows:
                pass
            if rows or others:
                return False
        return True

    def close(self) -> None:
        """Let go of it; nothing beside the file is touched."""
        self._connection.close()


@contextmanager
def alone(path: Path, key: bytes) -> Iterator[Alone]:
    """Hold a database so that nobody else reads or writes it; its log is folded in before.

    Leaving the write-ahead log is only possible while nobody else has the file open, and then an exclusive lock stays
    until the end. Raises DatabaseTrouble("locked") while another window or command has it open.
    """
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        with _told():
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
            connection.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
            connection.execute("PRAGMA main.locking_mode=EXCLUSIVE")
            if connection.execute("PRAGMA main.journal_mode=DELETE").fetchone()[0] != "delete":
                raise DatabaseTrouble("locked")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("END")
        yield Alone(connection)
    finally:
        with suppress(dbapi2.Error):
            connection.close()


@contextmanager
def _told() -> Iterator[None]:
    """The driver's errors as those of ``models.database``."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        text = str(error)
        kinds = {"full": "full", "locked": "locked", "busy": "locked", "readonly": "read_only", "I/O": "io"}
        raise DatabaseTrouble(next((kind for word, kind in kinds.items() if word in text), "damaged")) from None
