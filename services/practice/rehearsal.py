"""A village to practise in: invented people, a district that answers, a pretend stick, a list to import.

Everything lies below one folder that somebody throws away afterwards. The kit is removed once it was read: with it a
real office could come to trust this district.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from services import startup
from services.context import AppContext
from services.handover.kits import make_kits
from services.practice.demo import PASSPHRASE, VILLAGE, begin_practice
from services.practice.people import invent_people
from services.practice.pretend_stick import FOLDER
from services.practice.workbooks import write_village_workbook
from services.reference import load_reference
from services.safekeeping.keyfile import MINIMUM
from services.workers.commands import register_workers
from services.workers.records import WorkerForm

DISTRICT_FOLDER = "kabupaten"
EXAMPLE_NIK = "3316065203799050"
"""A NIK that nobody has, for the person who is registered in practice."""
LIST_NAME = "Daftar pekerja RT 05 (contoh).xlsx"
_HERE, _LISTED = 24, 18
_SEED = 5
_FAULTY = 0.12


def make_rehearsal(folder: Path, now: datetime | None = None) -> AppContext:
    """The village, open, on the morning after its first day. ``folder``: empty or not there yet.

    Raises StorageTrouble when the folder cannot be written to.
    """
    reference = load_reference()
    yesterday = (now or datetime.now().astimezone()) - timedelta(days=1)
    doors = startup.Doors(now=lambda: yesterday, kdf=MINIMUM, anchors=folder / "penanda")
    district = startup.set_up_district(
        folder / DISTRICT_FOLDER, "33.16", "Hendro Prasetyo", PASSPHRASE, folder / "kunci", doors=doors
    ).context
    (kit,) = make_kits(district, [VILLAGE], folder / "kit")
    startup.close(district)
    village = startup.set_up_village(folder / "desa", VILLAGE, "Siti Aminah", PASSPHRASE, kit.path, doors=doors).context
    shutil.rmtree(folder / "kit")
    shutil.rmtree(folder / "kunci")
    (folder / FOLDER).mkdir()
    people = _people(yesterday.date())
    register_workers(village, people[:_HERE])
    write_village_workbook(
        folder / LIST_NAME, reference.villages[VILLAGE], people[_HERE:], random.Random(_SEED), _FAULTY
    )
    return begin_practice(village, folder)


def _people(today: date) -> list[WorkerForm]:
    """Those who are there already, some with gaps to fill, and those of the list."""
    invented = invent_people(_SEED, _HERE + _LISTED, load_reference(), today, [VILLAGE])
    people = [person.form for person in invented]
    people[2] = replace(people[2], address="")
    people[9] = replace(people[9], notice_given_on=None, phone="")
    if people[14].birth_date is not None:
        people[14] = replace(people[14], birth_date=people[14].birth_date + timedelta(days=9))
    return people
