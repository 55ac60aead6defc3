"""A district and some villages, each laptop with real files, keys, clock and machine of its own."""

from __future__ import annotations

import atexit
import random
import shutil
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from models.values import Role
from services import startup
from services.context import AppContext
from services.handover.handing_over import HandedOver, hand_over
from services.handover.incoming import Received, receive
from services.handover.kits import make_kits
from services.safekeeping.accounts import add_officer
from services.safekeeping.restoring import restore_backup
from services.workers.commands import register_workers
from tests.offices import CHEAP, DISTRICT, NOW, PASSPHRASE, worker

VILLAGES = ("33.16.06.2002", "33.16.01.2001", "33.16.04.2003", "33.16.08.2005")
LAPTOPS = ("a", "b")
MOST_REPLICAS = 10
LONG_AGO = date(1999, 5, 17)
"""Before every clock of a history: what a person says is a day that has come wherever the clock stands."""
FIRST = "Hendro Prasetyo"
OFFICER = "Siti Aminah"
SECOND, SECOND_PASSPHRASE = "Retno Wulandari", "padi kuning musim kemarau"
"""Two officers of the district: erasing takes both."""

EARLIEST, LATEST = NOW.replace(year=2001), NOW.replace(year=2060)


class Clock:
    """A laptop's clock: goes on with every look, and may be years off."""

    def __init__(self, shift: timedelta) -> None:
        self._now = NOW + shift

    def now(self) -> datetime:
        """The time this laptop believes in, one minute later at each look."""
        self._now += timedelta(minutes=1)
        return self._now

    def shift(self, by: timedelta) -> None:
        """Somebody sets the clock; never to before the day that notices were given, or saving is refused."""
        self._now = min(max(self._now + by, EARLIEST), LATEST)


@dataclass
class Replica:
    """One laptop (or the district's computer): a data folder, a machine folder for its anchors, a clock."""

    name: str
    folder: Path
    machine: Path
    clock: Clock
    chance: random.Random
    mark: str
    """What tells its machine from others; a clone that nobody notices has the same."""
    ctx: AppContext = field(init=False)

    def doors(self) -> startup.Doors:
        """Doors with this laptop's clock; chance goes on where it stopped, so no two laptops draw the same."""
        rng = random.Random(self.chance.getrandbits(64))
        return startup.Doors(
            now=self.clock.now,
            new_id=lambda: str(uuid.UUID(int=rng.getrandbits(128), version=4)),
            random=rng.randbytes,
            kdf=CHEAP,
            machine=lambda: self.mark,
            anchors=self.machine,
        )

    def open(self) -> None:
        """Sign in."""
        self.ctx = startup.sign_in(self.folder, PASSPHRASE, self.officer, doors=self.doors())

    def close(self) -> None:
        """Close the program."""
        startup.close(self.ctx)

    def replace_folder(self, image: Path) -> None:
        """Put a copy of the whole folder in place of what is there."""
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(image, self.folder)
        self.open()

    def restore(self, backup: Path) -> None:
        """Restore a backup as the program does it."""
        self.close()
        self.ctx = restore_backup(self.folder, backup, PASSPHRASE, self.officer, doors=self.doors()).context

    def forget_what_was_read(self) -> None:
        """Lose the log of bundles read, so that a bundle that comes again is taken apart again."""
        with self.ctx.database.write() as connection:
            connection.exec_driver_sql("DELETE FROM bundle WHERE NOT written")

    @property
    def officer(self) -> str:
        """Who signs in."""
        return FIRST if self.name.startswith("district") else OFFICER

    @property
    def office(self) -> str:
        """Code of its office."""
        return self.ctx.office.code

    @property
    def is_district(self) -> bool:
        """Whether it is the district's computer."""
        return self.ctx.office.role is Role.DISTRICT


@dataclass(frozen=True)
class Bundle:
    """A sealed file that lies on some stick and may be delivered at any time, or never."""

    path: Path
    up: bool
    office: str
    writer: str


@dataclass
class Town:
    """Everybody in a history, the sticks that exist, and copies that somebody kept."""

    folder: Path
    district: Replica
    laptops: list[Replica]
    chance: random.Random
    bundles: list[Bundle] = field(default_factory=list)
    backups: list[tuple[str, Path]] = field(default_factory=list)
    images: list[tuple[str, Path]] = field(default_factory=list)
    sticks: list[Path] = field(default_factory=list)
    numbers: int = 0
    people: int = 2 * len(VILLAGES) * len(LAPTOPS)
    delivered: set[str] = field(default_factory=set)
    """Changes that the district has ever held."""
    district_went_back: bool = False
    revoked: str = ""
    """The laptop that was cut off, if one was."""

    @property
    def everybody(self) -> list[Replica]:
        """The district first."""
        return [self.district, *self.laptops]

    def place(self, kind: str) -> Path:
        """A path that nothing has used yet."""
        self.numbers += 1
        return self.folder / f"{kind}{self.numbers}"

    def stick(self) -> Path:
        """A new, empty stick."""
        path = self.place("stick")
        path.mkdir()
        self.sticks.append(path)
        return path

    def next_person(self) -> int:
        """Serial of an invented NIK that nobody has."""
        self.people += 1
        return 9000 + self.people

    def write_up(self, laptop: Replica, stick: Path) -> list[HandedOver]:
        """A village hands over."""
        return self._note(hand_over(laptop.ctx, stick), laptop, up=True)

    def write_down(self, stick: Path, offices: list[str]) -> list[HandedOver]:
        """The district replies to these offices."""
        return self._note(hand_over(self.district.ctx, stick, villages=offices), self.district, up=False)

    def _note(self, written: list[HandedOver], writer: Replica, *, up: bool) -> list[HandedOver]:
        for each in written:
            self.bundles.append(Bundle(each.path, up, writer.office if up else each.to_office, writer.name))
        self.forget_gone_bundles()  # a stick keeps our newest three
        return written

    def forget_gone_bundles(self) -> None:
        """What lies nowhere any more will never be delivered."""
        self.bundles = [bundle for bundle in self.bundles if bundle.path.exists()]

    def take(self, replica: Replica, paths: list[Path]) -> Received:
        """Read files or sticks."""
        return receive(replica.ctx, paths, admit_new=True)

    def note_delivered(self) -> None:
        """What the district holds now, it was given."""
        with self.district.ctx.read() as connection:
            self.delivered.update(connection.exec_driver_sql("SELECT id FROM journal").scalars())

    def is_cut_off(self, laptop: Replica) -> bool:
        """Whether the district has revoked it."""
        sql = "SELECT revoked FROM device WHERE id = ?"
        with self.district.ctx.read() as connection:
            return bool(connection.exec_driver_sql(sql, (laptop.ctx.device_id,)).scalar())

    def enrolled_offices(self) -> list[str]:
        """Offices of the laptops in this town that the district knows."""
        with self.district.ctx.read() as connection:
            known = set(connection.exec_driver_sql("SELECT id FROM device WHERE NOT revoked").scalars())
        return sorted({each.office for each in self.laptops if each.ctx.device_id in known})

    def close(self) -> None:
        """Everybody goes home."""
        for replica in self.everybody:
            replica.close()


@cache
def template(enrolled: bool) -> Path:
    """A district and eight laptops with kits, closed; made once in a process. ``enrolled``: let in and replied to."""
    folder = Path(mkdtemp(prefix="payung-town-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    district = _new(folder, "district", 5)
    made = startup.set_up_district(
        district.folder, DISTRICT, FIRST, PASSPHRASE, folder / "keys", doors=district.doors()
    )
    district.ctx = made.context
    add_officer(district.ctx, PASSPHRASE, SECOND, SECOND_PASSPHRASE, kdf=CHEAP)
    laptops = []
    for number, code in enumerate(VILLAGES):
        for letter in LAPTOPS:
            kit = make_kits(district.ctx, [code], folder / f"kits-{letter}")[0].path
            laptop = _new(folder, f"{number}{letter}", 100 + 10 * number + LAPTOPS.index(letter))
            laptop.ctx = startup.set_up_village(
                laptop.folder, code, OFFICER, PASSPHRASE, kit, doors=laptop.doors()
            ).context
            laptops.append(laptop)
            serials = range(9001 + 2 * (len(laptops) - 1), 9001 + 2 * len(laptops))
            register_workers(
                laptop.ctx, [worker(serial, village_code=code, notice_given_on=LONG_AGO) for serial in serials]
            )
    town = Town(folder, district, laptops, random.Random(0))
    if enrolled:
        stick = town.stick()
        for laptop in laptops:
            town.write_up(laptop, stick)
        town.take(district, [stick])
        town.write_down(stick, list(VILLAGES))
        for laptop in laptops:
            town.take(laptop, [stick])
    town.close()
    return folder


def _new(folder: Path, name: str, seed: int) -> Replica:
    return Replica(name, folder / name, machine_folder(folder, name), Clock(timedelta()), random.Random(seed), name)


def machine_folder(folder: Path, name: str) -> Path:
    """Where a machine keeps its anchors."""
    return folder / f"machine-{name}"


def build_town(folder: Path, chance: random.Random, shifts: random.Random | None = None) -> Town:
    """A town of two to nine laptops; ``shifts``: where clocks stand, drawn apart so that a replay differs in nothing
    else."""
    source = template(chance.random() < 0.7)
    names = [
        f"{number}{letter}"
        for number in range(chance.choice((1, 2, 2, 3, 4)))
        for letter in LAPTOPS[: chance.choice((1, 1, 2))]
    ]
    made = []
    for name in ["district", *names]:
        shift = timedelta(days=0 if shifts is None else shifts.randint(-7000, 7000))
        replica = _new(folder, name, chance.getrandbits(64))
        replica.clock.shift(shift)
        shutil.copytree(source / name, replica.folder)
        shutil.copytree(machine_folder(source, name), replica.machine)
        replica.open()
        made.append(replica)
    return Town(folder, made[0], made[1:], chance)
