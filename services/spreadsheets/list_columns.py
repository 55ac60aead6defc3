"""The columns of an exported list: what the list shows, in headings that read back or are passed over when they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.values import LeftReason, WorkerStatus
from services.reference import Reference
from services.spreadsheets.own_columns import OWN_COLUMNS, OwnColumn, Value
from services.spreadsheets.roles import Role
from services.workers.records_read import WorkerRecord

KEY_HEADING = "Catatan kunci Payung"
"""The record's own key, so that an edited list finds its people again also when a NIK was corrected."""

_ALWAYS = (Role.NIK, Role.NAME)
_ROLES: dict[str, tuple[Role, ...]] = {
    "occupation": (Role.OCCUPATION,),
    "place": (Role.RT, Role.RW),
    "village": (Role.VILLAGE,),
    "age": (Role.BIRTH_DATE,),
    "sex": (Role.SEX,),
    "address": (Role.ADDRESS, Role.HAMLET),
    "phone": (Role.PHONE,),
    "mother": (Role.MOTHER,),
    "kk": (Role.KK,),
    "income": (Role.INCOME,),
}
"""Column of the list → the columns of a workbook that say the same."""

_STATUS = {WorkerStatus.COMPLETE: "Lengkap", WorkerStatus.INCOMPLETE: "Belum lengkap", WorkerStatus.LEFT: "Keluar"}
_REASONS = {
    LeftReason.DIED: "meninggal",
    LeftReason.MOVED: "pindah",
    LeftReason.EMPLOYEE: "menjadi karyawan",
    LeftReason.OVER_65: "usia 65 atau lebih",
    LeftReason.REFUSED: "menolak",
    LeftReason.DOUBLE: "data ganda",
    LeftReason.WITHDRAWN: "entri diurungkan",
}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of the workbook. ``hidden``: there for the program, not for the eye."""

    heading: str
    width: int
    write: Callable[[WorkerRecord, Reference], Value]
    hidden: bool = False


def list_columns(keys: Sequence[str] | None) -> tuple[ListColumn, ...]:
    """The columns for these columns of the list, or (None) every field of the form. NIK and name lead, the key ends."""
    if keys is None:
        found: Iterable[ListColumn] = map(_of_form, OWN_COLUMNS)
    else:
        found = [*map(_by_role, _ALWAYS), *(column for key in keys for column in _of_list(key))]
    return (*found, ListColumn(KEY_HEADING, 38, lambda record, _: record.id, hidden=True))


def status_text(record: WorkerRecord) -> str:
    """«Keluar: meninggal»."""
    status = _STATUS[record.status]
    known = record.left_reason in LeftReason.__members__.values()
    return f"{status}: {_REASONS[LeftReason(record.left_reason)]}" if known else status


def _of_list(key: str) -> Iterator[ListColumn]:
    yield from map(_by_role, _ROLES.get(key, ()))
    if key in _OF_RECORD:
        yield _OF_RECORD[key]


def _by_role(role: Role) -> ListColumn:
    return _of_form(next(column for column in OWN_COLUMNS if column.meaning.role is role))


def _of_form(column: OwnColumn) -> ListColumn:
    return ListColumn(column.heading, column.width, lambda record, reference: column.write(record.form, reference))


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()


# Their headings begin with words that the import passes over: they tell about the record, they are no fields of it.
_OF_RECORD = {
    "completeness": ListColumn("Status kelengkapan", 18, lambda record, _: f"{record.completeness}%"),
    "status": ListColumn("Status", 24, lambda record, _: status_text(record)),
    "updated": ListColumn("Catatan tanggal diubah", 18, lambda record, _: _day(record.updated_at)),
    "recorded": ListColumn("Catatan tanggal dicatat", 18, lambda record, _: _day(record.recorded_at)),
}
