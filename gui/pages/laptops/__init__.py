"""The district's keys and the villages' laptops: letting in, taking away, replacing, and the keys of the safe."""

from gui.page import PageSpec, PageTools
from gui.pages.laptops.pictures import SHOTS, prepare_screenshot
from models.values import Role
from services.context import AppContext

__all__ = ["PAGE", "SHOTS", "prepare_screenshot"]


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.laptops.page import LaptopsPage

    return LaptopsPage(tools)


def _waiting(ctx: AppContext) -> int:
    """Laptops that wait to be let in."""
    from services.handover.admitting import waiting_laptops

    return len(waiting_laptops(ctx))


PAGE = PageSpec(
    key="laptops",
    title="Kunci & Laptop",
    icon="key",
    group="main",
    roles=frozenset({Role.DISTRICT}),
    build=_build,
    badge=_waiting,
)
