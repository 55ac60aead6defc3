"""The laptops that write for the offices of the district, as signed orders tell (handover.md C6)."""

from __future__ import annotations

from dataclasses import dataclass

from models.values import Role
from services.context import AppContext
from services.handover.fingerprints import laptop_print

_LAPTOPS = """
SELECT d.id, d.office, d.role, d.public_key, d.revoked, coalesce(max(b.no), 0) AS last_no,
       coalesce(max(b.at), '') AS last_at
FROM device d LEFT JOIN bundle b ON b.from_device = d.id AND (NOT b.written OR b.from_device = ?)
GROUP BY d.id ORDER BY d.office, d.id
"""


@dataclass(frozen=True, slots=True)
class Laptop:
    """One machine on the roster. ``words``: six check words of its key. ``here``: this very machine.

    ``last_no``, ``last_at``: its newest bundle that is known here, 0 and empty if none.
    """

    device: str
    office: str
    office_name: str
    role: Role
    words: tuple[str, ...]
    here: bool
    revoked: bool
    last_no: int
    last_at: str


def laptop_words(public_key_pem: str) -> tuple[str, ...]:
    """Six check words of a key, to compare by telephone. Raises ValueError for a text that is no key."""
    return laptop_print("", public_key_pem).words


def laptops(ctx: AppContext, office: str | None = None) -> tuple[Laptop, ...]:
    """All machines on the roster, or those of one office, by office."""
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(_LAPTOPS, (ctx.device_id,)).all()
    return tuple(
        Laptop(
            row.id,
            row.office,
            office_name(ctx, row.office),
            Role(row.role),
            laptop_words(row.public_key),
            row.id == ctx.device_id,
            bool(row.revoked),
            row.last_no,
            row.last_at,
        )
        for row in rows
        if office in (None, row.office)
    )


def office_name(ctx: AppContext, code: str) -> str:
    """What an office is called on screen."""
    if code == ctx.office.code:
        return ctx.office.name
    village = ctx.reference.villages.get(code)
    return village.name if village else ctx.reference.district_name
