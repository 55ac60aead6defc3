"""Registering a vulnerable worker, and changing what was registered."""

from gui.page import PageSpec, PageTools
from gui.pages.register.pictures import SHOTS, prepare_screenshot
from models.values import Role

__all__ = ["PAGE", "SHOTS", "prepare_screenshot"]


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.register.page import RegisterPage

    return RegisterPage(tools)


PAGE = PageSpec(
    key="register",
    title="Daftarkan",
    icon="user-plus",
    group="main",
    roles=frozenset({Role.VILLAGE}),
    build=_build,
    shortcut="Ctrl+N",
    parent="workers",
)
