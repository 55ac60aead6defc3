"""Which records were erased for good, and the few facts that the accounts keep of them (handover.md B9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from sqlalchemy import Connection

KEPT_FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "decision": ("decision", ("batch_id", "outcome", "decided_on")),
    "participation": ("enrolment", ("batch_id", "enrolled_on")),
    "contribution": ("payment", ("participation_id", "month", "amount", "rule", "paid_on")),
}
"""Entity to its group and the fields that stay: money and dates of the programme, nothing about the person."""


class Kept(Struct, frozen=True):
    """One record about an erased worker as the accounts keep it."""

    entity: Annotated[str, Meta(pattern=r"\A[a-z][a-z0-9_]{0,31}\Z")]
    group: Annotated[str, Meta(pattern=r"\A[a-z][a-z0-9_]{0,31}\Z")]
    value: dict[str, Any]


_KEPT = msgspec.json.Decoder(dict[str, Kept])


def load_erased(connection: Connection) -> dict[str, dict[str, Kept]]:
    """Erased records, each with what is kept of the records about it."""
    rows = connection.exec_driver_sql("SELECT record, kept FROM erased").all()
    return {record: _KEPT.decode(kept) for record, kept in rows}


def erased_ids(connection: Connection) -> frozenset[str]:
    """Erased records."""
    return frozenset(connection.exec_driver_sql("SELECT record FROM erased").scalars())
