"""Excel in: choose a file, see what is ready and what is held, take it in."""

from gui.page import PageSpec, PageTools
from models.values import Role


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.importing.page import ImportingPage

    return ImportingPage(tools)


PAGE = PageSpec(
    key="importing",
    title="Impor Excel",
    icon="table",
    group="main",
    roles=frozenset({Role.VILLAGE}),
    build=_build,
    parent="workers",
)
