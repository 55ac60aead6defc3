"""What the list of workers asks the register. Plain Python; every search and read off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from gui.messages import sentence_for
from gui.pages.workers.query import Query
from models.values import Role
from services.context import AppContext
from services.errors import AppError, Cancelled, NotFound
from services.rules.standing import Standing
from services.workers.queries import WorkerDetail, get_worker, rows
from services.workers.records import WorkerRow
from services.workers.search import (
    Found,
    ListFilter,
    Narrowing,
    Order,
    SortKey,
    count_narrowed,
    count_workers,
    search_workers,
)
from services.workers.standings import place_in_list, standing_of

if TYPE_CHECKING:
    from gui.page import Handle, Run
    from services.progress import Reporter

_VILLAGE_FILTERS = (ListFilter.ALL, ListFilter.REFUSED, ListFilter.INCOMPLETE, ListFilter.WAITING)
_GONE = Narrowing(chosen=ListFilter.LEFT)
_FIRST = 40
_AHEAD = 200
_KEPT = 6_000
_DISTRICT_FILTERS = tuple(each for each in _VILLAGE_FILTERS if each is not ListFilter.WAITING)


@dataclass(frozen=True, slots=True)
class Listing:
    """An answer: row numbers in order. ``total``: people in the register. ``go_to``: the row to stand on.

    ``first``: the rows at the top, read already. ``gone``: how many left the register.
    """

    query: Query
    seqs: Sequence[int]
    more: bool
    total: int
    go_to: int | None = None
    gone: int = 0
    first: Mapping[int, WorkerRow | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """One worker with where they stand."""

    detail: WorkerDetail
    standing: Standing


class View(Protocol):
    """What the presenter tells the page."""

    def show_listing(self, listing: Listing) -> None: ...

    def show_more_rows(self) -> None: ...

    def show_counts(self, counts: Mapping[ListFilter, int]) -> None: ...

    def show_person(self, person: Person | None) -> None: ...

    def show_trouble(self, text: str) -> None: ...


class WorkersPresenter:
    """Answers to an older question are dropped; counting never keeps a search waiting."""

    def __init__(self, view: View, ctx: AppContext, run: Run) -> None:
        self._view, self._ctx, self._run = view, ctx, run
        self.query = Query()
        self.filters = _DISTRICT_FILTERS if ctx.office.role is Role.DISTRICT else _VILLAGE_FILTERS
        self._asked = 0
        self._must_count = False
        self._counted = 0
        self._selected = ""
        self._search: Handle | None = None
        self._read: Handle | None = None
        self._rows: dict[int, WorkerRow | None] = {}
        self._wished: list[int] = []
        self._reading_ahead = False
        self._has_gaps = False

    # asking

    def load(self, go_to: str = "") -> None:
        """Ask anew, also what the chips count. ``go_to``: id of a worker to stand on."""
        self._must_count = True
        self._find(go_to)

    def ask(self, query: Query, go_to: str = "") -> None:
        """Ask something else."""
        among = (query.occupation, query.village, query.rt, query.rw)
        moved = among != (self.query.occupation, self.query.village, self.query.rt, self.query.rw)
        changed, self.query = query != self.query, query
        if moved:
            self.load(go_to)
        elif changed or go_to:
            self._find(go_to)

    def search(self, text: str) -> None:
        """Every word of ``text`` in name, NIK, address or phone."""
        self.ask(replace(self.query, text=text))

    def sort(self, key: str, ascending: bool) -> None:
        """By another column."""
        self.ask(replace(self.query, order=Order(SortKey(key), not ascending)))

    def clear(self) -> None:
        """Everybody again, in the same order."""
        self.ask(Query(order=self.query.order))

    def _find(self, go_to: str = "") -> None:
        if self._search is not None:
            self._search.cancel()
        self._asked += 1
        number, query, ctx = self._asked, self.query, self._ctx

        def job(_: Reporter) -> Listing:
            found = _ask(ctx, query)
            total = len(found.seqs) if query.is_plain else count_workers(ctx)
            place = place_in_list(ctx, go_to) if go_to else None
            gone = count_narrowed(ctx, _GONE) if not total else 0
            return Listing(query, found.seqs, found.more, total, place, gone, _read_rows(ctx, found.seqs[:_FIRST]))

        def show(listing: Listing) -> None:
            if number == self._asked:
                self._rows.clear()
                self._rows |= listing.first
                self._view.show_listing(listing)
                if self._must_count:  # after the rows: nobody waits for a number
                    self._must_count = False
                    self._start_counting()

        self._search = self._run(job, show, self._failed)

    # counting

    def _start_counting(self) -> None:
        self._counted += 1
        self._count(self._counted, list(self.filters), {})

    def _count(self, number: int, left: list[ListFilter], counts: dict[ListFilter, int]) -> None:
        """One filter at a time, so that a search typed meanwhile comes in between."""
        if not left:
            self._view.show_counts(counts)
            return
        chosen, query, ctx = left.pop(0), self.query, self._ctx

        def job(_: Reporter) -> int:
            among = Query(occupation=query.occupation, village=query.village, rt=query.rt, rw=query.rw)
            return count_narrowed(ctx, replace(among, chosen=chosen).narrowing)

        def counted(count: int) -> None:
            if number == self._counted:
                counts[chosen] = count
                self._count(number, left, counts)

        # Counting what waits reads the whole journal; among the files it keeps no search waiting.
        self._run(job, counted, self._failed, pool="file")

    # one person

    def select(self, worker_id: str) -> None:
        """Read one person for the panel; empty: nobody."""
        if self._read is not None:
            self._read.cancel()
        self._selected = worker_id
        if not worker_id:
            self._view.show_person(None)
            return
        ctx = self._ctx

        def job(_: Reporter) -> Person:
            return Person(get_worker(ctx, worker_id), standing_of(ctx, worker_id))

        def show(person: Person) -> None:
            if worker_id == self._selected:
                self._view.show_person(person)

        def failed(error: AppError) -> None:
            if isinstance(error, NotFound) and worker_id == self._selected:
                self._view.show_person(None)
            else:
                self._failed(error)

        self._read = self._run(job, show, failed)

    # rows

    def fetch(self, seqs: Sequence[int]) -> list[WorkerRow | None]:
        """Rows that were read, for the table; None where one is still on its way. Never waits."""
        found = [self._rows.get(seq) for seq in seqs]
        self._has_gaps = self._has_gaps or None in found
        return found

    def row(self, seq: int) -> WorkerRow | None:
        """One row, read now if need be."""
        self.need([seq])
        return self._rows.get(seq)

    def need(self, seqs: Sequence[int]) -> bool:
        """Read what is in view at once, a dozen rows by key. True when some were not there yet."""
        missing = [seq for seq in seqs if seq not in self._rows]
        try:
            if missing:
                self._rows |= _read_rows(self._ctx, missing)
        except AppError as error:
            self._failed(error)
        return bool(missing)

    def read_ahead(self, seqs: Sequence[int]) -> None:
        """Rows that will soon come into view, read off the window's thread; only the latest wish counts."""
        self._wished = [seq for seq in seqs if seq not in self._rows]
        if self._wished and not self._reading_ahead:
            self._read_wished()

    def _read_wished(self) -> None:
        wanted, self._wished = self._wished[:_AHEAD], []
        self._reading_ahead = True
        number, ctx = self._asked, self._ctx

        def job(_: Reporter) -> dict[int, WorkerRow | None]:
            return _read_rows(ctx, wanted)

        def keep(found: dict[int, WorkerRow | None]) -> None:
            self._reading_ahead = False
            if number == self._asked:
                if len(self._rows) > _KEPT:
                    self._rows.clear()
                self._rows |= found
                if self._has_gaps:
                    self._has_gaps = False
                    self._view.show_more_rows()
            if self._wished:
                self._read_wished()

        def failed(error: AppError) -> None:
            self._reading_ahead = False
            self._failed(error)

        self._run(job, keep, failed)

    def _failed(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))


def _ask(ctx: AppContext, query: Query) -> Found:
    return search_workers(ctx, query.text, query.narrowing, query.order)


def _read_rows(ctx: AppContext, seqs: Sequence[int]) -> dict[int, WorkerRow | None]:
    found = rows(ctx, seqs)
    if len(found) == len(seqs):
        return dict(zip(seqs, found, strict=True))
    return {seq: next(iter(rows(ctx, [seq])), None) for seq in seqs}
