"""The pages, one line each, in the order of the sidebar. Explicit: greppable and safe in a frozen build."""

from __future__ import annotations

from gui.page import PageSpec
from gui.pages import settings

PAGES: tuple[PageSpec, ...] = (settings.PAGE,)
