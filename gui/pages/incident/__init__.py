"""A laptop is gone: what it held, what to do, and the notice within 3 × 24 hours (UU 27/2022 Pasal 46)."""

from gui.page import PageSpec, PageTools
from models.values import Role


def prepare_screenshot(page, tools) -> None:  # type: ignore[no-untyped-def]
    """A village that delivered."""
    page.arrive(office="33.16.06.2002")


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.incident.page import IncidentPage

    return IncidentPage(tools)


PAGE = PageSpec(
    key="incident",
    title="Laptop hilang",
    icon="warning",
    group="",
    roles=frozenset({Role.DISTRICT}),
    build=_build,
    parent="office_history",
)
