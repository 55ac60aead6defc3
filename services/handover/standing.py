"""Where a village's data stand: not written yet, on a stick without an answer, received; each with its age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from services.context import AppContext
from services.handover.due import ARRIVED
from services.workers.filtering import UNDONE_HERE, UNSENT

_UNKNOWN = """
SELECT j.record, max(j.seq) AS newest, min(CASE WHEN j.seq > {unsent} THEN j.seq END) AS first_unsent
FROM journal j JOIN worker w ON w.id = j.record
WHERE NOT EXISTS (SELECT 1 FROM known_by k JOIN epoch e ON e.id = k.epoch AND NOT e.dead WHERE k.change_id = j.id)
    AND w.id NOT IN ({undone}) GROUP BY j.record
"""

_COUNTS = f"""
WITH unknown AS MATERIALIZED ({_UNKNOWN.format(unsent=UNSENT, undone=UNDONE_HERE)})
SELECT total(newest > {UNSENT}) AS unsent, total(newest <= {UNSENT}) AS carried,
    (SELECT json_extract(header, '$.w') FROM journal WHERE seq = (SELECT min(first_unsent) FROM unknown)) AS since
FROM unknown
"""

_BUNDLES = f"""
SELECT min(b.at) AS first, count(*) AS bundles FROM bundle b WHERE b.written AND b.direction = 'up' AND NOT {ARRIVED}
"""

_REPLY = "SELECT max(at) FROM bundle WHERE NOT written AND direction = 'down'"
_RECEIVED = (
    f"SELECT no, at FROM bundle b WHERE b.written AND b.direction = 'up' AND {ARRIVED} ORDER BY b.no DESC LIMIT 1"
)
_PEOPLE = f"SELECT count(*) FROM worker WHERE id NOT IN ({UNDONE_HERE})"


@dataclass(frozen=True, slots=True)
class Standing:
    """People by where their newest change stands. Each person is in one of the three counts.

    ``unsent``: in no bundle yet, since ``unsent_since``. ``carried``: in a bundle that nobody answered;
    ``bundles``: how many such bundles, the oldest written at ``carried_since``. ``received``: the district has all;
    ``received_no``, ``received_at``: the newest handover it has; ``replied_at``: when a reply was last read here.
    Times are ISO text, empty for none.
    """

    unsent: int
    unsent_since: str
    carried: int
    bundles: int
    carried_since: str
    received: int
    received_no: int
    received_at: str
    replied_at: str


NOTHING = Standing(0, "", 0, 0, "", 0, 0, "", "")
"""Before anything was counted."""


def standing(ctx: AppContext) -> Standing:
    """Count. Raises StorageTrouble."""
    with ctx.read() as connection:
        unsent, carried, since = connection.exec_driver_sql(_COUNTS).one()
        first, bundles = connection.exec_driver_sql(_BUNDLES).one()
        no, at = _newest_received(connection)
        people = connection.exec_driver_sql(_PEOPLE).scalar_one()
        replied = connection.exec_driver_sql(_REPLY).scalar_one()
    return Standing(
        unsent=int(unsent),
        unsent_since=since or "",
        carried=int(carried),
        bundles=bundles,
        carried_since=first or "",
        received=max(0, people - int(unsent) - int(carried)),
        received_no=no,
        received_at=at,
        replied_at=replied or "",
    )


def _newest_received(connection: Connection) -> tuple[int, str]:
    row = connection.exec_driver_sql(_RECEIVED).first()
    return (row.no, row.at) if row is not None else (0, "")


def days_since(at: str, today: date) -> int:
    """Whole days from an ISO time until today; 0 for none and for a clock that was ahead."""
    return max(0, (today - datetime.fromisoformat(at).date()).days) if at else 0
