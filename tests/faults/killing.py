"""Kill a process in the middle of what it does, over and over, and look at what is left."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults import kills_at_the_desk, kills_in_repair, kills_in_safekeeping, kills_on_the_way, shim
from tests.faults.activity import Activity
from tests.faults.host import Host, Told

ACTIVITIES = {
    activity.name: activity
    for activity in (
        kills_at_the_desk.SAVE,
        kills_at_the_desk.IMPORT,
        kills_at_the_desk.DESK,
        kills_on_the_way.EXPORT,
        kills_on_the_way.RECEIVE,
        kills_in_safekeeping.BACKUP,
        kills_in_safekeeping.MIGRATE_FIRST,
        kills_in_safekeeping.MIGRATE_SECOND,
        kills_in_safekeeping.MIGRATE_THIRD,
        kills_in_safekeeping.RESTORE,
        kills_in_repair.REKEY,
        kills_in_repair.REPAIR,
        kills_at_the_desk.CARELESS,
    )
}
REAL = tuple(ACTIVITIES)[:-1]
"""All but the careless one."""
_WORK = "tests.faults.killing:work"


def work(job: dict[str, Any], tell: Callable[[str], None]) -> None:
    """In the child: run the activity, with the I/O call counted at which it is to die."""
    folder = Path(job["folder"])
    if (number := job["number"]) is not None:
        shim.arm(shim.Fault(number, shim.KILL), [folder])
    ACTIVITIES[job["activity"]].run(folder, tell)
    if number is not None:
        tell(f"calls {shim.disarm()[0]}")


@dataclass(slots=True)
class Victim:
    """One activity in a folder of its own. ``calls``: I/O calls of a run that lives; ``seconds``: how long it takes."""

    activity: Activity
    host: Host
    folder: Path
    caught: bool
    calls: int = 0
    seconds: float = 0.0

    def live(self) -> None:
        """Prepare, run once to the end, look."""
        self.activity.prepare(self.folder / "template")
        self._lay()
        self._run(0, None, inside=True)  # the first run imports
        if self.activity.fresh:
            self._lay()
        begun = time.monotonic()
        told, code = self._run(0, None)
        self.seconds = time.monotonic() - begun
        assert code == 0, "the activity fails without any fault"
        if self.caught:
            self.calls = int(told.pop().split()[1])
        self.activity.check(self.folder / "work", told)

    def kill(self, rng: random.Random) -> str:
        """Kill it once and look; how it died, for a report."""
        if self.activity.fresh:
            self._lay()
        if self.caught and rng.random() < 0.75:
            number = rng.randint(1, self.calls)
            told, code = self._run(number, None)
            how = f"at call {number}"
        else:
            moment = rng.uniform(0, self.seconds)
            told, code = self._run(None, moment)
            how = f"after {moment:.3f} s"
        assert code in (0, -9), f"{self.activity.name} {how}: ended with {code}"
        try:
            self.activity.check(self.folder / "work", [line for line in told if not line.startswith("calls ")])
        except BaseException as error:
            error.add_note(f"{self.activity.name} killed {how}, told {told}")
            raise
        return how if code == -9 else ""

    def _lay(self) -> None:
        shutil.rmtree(self.folder / "work", ignore_errors=True)
        shutil.copytree(self.folder / "template", self.folder / "work")

    def _run(self, number: int | None, moment: float | None, *, inside: bool = False) -> tuple[Told, int]:
        job = {"activity": self.activity.name, "folder": str(self.folder / "work"), "number": number}
        if not self.caught:
            job["number"] = None
        return self.host.run(_WORK, job, kill_after=None if moment is None else (0, moment), inside=inside)


def kills(host: Host, name: str, folder: Path, count: int, rng: random.Random) -> Iterator[str]:
    """So many kills of one activity in ``folder``; how each died. What is wrong comes out as AssertionError."""
    victim = Victim(ACTIVITIES[name], host, folder, shim.available())
    victim.live()
    done = 0
    while done < count:
        if how := victim.kill(rng):
            done += 1
            yield how
