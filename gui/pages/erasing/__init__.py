"""Erasing a person for good, on the word of two officers (UU 27/2022 Pasal 43 and 44)."""

from gui.page import PageSpec, PageTools
from gui.pages.erasing.pictures import SHOTS, prepare_screenshot
from models.values import Role

__all__ = ["PAGE", "SHOTS", "prepare_screenshot"]


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.erasing.page import ErasingPage

    return ErasingPage(tools)


PAGE = PageSpec(
    key="erasing",
    title="Hapus data pribadi",
    icon="trash",
    group="",
    roles=frozenset({Role.DISTRICT}),
    build=_build,
    parent="person",
)
