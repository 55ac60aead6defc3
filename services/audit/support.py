"""The support pack: what helps to find a fault, and nothing about people (handover.md F6).

Only numbers, versions, codes and the redacted log of faults go in. No names, no folders, no texts that anybody typed;
everything passes the redactor once more on its way into the file.
"""

from __future__ import annotations

import platform
import shutil
import sys
import zipfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from models.base import Base
from models.values import EventKind
from services import APP_VERSION
from services.audit.chains import check_chains
from services.audit.events import note_event, office_events
from services.context import AppContext
from services.errors import AppError, StorageTrouble
from services.progress import SILENT, Reporter
from services.redacting import FAULTS, redact
from services.replacing import put_in_place
from services.safekeeping.checking import check_office

FORMAT = "payung-support-v1"
SUMMARY, LOG, README = "ringkasan.json", FAULTS, "BACA-SAYA.txt"
_LOG_BYTES = 200_000
_PACKAGES = "PySide6-Essentials SQLAlchemy alembic cryptography msgspec openpyxl pyrage python-calamine sqlcipher3"
_PRAGMAS = (
    "cipher_version cipher_page_size page_size page_count freelist_count journal_mode synchronous foreign_keys "
    "secure_delete auto_vacuum user_version encoding"
)
_README = """Paket bantuan Payung

Berisi versi program, jumlah baris, hasil pemeriksaan dan catatan kesalahan.
Tidak berisi nama, NIK, nomor telepon, alamat, kata sandi atau kunci.
Kirim berkas ini bila diminta Dinas atau pembuat program.
"""


def write_support(ctx: AppContext, path: Path, reporter: Reporter = SILENT, *, note: bool = True) -> tuple[str, ...]:
    """Write the pack; gives the names of its parts. ``note``: put it into the history of the office.

    Raises StorageTrouble("file.not_writable", "database.…"), NotAllowed("practice.outside"), Cancelled.
    """
    ctx.stay_inside(path)
    parts = {README: _README, SUMMARY: _as_text(summary(ctx, reporter)), LOG: _log(ctx)}
    unfinished = path.with_name(f".{path.stem[:40]}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as pack:
            for name, text in parts.items():
                pack.writestr(name, redact(text))
        put_in_place(unfinished, path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise StorageTrouble("file.not_writable") from None
    if note and not ctx.looking:
        note_event(ctx, EventKind.SUPPORT, len(parts))
    return tuple(parts)


def _as_text(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def summary(ctx: AppContext, reporter: Reporter = SILENT) -> Mapping[str, Any]:
    """Versions, counts, settings of the file and what the checks say. Nothing that a person typed."""
    checked, check_fault = _checks(ctx, reporter)
    with ctx.read() as connection:
        tables = {name: _count(connection, name) for name in sorted(Base.metadata.tables)}
        return {
            "format": FORMAT,
            "made_at": ctx.now().isoformat(timespec="seconds"),
            "office": {"code": ctx.office.code, "role": ctx.office.role.value, "device": ctx.device_id},
            "versions": _versions(ctx, connection),
            "database": {name: _pragma(connection, name) for name in _PRAGMAS.split()},
            "tables": tables,
            "journal": _journal(connection),
            "bundles": _bundles(connection),
            "files": _files(ctx),
            "events": _events(ctx),
            "checks": checked | ({"fault": check_fault} if check_fault else {}),
        }


def _checks(ctx: AppContext, reporter: Reporter) -> tuple[dict[str, Any], str]:
    """Both checks; one that fails is a finding itself and must not keep the pack from being made."""
    try:
        whole = check_office(ctx, reporter)
        chains = check_chains(ctx, reporter, quick=True)
    except AppError as trouble:
        return {}, trouble.code
    counts = {name: getattr(chains, name) for name in ("streams", "links", "missing", "forked", "heads")}
    return {
        "database": whole.database,
        "journal": whole.journal,
        "changes": whole.changes,
        "workers": whole.workers,
        "problems": [*whole.problems, *chains.problems],
        **counts,
    }, ""


def _versions(ctx: AppContext, connection: Connection) -> dict[str, str]:
    found = {
        "payung": APP_VERSION,
        "schema": str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()),
        "reference": ctx.reference.version,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "frozen": str(bool(getattr(sys, "frozen", False))),
        "sqlite": str(connection.exec_driver_sql("SELECT sqlite_version()").scalar()),
    }
    for name in _PACKAGES.split():
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "-"
    return found


def _pragma(connection: Connection, name: str) -> str:
    return str(connection.exec_driver_sql(f"PRAGMA {name}").scalar())


def _count(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def _journal(connection: Connection) -> dict[str, Any]:
    entities = connection.exec_driver_sql("SELECT entity, count(*) FROM journal GROUP BY entity").all()
    streams = connection.exec_driver_sql("SELECT id, n, writing FROM stream ORDER BY id").all()
    return {
        "by_entity": {str(entity): count for entity, count in entities},
        "empty_payloads": int(
            connection.exec_driver_sql("SELECT count(*) FROM journal WHERE payload IS NULL").scalar_one()
        ),
        "streams": [{"id": stream, "n": n, "writing": bool(writing)} for stream, n, writing in streams],
    }


def _bundles(connection: Connection) -> list[dict[str, Any]]:
    sql = (
        "SELECT direction, written, count(*), max(no), max(at), sum(size), sum(changes) FROM bundle "
        "GROUP BY direction, written"
    )
    names = ("direction", "written", "count", "last_no", "last_at", "bytes", "changes")
    return [dict(zip(names, row, strict=True)) for row in connection.exec_driver_sql(sql)]


def _files(ctx: AppContext) -> dict[str, Any]:
    """Sizes and counts; names of folders say where somebody keeps things, so only our own short ones are told."""
    folders = (ctx.paths.outgoing, ctx.paths.archive, ctx.paths.photos, ctx.paths.scratch)
    try:
        free = shutil.disk_usage(ctx.paths.data).free
        database = ctx.paths.database.stat().st_size
    except OSError:
        free = database = -1
    counts = {folder.name: _held(folder) for folder in folders}
    return {"database_bytes": database, "free_bytes": free, "folders": counts}


def _held(folder: Path) -> dict[str, int]:
    try:
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    except OSError:
        return {"files": -1, "bytes": -1}
    return {"files": len(sizes), "bytes": sum(sizes)}


def _events(ctx: AppContext) -> dict[str, int]:
    found: dict[str, int] = {}
    for event in office_events(ctx, 2_000, ctx.office.code):
        found[event.kind.value] = found.get(event.kind.value, 0) + 1
    return dict(sorted(found.items()))


def _log(ctx: AppContext) -> str:
    """The newest part of the log of faults; it holds places in the program and types, never values."""
    try:
        text = (ctx.paths.data / FAULTS).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "(kosong)\n"
    return text[-_LOG_BYTES:]
