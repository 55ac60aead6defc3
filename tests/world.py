"""A district and two villages with kits, and the stick between them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.values import Month, Payer
from services import startup
from services.context import AppContext
from services.handover.handing_over import HandedOver, hand_over
from services.handover.incoming import Received, receive
from services.handover.kits import make_kits
from services.programmes.records import ProgrammeTerms
from services.workers.commands import register_workers
from tests.offices import OTHER_VILLAGE, PASSPHRASE, VILLAGE, district_office, doors, village_office, worker

ONE_PERSON = 201_600
"""What twelve months cost for one person, in rupiah."""


@dataclass
class World:
    """Real offices. ``one`` has six people, ``two`` three; each stick is used once."""

    district: AppContext
    one: AppContext
    two: AppContext
    folder: Path
    kits: dict[str, Path]
    sticks: int = 0

    def stick(self) -> Path:
        """A new, empty stick."""
        self.sticks += 1
        path = self.folder / f"stick{self.sticks}"
        path.mkdir()
        return path

    def up(self, *villages: AppContext) -> Received:
        """These villages deliver; what the district says."""
        stick = self.stick()
        for village in villages or (self.one, self.two):
            hand_over(village, stick)
        return receive(self.district, [stick], admit_new=True)

    def replies(self) -> tuple[Path, list[HandedOver]]:
        """The district's replies on a new stick."""
        stick = self.stick()
        return stick, hand_over(self.district, stick)

    def down(self, *villages: AppContext) -> list[Received]:
        """The district replies; what these villages say."""
        stick, _ = self.replies()
        return [receive(village, [stick]) for village in villages or (self.one, self.two)]

    def copy_of(self, village: AppContext, name: str) -> Path:
        """The data folder of a village as it is now, as a backup would hold it."""
        startup.close(village)
        return Path(shutil.copytree(village.paths.data, self.folder / name))


@contextmanager
def two_villages(folder: Path) -> Iterator[World]:
    """Set everything up, and close it afterwards."""
    district = district_office(folder / "district")
    made = make_kits(district, [VILLAGE, OTHER_VILLAGE], folder / "kits")
    kits = {kit.office: kit.path for kit in made}
    one = village_office(folder / "one", VILLAGE, kit=kits[VILLAGE], seed=11)
    two = village_office(folder / "two", OTHER_VILLAGE, kit=kits[OTHER_VILLAGE], seed=12)
    register_workers(one, [worker(9001 + number) for number in range(6)])
    register_workers(two, [worker(9101 + number, village_code=OTHER_VILLAGE) for number in range(3)])
    yield World(district, one, two, folder, kits)
    for ctx in (district, one, two):
        startup.close(ctx)


def reopened(folder: Path, seed: int = 31) -> AppContext:
    """Sign in to a folder, with other random numbers than before."""
    return startup.sign_in(folder, PASSPHRASE, doors=doors(seed))


def terms(people: int = 4, **over: object) -> ProgrammeTerms:
    """A programme of the year 2027 that pays for so many people."""
    given: dict[str, object] = {
        "year": 2027,
        "payer": Payer.APBD,
        "ceiling": people * ONE_PERSON,
        "from_month": Month(2027, 1),
        "months": 12,
    }
    return ProgrammeTerms(**(given | over))  # type: ignore[arg-type]


def column(ctx: AppContext, sql: str, *values: object) -> list[object]:
    """The first column of a query."""
    with ctx.read() as connection:
        return list(connection.exec_driver_sql(sql, values).scalars())
