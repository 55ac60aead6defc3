"""The village's first page."""

from typing import Any

from gui.page import PageSpec, PageTools
from models.values import Role


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.home.page import HomePage

    return HomePage(tools)


PAGE = PageSpec(
    key="home",
    title="Beranda",
    icon="home",
    group="main",
    roles=frozenset({Role.VILLAGE}),
    build=_build,
)


def _first_day(page: Any, tools: PageTools) -> None:
    page.register.setFocus()
    page.show_first_use(has_kit=False, drafts=0)


SHOTS = {"empty": _first_day}
