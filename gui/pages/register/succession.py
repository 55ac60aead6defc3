"""From one person to the next: what is carried over, and the family of the one saved last. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from gui.format import title_case
from gui.pages.register.next_person import (
    AT_FIRST,
    GROUPS,
    HOUSEHOLD,
    PREFERENCE,
    Carried,
    carried_values,
    family_heirs,
    household_values,
)
from models.values import Sex
from services.errors import AppError
from services.preferences import read_preference, write_preference
from services.workers.records import Heir, WorkerForm

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext

_BLANK = WorkerForm()


class Succession:
    """Remembers who was saved last in this session, and which groups of fields the office carries over."""

    def __init__(self, ctx: AppContext, run: Run) -> None:
        self._ctx, self._run = ctx, run
        self._chosen = frozenset(AT_FIRST)
        self._loaded = False
        self._last: WorkerForm | None = None
        self._kept: Mapping[str, object] = {}
        self._heirs: tuple[Heir, ...] | None = None

    def load(self, done: Callable[[], None]) -> None:
        """Read the office's choice once."""
        if self._loaded:
            return
        self._loaded = True
        ctx = self._ctx

        def on_read(groups: list[str]) -> None:
            self._chosen = frozenset(groups) & GROUPS.keys()
            done()

        self._run(lambda _: read_preference(ctx, PREFERENCE, list[str], list(AT_FIRST)), on_read, _as_before)

    def saved(self, form: WorkerForm | None) -> None:
        """Who was saved last; None: that one was taken back."""
        self._last, self._kept, self._heirs = form, {}, None

    def next_values(self) -> dict[str, object]:
        """What the next form begins with."""
        self._heirs = None
        self._kept = carried_values(self._last, self._chosen)
        return dict(self._kept)

    def carried(self, form: WorkerForm | None) -> Carried:
        """What of it still stands in the form. No form: one that takes nothing over."""
        if form is None or self._last is None:
            return Carried("", self._chosen)
        still = {name: value for name, value in self._kept.items() if getattr(form, name) == value}
        return Carried(title_case(self._last.full_name), self._chosen, still)

    def choose(self, group: str, on: bool, form: WorkerForm) -> dict[str, object]:
        """Carry a group or no longer. Returns what the form on screen takes or gives back."""
        self._chosen = self._chosen | {group} if on else self._chosen - {group}
        ctx, kept = self._ctx, [name for name in GROUPS if name in self._chosen]
        self._run(lambda _: write_preference(ctx, PREFERENCE, kept), lambda _: None, _as_before)
        values = carried_values(self._last, [group])
        if on:
            taken = {name: value for name, value in values.items() if not getattr(form, name)}
            self._kept = {**self._kept, **taken}
            return taken
        given = {name: getattr(_BLANK, name) for name in GROUPS[group] if self._stands(name, form)}
        self._kept = {name: value for name, value in self._kept.items() if name not in GROUPS[group]}
        return given

    def blanks(self, form: WorkerForm) -> dict[str, object]:
        """Blanks for everything that was taken over and still stands."""
        given = {name: getattr(_BLANK, name) for name in self._kept if self._stands(name, form)}
        if self._heirs is not None and form.heirs == self._heirs:
            given["heirs"] = ()
        self._kept, self._heirs = {}, None
        return given

    def family(self) -> dict[str, object]:
        """What the next one of the same family begins with; empty when nobody was saved."""
        if self._last is None:
            return {}
        values = household_values(self._last)
        self._kept = {**self._kept, **values}
        for name in HOUSEHOLD:
            if name not in values:
                values[name] = getattr(_BLANK, name)
        self._heirs = family_heirs(self._last, _BLANK)
        return {**values, "heirs": self._heirs}

    def mothers(self) -> tuple[str, ...]:
        """Names that may be the mother's of the next one of this family: to complete from, never filled in."""
        last = self._last
        if last is None:
            return ()
        own = () if last.sex is Sex.MALE else (last.full_name,)
        return (last.mother_name, *own, *(heir.name for heir in last.heirs))

    def heirs_follow(self, form: WorkerForm, changed: str) -> dict[str, object]:
        """NIK and name tell better who the new one is to the family: the offered heirs follow, if untouched."""
        if self._heirs is None or self._last is None:
            return {}
        if form.heirs != self._heirs:
            self._heirs = None
            return {}
        if changed not in ("nik", "full_name", "sex", "birth_date"):
            return {}
        heirs = family_heirs(self._last, form)
        if heirs == self._heirs:
            return {}
        self._heirs = heirs
        return {"heirs": heirs}

    def _stands(self, name: str, form: WorkerForm) -> bool:
        return name in self._kept and getattr(form, name) == self._kept[name]


def _as_before(_: AppError) -> None:
    """The choice could not be read or kept: the usual one stays, the form works on."""
