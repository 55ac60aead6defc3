"""Where one person stands: recorded, decided, enrolled, paid. Four dated facts, never one for another.

Being recorded is not being chosen, being chosen is not being enrolled, being enrolled is not being paid
(design/DESIGN.md, «Corrections»).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.values import Month, Outcome


class Stage(StrEnum):
    """The furthest fact that holds. ``ENROLLED``: no month paid yet. ``LAPSED``: the paid months are over."""

    RECORDED = "recorded"
    REFUSED = "refused"
    RESERVE = "reserve"
    FUNDED = "funded"
    ENROLLED = "enrolled"
    PAID = "paid"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The facts about one worker as seen in the month ``as_of``. None or empty: it has not happened or is not known.

    ``recorded_on``: first saved. ``decree``: number of the decree behind ``outcome``. ``enrolled_source``: who said so
    (branch list, card). ``paid_until``: last contribution month paid without a gap.
    """

    as_of: Month
    recorded_on: date
    outcome: Outcome | None = None
    decided_on: date | None = None
    decree: str = ""
    reserve_no: int | None = None
    enrolled_on: date | None = None
    enrolled_source: str = ""
    paid_until: Month | None = None

    @property
    def is_protected(self) -> bool:
        """Whether «terlindungi» may be said: enrolled, and this month is paid. The grace months promise nothing."""
        return self.stage is Stage.PAID

    @property
    def stage(self) -> Stage:
        """The furthest fact that holds."""
        enrolled = self.enrolled_on is not None and _month_of(self.enrolled_on) <= self.as_of
        if enrolled and self.paid_until is not None:
            return Stage.PAID if self.paid_until >= self.as_of else Stage.LAPSED
        if enrolled:
            return Stage.ENROLLED
        if self.outcome is None:
            return Stage.RECORDED
        return Stage(self.outcome.value)


def _month_of(day: date) -> Month:
    return Month(day.year, day.month)
