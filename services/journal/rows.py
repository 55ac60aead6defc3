"""Projected rows of programmes, batches, decisions, participations and contributions.

Values come from other machines; whatever has the wrong type counts as not said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from services.journal.records import Written
from services.rules.fold import Folded, Value

_json = msgspec.json.Encoder().encode


def text(value: Value, key: str, default: str = "") -> str:
    """A text field, or the default where it is missing or no text."""
    found = value.get(key)
    return found if isinstance(found, str) else default


def optional_text(value: Value, key: str) -> str | None:
    """A text field, or None where it is missing, empty or no text."""
    found = value.get(key)
    return found if isinstance(found, str) and found else None


def number(value: Value, key: str) -> int | None:
    """A whole number, or None."""
    found = value.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def json_text(value: Value, key: str, empty: Any) -> str:
    """A structured field as JSON text; ``empty`` where it is missing or of another shape."""
    found = value.get(key)
    return _json(found if isinstance(found, type(empty)) else empty).decode()


def about(changes: Sequence[Written]) -> str:
    """The worker that the record is about (header ``a``)."""
    return next((change.about for change in changes if change.about), "")


def _programme(record: str, folded: Folded, changes: Sequence[Written]) -> tuple[Any, ...]:
    value = folded.value("terms")
    return (
        record,
        text(value, "name"),
        number(value, "year") or 0,
        text(value, "payer"),
        number(value, "ceiling") or 0,
        number(value, "base_income") or 0,
        text(value, "legal_basis"),
    )


def _batch(record: str, folded: Folded, changes: Sequence[Written]) -> tuple[Any, ...]:
    terms, decree = folded.value("terms"), folded.value("decree")
    return (
        record,
        text(terms, "programme_id"),
        text(terms, "from_month"),
        number(terms, "months") or 0,
        json_text(terms, "weights", {}),
        optional_text(decree, "decided_on"),
        text(decree, "decree_no"),
        optional_text(decree, "decree_on"),
    )


def _decision(record: str, folded: Folded, changes: Sequence[Written]) -> tuple[Any, ...]:
    value = folded.value("decision")
    return (
        record,
        text(value, "batch_id"),
        about(changes),
        text(value, "outcome"),
        number(value, "place"),
        number(value, "reserve_no"),
        number(value, "score"),
        json_text(value, "components", {}),
        json_text(value, "reasons", []),
        text(value, "decided_on"),
    )


def _participation(record: str, folded: Folded, changes: Sequence[Written]) -> tuple[Any, ...]:
    value = folded.value("enrolment")
    return (
        record,
        text(value, "batch_id"),
        about(changes),
        optional_text(value, "enrolled_on"),
        text(value, "source"),
        text(value, "kpj"),
    )


def _contribution(record: str, folded: Folded, changes: Sequence[Written]) -> tuple[Any, ...]:
    value = folded.value("payment")
    return (
        record,
        text(value, "participation_id"),
        about(changes),
        text(value, "month"),
        number(value, "amount") or 0,
        text(value, "rule"),
        optional_text(value, "paid_on"),
    )


programme_row = (("id", "name", "year", "payer", "ceiling", "base_income", "legal_basis"), _programme)
batch_row = (
    ("id", "programme_id", "from_month", "months", "weights", "decided_on", "decree_no", "decree_on"),
    _batch,
)
decision_row = (
    (
        "id",
        "batch_id",
        "worker_id",
        "outcome",
        "place",
        "reserve_no",
        "score",
        "components",
        "reasons",
        "decided_on",
    ),
    _decision,
)
participation_row = (("id", "batch_id", "worker_id", "enrolled_on", "source", "kpj"), _participation)
contribution_row = (
    ("id", "participation_id", "worker_id", "month", "amount", "rule", "paid_on"),
    _contribution,
)
