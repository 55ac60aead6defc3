from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from gui.pages.district_home.facts import HomeFacts
from gui.pages.district_home.presenter import DistrictHomePresenter
from gui.todo import Task
from models.values import Month, Payer
from services import startup
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.stick_places import Stick
from services.programmes.commands import create_programme, decide, record_decree
from services.programmes.records import ProgrammeTerms
from services.workers.commands import register_workers
from tests.gui.doubles import Recorder, run_now
from tests.offices import NOW, VILLAGE, at, village_office, worker


def shown(ctx: AppContext, sticks: tuple[Stick, ...] = ()) -> tuple[HomeFacts, dict[str, Task], Recorder]:
    view = Recorder()
    DistrictHomePresenter(view, ctx, run_now, lambda: sticks).start()
    return view.last("show_facts")[0], {task.key.split("-")[0]: task for task in view.last("show_tasks")[0]}, view


@pytest.fixture
def village_with_kit(district: AppContext, tmp_path: Path) -> Iterator[AppContext]:
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "kits")
    ctx = village_office(tmp_path / "one", kit=kit.path, seed=11)
    register_workers(ctx, [worker(9001), worker(9002)])
    (tmp_path / "stick").mkdir()
    yield ctx
    startup.close(ctx)


def test_an_empty_district_begins_with_kits(district: AppContext) -> None:
    facts, tasks, view = shown(district)
    assert (facts.villages, facts.never, facts.workers) == (295, 295, 0)
    assert list(tasks) == ["kits"]
    assert tasks["kits"].arguments == {"kits": True}
    assert view.last("show_greeting")[1] == "Senin, 23 November 2026 · Dinperinnaker Kabupaten Blora"


def test_a_stick_with_bundles_comes_first(district: AppContext, village_with_kit: AppContext, tmp_path: Path) -> None:
    hand_over(village_with_kit, tmp_path / "stick")
    stick = Stick.for_folder(tmp_path / "stick")
    _, tasks, _ = shown(district, (stick,))
    assert next(iter(tasks)) == "merge"
    assert tasks["merge"].title == "1 paket siap digabung"
    receive(district, [tmp_path / "stick"], admit_new=True)
    facts, tasks, _ = shown(district, (stick,))
    assert "merge" not in tasks
    assert (facts.this_month, facts.complete, facts.merges[0].workers) == (1, 2, 2)
    assert tasks["new"].page == "programme"
    assert tasks["reply"].title == "1 desa menunggu balasan"


def test_a_reply_written_is_no_longer_to_do(district: AppContext, village_with_kit: AppContext, tmp_path: Path) -> None:
    hand_over(village_with_kit, tmp_path / "stick")
    receive(district, [tmp_path / "stick"], admit_new=True)
    hand_over(at(district, NOW + timedelta(minutes=1)), tmp_path / "stick")
    _, tasks, _ = shown(district)
    assert "reply" not in tasks


def test_a_village_silent_for_over_30_days_is_named(
    district: AppContext, village_with_kit: AppContext, tmp_path: Path
) -> None:
    hand_over(village_with_kit, tmp_path / "stick")
    receive(district, [tmp_path / "stick"], admit_new=True)
    facts, tasks, _ = shown(at(district, NOW + timedelta(days=31)))
    assert [(each.village, each.days) for each in facts.silent] == [("Sambongrejo", 31)]
    assert tasks["late"].arguments == {"state": "late"}


def test_a_programme_is_to_do_until_its_decree_is_recorded(district: AppContext) -> None:
    register_workers(district, [worker(9001)])
    terms = ProgrammeTerms(year=2027, payer=Payer.APBD, ceiling=201_600, from_month=Month(2027, 1), months=12)
    made = create_programme(district, terms).first("programme")
    _, tasks, _ = shown(district)
    assert tasks["decide"].arguments == {"id": made}
    decide(district, made)
    facts, tasks, _ = shown(district)
    assert "decree" in tasks
    assert facts.funded == 1
    record_decree(district, made, "400.5/312/2026", district.today())
    _, tasks, _ = shown(district)
    assert not {"decide", "decree"} & set(tasks)
