"""After the district's database went back: which villages have handed over since.

Their sticks bring back what the district had decided in the meantime. Deciding before they came would decide twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from models.values import EventKind
from services.context import AppContext
from services.errors import NotAllowed

_BACK = (EventKind.WENT_BACK.value, EventKind.RESTORE.value, EventKind.REPAIR.value)

_WHEN = f"""
SELECT seq, json_extract(header, '$.w') AS at FROM journal
WHERE office = ? AND +entity = 'audit' AND payload IS NOT NULL
    AND json_extract(payload, '$.event.kind') IN ({", ".join(f"'{kind}'" for kind in _BACK)})
ORDER BY seq DESC LIMIT 1
"""
_VILLAGES = """
SELECT DISTINCT d.office FROM device d WHERE d.role = 'village' AND NOT d.revoked AND (
    EXISTS (SELECT 1 FROM journal j WHERE j.office = d.office)
    OR EXISTS (SELECT 1 FROM bundle b WHERE b.from_office = d.office AND NOT b.written AND b.direction = 'up')
)
"""
_SINCE = """
SELECT b.from_office, b.made_at, b.upto >= :seq AS knows FROM bundle b
WHERE NOT b.written AND b.direction = 'up' AND (
    b.upto >= :seq OR b.sha256 IN (SELECT DISTINCT bundle FROM journal WHERE seq > :seq AND bundle IS NOT NULL)
)
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """``villages``: that have a laptop let in and had handed over; ``answered``: of these, since the file went back."""

    answered: int
    villages: int

    @property
    def missing(self) -> bool:
        """Whether something that was decided may still lie in a village alone."""
        return self.answered < self.villages


def answers_since_back(connection: Connection, office: str) -> Answers | None:
    """None where the district's database never went back (noticed at sign-in, restored, or repaired).

    A bundle answers when it brought something after the event, or names a reply that was written after it: both told by
    the order of the journal. A restore reads the sealed bundles of its own folder again; so one of the first kind must
    also say that it was made later. That is the one place where a clock is asked, and it only leads to a question.
    """
    event = connection.exec_driver_sql(_WHEN, (office,)).one_or_none()
    if event is None:
        return None
    villages = set(connection.exec_driver_sql(_VILLAGES).scalars())
    rows = connection.exec_driver_sql(_SINCE.replace(":seq", "?"), (event.seq,) * 3)
    answered = {row.from_office for row in rows if row.knows or _is_later(row.made_at, event.at)}
    return Answers(len(answered & villages), len(villages))


def require_answers(ctx: AppContext) -> None:
    """Raises NotAllowed("programme.after_restore", answered, villages) while villages have not handed over since."""
    with ctx.read() as connection:
        answers = answers_since_back(connection, ctx.office.code)
    if answers is not None and answers.missing:
        raise NotAllowed("programme.after_restore", answered=answers.answered, villages=answers.villages)


def _is_later(made: str, event: str) -> bool:
    try:
        return datetime.fromisoformat(made) >= datetime.fromisoformat(event)
    except (ValueError, TypeError):  # a time without its zone, or none: then it proves nothing
        return False
