"""The weekly look at everything: pages, indexes, every signature, the chains, the rows of the screens (handover.md D4).

Long, so it runs in the background while people work, and can be stopped at any moment.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.audit.chains import check_chains
from services.context import AppContext
from services.errors import StorageTrouble
from services.preferences import read_preference, write_preference
from services.progress import SILENT, Reporter
from services.safekeeping.checking import check_office
from services.safekeeping.start_up_checks import find_damage

CHECK = "safekeeping.check"
EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FullCheck:
    """When (ISO text) everything was looked at, how many changes that were, and codes of what was wrong."""

    at: str
    changes: int
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was wrong."""
        return not self.problems


def full_check(ctx: AppContext, reporter: Reporter = SILENT) -> FullCheck:
    """Look at everything and remember what came out. Raises Cancelled; StorageTrouble only for a full disk."""
    problems: list[str] = []
    changes = 0
    if find_damage(ctx.database.path, ctx.database.key):
        problems.append("check.database_damaged")
    else:
        checked = check_office(ctx, reporter)
        changes = checked.changes
        problems += checked.problems
        if checked.database:
            problems += check_chains(ctx, reporter).problems
    done = FullCheck(ctx.now().isoformat(timespec="seconds"), changes, tuple(dict.fromkeys(problems)))
    with suppress(StorageTrouble):  # a file that is damaged cannot keep this either
        write_preference(ctx, CHECK, done)
    return done


def check_if_due(ctx: AppContext, reporter: Reporter = SILENT) -> FullCheck | None:
    """A full check, unless the last good one is less than a week old."""
    return full_check(ctx, reporter) if check_is_due(ctx) else None


def check_is_due(ctx: AppContext) -> bool:
    """By the clock of this laptop; one that went back since counts as due."""
    last = last_check(ctx)
    if last is None or not last.passed:
        return True
    with suppress(ValueError):
        return not timedelta(0) <= ctx.now() - datetime.fromisoformat(last.at) < EVERY
    return True


def last_check(ctx: AppContext) -> FullCheck | None:
    """The latest full check, if there was one."""
    none = FullCheck("", 0, ())
    found = read_preference(ctx, CHECK, FullCheck, none)
    return None if found == none else found
