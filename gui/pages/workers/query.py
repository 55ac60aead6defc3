"""What is asked of the list, and filters that were given a name. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.values import LeftReason
from services.context import AppContext
from services.preferences import read_preference, write_preference
from services.workers.doubts import DOUBTS
from services.workers.filtering import BY_NAME, LACKING, ListFilter, Narrowing, Order

FILTERS_KEY = "workers.filters"
MOST_SAVED = 8
LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the list. ``occupation``, ``village``: codes; ``lacking``: a blank field; empty for all.

    ``reason``: why they left, with ``ListFilter.LEFT`` only.
    """

    text: str = ""
    chosen: ListFilter = ListFilter.ALL
    occupation: str = ""
    village: str = ""
    rt: str = ""
    rw: str = ""
    lacking: str = ""
    reason: str = ""
    order: Order = BY_NAME

    @property
    def is_plain(self) -> bool:
        """Whether it asks for everybody."""
        return not self.text.strip() and self.unsearched == Query()

    @property
    def unsearched(self) -> Query:
        """The same filters without a search and in the usual order."""
        return replace(self, text="", order=BY_NAME)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter stands, apart from the search."""
        return self.unsearched != Query()

    @property
    def narrowing(self) -> Narrowing:
        """The same for the register."""
        return Narrowing(
            chosen=self.chosen,
            village_code=self.village,
            occupation_code=self.occupation,
            rt=self.rt,
            rw=self.rw,
            lacking=self.lacking,
            reason=self.reason,
        )


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter under a name, as kept in the office's database."""

    name: str
    text: str = ""
    chosen: str = ListFilter.ALL.value
    occupation: str = ""
    village: str = ""
    rt: str = ""
    rw: str = ""
    lacking: str = ""
    reason: str = ""

    @property
    def query(self) -> Query:
        """What it asks; what a newer program meant otherwise counts as not said."""
        chosen = self.chosen if self.chosen in ListFilter.__members__.values() else ListFilter.ALL
        lacking = self.lacking if self.lacking in (*LACKING, *DOUBTS, ListFilter.NIK_DIFFERS) else ""
        reason = self.reason if self.reason in LeftReason.__members__.values() else ""
        return Query(
            self.text, ListFilter(chosen), self.occupation, self.village, self.rt, self.rw, lacking, reason, BY_NAME
        )


def named(name: str, query: Query) -> SavedFilter:
    """The question under a name."""
    return SavedFilter(
        name.strip()[:LONGEST_NAME],
        query.text.strip(),
        query.chosen.value,
        query.occupation,
        query.village,
        query.rt,
        query.rw,
        query.lacking,
        query.reason,
    )


def read_filters(ctx: AppContext) -> tuple[SavedFilter, ...]:
    """The saved filters of this office, in the order in which they were made."""
    return tuple(read_preference(ctx, FILTERS_KEY, list[SavedFilter], []))


def write_filters(ctx: AppContext, filters: Sequence[SavedFilter]) -> None:
    """Keep these. Raises StorageTrouble."""
    write_preference(ctx, FILTERS_KEY, list(filters))


def with_filter(filters: Sequence[SavedFilter], new: SavedFilter) -> tuple[SavedFilter, ...]:
    """One more; a name that exists is replaced, the oldest makes way when there are too many."""
    others = [each for each in filters if each.name.casefold() != new.name.casefold()]
    return (*others, new)[-MOST_SAVED:]
