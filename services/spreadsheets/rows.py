"""The rows of a list while they are being checked, so that one corrected row can be checked again by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from models.values import Problem, Severity
from services.rules.completeness import check_worker
from services.spreadsheets.column_readers import Desk
from services.spreadsheets.headings import Table
from services.spreadsheets.judging import Draft, filled_from_nik, holds_nik, state_of, strict, unread
from services.spreadsheets.keys import (
    LEFT,
    Keyed,
    KeyHolder,
    Keys,
    about_other_name,
    held,
    is_damaged_copy,
    looks_like_another,
)
from services.spreadsheets.people_rows import PersonRow
from services.spreadsheets.places import row_problem
from services.spreadsheets.records import CheckedRow, RowState
from services.spreadsheets.roles import Role
from services.spreadsheets.row_reader import Problems, RowReader
from services.workers.records import WorkerForm, WorkerRef

Existing = Callable[[Iterable[str]], Mapping[str, WorkerRef]]
"""Who of the register already has these NIKs."""


class Namesake(NamedTuple):
    """Somebody of the register who may be a person of the list under another NIK."""

    worker_id: str
    nik: str
    full_name: str
    birth_date: date
    mother_name: str


Born = Callable[[Iterable[date]], Iterable[Namesake]]
"""Who of the register was born on these days."""


def nobody_born(days: Iterable[date]) -> Iterable[Namesake]:
    """For callers that do not look for namesakes in the register."""
    return ()


class Rows:
    """All drafts of a list, with who shares a NIK or looks like the same person. Copied before it is changed."""

    def __init__(
        self,
        desk: Desk,
        existing: Existing,
        fields: tuple[str, ...] = (),
        born: Born = nobody_born,
        keyed: Keyed | None = None,
    ) -> None:
        self._keys = Keys(keyed)
        self._desk, self._existing, self.fields, self._born = desk, existing, fields, born
        self._namesakes: dict[tuple[str, date], list[Namesake]] = {}
        self._readers: dict[int, tuple[Table, RowReader]] = {}
        self.drafts: list[Draft] = []
        self._by_nik: dict[str, tuple[int, ...]] = {}
        self._by_person: dict[tuple[str, date], tuple[int, ...]] = {}
        self._here: dict[str, WorkerRef] = {}
        self.lossy: frozenset[tuple[str, int]] = frozenset()
        """Columns (sheet, index) whose NIKs were numbers once."""

    def copy(self) -> Rows:
        """A copy that can be changed without this one changing."""
        made = Rows(self._desk, self._existing, self.fields, self._born)
        made._keys = self._keys.copy()
        made._namesakes = dict(self._namesakes)
        made._readers, made.lossy = self._readers, self.lossy
        made.drafts = list(self.drafts)
        made._by_nik, made._by_person, made._here = dict(self._by_nik), dict(self._by_person), dict(self._here)
        return made

    def add(self, source: PersonRow) -> None:
        """Read one more row."""
        draft = self._read(source)
        place = (len(self.drafts),)
        self.drafts.append(draft)
        if draft.nik:
            self._by_nik[draft.nik] = self._by_nik.get(draft.nik, ()) + place
        if draft.key:
            self._keys.rows[draft.key] = self._keys.rows.get(draft.key, ()) + place
        if draft.person is not None:
            self._by_person[draft.person] = self._by_person.get(draft.person, ()) + place

    def look_up(self) -> None:
        """Ask the register about all sound NIKs, birth dates and keys."""
        self._here = dict(self._existing(list(self._by_nik)))
        self._meet(self._by_person)
        self._keys.ask(self._keys.rows)

    def _meet(self, people: Iterable[tuple[str, date]]) -> None:
        for found in self._born({born for _, born in people}):
            self._namesakes.setdefault((found.full_name.casefold(), found.birth_date), []).append(found)

    def put(self, sources: Mapping[int, PersonRow]) -> tuple[int, ...]:
        """Read some rows again; which rows look different for it, in order."""
        touched: set[int] = set(sources)
        for index, source in sources.items():
            old, new = self.drafts[index], self._read(source)
            self.drafts[index] = new
            touched.update(_move(self._by_nik, index, old.nik, new.nik))
            touched.update(_move(self._by_person, index, old.person, new.person))
            touched.update(self._other_key(index, old.key, new.key))
            if new.nik and new.nik not in self._here:
                self._here.update(self._existing([new.nik]))
            if new.person is not None and new.person != old.person and new.person not in self._namesakes:
                self._meet([new.person])
        return tuple(sorted(touched))

    def finished(self, index: int) -> CheckedRow:
        """The row as an officer sees it."""
        draft = self.drafts[index]
        if draft.key:
            return self._finished_by_key(index, draft)
        problems = [*draft.problems, *self._about_others(index)] if self._has_others(draft) else draft.problems
        holder = self._here.get(draft.nik) if draft.nik else None
        state = RowState.READY
        if draft.nik and self._by_nik[draft.nik][0] != index:
            holder = None
        elif holder is not None and (by_key := self._keys.row_about(holder.id)) >= 0:
            holder, problems = None, [*problems, (None, held("key.same_worker", **self._place(by_key)))]
        elif self.fields:
            problems = [*problems, *self._about_update(draft, holder)]
        elif holder is not None:
            problems, state = [*about_other_name(draft.form, holder)], RowState.ALREADY_HERE
        if state is not RowState.ALREADY_HERE:
            state = state_of(problems)
        return _checked_row(draft, problems, state, holder, unread(draft.problems))

    def _finished_by_key(self, index: int, draft: Draft) -> CheckedRow:
        """A row of an exported list: it is about the person whose key it carries, or about nobody known."""
        holder = self._keys.holder(draft.key)
        form, nik_is_lost = draft.form, holder is not None and self._has_lost_nik(draft, holder)
        twin = self._keys.other_row(draft.key, index)
        if twin >= 0:
            return _held_row(draft, held("key.repeated", **self._place(twin)))
        if holder is None:
            return _held_row(draft, held("key.unknown"))
        worker = holder.worker
        if holder.has_left:
            told = Problem("row", LEFT, Severity.HELD if self.fields else Severity.WARNING)
            state = RowState.HELD if self.fields else RowState.ALREADY_HERE
            return _checked_row(draft, [(None, told)], state, worker)
        if not nik_is_lost and looks_like_another(form, holder):
            return _held_row(draft, held("key.other_person", worker_id=worker.id))
        problems: Problems = [each for each in draft.problems if each[1].field != "nik"] if self.fields else []
        problems += [] if nik_is_lost else self._about_own_nik(index, draft, holder)
        problems += about_other_name(form, worker)
        state = state_of(problems)
        if not self.fields and state is not RowState.HELD:
            state = RowState.ALREADY_HERE
        not_read = unread(draft.problems)
        return _checked_row(draft, problems, state, worker, not_read | {"nik"} if nik_is_lost else not_read)

    def _has_lost_nik(self, draft: Draft, holder: KeyHolder) -> bool:
        """Whether the NIK in the list is the one that is kept, spoilt by Excel."""
        table = draft.source.table
        column = table.column(Role.NIK) if table is not None else None
        return column is not None and is_damaged_copy(draft.source.value(column), holder.nik, self._is_lossy(draft))

    def _about_own_nik(self, index: int, draft: Draft, holder: KeyHolder) -> Problems:
        """Whether the NIK in the row can be taken for the one of the key's owner."""
        if draft.nik and draft.nik == holder.nik:
            return []
        other = self._here.get(draft.nik)
        if other is not None and other.id != holder.worker.id:
            return [(None, Problem("nik", "nik.already_here", data={"worker_id": other.id}))]
        if self.fields and "nik" not in self.fields:
            return []
        found = [each for each in draft.problems if self._concerns_nik(each[1])]
        if draft.nik and self._by_nik[draft.nik][0] != index:
            found.append((None, Problem("nik", "nik.repeated_in_file", data=self._place(self._by_nik[draft.nik][0]))))
        if draft.nik.endswith("0") and self._is_lossy(draft):
            found.append((None, Problem("nik", "nik.last_digit_doubtful")))
        return found

    def _concerns_nik(self, problem: Problem) -> bool:
        """Whether a row says that of its NIK; a blank one is no trouble where the key tells who it is."""
        return problem.code != "nik.empty" and (
            problem.field == "nik" or (not self.fields and problem.code.startswith("nik."))
        )

    def _other_key(self, index: int, old: str, new: str) -> set[int]:
        """Another key stands in a row; which rows look different for it: twins, and rows with the owner's NIK."""
        touched = _move(self._keys.rows, index, old, new)
        if old != new:
            self._keys.ask([new])
            owners = (self._keys.holder(key) for key in (old, new))
            touched.update(at for owner in owners if owner is not None for at in self._by_nik.get(owner.nik, ()))
        return touched

    def _has_others(self, draft: Draft) -> bool:
        """Whether another row or the column as a whole could have something to say."""
        if self.lossy:
            return True
        if draft.nik and len(self._by_nik[draft.nik]) > 1:
            return True
        person = draft.person
        return person is not None and (len(self._by_person[person]) > 1 or person in self._namesakes)

    def _about_others(self, index: int) -> Problems:
        """What the other rows of the list and the column as a whole say about a row."""
        draft = self.drafts[index]
        found: Problems = []
        first = self._by_nik[draft.nik][0] if draft.nik else index
        if first != index:
            found.append((None, Problem("nik", "nik.repeated_in_file", data=self._place(first))))
        if draft.person is not None:
            alike = [at for at in self._by_person[draft.person] if self._is_same_person(at, index)]
            if alike:
                data = self._place(alike[0])
                found.append((None, Problem("full_name", "row.same_person", Severity.WARNING, data)))
            for here in self._namesakes.get(draft.person, ()):
                if here.nik != draft.nik and _is_same_mother(here.mother_name, draft.form.mother_name):
                    about: dict[str, str | int] = {"worker_id": here.worker_id}
                    found.append((None, Problem("full_name", "row.same_person_here", Severity.WARNING, about)))
        if self.lossy and draft.nik.endswith("0") and self._is_lossy(draft):
            found.append((None, Problem("nik", "nik.last_digit_doubtful", Severity.WARNING)))
        return found

    def _place(self, index: int) -> dict[str, str | int]:
        source = self.drafts[index].source
        return {"sheet": source.sheet.name, "row": source.number}

    def _is_same_person(self, at: int, index: int) -> bool:
        first, second = self.drafts[at], self.drafts[index]
        return first.nik != second.nik and _is_same_mother(first.form.mother_name, second.form.mother_name)

    def _is_lossy(self, draft: Draft) -> bool:
        table = draft.source.table
        column = table.column(Role.NIK) if table is not None else None
        return column not in draft.source.edited and (draft.source.sheet.name, column) in self.lossy

    def _about_update(self, draft: Draft, holder: WorkerRef | None) -> Problems:
        if not draft.nik:
            return []
        if holder is None:
            return [(None, Problem("nik", "nik.not_here"))]
        return [*about_other_name(draft.form, holder)]

    def _read(self, source: PersonRow) -> Draft:
        table = source.table
        if table is None:
            form = WorkerForm(village_code=self._desk.village_code)
            return Draft(source, form, [(None, Problem("row", "row.no_heading"))], "", None)
        known = self._readers.get(id(table))
        if known is None:
            known = self._readers[id(table)] = table, RowReader(source.sheet, table, self._desk)
        form, found = known[1].read(source)
        form, problems = self._checked(form, found)
        nik = form.nik if form.nik and not (problems and holds_nik(problems)) else ""
        person = (form.full_name.casefold(), form.birth_date) if nik and form.birth_date and form.full_name else None
        key = known[1].read_key(source) if self._keys.are_read else ""
        return Draft(source, form, problems, nik, person, key)

    def _checked(self, form: WorkerForm, found: Problems) -> tuple[WorkerForm, Problems]:
        """Everything wrong in a row by itself; in a partial update only what concerns the NIK and the chosen fields."""
        problems = list(found)
        if not self.fields:
            form = filled_from_nik(form, problems, self._desk.today)
        held = {problem.field for _, problem in found if problem.severity is Severity.HELD} if found else ()
        for problem in check_worker(form, self._desk.reference, self._desk.today):
            if problem.field not in held or problem.severity is Severity.HELD and problem.field != "nik":
                problems.append((None, problem))
        if not self.fields:
            return form, problems
        wanted = {"nik", "row", "village_code", *self.fields}
        return form, [strict(column, problem) for column, problem in problems if problem.field in wanted]


def _held_row(draft: Draft, problem: Problem) -> CheckedRow:
    return _checked_row(draft, [*draft.problems, (None, problem)], RowState.HELD, None)


def _checked_row(
    draft: Draft,
    problems: Problems,
    state: RowState,
    holder: WorkerRef | None,
    not_read: frozenset[str] = frozenset(),
) -> CheckedRow:
    source = draft.source
    told = tuple([row_problem(source, column, problem) for column, problem in problems]) if problems else ()
    return CheckedRow(source.sheet.name, source.number, draft.form, told, state, source, holder, not_read)


def _is_same_mother(first: str, second: str) -> bool:
    """Whether both are known and one; namesakes with unknown mothers are too many to be told."""
    return bool(first) and first.casefold() == second.casefold()


def _move(groups: dict, index: int, old: object, new: object) -> set[int]:  # type: ignore[type-arg]
    """Move a row from one group to another; all members of both, whose look may have changed."""
    touched: set[int] = set()
    if old == new:
        return touched
    if old:
        rest = tuple(at for at in groups[old] if at != index)
        touched.update(rest)
        groups[old] = rest
        if not rest:
            del groups[old]
    if new:
        touched.update(groups.get(new, ()))
        groups[new] = tuple(sorted((*groups.get(new, ()), index)))
    return touched
