"""The five steps of the first start. Plain Python: tests walk it without a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence, sentence_for
from models.values import Role
from services import startup
from services.errors import AppError, Invalid
from services.handover.kit import read_kit
from services.reference import Reference, Village, find_villages
from services.safekeeping.passphrase import passphrase_problem

if TYPE_CHECKING:
    from gui.page import Run
    from services.progress import Reporter

SHOWN_VILLAGES = 6
_STRONG_WORDS = 4
_LONG = 16


class Step(StrEnum):
    """In the order of the bar at the top."""

    ROLE = "role"
    PLACE = "place"
    OFFICER = "officer"
    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


STEPS = tuple(Step)


@dataclass(slots=True)
class Answers:
    """What was said so far. ``keys``: where the district's secrets go once."""

    role: Role = Role.VILLAGE
    village: Village | None = None
    officer: str = ""
    passphrase: str = ""
    kit: Path | None = None
    keys: Path | None = None


@dataclass(frozen=True, slots=True)
class Strength:
    """``bars`` of four, and what to say beside them."""

    bars: int
    text: str
    good: bool


class View(Protocol):
    """What the presenter tells the page."""

    def show_step(self, step: Step, answers: Answers) -> None: ...

    def show_villages(self, villages: Sequence[Village], chosen: Village | None) -> None: ...

    def show_kit(self, text: str, problem: str) -> None: ...

    def show_keys(self, text: str) -> None: ...

    def show_strength(self, strength: Strength | None, same: bool) -> None: ...

    def show_problem(self, field: str, text: str) -> None: ...

    def show_busy(self, text: str) -> None: ...

    def show_recovery(self, groups: Sequence[str], asked: int) -> None: ...

    def finish(self, done: startup.SetUp) -> None: ...


class SetupPresenter:
    """Asks in order, makes the office after the passphrase, ends when the recovery code was typed back.

    ``choose(n)``: a number below n, for the group of the code that is asked back.
    """

    def __init__(
        self, view: View, run: Run, data: Path, reference: Reference, choose: Callable[[int], int], doors: startup.Doors
    ) -> None:
        self._view, self._run, self._data, self._reference = view, run, data, reference
        self._choose, self._doors = choose, doors
        self.answers = Answers()
        self.step = Step.ROLE
        self._done: startup.SetUp | None = None
        self._asked = 0
        self._kit_office = ""

    def start(self) -> None:
        """Show the first question."""
        self._show(Step.ROLE)

    def choose_role(self, role: Role) -> None:
        """Village or district."""
        self.answers.role = role

    def search(self, text: str) -> None:
        """Villages whose name or subdistrict fits; the first is chosen, so that Enter is enough."""
        found = find_villages(self._reference, text)[:SHOWN_VILLAGES] if text.strip() else []
        if self.answers.village not in found:
            self.answers.village = found[0] if found else None
        self._view.show_villages(found, self.answers.village)
        self._let_go_of_kit()

    def choose_village(self, village: Village) -> None:
        """One of those shown."""
        self.answers.village = village
        self._let_go_of_kit()

    def choose_kit(self, path: Path) -> None:
        """The district's kit: it says which village this is."""
        try:
            kit = read_kit(path)
        except AppError as error:
            self._view.show_kit("", sentence_for(error))
            return
        village = self._reference.villages.get(kit.body.office)
        if village is None:
            self._view.show_kit("", sentence("village.unknown"))
            return
        self.answers.kit, self.answers.village, self._kit_office = path, village, village.code
        self._view.show_villages([village], village)
        self._view.show_kit(tr("Kit dari kabupaten untuk {name} sudah dipilih", name=village.name), "")

    def _let_go_of_kit(self) -> None:
        """A kit belongs to one village; another village was chosen after it."""
        village = self.answers.village
        if self.answers.kit is not None and (village is None or village.code != self._kit_office):
            self.answers.kit = None
            self._view.show_kit("", "")

    def choose_keys(self, folder: Path) -> None:
        """Where the root and recovery secrets of the district are written."""
        self.answers.keys = folder
        self._view.show_keys(str(folder))

    def type_officer(self, name: str) -> None:
        """The officer's full name."""
        self.answers.officer = " ".join(name.split())

    def type_passphrase(self, first: str, second: str) -> None:
        """Tell while typing how good it is and whether both are the same."""
        self.answers.passphrase = first
        self._view.show_strength(self.strength(first), bool(first) and first == second)

    def strength(self, text: str) -> Strength | None:
        """How hard the passphrase is to guess, in words; None while there is nothing to judge."""
        if not text:
            return None
        problem = passphrase_problem(text, self._denied())
        if problem is not None:
            return Strength(min(2, 1 + len(text) // 8), sentence(problem), good=False)
        if len(text.split()) >= _STRONG_WORDS or len(text) >= _LONG:
            return Strength(4, tr("Kuat. Sulit ditebak orang maupun komputer."), good=True)
        return Strength(3, tr("Cukup. Tambah satu kata lagi supaya lebih kuat."), good=True)

    def back(self) -> None:
        """One step back; not from the recovery code, the office exists by then."""
        position = STEPS.index(self.step)
        if position > 0 and self.step is not Step.RECOVERY:
            self._show(STEPS[position - 1])

    def go_on(self, typed: str = "") -> None:
        """Check the step and go on. ``typed``: the repeated passphrase, or the group of the recovery code."""
        problem = self._problem(typed)
        if problem is not None:
            self._view.show_problem(*problem)
        elif self.step is Step.PASSPHRASE:
            self._make_office()
        elif self.step is Step.RECOVERY:
            assert self._done is not None
            self._view.finish(self._done)
        else:
            self._show(STEPS[STEPS.index(self.step) + 1])

    def _problem(self, typed: str) -> tuple[str, str] | None:
        if self.step is Step.PLACE:
            return self._place_problem()
        if self.step is Step.OFFICER and not self.answers.officer:
            return "officer", sentence("officer.empty")
        if self.step is Step.PASSPHRASE:
            return self._passphrase_problem(typed)
        return self._recovery_problem(typed) if self.step is Step.RECOVERY else None

    def _place_problem(self) -> tuple[str, str] | None:
        if self.answers.role is Role.VILLAGE:
            return None if self.answers.village else ("village", sentence("village.not_chosen"))
        return None if self.answers.keys else ("keys", sentence("setup.keys_not_chosen"))

    def _passphrase_problem(self, second: str) -> tuple[str, str] | None:
        if not self.answers.passphrase:
            return "passphrase", sentence("passphrase.empty")
        code = passphrase_problem(self.answers.passphrase, self._denied())
        if code is not None:
            return "passphrase", sentence(code)
        return None if self.answers.passphrase == second else ("again", sentence("passphrase.differs"))

    def _recovery_problem(self, typed: str) -> tuple[str, str] | None:
        assert self._done is not None
        wanted = self.groups(self._done.recovery_code)[self._asked]
        return None if typed.strip().upper() == wanted else ("group", sentence("recovery.differs"))

    def _denied(self) -> list[str]:
        village = self.answers.village
        return [self.answers.officer, *([village.name, village.subdistrict] if village else [])]

    @staticmethod
    def groups(code: str) -> list[str]:
        """The recovery code as it is printed, group by group."""
        return code.split("-")

    def _make_office(self) -> None:
        self._view.show_busy(tr("Menyiapkan kantor…"))
        self._run(self._job(), self._made, self._failed, pool="file")

    def _job(self) -> Callable[[Reporter], startup.SetUp]:
        data, given, doors = self._data, self.answers, self._doors
        if given.role is Role.DISTRICT:
            keys = given.keys
            assert keys is not None
            return lambda _: startup.set_up_district(
                data, startup.DEFAULT_DISTRICT, given.officer, given.passphrase, keys, doors=doors
            )
        village = given.village
        assert village is not None
        return lambda _: startup.set_up_village(
            data, village.code, given.officer, given.passphrase, given.kit, doors=doors
        )

    def _made(self, done: startup.SetUp) -> None:
        self._done = done
        self.answers.passphrase = ""
        groups = self.groups(done.recovery_code)
        self._asked = self._choose(len(groups))
        self._view.show_busy("")
        self._show(Step.RECOVERY)
        self._view.show_recovery(groups, self._asked + 1)

    def _failed(self, error: AppError) -> None:
        self._view.show_busy("")
        if isinstance(error, Invalid):
            self._view.show_problem("passphrase", sentence(error.problems[0].code, error.problems[0].data))
        else:
            self._view.show_problem("passphrase", sentence_for(error))

    def _show(self, step: Step) -> None:
        self.step = step
        self._view.show_step(step, self.answers)
