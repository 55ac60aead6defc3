"""Whom the list of workers shows and in which order, as conditions of SQL."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.values import LeftReason
from services.reference import Reference
from services.rules.completeness import HOMEWORK, REQUIRED


class ListFilter(StrEnum):
    """The filters above the worker list. ALL: everybody in the register; who left it is under LEFT only."""

    ALL = "all"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    NIK_DIFFERS = "nik_differs"
    LEFT = "left"
    WAITING = "waiting"
    FUNDED = "funded"
    RESERVE = "reserve"
    REFUSED = "refused"


class SortKey(StrEnum):
    """Columns by which the list can be sorted: each costs at most one walk over the table (70 ms at 100,000)."""

    NAME = "name"
    OCCUPATION = "occupation"
    PLACE = "place"
    VILLAGE = "village"
    COMPLETENESS = "completeness"
    STATUS = "status"
    AGE = "age"
    INCOME = "income"
    UPDATED = "updated"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and which way. Equal ones stand by name."""

    key: SortKey = SortKey.NAME
    descending: bool = False


BY_NAME = Order()


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Which people. Empty text: no matter. ``lacking``: a field of ``LACKING``. ``reason``: of those who left."""

    chosen: ListFilter = ListFilter.ALL
    village_code: str = ""
    occupation_code: str = ""
    rt: str = ""
    rw: str = ""
    lacking: str = ""
    reason: str = ""

    @property
    def is_indexed(self) -> bool:
        """Whether the index of names by status alone can answer it."""
        only = Narrowing(chosen=self.chosen)
        return self == only and self.chosen in _BY_STATUS


_FEMALE = "substr(nik, 7, 2) > '40'"
NIK_DIFFERS = (
    "(status <> 'left' AND length(nik) = 16 AND ("
    f"substr(nik, 7, 2) - 40 * ({_FEMALE}) <> CAST(substr(birth_date, 9, 2) AS INTEGER) "
    "OR substr(nik, 9, 4) <> substr(birth_date, 6, 2) || substr(birth_date, 3, 2) "
    f"OR (sex <> '' AND (sex = 'P') <> ({_FEMALE}))))"
)
"""Birth date or sex differ from what the NIK says (as ``rules.nik.nik_warnings``, in SQL: it runs over everybody)."""

_HERE = "status IN ('complete', 'incomplete')"
_WITHDRAWN = f"left_reason = '{LeftReason.WITHDRAWN}'"
UNSENT = "(SELECT coalesce(max(upto), 0) FROM bundle WHERE written AND direction = 'up')"
"""The last change that went into a bundle for the district; what has a higher ``seq`` was never handed over."""

UNDONE_HERE = (
    f"SELECT w.id FROM worker w WHERE w.status = 'left' AND w.{_WITHDRAWN} AND NOT EXISTS ("
    "SELECT 1 FROM bundle b WHERE b.written AND b.direction = 'up' "
    "AND b.upto >= (SELECT min(c.seq) FROM journal c WHERE c.record = w.id) "
    "AND b.upto < (SELECT max(c.seq) FROM journal c WHERE c.record = w.id))"
)
"""Entries undone before any bundle carried them: nobody outside counts on them, so they wait for nothing."""

_OUTCOME = (
    _HERE + " AND seq IN (SELECT w.seq FROM decision d JOIN worker w ON w.id = d.worker_id WHERE d.outcome = '{}' "
    "AND d.id = (SELECT id FROM decision x WHERE x.worker_id = d.worker_id ORDER BY decided_on DESC, id LIMIT 1))"
)
CONDITIONS = {
    ListFilter.ALL: _HERE,
    ListFilter.INCOMPLETE: "status = 'incomplete'",
    ListFilter.COMPLETE: "status = 'complete'",
    ListFilter.NIK_DIFFERS: NIK_DIFFERS,
    ListFilter.LEFT: "status = 'left'",
    ListFilter.WAITING: (
        "seq IN (SELECT w.seq FROM journal j JOIN worker w ON w.id = j.record WHERE NOT EXISTS (SELECT 1 FROM "
        "known_by k JOIN epoch e ON e.id = k.epoch AND NOT e.dead WHERE k.change_id = j.id) "
        f"AND w.id NOT IN ({UNDONE_HERE}))"
    ),
    ListFilter.FUNDED: _OUTCOME.format("funded"),
    ListFilter.RESERVE: _OUTCOME.format("reserve"),
    ListFilter.REFUSED: _OUTCOME.format("refused"),
}
_BY_STATUS = (ListFilter.ALL, ListFilter.INCOMPLETE, ListFilter.COMPLETE)
_BLANK = {name: f"coalesce({name}, '') = ''" for name in (*REQUIRED, *HOMEWORK) if name != "work_hours"}
LACKING = {
    **_BLANK,
    "kk_number": "length(kk_number) <> 16",
    "heirs": "heirs = '[]'",
    "work_hours": "(work_start = '' OR work_end = '')",
}
"""Field of the form → the condition that it is blank."""

_ORDERS = {
    SortKey.NAME: "name_key",
    SortKey.PLACE: "rw, rt",
    SortKey.VILLAGE: "village_code",
    SortKey.COMPLETENESS: "completeness",
    SortKey.STATUS: (
        "status, left_reason, (SELECT outcome FROM decision WHERE worker_id = worker.id "
        "ORDER BY decided_on DESC, id LIMIT 1)"
    ),
    SortKey.AGE: "coalesce(birth_date, '0000')",
    SortKey.INCOME: "monthly_income",
    SortKey.UPDATED: "updated_at",
    SortKey.RECORDED: "recorded_at",
}
_BACKWARDS = frozenset({SortKey.AGE})
"""The older the person, the smaller the date."""


def condition_of(wanted: Narrowing) -> tuple[str, tuple[Any, ...]]:
    """The WHERE of these people over ``worker`` and its values."""
    parts, values = [CONDITIONS[wanted.chosen]], []
    pairs = (
        ("owner", wanted.village_code),
        ("occupation_code", wanted.occupation_code),
        ("rt", wanted.rt),
        ("rw", wanted.rw),
        ("left_reason", wanted.reason),
    )
    for column, value in pairs:
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    if wanted.lacking:
        parts.append(NIK_DIFFERS if wanted.lacking == ListFilter.NIK_DIFFERS else LACKING[wanted.lacking])
    if wanted.chosen is ListFilter.LEFT and not wanted.reason:
        parts.append(f"NOT {_WITHDRAWN}")
    return " AND ".join(parts), tuple(values)


def order_of(order: Order, reference: Reference) -> str:
    """The ORDER BY of an order; names settle what is equal."""
    down = order.descending is not (order.key in _BACKWARDS)
    way = " DESC" if down else ""
    if order.key is SortKey.NAME:
        return f"name_key{way}, seq{way}"
    columns = _occupations(reference) if order.key is SortKey.OCCUPATION else _ORDERS[order.key]
    # Of RW and RT, and of status and decision, each part turns around.
    return ", ".join([f"{column}{way}" for column in _split(columns)] + ["name_key", "seq"])


def _split(columns: str) -> list[str]:
    """The parts of an order; the commas inside brackets part nothing."""
    parts, depth = [""], 0
    for letter in columns:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def _occupations(reference: Reference) -> str:
    """By the names of occupations as shown, not by their codes; without one last."""
    named = sorted(reference.occupations.values(), key=lambda each: each.label)
    whens = " ".join(f"WHEN '{each.code}' THEN {place}" for place, each in enumerate(named))
    return f"CASE occupation_code {whens} ELSE {len(named)} END"
