"""Is the file whole? Asked at every start, and more closely after one that did not end well (handover.md D4).

A mark in the data folder says that the office is open; it goes when the office is closed. Found at a start, it tells of
a power cut or a crash. Each question is asked on a connection of its own: SQLCipher refuses everything on one that has
met a bad page.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from models.database import Database, DatabaseTrouble, check_schema
from services.errors import StorageTrouble
from services.safekeeping.damaged_pages import DamagedFile
from services.safekeeping.setting_aside import LOGS

MARK = "terbuka"
_open: dict[Path, int] = {}
_lock = threading.Lock()


def check_at_start(database: Path, key: bytes) -> None:
    """Raises StorageTrouble("database.damaged", …) for a file that must be repaired before anybody writes into it.

    ``key``: 48 bytes. Takes about 4 ms for each MB, twice that after a start that did not end well.
    """
    questions = ["PRAGMA quick_check(1)"]
    if not _open.get(database.parent.absolute()) and _hides_commits(database, key) and _hides_commits(database, key):
        raise StorageTrouble("database.damaged")  # opening it would throw away what SQLite cannot see
    if was_left_open(database.parent):
        questions.append("PRAGMA cipher_integrity_check")
    for question in questions:
        if not _is_fine(database, key, question) and not _is_fine(database, key, question, last=True):
            raise StorageTrouble("database.damaged")


def _is_fine(database: Path, key: bytes, question: str, *, last: bool = False) -> bool:
    """Asked again before it counts: a disk that did not answer once may look like damage."""
    try:
        return _ask(database, key, question) in (None, "ok")
    except DatabaseTrouble as trouble:
        if last or trouble.kind != "damaged":
            raise StorageTrouble(f"database.{trouble.kind}") from None
        return False


def is_whole(database: Path, key: bytes) -> bool:
    """Every page is as it was written, every index fits its table, and it is one of ours. Takes about 20 ms a MB.

    The pages are looked at first without SQLite: with a bad page in its log it would throw away what comes after.
    """
    if not database.exists():
        return False
    with DamagedFile(database, key) as file:
        if not file.whole:
            return False
    try:
        return _ask(database, key, "PRAGMA integrity_check(1)") == "ok"
    except DatabaseTrouble:
        return False


def find_damage(database: Path, key: bytes) -> bool:
    """Whether a page or an index of a file in use is bad: as ``is_whole``, asked of SQLite, which knows its own log.

    Asked twice before it counts: a page may be half written at the moment it is read.
    """
    return _is_bad(database, key) and _is_bad(database, key)


def _is_bad(database: Path, key: bytes) -> bool:
    try:
        pages = _ask(database, key, "PRAGMA cipher_integrity_check")
        return pages is not None or _ask(database, key, "PRAGMA integrity_check(1)") != "ok"
    except DatabaseTrouble:
        return True


def _hides_commits(database: Path, key: bytes) -> bool:
    """Asked twice by the caller: another program may be folding its log in at this moment."""
    if not database.exists() or not _has_log(database):
        return False
    with DamagedFile(database, key) as file:
        return file.hides_commits


def _has_log(database: Path) -> bool:
    try:
        return database.with_name(database.name + LOGS[0]).stat().st_size > 0
    except OSError:
        return False


def _ask(path: Path, key: bytes, question: str) -> str | None:
    database = Database(path, key)
    try:
        with database.read() as connection:
            check_schema(connection)
            answer = connection.exec_driver_sql(question).scalar()
            return None if answer is None else str(answer)
    finally:
        database.engine.dispose()


def was_left_open(data: Path) -> bool:
    """Whether the last user of this folder, other than this program, did not close it."""
    return (data / MARK).exists() and not _open.get(data.absolute())


def is_open_here(data: Path) -> bool:
    """Whether this program has the office open."""
    return bool(_open.get(data.absolute()))


def mark_open(data: Path) -> None:
    """The office is in use from now on. A folder that cannot be written to is no reason to refuse."""
    with _lock:
        before = _open.get(data.absolute(), 0)
        _open[data.absolute()] = before + 1
        if not before:  # its time says since when: what lies in the private folder from before is nobody's work
            with suppress(OSError):
                (data / MARK).touch()


def mark_closed(data: Path) -> None:
    """The last one who had it open here has closed it."""
    with _lock:
        left = _open.get(data.absolute(), 0) - 1
        if left > 0:
            _open[data.absolute()] = left
            return
        _open.pop(data.absolute(), None)
        with suppress(OSError):
            (data / MARK).unlink(missing_ok=True)
