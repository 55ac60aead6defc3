"""What to do before a picture of this page is taken. The page is handed in, so Qt stays out of importing this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.values import LeftReason
from services.programmes.queries import decisions, programmes
from services.workers.queries import rows
from services.workers.search import find_workers


def _somebody(tools: Any) -> str:
    """A recipient where there is one, else the first in the list."""
    ctx = tools.context
    for view in programmes(ctx):
        found = decisions(ctx, view.batch_id)
        if found:
            return found[0].worker_id
    listed = rows(ctx, list(find_workers(ctx).seqs[:1]))
    return listed[0].id if listed else ""


def prepare_screenshot(page: Any, tools: Any) -> None:
    """Somebody about whom there is much to say."""
    page.arrive(worker=_somebody(tools))


def _leaving(page: Any, tools: Any) -> None:
    page.start_leaving()
    page.leaving.radios[LeftReason.DIED].setChecked(True)


def _double(page: Any, tools: Any) -> None:
    page.start_leaving()
    page.leaving.radios[LeftReason.DOUBLE].setChecked(True)
    page.leaving.submit()


def _below(page: Any, tools: Any) -> None:
    page.step_back()
    bar = page.scroll.verticalScrollBar()
    bar.setValue(bar.maximum())


SHOTS: dict[str, Callable[[Any, Any], None]] = {"keluar": _leaving, "ganda": _double, "bawah": _below}
