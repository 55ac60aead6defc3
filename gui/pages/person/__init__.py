"""Everything about one worker on one screen."""

from gui.page import BOTH, PageSpec, PageTools
from gui.pages.person.pictures import SHOTS, prepare_screenshot

__all__ = ["PAGE", "SHOTS", "prepare_screenshot"]


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.person.page import PersonPage

    return PersonPage(tools)


PAGE = PageSpec(
    key="person",
    title="Data pekerja",
    icon="user",
    group="",
    roles=BOTH,
    build=_build,
    parent="workers",
)
