"""The district's inbox: which villages delivered, what lies on the stick, merging it, kits for villages."""

from gui.page import PageSpec, PageTools
from gui.pages.inbox.pictures import SHOTS
from models.values import Role
from services.context import AppContext

__all__ = ["PAGE", "SHOTS"]


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.inbox.page import InboxPage

    return InboxPage(tools)


def _waiting(ctx: AppContext) -> int:
    """Bundles on a stick that were not merged yet."""
    from gui.pages.inbox.stick_facts import read_stick
    from services.practice.pretend_stick import sticks_for

    stick = read_stick(ctx, lambda: sticks_for(ctx), None)
    return len(stick.waiting) if stick is not None else 0


PAGE = PageSpec(
    key="inbox",
    title="Kotak Masuk",
    icon="tray",
    group="main",
    roles=frozenset({Role.DISTRICT}),
    build=_build,
    shortcut="F9",
    badge=_waiting,
)
