"""The pages, one line each, in the order of the sidebar. Explicit: greppable and safe in a frozen build."""

from __future__ import annotations

from gui.page import PageSpec
from gui.pages import (
    decisions,
    district_home,
    erasing,
    handover,
    home,
    importing,
    inbox,
    incident,
    laptops,
    office_history,
    person,
    programme,
    register,
    replies,
    settings,
    workers,
)

PAGES: tuple[PageSpec, ...] = (
    home.PAGE,
    district_home.PAGE,
    inbox.PAGE,
    workers.PAGE,
    person.PAGE,
    programme.PAGE,
    register.PAGE,
    importing.PAGE,
    handover.PAGE,
    decisions.PAGE,
    replies.PAGE,
    laptops.PAGE,
    erasing.PAGE,
    incident.PAGE,
    office_history.PAGE,
    settings.PAGE,
)
