"""What the first page of a village shows, as frozen records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.values import Month
from services.programmes.news import DecisionNews


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A record that still lacks something required. ``updated_at``: ISO text; ``completeness``: per cent."""

    id: str
    full_name: str
    updated_at: str
    completeness: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A form that was left before it was saved. ``saved_at``: ISO text."""

    id: str
    title: str
    saved_at: str


@dataclass(frozen=True, slots=True)
class LastHandover:
    """The last bundle written here. ``arrived``: the district is known to hold all that was in it."""

    no: int
    at: str
    arrived: bool


@dataclass(frozen=True, slots=True)
class DoneToday:
    """People touched since midnight, by the kind of act; what was undone does not count."""

    registered: int = 0
    imported: int = 0
    changed: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The register, counted. People unless said otherwise; only ``everyone`` holds those who left (not undone entries).

    ``gaps``: (required field, how many lack it), ``homework``: (wanted field, how many lack it), most frequent first.
    ``nik_differs``: birth date or sex differ from the NIK. ``nik_area``: no such area. ``likely_same``: the same name
    and birth date under another NIK, or one NIK twice. ``occupations``: (code, people), ``places``: (RW, RT, people).
    """

    everyone: int
    recorded: int
    complete: int
    saved_at: str
    gaps: tuple[tuple[str, int], ...]
    homework: tuple[tuple[str, int], ...]
    nik_differs: int
    nik_area: int
    likely_same: int
    age_limit: int
    occupations: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, str, int], ...]

    @property
    def incomplete(self) -> int:
        """Records that lack something required."""
        return self.recorded - self.complete


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """People by what was decided in batches whose months are not over.

    ``recipients``: chosen by decree, ``candidates``: proposed without one, ``untold``: decided by decree and not yet
    told so here, ``to_fix``: refused, and better data would help.
    """

    recipients: int = 0
    candidates: int = 0
    reserve: int = 0
    to_fix: int = 0
    untold: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Everything. ``waiting``: people with changes that the district is not known to hold; ``unsent``: those of them
    with a change that no bundle has carried yet. ``target``: 0 if none set.
    ``backed_up_at``: ISO text of the newest backup, empty without one. ``tested_at``: of the last trial restore that
    passed. ``damaged``: the last look at everything found something wrong.

    ``first_month``: the planned first month of cover, against which ``people.age_limit`` was counted.
    """

    people: People
    decided: Decided
    news: DecisionNews | None
    unfinished: Sequence[Unfinished]
    drafts: Sequence[WaitingDraft]
    draft_count: int
    has_kit: bool
    waiting: int
    unsent: int
    handed_over: LastHandover | None
    new_since: int
    backed_up_at: str
    tested_at: str = ""
    damaged: bool = False
    target: int
    first_month: Month
    done: DoneToday
