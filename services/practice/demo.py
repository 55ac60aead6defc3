"""A throw-away district with villages and invented people, for practice and for pictures. Never near real data."""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from models.values import Month, Payer
from services import startup
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.practice.people import invent_people
from services.preferences import write_preference
from services.programmes.commands import create_programme, decide, record_decree
from services.programmes.records import ProgrammeTerms
from services.reference import Reference, load_reference
from services.safekeeping.keyfile import MINIMUM
from services.workers.commands import register_workers
from services.workers.records import WorkerForm

PASSPHRASE = "payung latihan di desa"
VILLAGE = "33.16.06.2002"
BEGAN = "rehearsal.began"
"""Preference: when somebody began to practise, ISO text."""
_PEOPLE_HERE = 214
_SHARE_OF_VILLAGES = 5
_CEILING = 302_400_000 // 4


@dataclass(frozen=True, slots=True)
class Demo:
    """Both ends of the story, open; ``stick`` is the pretend USB folder between them."""

    village: AppContext
    district: AppContext
    stick: Path


def demo_context(role: str, folder: Path, now: datetime | None = None) -> AppContext:
    """One end of the demo as practice uses it, made in ``folder``; the other end is closed. Its clock goes on."""
    demo = make_demo(folder, now or datetime.now().astimezone())
    wanted, other = (demo.village, demo.district) if role == "village" else (demo.district, demo.village)
    startup.close(other)
    return begin_practice(wanted, folder)


def begin_practice(ctx: AppContext, folder: Path) -> AppContext:
    """An office of invented people, from now on at today's time and with nothing outside ``folder``."""
    awake = replace(ctx, now=lambda: datetime.now().astimezone(), practice=folder)
    write_preference(awake, BEGAN, awake.now().isoformat(timespec="seconds"))
    return awake


def make_demo(folder: Path, now: datetime) -> Demo:
    """The whole round on invented people: kits, villages, bundles, programme, decisions, replies, new work since."""
    rng = random.Random(2026)
    reference = load_reference()
    stick = folder / "usb"
    stick.mkdir(parents=True)
    earlier = now - timedelta(days=9)
    district = startup.set_up_district(
        folder / "kabupaten",
        "33.16",
        "Hendro Prasetyo",
        PASSPHRASE,
        folder / "kunci",
        doors=_doors(rng, earlier, folder),
    ).context
    people = _people_by_village(reference, earlier.date() - timedelta(days=60))
    kits = {kit.office: kit.path for kit in make_kits(district, sorted(people), folder / "bekal")}
    last = now
    village: AppContext | None = None
    for code in sorted(people, key=lambda code: (code == VILLAGE, code)):
        then = earlier - timedelta(days=0 if code == VILLAGE else rng.choice((0, 2, 5, 22, 26, 48)))
        ctx = startup.set_up_village(
            folder / code, code, "Siti Aminah", PASSPHRASE, kits[code], doors=_doors(rng, then, folder)
        ).context
        register_workers(ctx, people[code][:-27] if code == VILLAGE else people[code])
        hand_over(ctx, stick)
        receive(_at(district, then), [stick], admit_new=True)
        if code == VILLAGE:
            village = ctx
        else:
            startup.close(ctx)
    assert village is not None
    _decide(_at(district, now - timedelta(days=2)))
    hand_over(_at(district, now - timedelta(days=1)), stick, villages=[VILLAGE])
    receive(_at(village, now - timedelta(hours=1)), [stick])
    register_workers(_at(village, now - timedelta(minutes=30)), people[VILLAGE][-27:])
    return Demo(_at(village, last), _at(district, last), stick)


def _people_by_village(reference: Reference, today: date) -> dict[str, list[WorkerForm]]:
    """Every fifth village gets people; the village of the story a list long enough to scroll, with gaps to fill."""
    rng = random.Random(7)
    people: dict[str, list[WorkerForm]] = defaultdict(list)
    wanted = {code for number, code in enumerate(sorted(reference.villages)) if number % _SHARE_OF_VILLAGES == 0}
    here: list[WorkerForm] = []
    for person in invent_people(11, 10_124, reference, today):
        if len(here) < _PEOPLE_HERE and person.village_code[:8] == VILLAGE[:8]:
            here.append(replace(person.form, village_code=VILLAGE))
        elif person.village_code in wanted and person.village_code[:8] != VILLAGE[:8]:
            people[person.village_code].append(person.form)
    people[VILLAGE] = [_with_gaps(form, rng) for form in here]
    return dict(people)


def _with_gaps(form: WorkerForm, rng: random.Random) -> WorkerForm:
    gap = rng.random()
    if gap < 0.04:
        return replace(form, address="", phone="")
    if gap < 0.06:
        return replace(form, notice_given_on=None)
    return form


def _decide(district: AppContext) -> None:
    terms = ProgrammeTerms(
        year=2027,
        payer=Payer.APBD,
        ceiling=_CEILING,
        from_month=Month(2027, 1),
        months=12,
        legal_basis="Perda Kabupaten Blora 9/2024",
    )
    programme = create_programme(district, terms).first("programme")
    decide(district, programme)
    record_decree(district, programme, "400.5/312/2026", district.today())


def _doors(rng: random.Random, now: datetime, folder: Path) -> startup.Doors:
    """Seeded ids and a set clock, anchors below ``folder``: the same ids come again next time, and were never here.

    Weak key derivation on purpose: nothing real may ever be kept here.
    """

    def new_id() -> str:
        return str(uuid.UUID(int=rng.getrandbits(128), version=4))

    clock: Callable[[], datetime] = _clock(now)
    return startup.Doors(now=clock, new_id=new_id, random=rng.randbytes, kdf=MINIMUM, anchors=folder / "penanda")


def _clock(now: datetime) -> Callable[[], datetime]:
    return lambda: now


def _at(ctx: AppContext, now: datetime) -> AppContext:
    return replace(ctx, now=_clock(now))
