"""Handing the village's data over to the district, and reading what came back."""

from typing import Any

from gui.page import PageSpec, PageTools
from models.values import Role
from services.context import AppContext
from services.handover.due import pending


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.handover.page import HandoverPage

    return HandoverPage(tools)


def _badge(context: AppContext) -> int:
    """What no bundle has carried yet; what waits for an answer is not to be done here."""
    return pending(context).unsent


PAGE = PageSpec(
    key="handover",
    title="Serah Terima",
    icon="usb",
    group="main",
    roles=frozenset({Role.VILLAGE}),
    build=_build,
    shortcut="F9",
    badge=_badge,
)


def prepare_screenshot(page: Any, tools: PageTools) -> None:
    """The pretend stick of the demo, which lies beside the office's folder."""
    from gui.pages.handover.pictures import plug_in

    plug_in(page, tools)


def _go_on(page: Any, tools: PageTools) -> None:
    page.presenter.go_on()


def _history(page: Any, tools: PageTools) -> None:
    page.presenter.show_history()


SHOTS = {"check": _go_on, "receipt": _go_on, "history": _history}
