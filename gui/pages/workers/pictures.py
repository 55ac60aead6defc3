"""What to do before a picture of the list is taken. The page is handed in, so Qt stays out of importing this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_TICKED = (0, 1, 2, 4)


def prepare_screenshot(page: Any, tools: Any) -> None:
    """Everybody, the first person beside the list."""
    page.arrive()


def _ticked(page: Any, tools: Any) -> None:
    for row in _TICKED:
        page.table.rows.tick(row, on=True)


def _leaving(page: Any, tools: Any) -> None:
    _ticked(page, tools)
    page.bulk.ask("leave")


def _columns(page: Any, tools: Any) -> None:
    page.bulk.finish()
    page.arrive(filter="all")
    page.toolbar.columns.click()


def _nobody(page: Any, tools: Any) -> None:
    page.setting.close()
    page.arrive(search="sutx")


SHOTS: dict[str, Callable[[Any, Any], None]] = {
    "ticked": _ticked,
    "leaving": _leaving,
    "columns": _columns,
    "nobody": _nobody,
}
