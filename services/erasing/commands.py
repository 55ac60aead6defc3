"""Erasing a person at the district, on the word of two officers (UU 27/2022 art. 43-44, handover.md B9)."""

from __future__ import annotations

from dataclasses import dataclass

from models.values import EventKind, Role
from services.context import AppContext
from services.erasing.files import clear_files
from services.errors import NotAllowed, NotFound
from services.handover.obeying import issue_order
from services.handover.orders import EraseOrder
from services.journal.erased import KEPT_FIELDS, Kept
from services.journal.unit import WriteUnit
from services.safekeeping import keyfile

_ABOUT = "SELECT DISTINCT entity, record FROM journal WHERE about = ?"


@dataclass(frozen=True, slots=True)
class ErasePreview:
    """What an erasure takes and what stays. Counts; ``offices``: codes of all offices that hold or held the record."""

    changes: int
    decisions: int
    contributions: int
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """Done. ``record``: the number by which it can be spoken of; ``files``: sealed files and copies removed here;
    ``files_left``: those that could not be looked through or removed just now, which is tried again by itself."""

    record: str
    order: str
    changes: int
    files: int
    files_left: int = 0


def preview_erase(ctx: AppContext, worker_id: str) -> ErasePreview:
    """What would go. Raises NotAllowed("district.only"), NotFound("worker.missing")."""
    _require_district(ctx)
    with ctx.read() as connection:
        changes = connection.exec_driver_sql(
            "SELECT count(*) FROM journal WHERE (record = ? OR about = ?) AND payload IS NOT NULL",
            (worker_id, worker_id),
        ).scalar_one()
        if not changes:
            raise NotFound("worker.missing")
        entities = [row[0] for row in connection.exec_driver_sql(_ABOUT, (worker_id,))]
        offices = connection.exec_driver_sql(
            "SELECT DISTINCT own FROM journal WHERE record = ? AND own IS NOT NULL ORDER BY own", (worker_id,)
        )
        return ErasePreview(
            changes, entities.count("decision"), entities.count("contribution"), tuple(offices.scalars())
        )


def erase_worker(ctx: AppContext, worker_id: str, second_user: str, second_passphrase: str, reason: str = "") -> Erased:
    """Erase a person here and, by the order that every bundle carries from now on, everywhere.

    ``second_user``: id or name of another officer of this office, who gives the own passphrase (about 0.2 s). What the
    accounts need of the decisions and payments stays, without anything about the person. ``reason``: a short key, kept
    in the order.
    Raises NotAllowed("district.only" | "erase.same_person" | "erase.second_once"),
    NotFound("worker.missing" | "account.unknown"), AccessDenied("passphrase.wrong"), StorageTrouble.
    """
    preview = preview_erase(ctx, worker_id)
    second = keyfile.unlock(ctx.paths.keyfile, second_user, second_passphrase)
    if second.user_id == ctx.user.id:
        raise NotAllowed("erase.same_person")
    if keyfile.is_once(ctx.paths.keyfile, second.user_id):
        raise NotAllowed("erase.second_once")  # the first officer was shown that code: it is nobody else's word
    with ctx.write() as unit:
        order = EraseOrder(
            id=f"erase-{worker_id}"[:64],
            record=worker_id,
            at=ctx.now().isoformat(timespec="seconds"),
            officers=(ctx.user.id, second.user_id),
            reason=reason,
            kept=_kept(unit, worker_id),
            by=ctx.device_id,
        )
        order_id = issue_order(ctx, unit.connection, order)
        unit.note(EventKind.ERASE, 1, worker_id)
        unit.touch("worker", worker_id)
    cleared = clear_files(ctx)
    return Erased(worker_id, order_id, preview.changes, cleared.removed, cleared.left)


def _require_district(ctx: AppContext) -> None:
    if ctx.office.role is not Role.DISTRICT:
        raise NotAllowed("district.only")


def _kept(unit: WriteUnit, worker_id: str) -> dict[str, Kept]:
    kept: dict[str, Kept] = {}
    for entity, record in unit.connection.exec_driver_sql(_ABOUT, (worker_id,)).all():
        if entity in KEPT_FIELDS:
            group, fields = KEPT_FIELDS[entity]
            value = unit.folded(entity, record).value(group)
            if value:
                kept[record] = Kept(entity, group, {name: value[name] for name in fields if name in value})
    return kept
