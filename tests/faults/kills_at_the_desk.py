"""Killed at the desk: saving people, taking in lists, drafting, changing many, undoing."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from models.values import ActKind
from services import startup
from services.context import AppContext
from services.spreadsheets.records import Choice
from services.spreadsheets.taking_in import write_import
from services.workers.bulk import BulkChange, change_workers
from services.workers.commands import register_worker, register_workers
from services.workers.drafts import get_draft, save_draft
from services.workers.search import find_workers
from services.workers.undo import undo
from tests.faults.activity import Activity, Tell, Told, highest
from tests.faults.wholeness import acts_of_workers, anchored, opened, people, require_whole
from tests.offices import village_office, worker
from tests.services.spreadsheets.lists import check_here, listed
from tests.workbooks import nik

DRAFT = "6f1f7f6e-0000-4000-8000-000000000001"
MANY, LISTED, BAND = 7, 20, 5


def prepare(folder: Path) -> None:
    """A village without anybody."""
    with anchored(folder / "village"):
        startup.close(village_office(folder / "village"))


def save(folder: Path, tell: Tell) -> None:
    """One person, then several in one act, and again."""
    with opened(folder / "village") as ctx:
        for each in (1, MANY, 1, MANY):
            serial = 1000 + people(ctx)
            forms = [worker(serial + number) for number in range(each)]
            if each == 1:
                register_worker(ctx, forms[0])
            else:
                register_workers(ctx, forms)
            tell(f"saved {serial - 1000 + each}")


def save_carelessly(folder: Path, tell: Tell) -> None:
    """What nothing may be: told before it is kept, and in parts. It shows that the tests would see it."""
    with opened(folder / "village") as ctx:
        for _ in range(4):
            serial = 1000 + people(ctx)
            tell(f"saved {serial - 1000 + MANY}")
            for number in range(MANY):
                register_worker(ctx, worker(serial + number))


def check_saved(folder: Path, told: Told) -> None:
    """Who was acknowledged is there, and found; no act is there by half."""
    with opened(folder / "village") as ctx:
        kept = people(ctx)
        assert kept >= highest(told, "saved"), "an acknowledged worker is missing"
        assert set(acts_of_workers(ctx)) <= {1, MANY}, "an act was kept by half"
        assert len(find_workers(ctx, "sutini").seqs) == min(kept, 1000)
        require_whole(ctx)


def take_in(folder: Path, tell: Tell) -> None:
    """One list after the other: new people each, and all earlier ones with a new income."""
    with opened(folder / "village") as ctx:
        for _ in range(2):
            count = people(ctx) + LISTED
            rows = [
                ["SUTARNO", nik(9001 + at % 900, area=f"3316{1 + at // 900:02d}"), float(500_000 + count // LISTED)]
                for at in range(count)
            ]
            checked = check_here(ctx, listed(("Nama", "NIK", "Penghasilan"), *rows))
            write_import(ctx, checked, default=Choice.UPDATE)
            tell(f"listed {count}")


def check_taken_in(folder: Path, told: Told) -> None:
    """Each list is in wholly, its updates too, or not at all."""
    with opened(folder / "village") as ctx:
        count = people(ctx)
        assert count >= highest(told, "listed") and count % LISTED == 0, "a list was taken in by half"
        with ctx.read() as connection:
            incomes = connection.exec_driver_sql("SELECT DISTINCT monthly_income FROM worker").scalars().all()
        assert incomes == ([500_000 + count // LISTED] if count else []), "updates of a list were kept by half"
        require_whole(ctx)


def work_at_desk(folder: Path, tell: Tell) -> None:
    """Two rounds of a day: a draft, a band of people, all of them changed, every second time undone."""
    with opened(folder / "village") as ctx:
        for number in (first := 1 + max(_bands(ctx), default=-1), first + 1):
            save_draft(ctx, DRAFT, {"round": number}, focus="nik", title="")
            tell(f"draft {number}")
            forms = [worker(1000 + number * BAND + at, full_name=f"ROMBONGAN {'ABCDE'[at]}") for at in range(BAND)]
            ids = sorted(register_workers(ctx, forms, kind=ActKind.IMPORT).ids["worker"])
            tell(f"band {number}")
            bulk = change_workers(ctx, ids, BulkChange(rt="777"))
            tell(f"bulk {number}")
            if number % 2:
                undo(ctx, bulk.act)
                tell(f"undo {number}")


def check_desk(folder: Path, told: Told) -> None:
    """Each band is there wholly and alike, and as far along as was told."""
    with opened(folder / "village") as ctx:
        bands = _bands(ctx)
        for streets in bands.values():
            assert len(streets) == BAND, "a band was kept by half"
            assert len(set(streets)) == 1, "a bulk change or an undo was kept by half"
        for number in {int(line.split()[1]) for line in told if line.startswith(("bulk", "undo"))}:
            undone = highest([line for line in told if line.endswith(f" {number}")], "undo") == number
            assert bands[number][0] == "003" if undone else number % 2 or bands[number][0] == "777"
        assert max(bands, default=-1) >= highest(told, "band")
        draft = get_draft(ctx, DRAFT)
        assert (draft.values["round"] if draft else -1) >= highest(told, "draft")
        require_whole(ctx)


def _bands(ctx: AppContext) -> dict[int, list[str]]:
    bands: dict[int, list[str]] = defaultdict(list)
    with ctx.read() as connection:
        for number, rt in connection.exec_driver_sql("SELECT nik, rt FROM worker"):
            bands[(int(number[-4:]) - 1000) // BAND].append(rt)
    return bands


SAVE = Activity("save", prepare, save, check_saved)
IMPORT = Activity("import", prepare, take_in, check_taken_in)
DESK = Activity("desk", prepare, work_at_desk, check_desk)
CARELESS = Activity("careless", prepare, save_carelessly, check_saved)
