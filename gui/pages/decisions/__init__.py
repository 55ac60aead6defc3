"""What the district decided about this village's people."""

from gui.page import PageSpec, PageTools
from models.values import Role
from services.context import AppContext
from services.programmes.news import unseen_decisions
from services.workers.told import count_untold


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.decisions.page import DecisionsPage

    return DecisionsPage(tools)


def _badge(context: AppContext) -> int:
    """People to be told; a proposal that nobody looked at yet counts too."""
    return count_untold(context) or unseen_decisions(context)


PAGE = PageSpec(
    key="decisions",
    title="Keputusan",
    icon="id-card",
    group="main",
    roles=frozenset({Role.VILLAGE}),
    build=_build,
    badge=_badge,
)
