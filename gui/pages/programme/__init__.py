"""The district's programme: what the ceiling pays for, who comes first, and the proposal that follows."""

from typing import Any

from gui.page import PageSpec, PageTools
from models.values import Role
from services.context import AppContext


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.programme.page import ProgrammePage

    return ProgrammePage(tools)


def _undecided(ctx: AppContext) -> int:
    """Programmes that wait for their proposal or for the decree's number."""
    from services.programmes.queries import programmes

    return sum(1 for view in programmes(ctx) if view.decided_on is None or not view.decree_no)


def _plan(page: Any, tools: PageTools) -> None:
    """A picture of a programme that is still being planned."""
    from gui.pages.programme.page import show_example

    show_example(page, tools)


SHOTS = {"plan": _plan, "law": lambda page, _: page.plan.monthly.edited.emit(page.try_monthly(16_500))}

PAGE = PageSpec(
    key="programme",
    title="Program & Anggaran",
    icon="scales",
    group="main",
    roles=frozenset({Role.DISTRICT}),
    build=_build,
    badge=_undecided,
)
