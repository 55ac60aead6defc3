"""What must hold after any fault: everything opens, everything proves itself, nothing is there by half."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from services import startup
from services.context import AppContext
from services.handover.file_names import is_bundle_name, parse_name
from services.journal.fingerprint import projection_fingerprint
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.safekeeping.backup_file import SUFFIX, read_facts
from services.safekeeping.checking import check_office
from tests.offices import CHEAP, PASSPHRASE, doors

ANCHORS = "PAYUNG_ANCHORS"


class _UndoAll(Exception):
    """Leaves a transaction without keeping anything."""


@contextmanager
def opened(data: Path, passphrase: str = PASSPHRASE) -> Iterator[AppContext]:
    """Sign in with real chance, the fixed clock and cheap keys; the anchors lie beside the data folder."""
    with anchored(data):
        real = startup.REAL
        ctx = startup.sign_in(data, passphrase, doors=startup.Doors(doors().now, real.new_id, real.random, kdf=CHEAP))
        try:
            yield ctx
        finally:
            startup.close(ctx)


@contextmanager
def anchored(data: Path) -> Iterator[None]:
    """Everything that is kept outside the data folder goes beside it, so that it is copied along."""
    before = os.environ.get(ANCHORS)
    os.environ[ANCHORS] = str(data.parent / "jangkar")
    try:
        yield
    finally:
        if before is None:
            del os.environ[ANCHORS]
        else:
            os.environ[ANCHORS] = before


def require_whole(ctx: AppContext) -> None:
    """Chains, signatures and pages are good, and what screens show is what the journal says."""
    assert check_office(ctx).problems == ()
    with suppress(_UndoAll), ctx.database.write() as connection:
        was = projection_fingerprint(connection)
        rebuild(connection, load_roster(connection))
        assert projection_fingerprint(connection) == was, "the views differ from the journal"
        raise _UndoAll
    for folder in (ctx.paths.outgoing, ctx.paths.archive):
        require_whole_bundles(folder)
    require_whole_backups(ctx.paths.data / "cadangan")


def require_whole_bundles(folder: Path) -> list[Path]:
    """Every file under a bundle's name below a folder is the file that its name speaks of; gives them."""
    found = [path for path in sorted(folder.rglob("*.payung")) if is_bundle_name(path.name)]
    for path in found:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert digest.startswith(parse_name(path.name).hash8), f"half a file under a final name in {path.parent.name}"
    return found


def require_whole_backups(folder: Path) -> None:
    for path in folder.glob(f"[0-9]*{SUFFIX}"):
        read_facts(path)
        with zipfile.ZipFile(path) as packed:
            assert packed.testzip() is None, "half a backup under a final name"


def people(ctx: AppContext) -> int:
    """How many worker rows there are."""
    with ctx.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM worker").scalar_one())


def acts_of_workers(ctx: AppContext) -> list[int]:
    """How many workers each act made or changed."""
    sql = "SELECT count(*) FROM journal WHERE entity = 'worker' GROUP BY json_extract(header, '$.x')"
    with ctx.read() as connection:
        return [int(count) for count in connection.exec_driver_sql(sql).scalars()]
