"""Excel in, in four steps: the file, its columns, its rows, the result."""

from gui.page import PageSpec, PageTools
from gui.pages.importing.pictures import SHOTS
from models.values import Role

__all__ = ["PAGE", "SHOTS"]


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
