"""What belongs into the next bundle, and what is known to have arrived (handover.md B7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Row, text

from services.context import AppContext
from services.errors import BundleRejected
from services.journal.records import load_records
from services.journal.roster import load_roster
from services.rules.fold import fold
from services.workers.filtering import UNDONE_HERE, UNSENT

_UNKNOWN = """
NOT EXISTS (SELECT 1 FROM known_by k JOIN epoch e ON e.id = k.epoch AND NOT e.dead WHERE k.change_id = j.id)
"""

CHANGE_COLUMNS = "j.id, j.stream, j.n, j.record, j.entity, j.office, j.header, j.signature, j.payload"

_UP = f"SELECT {CHANGE_COLUMNS} FROM journal j WHERE {_UNKNOWN} ORDER BY j.seq"

_RECENT = f"""
SELECT {CHANGE_COLUMNS} FROM journal j WHERE {_UNKNOWN} OR j.seq > (
    SELECT coalesce(max(seq), 0) FROM (
        SELECT seq, sum(length(header) + length(signature) + coalesce(length(payload), 0)) OVER (ORDER BY seq DESC)
            AS size FROM journal
    ) WHERE size > ?
) ORDER BY j.seq
"""

_OWNED = "SELECT id FROM worker WHERE owner = :village UNION SELECT value FROM json_each(:claimed)"
"""Records whose owner is in dispute go to every office that claims them, until a person has settled it."""

_DISPUTED = """
SELECT id FROM worker WHERE conflicts LIKE '%"owner"%' AND id IN (SELECT record FROM journal WHERE own = ?)
"""

_WHOLE = """
(j.payload IS NOT NULL OR j.record IN (SELECT record FROM erased) OR j.about IN (SELECT record FROM erased)
    OR (j.own IS NOT NULL AND (SELECT count(*) FROM json_each(j.header, '$.k')) = 1))
"""
"""What is held to the last: with its content, or with nothing that could be missing (a transfer, an erased person)."""

_NOT_HELD_YET = """
SELECT w.id FROM worker w WHERE w.owner <> :village AND w.id IN (SELECT record FROM journal WHERE own = :village)
    AND (SELECT max(seq) FROM journal WHERE record = w.id AND (own IS NOT NULL OR office = :village)) > (
        SELECT coalesce(max((
            SELECT b.upto FROM bundle b WHERE b.from_device = d.id AND NOT b.written ORDER BY b.rowid DESC LIMIT 1
        )), 0) FROM device d WHERE d.office = w.owner AND NOT d.revoked
    )
"""
"""Records of which the village may hold more than their owner is known to have read. Each laptop says that anew with
every bundle. What others wrote after the transfer never came to the village, so it does not count here."""

_FORMER = f"""
SELECT {CHANGE_COLUMNS} FROM journal j WHERE j.seq IN (
    SELECT seq FROM journal WHERE own IS NOT NULL AND record IN (SELECT record FROM journal WHERE own = :village)
        AND +entity = 'worker' AND record NOT IN ({_OWNED}) AND record NOT IN ({_NOT_HELD_YET})
) AND {_WHOLE} ORDER BY j.seq
"""
"""Who has a record that the village gave away: only the headers of the owner changes go, never any content, and not
before the new owner holds it all. The village drops what it has on that word; until then it is the second to hold it:
a district that then comes back from an older state would lack the person (decision 0022)."""

_DOWN = f"""
SELECT {CHANGE_COLUMNS} FROM journal j WHERE j.seq IN (
    SELECT seq FROM journal WHERE record IN ({_OWNED})
    UNION SELECT seq FROM journal WHERE about IN ({_OWNED})
    UNION SELECT seq FROM journal WHERE record IN (SELECT id FROM programme UNION SELECT id FROM batch)
        AND entity IN ('programme', 'batch') AND +office = :district
    UNION SELECT seq FROM journal WHERE office = :village AND +entity = 'audit'
) ORDER BY j.seq
"""
"""Three ways in by index: one condition with OR read the whole journal for each of 295 villages, and so would the
index of offices (hence the plus). Programmes and batches are the district's own; what a village calls so goes to
nobody."""

_RECEIPTS = f"""
SELECT j.id, j.stream FROM journal j WHERE {_WHOLE} AND j.seq IN (
    SELECT seq FROM journal WHERE office = :village
    UNION SELECT seq FROM journal WHERE record IN (SELECT record FROM journal WHERE own = :village)
    UNION SELECT seq FROM journal WHERE about IN (SELECT record FROM journal WHERE own = :village)
) ORDER BY j.seq
"""


MAX_EPOCHS = 2_000

ARRIVED = f"NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq <= b.upto AND {_UNKNOWN})"
"""Whether the district holds everything that was here when bundle ``b`` was built: told by receipts, not by clocks."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What a village has that the district is not yet known to hold, in people.

    ``since``: when the last handover was written (ISO text), empty if never. ``changes``: signed changes in all.
    ``unsent``: people with a change that no bundle has carried yet; the others wait for the district's answer. Entries
    undone before any bundle carried them are in none of the counts.
    """

    new: int
    changed: int
    left: int
    incomplete: int
    changes: int
    since: str
    unsent: int

    @property
    def people(self) -> int:
        """Records touched."""
        return self.new + self.changed + self.left


def pending(ctx: AppContext) -> Pending:
    """What is on the way: not yet received by the district."""
    with ctx.read() as connection:
        counts = connection.exec_driver_sql(
            f"""
            SELECT total(status != 'left' AND created), total(status != 'left' AND NOT created),
                   total(status = 'left'), total(status = 'incomplete'), total(changes), total(unsent)
            FROM (
                SELECT w.status, max(j.own IS NOT NULL) AS created, count(*) AS changes, max(j.seq) > {UNSENT} AS unsent
                FROM journal j JOIN worker w ON w.id = j.record
                WHERE {_UNKNOWN} AND w.id NOT IN ({UNDONE_HERE}) GROUP BY j.record
            )
            """
        ).one()
        since = connection.exec_driver_sql(
            "SELECT coalesce(max(at), '') FROM bundle WHERE written AND direction = 'up'"
        ).scalar_one()
    # Added up in SQL: a row per person in Python held up whoever was typing, for 80 ms at 100,000 people.
    new, changed, left, incomplete, changes, unsent = map(int, counts)
    return Pending(new, changed, left, incomplete, changes, since, unsent)


def changes_up(connection: Connection) -> Sequence[Row]:  # type: ignore[type-arg]
    """Every change that no living district database is known to hold."""
    return connection.exec_driver_sql(_UP).all()


def recent_changes(connection: Connection, room: int) -> Sequence[Row]:  # type: ignore[type-arg]
    """As ``changes_up``, and the newest ``room`` characters of the journal whether the district has them or not.

    So most sticks are whole backups, and another laptop of the office, which gives no receipts, finds what it lacks
    (handover.md B7).
    """
    return connection.exec_driver_sql(_RECENT, (room,)).all()


def changes_down(connection: Connection, village: str, district: str) -> Sequence[Row]:  # type: ignore[type-arg]
    """Everything about the records a village owns now, and the programmes of the district."""
    asked = {"village": village, "district": district, "claimed": _claimed(connection, village)}
    return connection.execute(text(_DOWN), asked).all()


def headers_down(connection: Connection, village: str) -> Sequence[Row]:  # type: ignore[type-arg]
    """Owner changes of the records that a village had and has no more; only their headers may travel."""
    return connection.execute(text(_FORMER), {"village": village, "claimed": _claimed(connection, village)}).all()


def _claimed(connection: Connection, village: str) -> str:
    """JSON array of the records in dispute that this village claims; a former claim that is settled is none."""
    disputed = list(connection.exec_driver_sql(_DISPUTED, (village,)).scalars())
    roster = load_roster(connection) if disputed else {}
    loaded = load_records(connection, "worker", disputed)
    folded = {record: fold([row.entry for row in rows], roster) for record, rows in loaded.items()}
    return msgspec.json.encode([record for record in disputed if village in folded[record].claimed_by]).decode()


def last_seq(connection: Connection) -> int:
    """Number of the newest row of the journal, 0 for none."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM journal").scalar_one())


def receipts(connection: Connection, village: str) -> list[tuple[str, str]]:
    """(change id, stream) of everything we hold that this village wrote or ever owned: the reply is the receipt."""
    sql = _RECEIPTS.replace(":village", "?")
    return [tuple(row) for row in connection.exec_driver_sql(sql, (village,) * 3)]


def epochs(connection: Connection, *, dead: bool) -> list[str]:
    """District databases heard of, living or dead."""
    return [row[0] for row in connection.exec_driver_sql("SELECT id FROM epoch WHERE dead = ? ORDER BY id", (dead,))]


def learn_epochs(connection: Connection, seen: Iterable[str], dead: Iterable[str]) -> None:
    """Remember districts heard of; once dead, always dead. Raises BundleRejected("bundle.manifest") beyond all sense.

    A district is restored a few times in its life; whoever names thousands of them wants to fill the disk.
    """
    new = (set(seen) | set(dead)) - set(connection.exec_driver_sql("SELECT id FROM epoch").scalars())
    if not new and not dead:
        return
    if connection.exec_driver_sql("SELECT count(*) FROM epoch").scalar_one() + len(new) > MAX_EPOCHS:
        raise BundleRejected("bundle.manifest")
    for epoch in sorted(new):
        connection.exec_driver_sql("INSERT OR IGNORE INTO epoch (id, dead) VALUES (?, 0)", (epoch,))
    for epoch in sorted(set(dead)):
        connection.exec_driver_sql("UPDATE epoch SET dead = 1 WHERE id = ?", (epoch,))


def all_changes(connection: Connection) -> Sequence[Row]:  # type: ignore[type-arg]
    """The whole journal: for the button «Kirim lengkap»."""
    return connection.exec_driver_sql(f"SELECT {CHANGE_COLUMNS} FROM journal j ORDER BY j.seq").all()


def mark_known(connection: Connection, epoch: str, ids: Iterable[str]) -> int:
    """Note that a district database holds these changes of ours; returns how many of them we have."""
    rows = [(epoch, change_id) for change_id in ids]
    if rows:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO known_by (change_id, epoch) SELECT id, ? FROM journal WHERE id = ?", rows
        )
    return len(rows)


def forget_unlisted(connection: Connection, epoch: str, held: Sequence[str]) -> None:
    """What is not among ``held`` has not arrived at that district database, whatever it said before."""
    connection.exec_driver_sql(
        "DELETE FROM known_by WHERE epoch = ? AND change_id NOT IN (SELECT value FROM json_each(?))",
        (epoch, msgspec.json.encode(held).decode()),
    )


def villages_due(ctx: AppContext) -> list[str]:
    """District: offices that have an enrolled device, in code order: each gets a reply."""
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT office FROM device WHERE role = 'village' AND NOT revoked ORDER BY office"
        )
        return [row[0] for row in rows]
