"""The whole story on invented people, without a window: what ``main.py tour`` plays (issue 2, item 10)."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from models.values import Insurance, Month, Payer
from services import startup
from services.context import AppContext
from services.errors import AppError
from services.handover.handing_over import hand_over
from services.handover.incoming import Received, receive
from services.handover.kits import make_kits
from services.practice.people import invent_people
from services.practice.workbooks import correct_held_workbook, write_village_workbook
from services.programmes.commands import create_programme, decide
from services.programmes.queries import outcome_counts
from services.programmes.records import ProgrammeTerms, Ranking
from services.reference import Reference, load_reference
from services.rules.contribution import programme_contribution
from services.safekeeping.keyfile import MINIMUM
from services.spreadsheets.importing import import_workbook
from services.spreadsheets.records import ImportResult
from services.workers.records import WorkerForm
from services.workers.search import count_workers

PASSPHRASE = "payung latihan di desa"
SEED = 2025
FULL_PEOPLE = 10_124
FULL_CEILING = 302_400_000
SHORT_VILLAGES = ("33.16.01.2001", "33.16.06.2002", "33.16.09.1006")
SHORT_PEOPLE = 105
FIRST_MONTH, MONTHS = Month(2025, 1), 12


class StoryFailed(AppError):
    """A count did not come out. ``code`` says which; the folder is left for looking at."""


@dataclass(frozen=True, slots=True)
class Told:
    """Progress: which step, how far; ``seconds`` once it is over."""

    step: str
    done: int = 0
    total: int = 0
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class _Reporter:
    """A service's own progress, told as the story's."""

    told_step: str
    tell: Callable[[Told], None]

    def step(self, done: int, total: int, label: str = "") -> None:
        """How far."""
        if total:
            self.tell(Told(self.told_step, done, total))


@dataclass(slots=True)
class VillageOffice:
    """One village of the story. ``by_hand``: the person who is typed through the real form, if any."""

    code: str
    people: list[WorkerForm]
    by_hand: WorkerForm | None = None
    context: AppContext | None = None

    @property
    def listed(self) -> list[WorkerForm]:
        """Those who stand in the workbook."""
        return [form for form in self.people if form is not self.by_hand]

    @property
    def office(self) -> AppContext:
        """The open office."""
        if self.context is None:
            raise StoryFailed("tour.not_set_up")
        return self.context


@dataclass(slots=True)
class Story:
    """Everything the tour makes below one folder, and what came out of it."""

    folder: Path
    full: bool
    tell: Callable[[Told], None]
    today: date
    reference: Reference = field(default_factory=load_reference)
    villages: list[VillageOffice] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    imports: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("rows", "ready", "held", "already_here"), 0))
    received: Received = field(default_factory=Received)
    ranking: Ranking | None = None
    decisions_back: int = 0
    programme: str = ""
    _district: AppContext | None = None

    @property
    def district(self) -> AppContext:
        """The district office."""
        if self._district is None:
            raise StoryFailed("tour.not_set_up")
        return self._district

    @property
    def stick(self) -> Path:
        """The pretend USB stick."""
        return self.folder / "stick"

    @contextmanager
    def timed(self, step: str) -> Iterator[_Reporter]:
        """Tell a step and keep its seconds; a step that comes again adds to them."""
        self.tell(Told(step))
        start = time.perf_counter()
        yield _Reporter(step, self.tell)
        took = time.perf_counter() - start
        self.seconds[step] = round(self.seconds.get(step, 0) + took, 2)
        self.tell(Told(step, seconds=took))

    def close(self) -> None:
        """Close every office, also when the story broke off."""
        contexts = [self._district, *(village.context for village in self.villages)]
        for context in contexts:
            if context is not None:
                startup.close(context)

    def invent(self, people: int | None = None, codes: Sequence[str] | None = None) -> None:
        """Everyone in the story, sorted into villages; one of them will be typed by hand."""
        with self.timed("people"):
            codes = codes or (sorted(self.reference.villages) if self.full else SHORT_VILLAGES)
            count = people or (FULL_PEOPLE if self.full else SHORT_PEOPLE)
            sorted_in: dict[str, list[WorkerForm]] = {code: [] for code in codes}
            for person in invent_people(SEED, count, self.reference, self.today, codes):
                sorted_in[person.village_code].append(person.form)
            self.villages = [VillageOffice(code, forms) for code, forms in sorted_in.items()]
            first = self.villages[0]
            # One heir: that many rows stand in the empty form.
            first.by_hand = next((form for form in first.people if len(form.heirs) == 1), first.people[0])

    def set_up_district(self) -> None:
        """The district office, and a kit for each village."""
        with self.timed("district") as reporter:
            doors = startup.Doors(kdf=MINIMUM, anchors=self.folder / "anchors")
            made = startup.set_up_district(
                self.folder / "offices" / "33.16",
                self.reference.district_code,
                "Hendro Prasetyo",
                PASSPHRASE,
                self.folder / "keys",
                doors=doors,
            )
            self._district = made.context
            self.stick.mkdir(parents=True)
            make_kits(self.district, [village.code for village in self.villages], self.folder / "kits", reporter)

    def register(self) -> None:
        """Each village: set-up with its kit, its workbook, import, the held rows put right, import again."""
        with self.timed("villages"):
            kits = {path.name.split("-")[0]: path for path in (self.folder / "kits").iterdir()}
            for number, village in enumerate(self.villages):
                self.tell(Told("villages", number, len(self.villages)))
                data = self.folder / "offices" / village.code
                kit = kits[village.code.replace(".", "")]
                doors = startup.Doors(kdf=MINIMUM, anchors=self.folder / "anchors")
                made = startup.set_up_village(data, village.code, "Siti Aminah", PASSPHRASE, kit, doors=doors)
                village.context = made.context
                self._import(village, number)
                startup.close(village.office)

    def _import(self, village: VillageOffice, number: int) -> None:
        rng = random.Random(SEED * 1000 + number)
        book = self.folder / "workbooks" / f"{village.code}.xlsx"
        held = self.folder / "held" / f"{village.code}.xlsx"
        for path in (book, held):
            path.parent.mkdir(parents=True, exist_ok=True)
        listed = village.listed
        if not listed:
            return
        faults = write_village_workbook(book, self.reference.villages[village.code], listed, rng)
        first = self._add_up(import_workbook(village.office, book, held_to=held))
        if first.held:
            correct_held_workbook(held, listed, faults)
            again = self._add_up(import_workbook(village.office, held))
            if again.held:
                raise StoryFailed("tour.still_held", village=village.code, held=again.held)
        if count_workers(village.office) != len(listed):
            raise StoryFailed("tour.count", village=village.code, expected=len(listed))

    def _add_up(self, result: ImportResult) -> ImportResult:
        """Counts in = counts out, in every import."""
        if result.rows != result.ready + result.held + result.already_here:
            raise StoryFailed("tour.rows_lost", rows=result.rows)
        for name in self.imports:
            self.imports[name] += getattr(result, name)
        return result

    def register_by_hand(self, typed: Callable[[AppContext, WorkerForm], None]) -> None:
        """One person through the real form."""
        with self.timed("form"):
            for village in self.villages:
                if village.by_hand is not None:
                    typed(village.office, village.by_hand)
                    if count_workers(village.office) != len(village.people):
                        raise StoryFailed("tour.count", village=village.code, expected=len(village.people))
                    startup.close(village.office)

    def hand_over(self, by_hand: Callable[[AppContext, Path], None] | None = None) -> None:
        """Every village writes its bundle onto the stick. ``by_hand``: how the village with the typed person does."""
        with self.timed("bundles"):
            for number, village in enumerate(self.villages):
                self.tell(Told("bundles", number, len(self.villages)))
                if by_hand is not None and village.by_hand is not None:
                    by_hand(village.office, self.stick)
                else:
                    hand_over(village.office, self.stick)
                startup.close(village.office)

    def merge(self) -> None:
        """The district reads the stick."""
        with self.timed("merge") as reporter:
            self.received = receive(self.district, [self.stick], reporter, admit_new=True)
            if len(self.received.accepted) != len(self.villages):
                raise StoryFailed("tour.bundles_missing", expected=len(self.villages))

    def plan(self) -> None:
        """The programme of 2025, not decided yet."""
        with self.timed("programme"):
            terms = ProgrammeTerms(
                year=FIRST_MONTH.year,
                payer=Payer.APBD,
                ceiling=self.ceiling,
                from_month=FIRST_MONTH,
                months=MONTHS,
                legal_basis="Perda Kabupaten Blora 9/2024",
            )
            self.programme = create_programme(self.district, terms).first("programme")

    def decide(self) -> None:
        """The programme's decisions, one for each worker."""
        with self.timed("decisions") as reporter:
            self.ranking = decide(self.district, self.programme, reporter)

    @property
    def ceiling(self) -> int:
        """Rupiah: the real one for everybody, else enough for a third of the people."""
        if self.full:
            return FULL_CEILING
        insurances = (Insurance.JKK, Insurance.JKM)
        month = programme_contribution(FIRST_MONTH, 1_000_000, Payer.APBD, insurances, self.reference.tariff)
        return sum(len(village.people) for village in self.villages) // 3 * MONTHS * month.total

    def reply(self) -> None:
        """The district writes a reply for each village."""
        with self.timed("replies") as reporter:
            written = hand_over(self.district, self.stick, reporter, [village.code for village in self.villages])
            if len(written) != len(self.villages):
                raise StoryFailed("tour.replies_missing", expected=len(self.villages))

    def come_home(self) -> None:
        """Every village reads its reply and finds a decision for each of its people."""
        with self.timed("home"):
            for number, village in enumerate(self.villages):
                self.tell(Told("home", number, len(self.villages)))
                receive(village.office, [self.stick / "PAYUNG" / "ke-desa" / village.code.replace(".", "")])
                told = sum(outcome_counts(village.office).values())
                if told != len(village.people):
                    raise StoryFailed("tour.decisions_missing", village=village.code, expected=len(village.people))
                self.decisions_back += told
                startup.close(village.office)

    def summary(self) -> dict[str, object]:
        """What came out, for ``summary.json``. Sums in rupiah."""
        ranking = self.ranking
        if ranking is None:
            raise StoryFailed("tour.not_decided")
        return {
            "people": sum(len(village.people) for village in self.villages),
            "villages": len(self.villages),
            "occupations": len({form.occupation_code for village in self.villages for form in village.people}),
            "bundles": len(self.received.accepted),
            "received": count_workers(self.district),
            "funded": ranking.funded,
            "per_worker": ranking.per_worker,
            "cost": ranking.cost,
            "left": ranking.left,
            "reserve": ranking.reserve,
            "refused": ranking.refused,
            "waiting_or_not_eligible": ranking.reserve + ranking.refused,
            "decisions_back": self.decisions_back,
            "outcomes": {outcome.value: count for outcome, count in outcome_counts(self.district).items()},
            "imports": self.imports,
            "seconds": self.seconds,
        }
