"""Read everything that the first page of a village shows, in one go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
from sqlalchemy import Connection

from models.values import ActKind, Month, Outcome
from services.context import AppContext
from services.handover.office_facts import signed_root
from services.preferences import read_preference, write_preference
from services.programmes.facts import is_fixable
from services.programmes.news import decision_news
from services.safekeeping.backups import last_backup
from services.safekeeping.drilling import last_drill
from services.safekeeping.full_check import last_check
from services.today.people import count_people, latest_unfinished
from services.today.records import Decided, DoneToday, LastHandover, Today, WaitingDraft
from services.workers.doubts import planned_month
from services.workers.filtering import UNDONE_HERE, UNSENT

TARGET = "home.target"
"""Preference: how many people the office wants to have recorded this year."""
HIGHEST_TARGET = 100_000
_SHOWN_DRAFTS = 2

_DRAFTS = "SELECT id, title, saved_at FROM draft ORDER BY saved_at DESC, id"
_LAST = "SELECT no, at, upto FROM bundle WHERE written AND direction = 'up' ORDER BY at DESC, no DESC LIMIT 1"
_SINCE = "SELECT count(*) FROM worker WHERE status <> 'left' AND julianday(recorded_at) > julianday(?)"
_BATCHES = "SELECT id, from_month, months, decree_no FROM batch"
_DECIDED = """
SELECT batch_id, outcome, reasons, count(*) AS people FROM decision
WHERE batch_id IN (SELECT value FROM json_each(?)) GROUP BY batch_id, outcome, reasons
"""
_UNTOLD = """
SELECT count(DISTINCT d.worker_id) FROM decision d JOIN worker w ON w.id = d.worker_id
WHERE d.batch_id IN (SELECT value FROM json_each(?))
AND NOT EXISTS (SELECT 1 FROM told t WHERE t.worker_id = d.worker_id AND t.batch_id = d.batch_id)
"""
_ACTS = "SELECT kind, sum(count) AS people FROM act WHERE at >= ? AND undone_by IS NULL GROUP BY kind"

# Walks indexes only: the journal's rows are long, and reading them all takes a second at 100,000 people.
_WAITING = f"""
WITH unknown AS MATERIALIZED (
    SELECT seq FROM journal j WHERE NOT EXISTS (
        SELECT 1 FROM known_by k JOIN epoch e ON e.id = k.epoch AND NOT e.dead WHERE k.change_id = j.id)
), records AS MATERIALIZED (
    SELECT max(seq) AS newest FROM journal INDEXED BY ix_journal_record
    WHERE seq IN (SELECT seq FROM unknown) AND record NOT IN ({UNDONE_HERE})
        AND record IN (SELECT id FROM worker) GROUP BY record
)
SELECT (SELECT count(*) FROM records) AS people,
       (SELECT count(*) FROM records WHERE newest > {UNSENT}) AS unsent,
       (SELECT min(seq) FROM unknown) AS first
"""


def load_today(ctx: AppContext) -> Today:
    """One reading. Raises StorageTrouble."""
    month = planned_month(ctx)
    target = read_preference(ctx, TARGET, int, 0)
    backup = last_backup(ctx)
    drilled, checked = last_drill(ctx), last_check(ctx)
    with ctx.read() as connection:
        waiting, unsent, first_unknown = connection.exec_driver_sql(_WAITING).one()
        handed_over = _last_handover(connection, first_unknown)
        drafts = [WaitingDraft(*row) for row in connection.exec_driver_sql(_DRAFTS)]
        return Today(
            people=count_people(ctx, connection, month),
            decided=_decided(connection, ctx.today()),
            news=decision_news(connection),
            unfinished=latest_unfinished(connection),
            drafts=tuple(drafts[:_SHOWN_DRAFTS]),
            draft_count=len(drafts),
            has_kit=signed_root(connection) is not None,
            waiting=waiting,
            unsent=unsent,
            handed_over=handed_over,
            new_since=_new_since(connection, handed_over),
            backed_up_at=backup.made_at.isoformat(timespec="seconds") if backup is not None else "",
            tested_at=drilled.at if drilled is not None and drilled.passed else "",
            damaged=checked is not None and not checked.passed,
            target=target,
            first_month=month,
            done=_done(connection, ctx),
        )


def set_target(ctx: AppContext, people: int) -> None:
    """How many people are to be recorded this year; 0 takes the target away. Raises ValueError out of bounds."""
    if not 0 <= people <= HIGHEST_TARGET:
        raise ValueError("a target lies between 0 and 100,000")
    write_preference(ctx, TARGET, people)


def _last_handover(connection: Connection, first_unknown: int | None) -> LastHandover | None:
    """Arrived once nothing up to where it was built is unknown to the district (``services.handover.due``)."""
    row = connection.exec_driver_sql(_LAST).one_or_none()
    if row is None:
        return None
    return LastHandover(row.no, row.at, first_unknown is None or first_unknown > row.upto)


def _new_since(connection: Connection, last: LastHandover | None) -> int:
    if last is None:
        return 0
    return int(connection.exec_driver_sql(_SINCE, (last.at,)).scalar_one())


def _done(connection: Connection, ctx: AppContext) -> DoneToday:
    midnight = ctx.now().replace(hour=0, minute=0, second=0, microsecond=0).isoformat(timespec="seconds")
    found: Mapping[str, int] = {row[0]: row[1] for row in connection.exec_driver_sql(_ACTS, (midnight,))}
    return DoneToday(
        registered=found.get(ActKind.REGISTER, 0),
        imported=found.get(ActKind.IMPORT, 0),
        changed=found.get(ActKind.UPDATE, 0) + found.get(ActKind.BULK, 0),
        left=found.get(ActKind.LEAVE, 0),
    )


def _decided(connection: Connection, today: date) -> Decided:
    """In batches whose months are not over."""
    this_month = Month(today.year, today.month)
    decrees = {
        row.id: bool(row.decree_no)
        for row in connection.exec_driver_sql(_BATCHES)
        if Month.parse(row.from_month).plus(max(row.months, 1) - 1) >= this_month
    }
    found = {"recipients": 0, "candidates": 0, "reserve": 0, "to_fix": 0}
    for row in connection.exec_driver_sql(_DECIDED, (_json(decrees),)):
        if row.outcome == Outcome.FUNDED:
            found["recipients" if decrees[row.batch_id] else "candidates"] += row.people
        elif row.outcome == Outcome.RESERVE:
            found["reserve"] += row.people
        elif is_fixable(msgspec.json.decode(row.reasons, type=list[str])):
            found["to_fix"] += row.people
    final = [batch for batch, decreed in decrees.items() if decreed]
    untold = connection.exec_driver_sql(_UNTOLD, (_json(final),)).scalar_one() if final else 0
    return Decided(untold=untold, **found)


def _json(ids: Mapping[str, bool] | list[str]) -> str:
    return msgspec.json.encode(list(ids)).decode()
