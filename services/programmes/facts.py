"""What one batch says about one worker: the four dated facts, and whether better data would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.values import Outcome
from services.context import AppContext
from services.programmes.records import ProgrammeView
from services.rules.standing import Standing
from services.workers.standings import standing_of

_DECISION = "SELECT outcome, decided_on, reserve_no FROM decision WHERE worker_id = ? AND batch_id = ?"


def standing_in_batch(ctx: AppContext, worker_id: str, view: ProgrammeView) -> Standing:
    """As ``standing_of``, with the decision of that batch and no other: a person may have been in several years'.

    Without a decision in it, none is told. Enrolment and paid months are facts about the person and stay as they are.
    Raises NotFound("worker.missing").
    """
    standing = standing_of(ctx, worker_id)
    with ctx.read() as connection:
        row = connection.exec_driver_sql(_DECISION, (worker_id, view.batch_id)).one_or_none()
    if row is None:
        return replace(standing, outcome=None, decided_on=None, decree="", reserve_no=None)
    return replace(
        standing,
        outcome=Outcome(row.outcome),
        decided_on=date.fromisoformat(view.decree_on or row.decided_on),
        decree=view.decree_no,
        reserve_no=row.reserve_no,
    )


_FIXABLE = frozenset({"data.incomplete", "birth_date.missing", "nik.duplicate"})


def is_fixable(reasons: Sequence[str]) -> bool:
    """Whether a refusal would be lifted by better data alone. Age and having left the register would not."""
    return bool(reasons) and _FIXABLE.issuperset(reasons)
