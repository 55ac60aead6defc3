"""The acts whose every I/O call is made to fail, each small, so that all of them can be tried."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from services import startup
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.kits import make_kits
from services.safekeeping.backups import make_backup
from services.workers.commands import register_worker, register_workers
from tests.faults.receiving import receive_all
from tests.offices import PASSPHRASE, VILLAGE, district_office, village_office, worker


@dataclass(frozen=True, slots=True)
class FailingAct:
    """``run`` gives the codes of what it refused without raising. ``office``: the data folder that acts."""

    prepare: Callable[[Path], None]
    office: str
    run: Callable[[AppContext, Path], list[str]]


def _village(folder: Path) -> None:
    ctx = village_office(folder / "village")
    register_workers(ctx, [worker(1000), worker(1001)])
    startup.close(ctx)


def _both(folder: Path) -> None:
    """A district, a village with its kit and two people, an empty stick."""
    district = district_office(folder / "district")
    (kit,) = make_kits(district, [VILLAGE], folder / "kits")
    startup.close(district)
    ctx = village_office(folder / "village", kit=kit.path)
    register_workers(ctx, [worker(1000), worker(1001)])
    startup.close(ctx)
    (folder / "stick").mkdir()
    shutil.rmtree(folder / "kits")


def _delivered(folder: Path) -> None:
    """The same, with the village's bundle on the stick, and the village gone."""
    _both(folder)
    ctx = startup.sign_in(folder / "village", PASSPHRASE)
    hand_over(ctx, folder / "stick")
    startup.close(ctx)
    shutil.rmtree(folder / "village")
    ctx = startup.sign_in(folder / "district", PASSPHRASE)
    receive_all(ctx, folder / "village")  # what is tidied after every stick is done
    startup.close(ctx)


def _save(ctx: AppContext, folder: Path) -> list[str]:
    register_worker(ctx, worker(1002))
    return []


def _export(ctx: AppContext, folder: Path) -> list[str]:
    hand_over(ctx, folder / "stick")
    return []


def _receive(ctx: AppContext, folder: Path) -> list[str]:
    return [refused.code for refused in receive_all(ctx, folder / "stick").refused]


def _backup(ctx: AppContext, folder: Path) -> list[str]:
    make_backup(ctx)
    return []


def _careless(ctx: AppContext, folder: Path) -> list[str]:
    """What no act may be: two halves. It shows that the tests would see one."""
    register_worker(ctx, worker(1002))
    register_worker(ctx, worker(1003))
    return []


ACTS = {
    "save": FailingAct(_village, "village", _save),
    "export": FailingAct(_both, "village", _export),
    "receive": FailingAct(_delivered, "district", _receive),
    "backup": FailingAct(_village, "village", _backup),
    "careless": FailingAct(_village, "village", _careless),
}
"""The real ones, and last the careless one."""
REAL = tuple(ACTS)[:-1]
