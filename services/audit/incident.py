"""A laptop is gone: whose data it held, how many people and which fields, and what is known of it (UU 27/2022 Ps. 46).

What the district sees is what the laptop had handed over; work since its last bundle is told as unknown, never as none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from models.values import Role
from services.context import AppContext

TIME_TO_TELL = timedelta(hours=72)
"""3 × 24 hours, from when the loss was known (UU 27/2022 Pasal 46 ayat 1)."""

FIELDS: Mapping[str, str] = {
    "nik": "nik != ''",
    "full_name": "full_name != ''",
    "birth_date": "birth_date IS NOT NULL",
    "mother_name": "mother_name != ''",
    "kk_number": "kk_number != ''",
    "address": "address != '' OR hamlet != ''",
    "phone": "phone != ''",
    "occupation_code": "occupation_code != ''",
    "monthly_income": "monthly_income IS NOT NULL",
    "heirs": "heirs NOT IN ('', '[]')",
}
"""Field → when a person counts as having it there. Names are those of the worker's form."""

SPECIFIC = frozenset({"monthly_income"})
"""Personal finance is «data pribadi yang bersifat spesifik» (UU 27/2022 Pasal 4 ayat 2)."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What the laptops of an office hold, as far as it is known here.

    ``fields``: people for each field of ``FIELDS``. ``decisions``, ``paid_months``: what was decided and paid about
    them. ``photos``: KTP photos; None where that is not known here. ``last_no``, ``last_at``: the newest bundle taken
    in, 0 and empty if none came. ``since``: the first one, or when this office was set up: from then on the file was
    locked with the passphrase. ``here``: it is this office itself. ``laptops``: known there; ``revoked``: so many.
    """

    office: str
    people: int
    fields: Mapping[str, int]
    decisions: int
    paid_months: int
    photos: int | None
    last_no: int
    last_at: str
    since: str
    here: bool
    laptops: int = 1
    revoked: int = 0

    @property
    def encrypted(self) -> bool:
        """Always: Payung has no way to keep its file unlocked (SQLCipher, handover.md D1)."""
        return True


def incident_of(ctx: AppContext, office: str) -> Incident:
    """Count what a laptop of that office holds; the district's own laptop holds everybody."""
    here = office == ctx.office.code
    everybody = here and ctx.office.role is Role.DISTRICT
    with ctx.read() as connection:
        where, values = ("1", ()) if everybody else ("owner = ?", (office,))
        people, fields = _people(connection, where, values)
        last_no, last_at, first_at = _delivered(connection, office)
        return Incident(
            office=office,
            people=people,
            fields=fields,
            decisions=_about(connection, "decision", where, values),
            paid_months=_about(connection, "contribution", where, values),
            photos=int(connection.exec_driver_sql("SELECT count(*) FROM photo").scalar_one()) if here else None,
            last_no=last_no,
            last_at=last_at,
            since=_set_up(connection, ctx) if here else first_at,
            here=here,
            laptops=_laptops(connection, office),
            revoked=_laptops(connection, office, "AND revoked"),
        )


def _people(connection: Connection, where: str, values: tuple[str, ...]) -> tuple[int, dict[str, int]]:
    counts = ", ".join(f"total({condition})" for condition in FIELDS.values())
    row = connection.exec_driver_sql(f"SELECT count(*), {counts} FROM worker WHERE {where}", values).one()
    return int(row[0]), {field: int(count) for field, count in zip(FIELDS, row[1:], strict=True)}


def _about(connection: Connection, table: str, where: str, values: tuple[str, ...]) -> int:
    sql = f"SELECT count(*) FROM {table} WHERE worker_id IN (SELECT id FROM worker WHERE {where})"
    return int(connection.exec_driver_sql(sql, values).scalar_one())


def _delivered(connection: Connection, office: str) -> tuple[int, str, str]:
    sql = "SELECT no, at FROM bundle WHERE NOT written AND direction = 'up' AND from_office = ? ORDER BY at, no"
    rows = connection.exec_driver_sql(sql, (office,)).all()
    return (rows[-1][0], rows[-1][1], rows[0][1]) if rows else (0, "", "")


def _laptops(connection: Connection, office: str, which: str = "") -> int:
    return int(
        connection.exec_driver_sql(f"SELECT count(*) FROM device WHERE office = ? {which}", (office,)).scalar_one()
    )


def _set_up(connection: Connection, ctx: AppContext) -> str:
    sql = "SELECT json_extract(header, '$.w') FROM journal WHERE device = ? AND json_valid(header) ORDER BY seq LIMIT 1"
    return str(connection.exec_driver_sql(sql, (ctx.device_id,)).scalar() or "")


def tell_before(known_at: datetime) -> datetime:
    """When the notice has to be with the people and the agency at the latest."""
    return known_at + TIME_TO_TELL
