from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import Received, receive
from services.handover.kits import make_kits
from services.workers.commands import register_workers
from tests.offices import OTHER_VILLAGE, VILLAGE, district_office, village_office, worker


@dataclass
class Scene:
    """A district with two villages: the first is let in, the second waits at the door."""

    district: AppContext
    folder: Path
    laptops: dict[str, AppContext] = field(default_factory=dict)
    sticks: int = 0

    def deliver(self, office: str, *, admit_new: bool = False) -> Received:
        self.sticks += 1
        stick = self.folder / f"stick{self.sticks}"
        stick.mkdir()
        hand_over(self.laptops[office], stick)
        return receive(self.district, [stick], admit_new=admit_new)

    def count(self, sql: str) -> int:
        with self.district.read() as connection:
            return int(connection.exec_driver_sql(sql).scalar_one())


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene(district_office(tmp_path / "kabupaten"), tmp_path)
    kits = {kit.office: kit.path for kit in make_kits(made.district, [VILLAGE, OTHER_VILLAGE], tmp_path / "kit")}
    for seed, (office, people) in enumerate(((VILLAGE, 3), (OTHER_VILLAGE, 2)), 11):
        laptop = village_office(tmp_path / office, office, kit=kits[office], seed=seed)
        register_workers(laptop, [worker(9000 + seed * 10 + at, village_code=office) for at in range(people)])
        made.laptops[office] = laptop
    made.deliver(VILLAGE, admit_new=True)
    made.deliver(OTHER_VILLAGE)
    yield made
    for ctx in (made.district, *made.laptops.values()):
        startup.close(ctx)
