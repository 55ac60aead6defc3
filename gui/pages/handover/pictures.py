"""What the pictures of this page need: a stick that looks like one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gui.page import PageTools
from services.handover.stick_places import Stick

_GIB = 1024**3


def plug_in(page: Any, tools: PageTools) -> None:
    """The folder between the two ends of the demo, dressed up as a stick."""
    folder = Stick.for_folder(tools.context.paths.data.parent / "usb")
    label = tools.context.office.name.upper()
    stick = replace(folder, label=label, removable=True, free=round(14.2 * _GIB), total=16 * _GIB)
    page.presenter.sticks.use(lambda: (stick,))
