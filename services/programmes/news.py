"""What the district decided since this office last looked. What was looked at is a local fact, never replicated."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from services.changes import Changes
from services.context import AppContext
from services.handover.office_facts import get_setting, put_setting

_SEEN = "decisions_seen"

# The index on ``about`` answers at once for an office that was never decided about; only then is the table read.
_NEWEST = "SELECT coalesce(max(seq), 0) FROM journal INDEXED BY ix_journal_about WHERE about > ''"
_NEWS = """
SELECT count(DISTINCT CASE entity WHEN 'decision' THEN record END) AS decisions,
       count(DISTINCT CASE entity WHEN 'batch' THEN record END) AS batches,
       max(seq) AS newest
FROM journal WHERE seq > ? AND entity IN ('decision', 'batch')
"""
_CAME = """
SELECT b.at FROM journal j JOIN bundle b ON b.sha256 = j.bundle
WHERE j.seq > ? AND j.entity IN ('decision', 'batch') ORDER BY j.seq DESC LIMIT 1
"""

_READ = """
SELECT max(b.at) FROM journal j JOIN bundle b ON b.sha256 = j.bundle WHERE j.record = ? AND NOT b.written
"""


@dataclass(frozen=True, slots=True)
class DecisionNews:
    """``decisions``: people with a decision not looked at. ``at``: when it was read here, ISO text, or empty."""

    decisions: int
    batches: int
    at: str


def decision_news(connection: Connection) -> DecisionNews | None:
    """What came since the decisions were last opened; None when there is nothing new about anybody here."""
    seen = int(get_setting(connection, _SEEN) or 0)
    if not connection.exec_driver_sql(_NEWEST).scalar_one():
        return None
    row = connection.exec_driver_sql(_NEWS, (seen,)).one()
    if row.newest is None:
        return None
    at = connection.exec_driver_sql(_CAME, (seen,)).scalar()
    return DecisionNews(row.decisions, row.batches, at or "")


def unseen_decisions(ctx: AppContext) -> int:
    """How many people have a decision that nobody here has looked at."""
    with ctx.read() as connection:
        news = decision_news(connection)
    return news.decisions if news is not None else 0


def mark_decisions_seen(ctx: AppContext) -> Changes:
    """Remember that everything decided so far was looked at; touches nothing when that is known already."""
    with ctx.read() as connection:
        if decision_news(connection) is None:
            return Changes()
    with ctx.write() as unit:
        newest = unit.connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM journal").scalar_one()
        put_setting(unit.connection, _SEEN, str(newest))
        unit.touch("setting", _SEEN)
    return unit.changes


def batch_read_at(ctx: AppContext, batch_id: str) -> str:
    """When the newest word about a batch was read from a stick here, ISO text; empty where it was written here."""
    with ctx.read() as connection:
        return connection.exec_driver_sql(_READ, (batch_id,)).scalar() or ""
