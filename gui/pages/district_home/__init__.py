"""The district's first page."""

from gui.page import PageSpec, PageTools
from models.values import Role


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.district_home.page import DistrictHomePage

    return DistrictHomePage(tools)


PAGE = PageSpec(
    key="home",
    title="Beranda",
    icon="home",
    group="main",
    roles=frozenset({Role.DISTRICT}),
    build=_build,
)
