"""One invented person whose every text is found nowhere else, and the bytes by which it would be found again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from models.values import Relationship, Sex
from services.workers.records import Heir, WorkerForm
from tests.offices import VILLAGE

_LETTERS = "BDFGJKLMNPRSTVWXZ"
_VOWELS = "AIUEO"


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_LETTERS) + rng.choice(_VOWELS) for _ in range(5))


class Planted:
    """``form``: as registered first; ``sought``: every text of it and of its later versions that nobody else has."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(70, 99)
        serial = rng.randrange(9301, 9999)
        self.nik = f"331606{day:02d}{month:02d}{year:02d}{serial:04d}"
        self.kk = f"331606{rng.randrange(10**6):06d}{rng.randrange(9301, 9999)}"
        self.texts: set[str] = {self.nik, self.kk}
        self.form = WorkerForm(
            nik=self.nik,
            full_name=f"{self.word()} {self.word()}",
            birth_place=self.word(),
            birth_date=date(1900 + year, month, day),
            sex=Sex.MALE,
            mother_name=self.word(),
            kk_number=self.kk,
            address=f"DK. {self.word()}",
            rt="003",
            rw="002",
            village_code=VILLAGE,
            phone=self.phone(),
            occupation_code="BTN",
            monthly_income=900_000,
            heirs=(Heir(name=self.word(), relationship=Relationship.CHILD),),
            notice_given_on=date(2026, 11, 20),
            notice_version="1",
        )

    def word(self) -> str:
        """A new word that only this person has."""
        made = _word(self._rng)
        self.texts.add(made)
        return made

    def phone(self) -> str:
        """A new number that only this person has."""
        made = f"0812{self._rng.randrange(10**8):08d}"
        self.texts.add(made)
        return made

    def sought(self) -> Iterator[bytes]:
        """All of them, as they may lie in a file."""
        for text in sorted(self.texts):
            for form in {text, text.lower(), text.title()}:
                yield form.encode()
                yield form.encode("utf-16-le")
