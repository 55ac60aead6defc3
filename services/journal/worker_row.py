"""The projected row of one worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from models.values import WorkerStatus
from services.journal.records import Written
from services.journal.rows import optional_text, text
from services.rules.completeness import completeness, missing_fields
from services.rules.fold import Folded
from services.rules.names import name_key
from services.workers.groups import form_of

COLUMNS = (
    "id",
    "owner",
    "name_key",
    "nik",
    "full_name",
    "birth_place",
    "birth_date",
    "sex",
    "mother_name",
    "kk_number",
    "heirs",
    "address",
    "hamlet",
    "rt",
    "rw",
    "village_code",
    "phone",
    "occupation_code",
    "occupation2_code",
    "workplace",
    "work_start",
    "work_end",
    "monthly_income",
    "welfare_decile",
    "welfare_source",
    "notice_given_on",
    "notice_version",
    "consent_given",
    "status",
    "left_reason",
    "left_on",
    "completeness",
    "recorded_at",
    "updated_at",
    "updated_by",
    "conflicts",
    "income_source",
    "notice_given_by",
    "consent_method",
)

_json = msgspec.json.Encoder().encode


def worker_row(record: str, folded: Folded, changes: Sequence[Written]) -> tuple[Any, ...]:
    """One row of the worker table, in the order of ``COLUMNS``."""
    values = {group: state.value or {} for group, state in folded.groups.items()}
    form = form_of(values)
    standing = folded.value("status")
    missing = missing_fields(form)
    latest = max(changes, key=lambda change: (change.when, change.entry.id))
    return (
        record,
        folded.owner or "",
        name_key(form.full_name),
        form.nik,
        form.full_name,
        form.birth_place,
        form.birth_date.isoformat() if form.birth_date else None,
        form.sex.value if form.sex else None,
        form.mother_name,
        form.kk_number,
        _json(values.get("family", {}).get("heirs", []) if form.heirs else []).decode(),
        form.address,
        form.hamlet,
        form.rt,
        form.rw,
        form.village_code,
        form.phone,
        form.occupation_code,
        form.occupation2_code,
        form.workplace,
        form.work_start,
        form.work_end,
        form.monthly_income,
        form.welfare_decile,
        form.welfare_source,
        form.notice_given_on.isoformat() if form.notice_given_on else None,
        form.notice_version,
        form.consent_given,
        _status(missing, text(standing, "state")).value,
        text(standing, "reason"),
        optional_text(standing, "on"),
        completeness(form, missing),
        min(change.when for change in changes),
        latest.when,
        latest.user.partition(" ")[2],
        _json(folded.conflicts).decode(),
        form.income_source,
        form.notice_given_by,
        form.consent_method,
    )


def _status(missing: tuple[str, ...], state: str) -> WorkerStatus:
    """Complete or not follows from the fields; only leaving the register is written down."""
    if state == WorkerStatus.LEFT:
        return WorkerStatus.LEFT
    return WorkerStatus.INCOMPLETE if missing else WorkerStatus.COMPLETE
