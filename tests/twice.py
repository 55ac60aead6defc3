"""A batch that a district decided twice: its data went back, and it did not wait for the villages' sticks."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date

from services import startup
from services.context import AppContext
from services.programmes.commands import create_programme, decide, record_decree
from services.programmes.queries import programmes
from services.programmes.records import ProgrammeView
from services.workers.commands import update_worker
from services.workers.queries import get_worker
from tests.world import World, column, reopened, terms

FUNDED = "SELECT worker_id FROM decision WHERE outcome = 'funded'"
FIRST_DECREE = "900/123/2026"


def funded(*offices: AppContext) -> set[object]:
    """Ids of everyone these offices show as funded."""
    return {worker for ctx in offices for worker in column(ctx, FUNDED)}


def the_batch(ctx: AppContext) -> ProgrammeView:
    """The only programme of an office."""
    (view,) = programmes(ctx)
    return view


def went_back(world: World, people: int = 4) -> set[object]:
    """Decided and decreed, read by the villages; then the district's folder is the one from before. Whom it funded."""
    world.up()
    create_programme(world.district, terms(people))
    world.down()
    folder, image = world.district.paths.data, world.folder / "image"
    startup.close(world.district)
    shutil.copytree(folder, image)
    world.district = reopened(folder, seed=81)
    decide(world.district, the_batch(world.district).id)
    record_decree(world.district, the_batch(world.district).id, FIRST_DECREE, date(2026, 11, 20))
    world.down()
    first = funded(world.district)
    startup.close(world.district)
    shutil.rmtree(folder)
    shutil.copytree(image, folder)
    world.district = reopened(folder, seed=82)
    assert world.district.notices == ("stream.went_back",)
    return first


@dataclass(frozen=True)
class Twice:
    """Whom each of the two acts funded."""

    first: set[object]
    second: set[object]


def decided_twice(world: World, people: int = 4) -> Twice:
    """Both versions in every office: two of the funded earn more and are younger by now, so others come first."""
    first = went_back(world, people)
    district = world.district
    for worker_id in sorted(map(str, first))[:2]:
        form = replace(get_worker(district, worker_id).form, monthly_income=9_000_000, birth_date=date(1999, 1, 1))
        update_worker(district, worker_id, form)
    decide(district, the_batch(district).id, anyway=True)
    second = funded(district)
    world.up()
    world.down()
    return Twice(first, second)
