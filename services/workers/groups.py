"""Between the registration form and the journal's field groups, the units of merging (architecture.md §4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.values import Relationship, Sex
from services.journal.change import clean
from services.workers.records import Heir, WorkerForm

Groups = dict[str, dict[str, Any]]

GROUP_FIELDS: Mapping[str, tuple[str, ...]] = {
    "identity": ("nik", "full_name", "birth_place", "birth_date", "sex", "mother_name"),
    "address": ("address", "hamlet", "rt", "rw", "village_code"),
    "contact": ("phone",),
    "occupation": (
        "occupation_code",
        "occupation2_code",
        "workplace",
        "work_start",
        "work_end",
        "monthly_income",
        "income_source",
    ),
    "welfare": ("welfare_decile", "welfare_source"),
    "family": ("kk_number", "heirs"),
    "consent": ("notice_given_on", "notice_version", "notice_given_by", "consent_given", "consent_method"),
}


def groups_of(form: WorkerForm) -> Groups:
    """The groups a form says something about, with only the fields that are filled in."""
    groups: Groups = {}
    for group, fields in GROUP_FIELDS.items():
        values = {}
        for name in fields:
            value = getattr(form, name)
            if _is_said(value):
                values[name] = _out(value)
        if values:
            groups[group] = values
    return groups


def _is_said(value: Any) -> bool:
    """Whether the form says anything here. An income of 0 rupiah is said; it is not the same as unknown."""
    return value is not None and value is not False and value not in ("", ())


def _out(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_heir_out(heir) for heir in value]
    return clean(value) if isinstance(value, str) else value


def _heir_out(heir: Heir) -> dict[str, str]:
    filled = {"name": heir.name, "relationship": heir.relationship.value, "nik": heir.nik, "phone": heir.phone}
    return {key: clean(value) for key, value in filled.items() if value}


def form_of(values: Mapping[str, Mapping[str, Any]]) -> WorkerForm:
    """The form behind stored groups. What has the wrong type counts as not said; this never raises."""
    fields: dict[str, Any] = {}
    for group, names in GROUP_FIELDS.items():
        stored = values.get(group)
        if not stored:
            continue
        for name in names:
            value = stored.get(name)
            if value is None:
                continue
            reader = _READERS.get(name)
            read = reader(value) if reader else _text(value)
            if read is not None:
                fields[name] = read
    return WorkerForm(**fields)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _sex(value: Any) -> Sex | None:
    return Sex(value) if value in ("L", "P") else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def heirs_of(value: Any) -> tuple[Heir, ...]:
    """Heirs as stored, skipping what is no heir."""
    if not isinstance(value, list):
        return ()
    return tuple(_heir(item) for item in value if isinstance(item, dict) and isinstance(item.get("name"), str))


_RELATIONSHIPS = frozenset(member.value for member in Relationship)


def _heir(item: Mapping[str, Any]) -> Heir:
    related = item.get("relationship")
    known = isinstance(related, str) and related in _RELATIONSHIPS
    return Heir(
        name=item["name"],
        relationship=Relationship(str(related)) if known else Relationship.OTHER,
        nik=_text(item.get("nik")) or "",
        phone=_text(item.get("phone")) or "",
    )


_READERS: Mapping[str, Any] = {
    "birth_date": _date,
    "sex": _sex,
    "monthly_income": _whole,
    "welfare_decile": _whole,
    "heirs": heirs_of,
    "notice_given_on": _date,
    "consent_given": _flag,
}
