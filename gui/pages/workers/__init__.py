"""The list of workers: search as you type, filters, one person beside the list."""

from gui.page import BOTH, PageSpec, PageTools
from gui.pages.workers.pictures import SHOTS, prepare_screenshot

__all__ = ["PAGE", "SHOTS", "prepare_screenshot"]


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.workers.page import WorkersPage

    return WorkersPage(tools)


PAGE = PageSpec(
    key="workers",
    title="Pekerja",
    district_title="Semua Pekerja",
    icon="users",
    group="main",
    roles=BOTH,
    build=_build,
)
