"""How far somebody has come in the practice, read from what they did and never from what was clicked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.values import ActKind
from services.context import AppContext
from services.errors import StorageTrouble
from services.handover.manifest import Direction
from services.handover.stick_places import list_bundles
from services.practice.demo import BEGAN
from services.practice.pretend_stick import FOLDER
from services.preferences import read_preference
from services.programmes.news import decision_news
from services.workers.acts import recent_acts

_BUNDLES = "SELECT written, count(*) AS bundles FROM bundle WHERE at >= ? GROUP BY written"
_RECENT = 200


class Step(StrEnum):
    """The round, in order."""

    REGISTER = "register"
    IMPORT = "import"
    HAND_OVER = "hand_over"
    ANSWER = "answer"
    READ = "read"
    SEE = "see"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done``: steps that were made. ``next``: the first that was not, None when the round is complete."""

    done: frozenset[Step]

    @property
    def next(self) -> Step | None:
        """What to do now."""
        return next((step for step in Step if step not in self.done), None)


def practice_progress(ctx: AppContext) -> Progress:
    """What was done since the practice began. Raises StorageTrouble."""
    since = read_preference(ctx, BEGAN, str, "")
    kinds = {act.kind for act in recent_acts(ctx, _RECENT) if act.at >= since and not act.undone}
    with ctx.read() as connection:
        bundles = {row[0]: row[1] for row in connection.exec_driver_sql(_BUNDLES, (since,))}
        news = decision_news(connection)
    written, read = bool(bundles.get(1)), bool(bundles.get(0))
    done = {
        Step.REGISTER: ActKind.REGISTER in kinds,
        Step.IMPORT: ActKind.IMPORT in kinds,
        Step.HAND_OVER: written,
        Step.ANSWER: read or (written and _replied(ctx)),
        Step.READ: read,
        Step.SEE: read and news is None,
    }
    return Progress(frozenset(step for step, made in done.items() if made))


def _replied(ctx: AppContext) -> bool:
    """Whether a reply that was not read yet lies on the pretend stick."""
    if ctx.practice is None:
        return False
    try:
        replies = list_bundles(ctx.practice / FOLDER, direction=Direction.DOWN, office=ctx.office.code)
    except StorageTrouble:
        return False
    return any(not (ctx.paths.archive / path.name).exists() for path in replies)
