"""Killed while handing over and while reading a stick, at a village and at the district."""

from __future__ import annotations

import shutil
from pathlib import Path

from services import startup
from services.handover import incoming
from services.handover.handing_over import hand_over, history
from services.handover.kits import make_kits
from services.workers.commands import register_workers
from tests.faults.activity import Activity, Tell, Told
from tests.faults.receiving import receive_all
from tests.faults.wholeness import anchored, opened, people, require_whole, require_whole_bundles
from tests.offices import VILLAGE, district_office, village_office, worker

VILLAGES, EACH = 6, 5


def prepare_village(folder: Path) -> None:
    """A district, and a village with its kit."""
    with anchored(folder / "village"):
        district = district_office(folder / "district")
        (kit,) = make_kits(district, [VILLAGE], folder / "kits")
        startup.close(district)
        startup.close(village_office(folder / "village", kit=kit.path))
    (folder / "stick").mkdir()


def hand_over_often(folder: Path, tell: Tell) -> None:
    """Two people, a bundle; and again."""
    with opened(folder / "village") as ctx:
        for _ in range(2):
            serial = 1000 + people(ctx)
            register_workers(ctx, [worker(serial), worker(serial + 1)])
            tell(f"saved {serial - 998}")
            (done,) = hand_over(ctx, folder / "stick")
            tell(f"written {done.no} {done.sha256} {serial - 998}")


def check_handed_over(folder: Path, told: Told) -> None:
    """What was called handed over lies there whole, and the district can read all that lies there."""
    bundles = require_whole_bundles(folder / "stick")
    written = [line.split() for line in told if line.startswith("written")]
    if written:
        assert any(written[-1][2].startswith(path.stem[-8:]) for path in bundles), "an acknowledged bundle is gone"
    with opened(folder / "village") as ctx:
        require_whole(ctx)
        assert {line[2] for line in written} <= {past.sha256 for past in history(ctx, 1000)}
        kept = people(ctx)
    with opened(folder / "district") as ctx:
        outcome = receive_all(ctx, folder / "stick")
        assert outcome.refused == () or not bundles
        assert max((int(line[3]) for line in written), default=0) <= people(ctx) <= kept
        require_whole(ctx)


def prepare_district(folder: Path) -> None:
    """A district, and the first bundles of its first villages on a stick."""
    with anchored(folder / "district"):
        district = district_office(folder / "district")
        kits = make_kits(district, sorted(district.reference.villages)[:VILLAGES], folder / "kits")
        startup.close(district)
        (folder / "stick").mkdir()
        for number, kit in enumerate(kits):
            ctx = village_office(folder / f"v{number}", kit.office, kit=kit.path, seed=50 + number)
            first = 1000 + number * EACH
            register_workers(ctx, [worker(first + each, village_code=kit.office) for each in range(EACH)])
            hand_over(ctx, folder / "stick")
            startup.close(ctx)
            shutil.rmtree(folder / f"v{number}")
    shutil.rmtree(folder / "kits")


class _Step:
    """Says when a commit begins."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def step(self, done: int, total: int, label: str = "") -> None:
        self._tell(f"begun {done}")


def read_stick(folder: Path, tell: Tell) -> None:
    """All bundles, a few in one commit."""
    incoming.BUNDLES_PER_COMMIT = 2
    with opened(folder / "district") as ctx:
        receive_all(ctx, folder / "stick", _Step(tell))
        tell("received")


def check_read(folder: Path, told: Told) -> None:
    """Each bundle is in wholly or not at all; reading again goes on where it stopped."""
    with opened(folder / "district") as ctx:
        bundles = len(history(ctx))
        assert people(ctx) == EACH * bundles, "a bundle was taken in by half"
        assert bundles == VILLAGES or "received" not in told
        begun = [int(line.split()[1]) for line in told if line.startswith("begun")]
        assert bundles >= max(begun, default=0), "a commit that was followed by the next one is gone"
        require_whole(ctx)
        outcome = receive_all(ctx, folder / "stick")
        assert (len(outcome.accepted) + len(outcome.known), outcome.refused) == (VILLAGES, ())
        assert people(ctx) == VILLAGES * EACH
        require_whole(ctx)


EXPORT = Activity("export", prepare_village, hand_over_often, check_handed_over)
RECEIVE = Activity("receive", prepare_district, read_stick, check_read, fresh=True)
