"""What is known about the form on screen, and what to say about it. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from gui.field_names import field_words
from gui.format import title_case
from gui.language import tr
from gui.messages import sentence
from gui.pages.register.age_words import AGE_CODES, AgeLine, age_line
from gui.pages.register.draft import SECTION_OF, TYPED, Draft, Note, Section, missing_sentence
from gui.pages.register.nik_reading import Asked, NikReading, holder_sentence, read_nik, read_parts
from gui.pages.register.problem_words import problem_words
from models.values import Month, Problem, Severity
from services.context import AppContext
from services.rules.completeness import check_worker, homework_fields, missing_fields
from services.rules.nik import LENGTH, nik_problem
from services.workers.queries import WorkerDetail
from services.workers.records import WorkerForm, WorkerRef

_ORDER = list(SECTION_OF)
_BLANK = {"nik": "nik.empty", "full_name": "name.empty", "birth_date": "birth_date.missing"}
_NAMED = 3  # lacking fields that a toast has room for
_DIFFERS = ("nik.birth_date_differs", "nik.sex_differs")
_DAILY = "income.looks_daily"
WORKING_DAYS = 25
"""Days of work a month with a week of six, by which a day's pay becomes a month's (PP 36/2021 Pasal 17)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the form is. ``wrong``: sections with something to correct; ``full``: with nothing required lacking."""

    done: int
    total: int
    heirs: int
    full: frozenset[Section]
    wrong: frozenset[Section]


@dataclass(slots=True)
class Checking:
    """One form from the moment it is shown until it is saved.

    ``seen``: fields that were left, whose problems may be said. ``wanted``: blank fields a refused save asked for.
    ``filled``: what was taken from a NIK. ``holder``: who else has the NIK that was looked up last. ``month``: the
    planned first one. ``monthly``: an income that looked like a day's and was said to be a month's.
    """

    ctx: AppContext
    draft: Draft = field(default_factory=Draft)
    editing: WorkerDetail | None = None
    seen: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    filled: dict[str, object] = field(default_factory=dict)
    holder: WorkerRef | None = None
    looked_up: str = ""
    month: Month = Month(2000, 1)
    monthly: int | None = None

    # The NIK

    def take_nik(self) -> dict[str, object]:
        """Another NIK was typed: what it tells about blank fields."""
        nik = self.draft.form.nik
        self.holder, self.looked_up = None, ""
        if len(nik) == LENGTH:
            self.seen.add("nik")
        parts = read_parts(nik, self.ctx.today())
        if parts is None:
            return {}
        read: dict[str, object] = {"birth_date": parts.birth_date, "sex": parts.sex}
        return {name: value for name, value in read.items() if value is not None and self._may_fill(name)}

    def _may_fill(self, name: str) -> bool:
        """Only a blank, or what an earlier NIK had put there: typed values stay."""
        if name in self.draft.unreadable:
            return False
        value = getattr(self.draft.form, name)
        return value is None or self.filled.get(name) == value

    def told_by_nik(self, name: str) -> object:
        """Birth date or sex as the NIK has it; None when it says nothing."""
        parts = read_parts(self.draft.form.nik, self.ctx.today())
        if parts is None:
            return None
        return parts.birth_date if name == "birth_date" else parts.sex

    def told_again(self, names: Sequence[object]) -> dict[str, object]:
        """Of these values, those that are still as the NIK has them."""
        told = {name: self.told_by_nik(name) for name in ("birth_date", "sex") if name in names}
        return {name: value for name, value in told.items() if value and getattr(self.draft.form, name) == value}

    def fill(self, values: Mapping[str, object]) -> None:
        """Put values into the draft that nobody typed."""
        unreadable = {name: code for name, code in self.draft.unreadable.items() if name not in values}
        self.draft = Draft(replace(self.draft.form, **values), unreadable)  # type: ignore[arg-type]
        self.filled.update(values)

    def may_look_up(self) -> bool:
        """Whether the register was not asked about this NIK yet."""
        nik = self.draft.form.nik
        return nik != self.looked_up and nik_problem(nik) is None

    def found(self, nik: str, holder: WorkerRef | None) -> bool:
        """Take the register's answer in; False when another NIK stands there by now."""
        if nik != self.draft.form.nik:
            return False
        own = self.editing.id if self.editing else ""
        self.looked_up, self.holder = nik, holder if holder is not None and holder.id != own else None
        return True

    def reading(self) -> NikReading:
        """What to show about the NIK."""
        nik, ctx = self.draft.form.nik, self.ctx
        asked: Asked = "yes" if self.looked_up == nik else "no"
        if self.editing is not None and self.editing.form.nik == nik:
            asked = "own"
        return read_nik(nik, ctx.reference, ctx.today(), self.holder, asked)

    # The fields

    def is_filled(self, name: str) -> bool:
        """Whether anything is typed there."""
        return name in self.draft.unreadable or bool(getattr(self.draft.form, name))

    def words(self, problem: Problem) -> str:
        """The sentence of a problem of this draft."""
        return problem_words(problem, len(self.draft.form.nik))

    def _problems(self) -> list[Problem]:
        """Everything wrong, without what is merely blank."""
        found = [Problem(name, code) for name, code in self.draft.unreadable.items()]
        checked = check_worker(self.draft.form, self.ctx.reference, self.ctx.today())
        told = AGE_CODES.union(_BLANK.values())
        return found + [problem for problem in checked if problem.code not in told and not self._is_monthly(problem)]

    def _is_monthly(self, problem: Problem) -> bool:
        return problem.code == _DAILY and self.draft.form.monthly_income == self.monthly

    def age(self) -> AgeLine | None:
        """What to say about the age on the planned first month."""
        return age_line(self.draft.form.birth_date, self.month, self.ctx.today())

    def _holder_words(self, holder: WorkerRef) -> str:
        return holder_sentence(holder, self.ctx.reference, self.ctx.office.code)

    def notes(self) -> dict[str, Note]:
        """What stands at each field now: of several problems the first held one."""
        notes: dict[str, Note] = {}
        if self.holder is not None:
            notes["nik"] = Note("err", self._holder_words(self.holder))
        for problem in self._problems():
            name, held = problem.field, problem.severity is Severity.HELD
            if name not in self.seen or name not in SECTION_OF or (name == "nik" and not held):
                continue
            known = notes.get(name)
            if known is None or (held and known.tone == "warn"):
                tone: Literal["err", "warn"] = "err" if held else "warn"
                code = problem.code
                notes[name] = Note(tone, self.words(problem), code in _DIFFERS, looks_daily=code == _DAILY)
        for name in missing_fields(self.draft.form):
            if name in self.wanted:
                notes.setdefault(name, Note("err", _blank_words(name)))
        return notes

    def problems_shown(self) -> list[str]:
        """Fields with something to say, errors first, in the order of the form."""
        notes = self.notes()
        return sorted(notes, key=lambda name: (notes[name].tone != "err", _ORDER.index(name)))

    def refusals(self, whole: bool) -> list[tuple[str, str]]:
        """Why the draft cannot be kept: (field, sentence) in the order of the form. Those fields count as seen.

        ``whole``: a required field that is blank is a reason too; else only a blank name is.
        """
        found: dict[str, str] = {}
        if self.holder is not None:
            found["nik"] = self._holder_words(self.holder)
        for problem in self._problems():
            if problem.severity is Severity.HELD:
                found.setdefault(problem.field, self.words(problem))
        for name in missing_fields(self.draft.form):
            if name not in found and (whole or name == "full_name"):
                found[name] = _blank_words(name)
                self.wanted.add(name)
        self.seen.update(found)
        return sorted(found.items(), key=lambda pair: _place(pair[0]))

    def standing(self) -> Standing:
        """How far the form is."""
        form, notes = self.draft.form, self.notes()
        missing = set(missing_fields(form)) & set(TYPED)
        heirs = sum(1 for heir in form.heirs if heir.name)
        lacking = {SECTION_OF[name] for name in missing} | ({Section.HEIRS} if not heirs else set())
        wrong = frozenset(SECTION_OF[name] for name, note in notes.items() if note.tone == "err")
        full = frozenset(Section) - lacking - wrong - {Section.PHOTO}
        return Standing(len(TYPED) - len(missing), len(TYPED), heirs, full, wrong)


def kept_words(form: WorkerForm, age: AgeLine | None = None) -> tuple[str, bool]:
    """What to say about a saved person, and whether nothing required is missing and the age lets them be proposed."""
    name, missing, homework = title_case(form.full_name), missing_fields(form), homework_fields(form)
    barred = age is not None and age.barred
    if missing:
        text = tr("Tersimpan, belum lengkap: {name}. Kurang {fields}.", name=name, fields=_listed(missing))
    elif barred:
        text = tr("Tersimpan: {name}. Karena usianya tidak dapat diusulkan.", name=name)
    elif homework:
        text = tr("Tersimpan: {name}. Masih bisa dilengkapi: {fields}.", name=name, fields=_listed(homework))
    else:
        text = tr("Tersimpan: {name}", name=name)
    return text, not missing and not barred


def _blank_words(name: str) -> str:
    return sentence(_BLANK[name]) if name in _BLANK else missing_sentence(name)


def _listed(names: Sequence[str]) -> str:
    words = [field_words()[name] for name in names]
    named = ", ".join(words[:_NAMED])
    more = len(words) - _NAMED
    return tr("{fields}, dan {count} lainnya", fields=named, count=more) if more > 0 else named


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
