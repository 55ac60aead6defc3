"""Invented people of Blora, the same for the same seed: names of the region, valid NIKs with serials from 9001 up.

Nobody is real: serials that high are not issued, and phone numbers begin with 0899 0000.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from models.values import Relationship, Sex
from resources import locate
from services.reference import Reference
from services.rules.dates import age_on
from services.rules.nik import FEMALE_OFFSET
from services.workers.records import Heir, WorkerForm

FIRST_SERIAL = 9001
LAST_SERIAL = 9999
YOUNGEST = 17
OLDEST_NEW = 64
OLDEST = 70
NOTICE_VERSION = "1"

_AGE_BANDS = ((YOUNGEST, 24, 9), (25, 34, 20), (35, 44, 25), (45, 54, 25), (55, OLDEST_NEW, 18), (65, OLDEST, 3))
"""(from, to, percent of the people)."""
_ELDER_NAME_FROM = 45
_INCOME_STEP = 50_000


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """A person of a village, complete except for homework."""

    village_code: str
    form: WorkerForm


@dataclass(frozen=True, slots=True)
class _Trade:
    """How one occupation looks: share of all people, income span in rupiah, percent of women, hours, place."""

    code: str
    share: int
    income: tuple[int, int]
    women: int
    hours: tuple[str, str]
    place: str


@dataclass(frozen=True, slots=True)
class _Parts:
    """What people are made of (``resources/names/people.json``)."""

    names: dict[Sex, dict[str, list[str]]]
    hamlets: list[str]
    elsewhere: list[tuple[str, str]]
    trades: tuple[_Trade, ...]
    shares: tuple[int, ...]


def invent_people(
    seed: int, count: int, reference: Reference, today: date, villages: Sequence[str] | None = None
) -> Iterator[InventedPerson]:
    """Exactly ``count`` people, village by village in code order, spread over all villages or over those given.

    No village stays empty when there are at least as many people as villages, and with a few hundred people every
    occupation occurs. Ages are 17 to 70 on ``today``, about 3 % of them 65 or older. NIKs are unique within one call.
    Raises ValueError for a negative count or no village.
    """
    codes = sorted(reference.villages if villages is None else villages)
    if count < 0 or not codes:
        raise ValueError("people need a count of 0 or more and a village")
    maker = _Maker(Random(seed), reference, today)
    for code, people in zip(codes, _spread(maker.random, count, len(codes)), strict=True):
        for _ in range(people):
            yield InventedPerson(code, maker.person(code))


def _spread(random: Random, count: int, villages: int) -> list[int]:
    """How many people each village gets: one each first when that is possible, the others by size of the village."""
    base = 1 if count >= villages else 0
    people = [base] * villages
    sizes = list(accumulate(random.lognormvariate(0, 0.45) for _ in range(villages)))
    for place in random.choices(range(villages), cum_weights=sizes, k=count - base * villages):
        people[place] += 1
    return people


@dataclass(slots=True)
class _Maker:
    """Makes one person after the other and remembers which numbers are taken."""

    random: Random
    reference: Reference
    today: date
    made: int = 0
    taken: set[str] = field(default_factory=set)

    def person(self, village_code: str) -> WorkerForm:
        """A complete registration; mother, KK, heirs, hours or phone are missing now and then."""
        random = self.random
        self.made += 1
        trade = self._trade()
        sex = Sex.FEMALE if random.randrange(100) < trade.women else Sex.MALE
        birth_date = self._birth_date()
        area, place = self._origin(village_code)
        hamlet = random.choice(_parts().hamlets)
        start, end = trade.hours if self._has(88) else ("", "")
        return WorkerForm(
            nik=self._number(area, birth_date, sex),
            full_name=self._name(sex, self._age(birth_date)),
            birth_place=place,
            birth_date=birth_date,
            sex=sex,
            mother_name=self._name(Sex.FEMALE, _ELDER_NAME_FROM) if self._has(95) else "",
            kk_number=self._number(village_code[:8], self._past_day(2006), None) if self._has(92) else "",
            heirs=self._heirs(sex, birth_date),
            address=f"DK. {hamlet} NO. {random.randint(1, 120)}",
            hamlet=hamlet,
            rt=f"{random.randint(1, 8):03d}",
            rw=f"{random.randint(1, 5):03d}",
            village_code=village_code,
            phone=f"08990000{self.made:05d}" if self._has(82) else "",
            occupation_code=trade.code,
            workplace=trade.place,
            work_start=start,
            work_end=end,
            monthly_income=self._income(trade),
            notice_given_on=self.today - timedelta(days=random.randrange(60)),
            notice_version=NOTICE_VERSION,
        )

    def _has(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def _age(self, birth_date: date) -> int:
        return age_on(birth_date, self.today)

    def _trade(self) -> _Trade:
        """Every occupation once among the first people, then by how common it is."""
        parts = _parts()
        if self.made <= len(parts.trades):
            return parts.trades[self.made - 1]
        return self.random.choices(parts.trades, cum_weights=parts.shares)[0]

    def _birth_date(self) -> date:
        lowest, highest, _ = self.random.choices(_AGE_BANDS, weights=[band[2] for band in _AGE_BANDS])[0]
        return self._born(self.random.randint(lowest, highest))

    def _born(self, age: int) -> date:
        """A day that gives this age today."""
        older = self._years_back(age + 1)
        span = (self._years_back(age) - older).days
        return older + timedelta(days=self.random.randint(1, span))

    def _years_back(self, years: int) -> date:
        day = 28 if (self.today.month, self.today.day) == (2, 29) else self.today.day
        return date(self.today.year - years, self.today.month, day)

    def _past_day(self, first_year: int) -> date:
        first = date(first_year, 1, 1)
        return first + timedelta(days=self.random.randrange((self.today - first).days))

    def _origin(self, village_code: str) -> tuple[str, str]:
        """Area of the NIK and birth place: mostly the village's own sub-district, some from elsewhere."""
        luck = self.random.randrange(100)
        if luck < 3:
            area, place = self.random.choice(_parts().elsewhere)
            return f"{area}.{self.random.randint(1, 14):02d}", place
        if luck < 9:
            return self._any_subdistrict(), "BLORA"
        return village_code[:8], "BLORA"

    def _number(self, area: str, day: date, sex: Sex | None) -> str:
        """A NIK, or with ``sex`` None a family card number, that nobody here has yet."""
        shown = day.day + FEMALE_OFFSET if sex is Sex.FEMALE else day.day
        start = f"{area.replace('.', '')}{shown:02d}{day:%m%y}"
        serial = self.random.randint(FIRST_SERIAL, LAST_SERIAL)
        while f"{start}{serial:04d}" in self.taken:
            serial = serial + 1 if serial < LAST_SERIAL else FIRST_SERIAL
        number = f"{start}{serial:04d}"
        self.taken.add(number)
        return number

    def _name(self, sex: Sex, age: int) -> str:
        """Elders often have one name, the young two."""
        names = _parts().names[sex]
        if age >= _ELDER_NAME_FROM and self._has(65):
            return self.random.choice(names["elder"])
        first = self.random.choice(names["first"])
        return f"{first} {self.random.choice(names['last'])}"

    def _income(self, trade: _Trade) -> int:
        lowest, highest = trade.income
        exact = self.random.triangular(lowest, highest, lowest + (highest - lowest) // 3)
        return round(exact / _INCOME_STEP) * _INCOME_STEP

    def _heirs(self, sex: Sex, birth_date: date) -> tuple[Heir, ...]:
        age = self._age(birth_date)
        if not self._has(94):
            return ()
        if age < 24:
            return (Heir(self._name(Sex.FEMALE, _ELDER_NAME_FROM), Relationship.PARENT),)
        other = Sex.MALE if sex is Sex.FEMALE else Sex.FEMALE
        spouse_nik = self._number(self._any_subdistrict(), self._born(max(YOUNGEST, age - 2)), other)
        heirs = [Heir(self._name(other, age), Relationship.SPOUSE, spouse_nik if self._has(60) else "")]
        children = self.random.choices((0, 1, 2), weights=(25, 45, 30))[0]
        for _ in range(children):
            child = self.random.choice((Sex.MALE, Sex.FEMALE))
            heirs.append(Heir(self._name(child, YOUNGEST), Relationship.CHILD))
        return tuple(heirs)

    def _any_subdistrict(self) -> str:
        return self.random.choice(tuple(self.reference.subdistricts))


@cache
def _parts() -> _Parts:
    content = json.loads(locate("names/people.json").read_text(encoding="utf-8"))
    trades = tuple(
        _Trade(
            row["code"],
            row["share"],
            tuple(row["income"]),
            row["women"],
            (row["hours"][0], row["hours"][1]),
            row["place"],
        )
        for row in content["occupations"]
    )
    return _Parts(
        names={Sex.MALE: content["male"], Sex.FEMALE: content["female"]},
        hamlets=content["hamlets"],
        elsewhere=[(row["area"], row["place"]) for row in content["elsewhere"]],
        trades=trades,
        shares=tuple(accumulate(trade.share for trade in trades)),
    )
