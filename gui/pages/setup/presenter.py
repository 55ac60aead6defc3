"""The five steps of the first start. Plain Python: tests walk it without a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.key_ceremony import KeyCeremony
from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.pages.setup.kit_choice import Brought, KitChoice, make_village
from gui.passphrase_strength import Strength, strength_of
from models.values import Role
from services import startup
from services.errors import AppError, Invalid
from services.handover.rotating import adopt_earlier_root
from services.reference import Reference, Village, find_villages
from services.safekeeping.district_keys import KeyPlace
from services.safekeeping.passphrase import passphrase_problem

if TYPE_CHECKING:
    from gui.page import Run
    from services.handover.replacing_laptop import Carried
    from services.progress import Reporter

SHOWN_VILLAGES = 6


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
    """What was said so far. ``keys``: where the district's secrets are. ``from_paper``: they were typed."""

    role: Role = Role.VILLAGE
    village: Village | None = None
    officer: str = ""
    passphrase: str = ""
    kit: KitChoice = field(default_factory=KitChoice)
    keys: KeyPlace | None = None
    from_paper: bool = False
    old_kit: Path | None = None


class View(Protocol):
    """What the presenter tells the page."""

    def show_step(self, step: Step, answers: Answers) -> None: ...

    def show_villages(self, villages: Sequence[Village], chosen: Village | None) -> None: ...

    def show_kit(self, text: str, problem: str) -> None: ...

    def show_kit_words(self, words: Sequence[str], replacement: bool) -> None: ...

    def show_keys(self, text: str) -> None: ...

    def show_printed(self, words: Sequence[str], printed: bool) -> None: ...

    def show_old_kit(self, text: str) -> None: ...

    def show_brought(self, text: str) -> None: ...

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
        self._carried: Carried | None = None
        self.ceremony = KeyCeremony(
            choose, doors.now, startup.DEFAULT_DISTRICT, reference.district_name.removeprefix("Kabupaten ")
        )

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
        """The district's kit: it says which village this is, and whose keys are in it."""
        try:
            kit = self.answers.kit.take(path)
        except AppError as error:
            self._view.show_kit("", sentence_for(error))
            self._view.show_kit_words((), False)
            return
        village = self._reference.villages.get(kit.body.office)
        if village is None:
            self.answers.kit.let_go()
            self._view.show_kit("", sentence("village.unknown"))
            return
        self._carried = None
        self.answers.village = village
        self._view.show_villages([village], village)
        self._view.show_kit(self.answers.kit.told(village.name), "")
        self._view.show_kit_words(self.answers.kit.words, self.answers.kit.is_replacement)

    def agree(self, same: bool) -> None:
        """Whether the kit's six words are those of the official letter."""
        self.answers.kit.same = same
        if same and self.answers.village is not None:
            self._view.show_kit(self.answers.kit.told(self.answers.village.name), "")

    def type_opening(self, words: str) -> None:
        """The five words on the paper of a replacement kit."""
        self.answers.kit.opening = words
        self._carried = None

    def _let_go_of_kit(self) -> None:
        """A kit belongs to one village; another village was chosen after it."""
        village = self.answers.village
        if self.answers.kit.path is not None and (village is None or village.code != self.answers.kit.office):
            self.answers.kit.let_go()
            self._carried = None
            self._view.show_kit("", "")
            self._view.show_kit_words((), False)

    def choose_keys(self, folder: Path) -> None:
        """Where the root and recovery secrets of the district are written as files."""
        self.ceremony.choose_folder(folder)
        self._view.show_keys(str(folder))
        self._view.show_printed((), False)

    def keys_printed(self) -> None:
        """Both sheets went to the printer or into a PDF."""
        self.ceremony.printed()
        self._view.show_keys("")
        self._view.show_printed(self.ceremony.sheet().words, True)

    def keys_failed(self, text: str) -> None:
        """Printer or stick did not take them."""
        self._view.show_problem("keys", text)

    def choose_from_paper(self, from_paper: bool) -> None:
        """A new computer for a district whose keys lie in the safe."""
        self.answers.from_paper = from_paper

    def choose_old_kit(self, path: Path) -> None:
        """Any earlier kit of this district: it names the computers that spoke for it."""
        self.answers.old_kit = path
        self._view.show_old_kit(path.name)

    def type_officer(self, name: str) -> None:
        """The officer's full name."""
        self.answers.officer = " ".join(name.split())

    def type_passphrase(self, first: str, second: str) -> None:
        """Tell while typing how good it is and whether both are the same."""
        self.answers.passphrase = first
        self._view.show_strength(self.strength(first), bool(first) and first == second)

    def strength(self, text: str) -> Strength | None:
        """How hard the passphrase is to guess, in words; None while there is nothing to judge."""
        return strength_of(text, self._denied())

    def back(self) -> None:
        """One step back; not from the recovery code, the office exists by then."""
        position = STEPS.index(self.step)
        if position > 0 and self.step is not Step.RECOVERY:
            self._show(STEPS[position - 1])

    def go_on(self, typed: str = "", more: str = "") -> None:
        """Check the step and go on. ``typed``: the repeated passphrase, a group of the recovery code, the two words of
        the second key sheet, or the root key from paper; ``more``: the recovery key from paper."""
        problem = self._problem(typed, more)
        if problem is not None:
            self._view.show_problem(*problem)
        elif self.step is Step.PLACE and self._must_open_kit():
            self._open_kit()
        elif self.step is Step.PASSPHRASE:
            self._make_office()
        elif self.step is Step.RECOVERY:
            assert self._done is not None
            self._view.finish(self._done)
        else:
            self._show(STEPS[STEPS.index(self.step) + 1])

    def _problem(self, typed: str, more: str) -> tuple[str, str] | None:
        if self.step is Step.PLACE:
            return self._place_problem(typed, more)
        if self.step is Step.OFFICER and not self.answers.officer:
            return "officer", sentence("officer.empty")
        if self.step is Step.PASSPHRASE:
            return self._passphrase_problem(typed)
        return self._recovery_problem(typed) if self.step is Step.RECOVERY else None

    def _place_problem(self, typed: str, more: str) -> tuple[str, str] | None:
        if self.answers.role is Role.DISTRICT:
            return self._keys_problem(typed, more)
        if self.answers.village is None:
            return "village", sentence("village.not_chosen")
        return self.answers.kit.problem()

    def _keys_problem(self, typed: str, more: str) -> tuple[str, str] | None:
        if self.answers.from_paper:
            try:
                self.answers.keys = self.ceremony.from_paper(typed, more, self.answers.old_kit)
            except AppError as error:
                return "keys", sentence_for(error)
            return None
        self.answers.keys = self.ceremony.place()
        if self.answers.keys is None:
            return "keys", sentence("setup.keys_not_chosen")
        if not isinstance(self.answers.keys, Path) and not self.ceremony.is_proof(typed):
            return "keys", sentence("setup.keys_not_proven")
        return None

    def _must_open_kit(self) -> bool:
        """A replacement kit is opened with its words before anything is made."""
        return self.answers.role is Role.VILLAGE and self.answers.kit.is_replacement and self._carried is None

    def _open_kit(self) -> None:
        kit, data = self.answers.kit, self._data
        self._view.show_busy(tr("Membuka kit…"))
        self._run(lambda _: kit.open(data), self._kit_opened, self._kit_closed, pool="file")

    def _kit_opened(self, carried: Carried) -> None:
        self._view.show_busy("")
        self._carried = carried
        self._show(STEPS[STEPS.index(Step.PLACE) + 1])

    def _kit_closed(self, error: AppError) -> None:
        self._view.show_busy("")
        self._view.show_problem("opening", sentence_for(error))

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

    def _job(self) -> Callable[[Reporter], Brought]:
        data, given, doors, carried = self._data, self.answers, self._doors, self._carried
        if given.role is Role.DISTRICT:
            keys, earlier = given.keys, self.ceremony.earlier if given.from_paper else None
            assert keys is not None

            def make_district(_: Reporter) -> Brought:
                made = startup.set_up_district(
                    data, startup.DEFAULT_DISTRICT, given.officer, given.passphrase, keys, doors=doors
                )
                if earlier is not None:
                    adopt_earlier_root(made.context, earlier)
                return Brought(made)

            return make_district
        village = given.village
        assert village is not None
        return lambda _: make_village(
            data, village.code, given.officer, given.passphrase, given.kit.path, carried, doors=doors
        )

    def _made(self, made: Brought) -> None:
        self._done, self._carried = made.done, None
        self.answers.passphrase, self.answers.keys = "", None
        self.ceremony.forget()
        groups = self.groups(made.done.recovery_code)
        self._asked = self._choose(len(groups))
        self._view.show_busy("")
        self._show(Step.RECOVERY)
        self._view.show_recovery(groups, self._asked + 1)
        if made.told:
            self._view.show_brought(made.told)

    def _failed(self, error: AppError) -> None:
        self._view.show_busy("")
        if isinstance(error, Invalid):
            self._view.show_problem("passphrase", sentence(error.problems[0].code, error.problems[0].data))
        else:
            self._view.show_problem("passphrase", sentence_for(error))

    def _show(self, step: Step) -> None:
        self.step = step
        self._view.show_step(step, self.answers)
