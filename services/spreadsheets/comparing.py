"""A row about somebody who is here already: what it says otherwise, field by field. Blanks never erase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec

from models.values import Relationship
from services.context import AppContext
from services.errors import NotFound
from services.journal.records import load_records
from services.journal.roster import load_roster
from services.progress import SILENT, Reporter
from services.rules.fold import fold
from services.rules.names import name_key
from services.spreadsheets.cells import is_blank
from services.spreadsheets.mapping import ListMapping
from services.spreadsheets.records import CheckedRow, Comparison, FieldDifference, ImportCheck, Key
from services.spreadsheets.roles import Role
from services.spreadsheets.rows import Born, Namesake
from services.workers.commands import WorkerUpdate
from services.workers.groups import form_of
from services.workers.queries import HOLDS_NO_NIK
from services.workers.records import Heir, WorkerForm, WorkerRef

_STEP = 250
_BORN = """
SELECT id, nik, full_name, birth_date, mother_name FROM worker
WHERE birth_date IN (SELECT value FROM json_each(?)) AND mother_name <> '' AND left_reason NOT IN (?, ?)
"""
_FIELDS_OF: Mapping[Role, tuple[str, ...]] = {
    Role.NAME: ("full_name",),
    Role.BIRTH: ("birth_place", "birth_date"),
    Role.MALE_MARK: ("sex",),
    Role.FEMALE_MARK: ("sex",),
    Role.ADDRESS: ("address", "rt", "rw"),
    Role.ADDRESS_RT_RW: ("address", "rt", "rw"),
    Role.RT_RW: ("rt", "rw"),
    Role.HOURS: ("work_start", "work_end"),
    Role.HEIR_NAME: ("heirs",),
    Role.HEIR_RELATIONSHIP: ("heirs",),
    Role.HEIR_NIK: ("heirs",),
    Role.HEIR_PHONE: ("heirs",),
    Role.KEY: (),
    Role.VILLAGE: (),
    Role.IGNORED: (),
}
"""The fields a column brings; any other role is named after its one field."""
_ORDER = {field.name: at for at, field in enumerate(fields_of(WorkerForm))}


def namesakes_in(ctx: AppContext) -> Born:
    """Where ``check_source`` finds people of this register who may stand in a list under another NIK."""

    def born(days: Iterable[date]) -> Iterable[Namesake]:
        wanted = msgspec.json.encode([day.isoformat() for day in days]).decode()
        with ctx.read() as connection:
            rows = connection.exec_driver_sql(_BORN, (wanted, *HOLDS_NO_NIK)).all()
        return [Namesake(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4]) for row in rows]

    return born


def updatable_fields(mapping: ListMapping) -> tuple[str, ...]:
    """Fields of a ``WorkerForm`` that this list could bring up to date, in the order of the form."""
    roles = {column.role for sheet in mapping.sheets for column in sheet.columns}
    found = {name for role in roles for name in _brought(role)}
    if Role.KEY not in roles:
        found.discard("nik")  # it is what people are matched by
    return tuple(sorted(found, key=_ORDER.__getitem__))


def mapping_problems(mapping: ListMapping, fields: Sequence[str] = ()) -> tuple[str, ...]:
    """Codes of what keeps this mapping from being used.

    ``mapping.no_nik``, ``mapping.no_name``: when only some ``fields`` are brought up to date, a key does for a NIK and
    no name is needed; ``mapping.no_field`` when a list has no column for one of them.
    """
    found = []
    meanings = [{column.role for column in sheet.columns} for sheet in mapping.sheets]
    if any(Role.NIK not in roles and not (fields and Role.KEY in roles) for roles in meanings):
        found.append("mapping.no_nik")
    if not fields and any(Role.NAME not in roles for roles in meanings):
        found.append("mapping.no_name")
    if set(fields) - set(updatable_fields(mapping)):
        found.append("mapping.no_field")
    return tuple(found)


def compare(ctx: AppContext, check: ImportCheck, key: Key) -> Comparison:
    """What one row says otherwise. Raises NotFound("worker.missing") when nobody here stands behind it."""
    index = check.index_of(*key)
    if index < 0:
        raise NotFound("worker.missing")
    found = _compared(ctx, check, [check.rows[index]], SILENT)
    if key not in found:
        raise NotFound("worker.missing")
    return found[key][0]


def compare_all(ctx: AppContext, check: ImportCheck, reporter: Reporter = SILENT) -> dict[Key, Comparison]:
    """What all rows about people who are here say otherwise."""
    rows = [row for row in check.rows if row.other is not None]
    return {key: comparison for key, (comparison, _) in _compared(ctx, check, rows, reporter).items()}


def updates_of(
    ctx: AppContext, check: ImportCheck, rows: Sequence[CheckedRow], reporter: Reporter = SILENT
) -> list[WorkerUpdate]:
    """What to write for these rows: only those that say something new, only the fields in which they do."""
    return [update for _, update in _compared(ctx, check, rows, reporter).values() if update.fields]


def _compared(
    ctx: AppContext, check: ImportCheck, rows: Sequence[CheckedRow], reporter: Reporter
) -> dict[Key, tuple[Comparison, WorkerUpdate]]:
    found: dict[Key, tuple[Comparison, WorkerUpdate]] = {}
    for start in range(0, len(rows), _STEP):
        reporter.step(start, len(rows), "workbook.checking")
        part = [row for row in rows[start : start + _STEP] if row.other is not None]
        present = _forms(ctx, [row.other.id for row in part if row.other is not None])
        for row in part:
            if row.other is not None and row.other.id in present:
                found[row.key] = _one(row, row.other, present[row.other.id], check.fields)
    return found


def _one(row: CheckedRow, worker: WorkerRef, old: WorkerForm, only: Sequence[str]) -> tuple[Comparison, WorkerUpdate]:
    new = replace(row.form, heirs=_merged(old.heirs, row.form.heirs))
    names = [] if row.is_closed else [name for name in _said(row) if not only or name in only]
    differences = tuple(
        FieldDifference(name, getattr(old, name), getattr(new, name))
        for name in sorted(names, key=_ORDER.__getitem__)
        if not _same(name, getattr(old, name), getattr(new, name))
    )
    update = WorkerUpdate(worker.id, new, tuple(difference.field for difference in differences))
    return Comparison(worker, differences), update


def _brought(role: Role) -> tuple[str, ...]:
    return _FIELDS_OF.get(role, (role.value,))


def _said(row: CheckedRow) -> set[str]:
    """Fields for which the row has a filled cell that could be read."""
    table = row.source.table
    if table is None:
        return set()
    names = {
        name
        for meaning, column in table.roles.items()
        if not is_blank(row.source.value(column))
        for name in _brought(meaning.role)
    }
    return {name for name in names - row.unread if getattr(row.form, name) not in (None, "", ())}


def _same(name: str, old: Any, new: Any) -> bool:
    """Whether both say the same; capitals, spaces and the writing of a phone number make no difference."""
    if isinstance(old, str) and isinstance(new, str):
        if name == "phone":
            return _national(old) == _national(new)
        return " ".join(old.casefold().split()) == " ".join(new.casefold().split())
    return bool(old == new)


def _national(phone: str) -> str:
    digits = "".join(filter(str.isdigit, phone))
    return "0" + digits[2:] if digits.startswith("62") else digits


def _merged(old: Sequence[Heir], new: Sequence[Heir]) -> tuple[Heir, ...]:
    """Heirs of both, by name: a list without their NIK or phone does not take it away."""
    coming = {name_key(heir.name): heir for heir in new}
    kept = [_filled(heir, coming.pop(name_key(heir.name), heir)) for heir in old]
    return (*kept, *coming.values())


def _filled(old: Heir, new: Heir) -> Heir:
    related = old.relationship if new.relationship is Relationship.OTHER else new.relationship
    return Heir(old.name, related, new.nik or old.nik, new.phone or old.phone)


def _forms(ctx: AppContext, ids: Sequence[str]) -> dict[str, WorkerForm]:
    with ctx.read() as connection:
        roster = load_roster(connection)
        return dict(_folded(load_records(connection, "worker", ids), roster))


def _folded(records: Mapping[str, Sequence[Any]], roster: Any) -> Iterator[tuple[str, WorkerForm]]:
    for worker_id, changes in records.items():
        folded = fold([change.entry for change in changes], roster)
        yield worker_id, form_of({group: state.value or {} for group, state in folded.groups.items()})
