"""Building bundles: the village's up, the district's replies down (handover.md B7, C1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from models.journal import Bundle, Fork, Order, Stream
from models.office import Device
from services import APP_VERSION
from services.context import AppContext
from services.errors import NotAllowed, NotFound
from services.handover.bundle import Outgoing, SealedBundle, seal
from services.handover.due import (
    all_changes,
    changes_down,
    changes_up,
    epochs,
    headers_down,
    last_seq,
    receipts,
    recent_changes,
)
from services.handover.kit import enrolment_proof
from services.handover.lines import ChangeLine, OrderLine, ReceiptLine
from services.handover.manifest import Direction, Enrolment, ManifestFrom
from services.handover.newest_reply import newest_replies
from services.handover.office_facts import (
    RosteredDevice,
    device,
    devices,
    get_secret,
    get_setting,
    next_number,
    other_laptops,
    readers,
    signed_root,
    trusted_root,
)
from services.handover.witnesses import newest_witness
from services.journal.change import SCHEMA_VERSION
from services.journal.unit import AUDIT

HISTORY_ROOM = 4 * 1024 * 1024
"""How much of the newest journal goes along although it has arrived, in characters: most villages' whole journal."""


@dataclass(frozen=True, slots=True)
class Built:
    """A sealed bundle and what it carries. ``workers``: people touched; ``decisions``: decisions inside.

    ``upto``: the last ``seq`` of the journal when it was built.
    """

    sealed: SealedBundle
    to_office: str
    changes: int
    workers: int
    decisions: int
    upto: int


def build_up(ctx: AppContext, *, everything: bool = False) -> Built:
    """Everything the district is not yet known to hold, sealed for the district, its recovery key and this laptop.

    The newest part of the journal goes along (``everything``: all of it), so most bundles are whole backups. Where the
    roster knows other laptops of the office, it is sealed for them as well and addressed to the office too.
    ``changes`` and ``workers`` count what the district is not known to hold; with ``everything`` all that is inside.
    Raises NotAllowed("handover.no_kit") before the office knows its district.
    """
    with ctx.read() as connection:
        root = trusted_root(connection)
        rows = changes_up(connection)
        upto = last_seq(connection)
        own, others = _own_device(connection, ctx), other_laptops(connection, ctx)
        carried = all_changes(connection) if everything else recent_changes(connection, HISTORY_ROOM)
        outgoing = Outgoing(
            direction=Direction.UP,
            from_=_sender(connection, ctx),
            to=(root.district, ctx.office.code) if others else (root.district,),
            no=next_number(connection, ctx.device_id),
            witness=newest_witness(connection),
            enrolment=_enrolment(connection, ctx),
            replies=newest_replies(connection),
            change_lines=_lines(carried),
            order_lines=_orders(connection, None),
            register=connection.exec_driver_sql("SELECT count(*) FROM worker WHERE status != 'left'").scalar_one(),
            **_common(connection, ctx),
        )
    own_laptops = [own.age_recipient, *(laptop.age_recipient for laptop in others)]
    sealed = seal(outgoing, ctx.sign, [*root.all_recipients, *own_laptops])
    return _built(sealed, root.district, carried if everything else rows, upto)


def build_down(ctx: AppContext, village: str, only_for: str | None = None) -> Built:
    """One village's reply: its records, decisions, the programmes, and receipts of all we hold of it.

    ``only_for``: an age recipient in the place of the village's laptops, for a kit that replaces them.
    Raises NotAllowed("handover.not_enrolled") for a village none of whose laptops is known yet.
    """
    with ctx.read() as connection:
        root = trusted_root(connection)
        known = readers(connection, village) if only_for is None else devices(connection, village)
        if not known:
            raise NotAllowed("handover.not_enrolled")
        own = _own_device(connection, ctx)
        rows = changes_down(connection, village, ctx.office.code)
        headers = headers_down(connection, village)
        upto = last_seq(connection)
        sender = _sender(connection, ctx)
        outgoing = Outgoing(
            direction=Direction.DOWN,
            from_=sender,
            to=(village,),
            no=next_number(connection, ctx.device_id),
            epoch=sender.stream,
            epochs_dead=_others(connection, sender.stream),
            last_no_received=_last_received(connection, village),
            forks=_forks(connection, village),
            change_lines=[*_lines(rows), *(ChangeLine(row.header, row.signature, None) for row in headers)],
            order_lines=_orders(connection, {village, *(row.office for row in (*rows, *headers))}),
            receipt_lines=[ReceiptLine(change_id, stream) for change_id, stream in receipts(connection, village)],
            **_common(connection, ctx),
        )
    laptops = [laptop.age_recipient for laptop in known] if only_for is None else [only_for]
    recipients = [*laptops, root.recovery, own.age_recipient]
    return _built(seal(outgoing, ctx.sign, recipients), village, rows, upto)


def _built(sealed: SealedBundle, to_office: str, rows: Sequence[Any], upto: int) -> Built:
    return Built(
        sealed=sealed,
        to_office=to_office,
        changes=sum(row.entity != AUDIT for row in rows),
        workers=len({row.record for row in rows if row.entity == "worker"}),
        decisions=len({row.record for row in rows if row.entity == "decision"}),
        upto=upto,
    )


def _lines(rows: Sequence[Any]) -> list[ChangeLine]:
    return [ChangeLine(row.header, row.signature, row.payload) for row in rows]


def _forks(connection: Connection, village: str) -> tuple[str, ...]:
    """Streams of this village in which a number was given out twice: nobody goes on writing in them (B8)."""
    query = select(Fork.stream).join(Device, Device.id == Fork.device).where(Device.office == village)
    return tuple(connection.execute(query.order_by(Fork.stream)).scalars())


def _others(connection: Connection, own: str) -> tuple[str, ...]:
    """Every district database heard of but our own: these are gone, whatever a village says of ours."""
    known = [*epochs(connection, dead=False), *epochs(connection, dead=True)]
    return tuple(epoch for epoch in known if epoch != own)


def _orders(connection: Connection, offices: set[str] | None) -> list[OrderLine]:
    """All orders going up; going down those that concern everybody, the village, or an office whose changes go along.

    Without the last a reader would refuse the whole bundle: it could not tell who signed those changes.
    """
    query = select(Order.text, Order.signature).order_by(Order.id)
    if offices is not None:
        query = query.where(Order.office.in_(["", *sorted(offices)]))
    return [OrderLine(text, signature) for text, signature in connection.execute(query)]


def _own_device(connection: Connection, ctx: AppContext) -> RosteredDevice:
    found = device(connection, ctx.device_id)
    if found is None:
        raise NotFound("device.missing")
    return found


def _sender(connection: Connection, ctx: AppContext) -> ManifestFrom:
    stream = connection.execute(select(Stream.id).where(Stream.writing)).scalar_one()
    own = _own_device(connection, ctx)
    return ManifestFrom(office=ctx.office.code, device=ctx.device_id, stream=stream, public_key=own.public_key)


def _common(connection: Connection, ctx: AppContext) -> dict[str, Any]:
    streams = connection.execute(select(Stream.id, Stream.n, Stream.head).where(Stream.n > 0, Stream.writing))
    return {
        "app": f"payung {APP_VERSION}",
        "root": signed_root(connection),
        "sv": SCHEMA_VERSION,
        "created": ctx.now().isoformat(timespec="seconds"),
        "heads": {row.id: (row.n, row.head) for row in streams},
        "orders_upto": connection.exec_driver_sql("SELECT count(*) FROM orders").scalar_one(),
    }


def _enrolment(connection: Connection, ctx: AppContext) -> Enrolment | None:
    """The request to be let in, repeated until a reply shows that the district knows this laptop."""
    code = get_secret(connection, "enrolment_code")
    if code is None:
        raise NotAllowed("handover.no_kit")
    if get_setting(connection, "enrolled") is not None:
        return None
    own = _own_device(connection, ctx)
    proof = enrolment_proof(code, own.id, own.public_key, own.age_recipient)
    return Enrolment(age_recipient=own.age_recipient, proof=proof)


def _last_received(connection: Connection, village: str) -> int:
    numbers = connection.execute(select(Bundle.no).where(Bundle.from_office == village, ~Bundle.written))
    return max(numbers.scalars(), default=0)
