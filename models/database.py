"""The encrypted database file: opening, pragmas, unit of work. The only place that commits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateIndex, CreateTable

SCHEMA_VERSION = "0004"
MINIMUM_SQLITE = (3, 51, 3)  # older ones carry the WAL-reset corruption bug

SEARCH_TABLE = """
CREATE VIRTUAL TABLE worker_search USING fts5(
    text, content='', contentless_delete=1, tokenize='trigram'
)"""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "busy_timeout=15000",
    "cache_size=-65536",
)


class DatabaseTrouble(Exception):
    """Bad luck, not a bug. ``kind`` is full, locked, damaged, read_only, missing, newer or io."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Database:
    """One office's encrypted file.

    ``key`` is 48 bytes: a 32-byte SQLCipher key and its 16-byte salt, handed over raw, so no key derivation runs here.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        if len(key) != 48:
            raise ValueError("the database key has 48 bytes")
        self.path = path
        self.key = key
        self._pragma_key = f"PRAGMA key=\"x'{key.hex()}'\""
        self.engine = self._make_engine()

    def _make_engine(self) -> Engine:
        from sqlcipher3 import dbapi2

        if dbapi2.sqlite_version_info < MINIMUM_SQLITE:
            raise DatabaseTrouble("old_library")

        def connect() -> Any:
            connection = dbapi2.connect(str(self.path), isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(self._pragma_key)
            if not connection.execute("PRAGMA cipher_version").fetchone():
                raise DatabaseTrouble("old_library")  # a plain SQLite would silently write clear text
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            return connection

        engine = create_engine(
            "sqlite+pysqlite://",
            module=dbapi2,
            creator=connect,
            poolclass=QueuePool,
            pool_size=4,
            hide_parameters=True,
        )
        event.listen(engine, "begin", _begin)
        return engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for queries; nothing it does is kept."""
        with self._translated(), self.engine.connect() as connection:
            try:
                yield connection
            finally:
                _roll_back(connection)

    @contextmanager
    def write(self, *, foreign_keys: bool = True) -> Iterator[Connection]:
        """One transaction: kept whole when the block ends, undone whole when it raises.

        ``foreign_keys=False`` is for migrations; it must be switched before the transaction begins.
        """
        with self._translated(), self.engine.execution_options(payung_writer=True).connect() as connection:
            if not foreign_keys:
                _driver(connection).execute("PRAGMA foreign_keys=OFF")
            try:
                yield connection
                connection.commit()
            except BaseException:
                _roll_back(connection)
                raise
            finally:
                if not foreign_keys:
                    _driver(connection).execute("PRAGMA foreign_keys=ON")

    def copy_to(self, target: Path) -> None:
        """A whole copy of one moment, while others read and write; encrypted with the same key (handover.md D3)."""
        with self._translated(), self.engine.connect() as connection:
            _driver(connection).execute("VACUUM INTO ?", (str(target),))

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file. Where that fails (a full disk) it is read back at the next start."""
        from sqlcipher3 import dbapi2

        with suppress(DatabaseError, dbapi2.Error), self.engine.connect() as connection:
            _driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the driver's environment errors into ``DatabaseTrouble``; everything else is a bug and stays.

        A connection that met one is not used again: SQLCipher stays in its error state after a page that could not be
        read (sqlcipher #617), and a file that could not be opened for writing once stays open for reading only.
        """
        try:
            yield
        except DatabaseTrouble:
            self.engine.dispose()
            raise
        except Exception as error:
            kind = _kind_of(error)
            if kind is None:
                raise
            self.engine.dispose()
            if kind == "missing" and self.path.exists():
                kind = "io"  # it is there, but nothing beside it could be opened: a full disk, a right taken away
            raise DatabaseTrouble(kind) from None

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        self.fold_log()
        self.engine.dispose()


def _driver(connection: Connection) -> Any:
    """The driver's own connection, for pragmas that must run outside a transaction."""
    return connection.connection.driver_connection


def _begin(connection: Connection) -> None:
    writer = connection.get_execution_options().get("payung_writer")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _roll_back(connection: Connection) -> None:
    # After «disk full» SQLite has already rolled back; a second ROLLBACK raises.
    with suppress(DatabaseError):
        connection.rollback()


_KINDS = (
    (re.compile(r"disk is full|database or disk is full"), "full"),
    (re.compile(r"locked|busy"), "locked"),
    (re.compile(r"readonly|read-only"), "read_only"),
    (re.compile(r"not a database|malformed|hmac|corrupt|encrypted"), "damaged"),
    (re.compile(r"unable to open"), "missing"),
    # The last two are what a failed read or write looks like in a virtual table, and after SQLite rolled back itself.
    (re.compile(r"disk I/O|vtable constructor failed|no such savepoint"), "io"),
)


def _kind_of(error: Exception) -> str | None:
    """The kind of bad luck, or None for anything else."""
    if isinstance(error, DBAPIError):
        error = error.orig if isinstance(error.orig, Exception) else error
    elif not type(error).__module__.startswith("sqlcipher3"):
        return None
    return next((kind for pattern, kind in _KINDS if pattern.search(str(error))), None)


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], *, prefix: str = ""
) -> None:
    """Bulk insert of prepared tuples, the fastest way SQLAlchemy offers (performance.md, «Writing»).

    ``prefix`` is ``OR IGNORE`` for rows that may already be there.
    """
    if not rows:
        return
    connection.exec_driver_sql(_insert_text(table, tuple(columns), prefix), list(rows))


def upsert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """As ``insert_rows``; a row whose ``id`` is there already is brought up to date and keeps its ``seq``."""
    if rows:
        connection.exec_driver_sql(_upsert_text(table, tuple(columns)), list(rows))


def upsert_by(connection: Connection, table: Table, keys: Sequence[str], row: Mapping[str, Any]) -> None:
    """Insert one row, or bring the row with the same ``keys`` up to date."""
    statement = upsert(table).values(**row)
    others = {name: statement.excluded[name] for name in row if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=others))


_DIALECT = dialect(paramstyle="qmark")
"""For texts that are kept: keyed by the dialect of a connection they would hold on to every file ever opened."""


@cache
def _insert_text(table: Table, columns: tuple[str, ...], prefix: str) -> str:
    statement = insert(table).prefix_with(prefix) if prefix else insert(table)
    return str(statement.compile(dialect=_DIALECT, column_keys=list(columns)))


@cache
def _upsert_text(table: Table, columns: tuple[str, ...]) -> str:
    statement = upsert(table)
    statement = statement.on_conflict_do_update(
        index_elements=["id"], set_={name: statement.excluded[name] for name in columns if name != "id"}
    )
    return str(statement.compile(dialect=_DIALECT, column_keys=list(columns)))


@cache
def _schema_texts() -> tuple[str, ...]:
    """Every table, each with its indexes after it. Written once: a test run makes thousands of files."""
    from models.tables import Base

    made: list[CreateTable | CreateIndex] = []
    for table in Base.metadata.tables.values():  # as declared: the journal stands first in the file
        made += [CreateTable(table), *(CreateIndex(index) for index in table.indexes)]
    return tuple(str(each.compile(dialect=_DIALECT)) for each in made)


def create_schema(connection: Connection) -> None:
    """Make all tables in a new file and stamp it as current."""
    for text in _schema_texts():
        connection.exec_driver_sql(text)
    connection.exec_driver_sql(SEARCH_TABLE)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{SCHEMA_VERSION}')")


def check_schema(connection: Connection) -> None:
    """Refuse a file made by a newer program; raises ``DatabaseTrouble("newer" | "damaged")``.

    A file that was cut to nothing opens like a new one: without its stamp it is not ours any more.
    """
    if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first():
        raise DatabaseTrouble("damaged")
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if version is None:
        raise DatabaseTrouble("damaged")
    if version > SCHEMA_VERSION:
        raise DatabaseTrouble("newer")
