"""Make every n-th I/O call of an act fail, one n after the other, until the act is done before its fault comes.

handover.md G7. After each: the state before or after, never between; what came out has a sentence for people; the
same act works as soon as the trouble is over.
"""

from __future__ import annotations

import errno
import hashlib
import json
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from models.database import Database
from services import startup
from services.context import AppContext
from services.errors import AppError
from services.preferences import write_preference
from tests.faults import shim
from tests.faults.failing_acts import ACTS
from tests.faults.host import Host
from tests.faults.shim import LASTING, ONCE, READS, WRITES, Fault
from tests.faults.wholeness import anchored, require_whole, require_whole_backups, require_whole_bundles
from tests.offices import PASSPHRASE, doors

CODES = {
    WRITES: (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS),
    READS: (errno.EIO, errno.EACCES),
}
"""What each kind of call can fail with."""
_WORK = "tests.faults.failing:work"
_RANDOM_COLUMNS = {("bundle", "sha256"), ("bundle", "size")}
"""Sealing is random on purpose; all other values follow from the seed."""

_ON_STICK = "(on the stick)"
_COUNTED = {_ON_STICK: "stick/**/*.payung", "(backups)": "*/cadangan/*.payung-cadangan"}
"""Files that count as done; the copies in ``keluar`` and ``arsip`` are kept where there is room for them."""

Tables = dict[str, list[Any]]
"""Number of rows and a hash of them, by table."""
Known = dict[str, Tables]
"""The state before and the one after, as a run without a fault leaves them; everything follows from seeds."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One fault. ``hit``: the call that failed, empty when the act was done before. ``codes``: what came out.

    ``state``: before or after; anything else is a failure, and so is ``problem``.
    """

    hit: str
    calls: int
    codes: tuple[str, ...]
    state: str
    problem: str = ""


def work(job: dict[str, Any], tell: Callable[[str], None]) -> None:
    """In the child: a copy of the office, one act with one fault, a look at what is left, the act again."""
    folder = Path(job["folder"])
    shutil.copytree(folder.with_name("template"), folder)
    try:
        tell(json.dumps(asdict(_try(job["act"], folder, Fault(**job["fault"]), job["known"], job["below"]))))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _try(name: str, folder: Path, fault: Fault, known: Known | None, below: str) -> Tried:
    act = ACTS[name]
    data = folder / act.office
    with anchored(data):
        ctx = startup.sign_in(data, PASSPHRASE, doors=doors(99))
        random.seed(99)
        before = tables(ctx, folder) if known is None else known["before"]
        ctx.database.engine.dispose()  # opening the file belongs to what can fail
        codes, problem = [], ""
        shim.arm(fault, [folder / below])
        try:
            codes = act.run(ctx, folder)
        except AppError as error:
            codes = [error.code]
        except Exception as error:  # noqa: BLE001  anything else would be a traceback on the screen
            problem = f"{type(error).__module__}.{type(error).__name__}: {error}"
        finally:
            calls, hit = shim.disarm()
        found = tables(ctx, folder)
        if known is None:  # the run that shows what the two states are
            return Tried(hit, calls, tuple(codes), json.dumps({"before": before, "after": found}), problem)
        state = _state(found, known)
        problem = problem or _again(ctx, folder, name, state, known["after"])
        startup.close(ctx)
    return Tried(hit, calls, tuple(codes), state, problem)


def _state(found: Tables, known: Known) -> str:
    """``extra``: as before, but a whole bundle lies on the stick that nobody was told of; that harms nobody."""
    for name in ("after", "before"):
        if found == known[name]:
            return name
    if found == {**known["before"], _ON_STICK: known["after"][_ON_STICK]}:
        return "extra"
    moved = sorted(table for table in found if found[table] != known["before"].get(table))
    return f"between: {', '.join(moved)}"


def _again(ctx: AppContext, folder: Path, name: str, state: str, after: Tables) -> str:
    """The trouble is over: the act works, and everything is whole. What is wrong, or nothing."""
    try:
        if state == "after":
            with suppress(AppError):  # opened for reading only in the trouble: the first write finds out, and reopens
                write_preference(ctx, "coba", "")
        else:
            codes = ACTS[name].run(ctx, folder)
            assert codes == [], f"again: {codes}"
            counts = {table: rows for table, (rows, _) in tables(ctx, folder).items()}
            wanted = {table: rows for table, (rows, _) in after.items()}
            wanted[_ON_STICK] += state == "extra"
            assert counts == wanted, "again: another state than after"
            left = [path.name for path in folder.rglob(".tulis-*")] + [path.name for path in folder.rglob("*.tmp")]
            assert left == [], f"left behind: {left}"
            scratch = list(ctx.paths.scratch.iterdir())
            assert scratch == [], f"left in the working folder: {[path.name for path in scratch]}"
        require_whole(ctx)
        require_whole_bundles(folder)
        require_whole_backups(ctx.paths.data / "cadangan")
    except Exception as error:  # noqa: BLE001  told to whoever asked
        return f"{type(error).__name__} {error}"
    return ""


def tables(ctx: AppContext, folder: Path) -> Tables:
    """Of every table the number of rows and a hash of them; and how many bundles and backups there are."""
    found: Tables = {}
    for name, places in _COUNTED.items():
        found[name] = [sum(not path.name.startswith(".") for path in folder.glob(places)), ""]
    fresh = Database(ctx.database.path, ctx.database.key)  # whatever the office's own connections went through
    try:
        with fresh.read() as connection:
            found |= _rows(connection)
    finally:
        fresh.engine.dispose()
    return found


def _rows(connection: Connection) -> Tables:
    found: Tables = {}
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for table in [name for name in names.scalars() if not name.startswith(("worker_search", "sqlite_"))]:
        columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
        kept = ", ".join(column for column in columns if (table, column) not in _RANDOM_COLUMNS)
        rows = [repr(tuple(row)) for row in connection.exec_driver_sql(f'SELECT {kept} FROM "{table}"')]
        found[table] = [len(rows), hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()[:16]]
    return found


class Failing:
    """Every fault of one act. ``folder``: of its own, best in memory."""

    def __init__(self, host: Host, name: str, folder: Path) -> None:
        self._host, self._name, self._folder = host, name, folder
        folder.mkdir(parents=True)
        with anchored(folder / "template" / ACTS[name].office):
            ACTS[name].prepare(folder / "template")
        self._known: Known | None = None
        untouched = self._try(Fault(0), inside=True)
        assert (untouched.codes, untouched.problem) == ((), ""), f"{name} fails without any fault: {untouched}"
        self._known = json.loads(untouched.state)

    def every(
        self, kinds: int, codes: Sequence[int], mode: int = ONCE, below: str = "", *, step: int = 1
    ) -> Iterator[tuple[int, Tried]]:
        """n = 1, 2, … until the act is done untouched; that last one is not given.

        ``codes`` take turns. ``below``: of which volume. ``step``: 1, or only each so many-th n.
        """
        for number in count(1, step):
            tried = self.one(number, kinds, codes[number % len(codes)], mode, below)
            if not tried.hit:
                assert (tried.codes, tried.state) == ((), "after"), f"{self._name} untouched: {tried}"
                return
            yield number, tried

    def one(self, number: int, kinds: int, code: int, mode: int = ONCE, below: str = "") -> Tried:
        """One fault."""
        return self._try(Fault(number, mode, kinds, code), below)

    def _try(self, fault: Fault, below: str = "", *, inside: bool = False) -> Tried:
        job = {"act": self._name, "folder": str(self._folder / "work"), "fault": asdict(fault), "below": below}
        job["known"] = self._known
        told, code = self._host.run(_WORK, job, inside=inside)
        assert code == 0, f"{self._name} {fault}: the process ended with {code}"
        found = json.loads(told[-1])
        return Tried(**{**found, "codes": tuple(found["codes"])})


def wrong(tried: Tried, sentences: Sequence[str] | dict[str, Any]) -> str:
    """What is wrong with an outcome, or nothing."""
    if tried.problem:
        return tried.problem
    if tried.state not in ("before", "after", "extra"):
        return tried.state
    if tried.state != "after" and not tried.codes:
        return "nothing was done and nothing was said"
    return "".join(f"no sentence for {code}" for code in tried.codes if code not in sentences)


__all__ = ["CODES", "LASTING", "ONCE", "READS", "WRITES", "Failing", "Tried", "wrong"]
