"""The register counted in one walk through its table; conditions that the list of workers can filter by as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping

from models.values import Month
from services.context import AppContext
from services.rules.completeness import REQUIRED
from services.rules.nik import PROVINCES
from services.today.records import People, Unfinished
from services.workers.doubts import AGE_LIMIT, SAME_NIK, age_limit_day
from services.workers.filtering import LACKING, NIK_DIFFERS

SHOWN_HOMEWORK = ("mother_name", "kk_number", "heirs")

_MISSING = {name: f"coalesce({name}, '') = ''" for name in REQUIRED}
_LATEST = 2
_ROWS = "\x1e"
_NAMED = "name_key || '|' || coalesce(birth_date, '')"
_WORKING = "occupation_code || '|' || rw || '|' || rt"
_TWICE = "SELECT nik FROM worker INDEXED BY ix_worker_nik WHERE nik <> '' GROUP BY nik HAVING count(*) > 1"
_GAPS = ", ".join(f"sum({blank}) AS gap_{name}" for name, blank in _MISSING.items())
_ALIKE = """
SELECT seq, name_key || '|' || birth_date AS named, nik, upper(mother_name) AS mother FROM worker
WHERE status <> 'left' AND birth_date IN (SELECT value FROM json_each(?))
"""


def count_people(ctx: AppContext, connection: Connection, month: Month) -> People:
    """Everything about the register; one walk, because reading the encrypted table is what takes the time."""
    row = connection.exec_driver_sql(_counts()).mappings().one()
    gaps = connection.exec_driver_sql(f"SELECT {_GAPS} FROM worker WHERE status = 'incomplete'").mappings().one()
    old = connection.exec_driver_sql(f"SELECT count(*) FROM worker WHERE {AGE_LIMIT}", (age_limit_day(month),))
    trades, places = _sorted_out(row["working"])
    return People(
        everyone=row["everyone"] or 0,
        recorded=row["recorded"] or 0,
        complete=row["complete"] or 0,
        saved_at=row["saved_at"] or "",
        gaps=_most_frequent(gaps, "gap", REQUIRED),
        homework=_most_frequent(row, "blank", SHOWN_HOMEWORK),
        nik_differs=row["nik_differs"] or 0,
        nik_area=_unknown_areas(ctx, row["areas"]),
        likely_same=_likely_same(connection, row["named"]),
        age_limit=old.scalar_one(),
        occupations=tuple(trades.most_common()),
        places=tuple((rw, rt, count) for (rw, rt), count in sorted(places.items())),
    )


def _counts() -> str:
    wanted = ", ".join(f"sum(status <> 'left' AND {LACKING[name]}) AS blank_{name}" for name in SHOWN_HOMEWORK)
    return f"""
    SELECT sum(left_reason <> 'withdrawn') AS everyone, sum(status <> 'left') AS recorded,
           sum(status = 'complete') AS complete, max(updated_at) AS saved_at, sum({NIK_DIFFERS}) AS nik_differs,
           group_concat(CASE WHEN status <> 'left' THEN {_NAMED} END, '{_ROWS}') AS named,
           group_concat(CASE WHEN status <> 'left' THEN {_WORKING} END, '{_ROWS}') AS working,
           group_concat(CASE WHEN status <> 'left' AND nik <> '' THEN substr(nik, 1, 6) END, ' ') AS areas, {wanted}
    FROM worker
    """


def _most_frequent(row: RowMapping, prefix: str, names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    counted = [(name, int(row[f"{prefix}_{name}"] or 0)) for name in names]
    return tuple(sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1]))


def _sorted_out(working: str | None) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Occupations and places, counted. Much quicker here than grouping and sorting an encrypted table twice."""
    trades: Counter[str] = Counter()
    places: Counter[tuple[str, str]] = Counter()
    for text, count in Counter(working.split(_ROWS) if working else ()).items():
        trade, rw, rt = text.split("|", 2)
        places[rw, rt] += count
        if trade:
            trades[trade] += count
    return trades, places


def _unknown_areas(ctx: AppContext, areas: str | None) -> int:
    """The same people as ``nik_area``; a few dozen areas are asked about instead of every NIK."""
    district = ctx.reference.district_code
    known = ctx.reference.subdistricts.keys()
    return sum(
        count
        for area, count in Counter(areas.split(" ") if areas else ()).items()
        if area[:2] not in PROVINCES
        or (f"{area[:2]}.{area[2:4]}" == district and f"{area[:2]}.{area[2:4]}.{area[4:6]}" not in known)
    )


def _likely_same(connection: Connection, named: str | None) -> int:
    """How many ``LIKELY_SAME`` finds; only those who share name and birth date are looked at more closely."""
    counted = Counter(named.split(_ROWS) if named else ())
    alike = {key for key, count in counted.items() if count > 1 and not key.endswith("|")}
    doubles = {row[0] for row in connection.exec_driver_sql(f"SELECT seq FROM worker WHERE nik IN ({_TWICE})")}
    if doubles:
        doubles = {row[0] for row in connection.exec_driver_sql(f"SELECT seq FROM worker WHERE {SAME_NIK}")}
    days = sorted({key.rpartition("|")[2] for key in alike})
    groups: dict[str, list[RowMapping]] = {}
    for row in connection.exec_driver_sql(_ALIKE, (msgspec.json.encode(days).decode(),)).mappings():
        if row["named"] in alike:
            groups.setdefault(row["named"], []).append(row)
    for rows in groups.values():
        if len({row["nik"] for row in rows}) > 1 and len({row["mother"] for row in rows} - {""}) <= 1:
            doubles.update(row["seq"] for row in rows)
    return len(doubles)


_UNFINISHED = """
SELECT id, full_name, updated_at, completeness, {gaps} FROM worker WHERE status = 'incomplete'
ORDER BY updated_at DESC, seq DESC LIMIT {limit}
""".format(gaps=", ".join(f"{blank} AS gap_{name}" for name, blank in _MISSING.items()), limit=_LATEST)


def latest_unfinished(connection: Connection) -> tuple[Unfinished, ...]:
    """The records that were touched last and still lack something required."""

    def made(row: Mapping[str, Any]) -> Unfinished:
        missing = tuple(name for name in REQUIRED if row[f"gap_{name}"])
        return Unfinished(row["id"], row["full_name"], row["updated_at"], row["completeness"], missing)

    return tuple(made(row) for row in connection.exec_driver_sql(_UNFINISHED).mappings())  # type: ignore[arg-type]
