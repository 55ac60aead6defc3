"""Who else here belongs to this family, or may be this very person. Asked off the window's thread. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gui.format import title_case
from gui.language import tr
from gui.pages.register.next_person import family_heirs, family_values
from services.errors import AppError
from services.rules.worker_fields import is_full_kk
from services.workers.family import FamilyMember, family_members, likely_same
from services.workers.records import WorkerForm, WorkerRef

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext

_NAMED = 3


@dataclass(frozen=True, slots=True)
class FamilyOffer:
    """``text``: who is on this card already. ``values``: what can be taken over into fields that are blank."""

    text: str = ""
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class SameOffer:
    """``text``: who may be the same person; ``worker_id``: the record to look at."""

    text: str = ""
    worker_id: str = ""


class Neighbours:
    """Asks once for each family card and each name with birth date; late answers about older questions are dropped."""

    def __init__(self, ctx: AppContext, run: Run, tell: Callable[[], None]) -> None:
        self._ctx, self._run, self._tell = ctx, run, tell
        self._but = ""
        self._kk = ""
        self._family: Sequence[FamilyMember] = ()
        self._person: tuple[str, date | None, str, str] | None = None
        self._same: Sequence[WorkerRef] = ()

    def begin(self, worker_id: str = "") -> None:
        """Another form is on screen; ``worker_id``: of the person being changed."""
        self._but, self._kk, self._family, self._person, self._same = worker_id, "", (), None, ()

    def look(self, form: WorkerForm) -> None:
        """Ask what was not asked yet about this form."""
        self._look_for_family(form.kk_number if is_full_kk(form.kk_number) else "")
        known = form.birth_date is not None and bool(form.full_name.strip())
        self._look_for_same((form.full_name, form.birth_date, form.mother_name, form.nik) if known else None)

    def family(self, form: WorkerForm) -> FamilyOffer:
        """What to say about the family card, and what it offers for the blanks of this form."""
        if not self._family or form.kk_number != self._kk:
            return FamilyOffer()
        known = max(self._family, key=lambda member: (bool(member.form.address), len(member.form.heirs))).form
        values = [(name, value) for name, value in family_values(known).items() if not getattr(form, name)]
        heirs = family_heirs(known, form)
        if heirs and not form.heirs:
            values.append(("heirs", heirs))
        names = ", ".join(title_case(member.full_name) for member in self._family[:_NAMED])
        more = len(self._family) - _NAMED
        if more > 0:
            return FamilyOffer(
                tr("Satu KK dengan {names}, dan {count} lainnya.", names=names, count=more), tuple(values)
            )
        return FamilyOffer(tr("Satu KK dengan {names}.", names=names), tuple(values))

    def same(self) -> SameOffer:
        """Who may be this person under another NIK."""
        if not self._same:
            return SameOffer()
        name = title_case(self._same[0].full_name)
        text = tr(
            "Mungkin orang yang sama: {name}, nama dan tanggal lahirnya serupa. NIK berbeda, periksa KTP.", name=name
        )
        return SameOffer(text, self._same[0].id)

    def _look_for_family(self, kk: str) -> None:
        if kk == self._kk:
            return
        self._kk, self._family = kk, ()
        if not kk:
            self._tell()
            return
        ctx, but = self._ctx, self._but
        self._run(lambda _: family_members(ctx, kk, but), lambda found: self._on_family(kk, found), _unanswered)

    def _on_family(self, kk: str, found: Sequence[FamilyMember]) -> None:
        if kk == self._kk:
            self._family = found
            self._tell()

    def _look_for_same(self, person: tuple[str, date | None, str, str] | None) -> None:
        if person == self._person:
            return
        self._person, self._same = person, ()
        if person is None:
            self._tell()
            return
        ctx, but, (name, born, mother, nik) = self._ctx, self._but, person
        self._run(
            lambda _: likely_same(ctx, name, born, mother, nik, but),
            lambda found: self._on_same(person, found),
            _unanswered,
        )

    def _on_same(self, person: object, found: Sequence[WorkerRef]) -> None:
        if person == self._person:
            self._same = found
            self._tell()


def _unanswered(_: AppError) -> None:
    """A hint that could not be had is no trouble of the person typing: saving asks the register anyway."""
