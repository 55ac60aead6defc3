"""The village's register at a glance, for its first page. Pure reading, a handful of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection

from models.values import Month, Outcome
from services.context import AppContext
from services.handover.office_facts import has_kit
from services.programmes.facts import is_fixable
from services.programmes.news import DecisionNews, decision_news
from services.rules.completeness import REQUIRED
from services.workers.search import NIK_DIFFERS

_UNFINISHED = 2
# No id, name or number leaves here but those of the few unfinished records, which the page shows.
_BLANK = {name: f"coalesce({name}, '') = ''" for name in REQUIRED}
_GAPS = ", ".join(f"sum(status = 'incomplete' AND {blank}) AS gap_{name}" for name, blank in _BLANK.items())
_COUNTS = f"""
SELECT count(*) AS everyone, coalesce(sum(status = 'left'), 0) AS gone,
       coalesce(sum(status = 'complete'), 0) AS complete, coalesce(sum({NIK_DIFFERS}), 0) AS nik_differs,
       coalesce(max(updated_at), '') AS saved_at, {_GAPS}
FROM worker
"""
_OCCUPATIONS = """
SELECT occupation_code, count(*) FROM worker WHERE status <> 'left' AND occupation_code <> ''
GROUP BY occupation_code ORDER BY count(*) DESC, occupation_code
"""
_LAST = "SELECT coalesce(max(at), '') FROM bundle WHERE written AND direction = 'up'"
_SINCE = "SELECT count(*) FROM worker WHERE status <> 'left' AND julianday(recorded_at) > julianday(?)"
_LATEST_UNFINISHED = """
SELECT id, full_name, updated_at, completeness, {gaps} FROM worker WHERE status = 'incomplete'
ORDER BY updated_at DESC, seq DESC LIMIT {limit}
""".format(gaps=", ".join(f"{blank} AS gap_{name}" for name, blank in _BLANK.items()), limit=_UNFINISHED)
_BATCHES = "SELECT id, from_month, months, decree_no FROM batch"
_DECIDED = """
SELECT batch_id, outcome, reasons, count(*) AS people FROM decision
WHERE batch_id IN (SELECT value FROM json_each(?)) GROUP BY batch_id, outcome, reasons
"""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A record that still lacks something required. ``updated_at``: ISO text; ``completeness``: per cent."""

    id: str
    full_name: str
    updated_at: str
    completeness: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageOverview:
    """What the first page shows. People unless said otherwise; whoever left the register is only in ``everyone``.

    ``gaps``: (required field, how many lack it), the most frequent first. ``nik_differs``: birth date or sex differ
    from the NIK. ``recipients``: chosen by decree for months that are not over, ``candidates``: proposed without one.
    ``new_since``: recorded after the last handover. ``saved_at``, ``handed_over_at``: ISO text of the last
    change and the last bundle written, empty if never. What waits is told by ``services.handover.due.pending``.
    """

    everyone: int
    recorded: int
    complete: int
    nik_differs: int
    gaps: tuple[tuple[str, int], ...]
    occupations: tuple[tuple[str, int], ...]
    unfinished: tuple[Unfinished, ...]
    recipients: int
    candidates: int
    reserve: int
    to_fix: int
    news: DecisionNews | None
    handed_over_at: str
    new_since: int
    saved_at: str
    has_kit: bool

    @property
    def incomplete(self) -> int:
        """Records that lack something required."""
        return self.recorded - self.complete


def load_overview(ctx: AppContext) -> VillageOverview:
    """Read everything the first page of a village shows."""
    kit = has_kit(ctx)
    today = ctx.today()
    with ctx.read() as connection:
        row = connection.exec_driver_sql(_COUNTS).one()
        counts = row._mapping
        decided = _decided(connection, today)
        since: str = connection.exec_driver_sql(_LAST).scalar_one()
        gaps = [(name, int(counts[f"gap_{name}"] or 0)) for name in REQUIRED]
        occupations = [(code, count) for code, count in connection.exec_driver_sql(_OCCUPATIONS)]
        return VillageOverview(
            everyone=row.everyone,
            recorded=row.everyone - row.gone,
            complete=row.complete,
            nik_differs=row.nik_differs,
            gaps=tuple(sorted((gap for gap in gaps if gap[1]), key=lambda gap: -gap[1])),
            occupations=tuple(occupations),
            unfinished=_unfinished(connection),
            **decided,
            news=decision_news(connection),
            handed_over_at=since,
            new_since=_new_since(connection, since),
            saved_at=row.saved_at,
            has_kit=kit,
        )


def _new_since(connection: Connection, since: str) -> int:
    if not since:
        return 0
    return int(connection.exec_driver_sql(_SINCE, (since,)).scalar_one())


def _unfinished(connection: Connection) -> tuple[Unfinished, ...]:
    return tuple(
        Unfinished(
            row["id"],
            row["full_name"],
            row["updated_at"],
            row["completeness"],
            tuple(name for name in REQUIRED if row[f"gap_{name}"]),
        )
        for row in connection.exec_driver_sql(_LATEST_UNFINISHED).mappings()
    )


def _decided(connection: Connection, today: date) -> dict[str, int]:
    """People by what was decided about them, in batches whose months are not over."""
    this_month = Month(today.year, today.month)
    decrees = {
        row.id: bool(row.decree_no)
        for row in connection.exec_driver_sql(_BATCHES)
        if Month.parse(row.from_month).plus(max(row.months, 1) - 1) >= this_month
    }
    found = {"recipients": 0, "candidates": 0, "reserve": 0, "to_fix": 0}
    for row in connection.exec_driver_sql(_DECIDED, (msgspec.json.encode(list(decrees)).decode(),)):
        if row.outcome == Outcome.FUNDED:
            found["recipients" if decrees[row.batch_id] else "candidates"] += row.people
        elif row.outcome == Outcome.RESERVE:
            found["reserve"] += row.people
        elif is_fixable(msgspec.json.decode(row.reasons, type=list[str])):
            found["to_fix"] += row.people
    return found
