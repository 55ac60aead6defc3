"""Offices for tests: real encrypted databases, real keys, a cheap key derivation and a fixed clock."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from models.values import Sex
from services import startup
from services.context import AppContext
from services.safekeeping.keyfile import KdfPolicy
from services.workers.records import WorkerForm

PASSPHRASE = "hujan turun pagi hari"
VILLAGE = "33.16.06.2002"
OTHER_VILLAGE = "33.16.01.2001"
DISTRICT = "33.16"
WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 23, 9, 14, tzinfo=WIB)
CHEAP = KdfPolicy(64, 1, 1)


def doors(seed: int = 1, now: datetime = NOW) -> startup.Doors:
    """Doors that always give the same ids and time; keys stay random."""
    rng = random.Random(seed)
    return startup.Doors(
        now=lambda: now,
        new_id=lambda: str(uuid.UUID(int=rng.getrandbits(128), version=4)),
        random=rng.randbytes,
        kdf=CHEAP,
    )


def village_office(folder: Path, code: str = VILLAGE, *, kit: Path | None = None, seed: int = 1) -> AppContext:
    """A village, open."""
    return startup.set_up_village(folder, code, "Siti Aminah", PASSPHRASE, kit, doors=doors(seed)).context


def district_office(folder: Path, *, keys: Path | None = None, seed: int = 2) -> AppContext:
    """The district, open; its secrets lie in ``keys``."""
    made = startup.set_up_district(
        folder, DISTRICT, "Hendro Prasetyo", PASSPHRASE, keys or folder / "kunci-akar", doors=doors(seed)
    )
    return made.context


def at(ctx: AppContext, now: datetime) -> AppContext:
    """The same office at another time."""
    clock: Callable[[], datetime] = lambda: now  # noqa: E731
    return replace(ctx, now=clock)


def worker(serial: int = 9001, **over: object) -> WorkerForm:
    """An invented, complete worker; NIK serials from 9001."""
    form = WorkerForm(
        nik=f"331606520379{serial:04d}",
        full_name="SUTINI",
        birth_place="BLORA",
        birth_date=date(1979, 3, 12),
        sex=Sex.FEMALE,
        mother_name="NGATMI",
        kk_number=f"331606010101{serial:04d}",
        address="DK. NGASEM",
        rt="003",
        rw="002",
        village_code=VILLAGE,
        occupation_code="BTN",
        monthly_income=900_000,
        notice_given_on=date(2026, 11, 20),
        notice_version="1",
    )
    return replace(form, **over)  # type: ignore[arg-type]
