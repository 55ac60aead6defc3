"""What to do before a picture of this page is taken. The page is handed in, so Qt stays out of importing this."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from models.values import ActKind, EventKind, Role
from services.audit.events import note_event
from services.audit.history import office_history
from services.workers.acts import log_act

_VILLAGE = (
    (EventKind.SIGN_IN_FAILED, 2, ""),
    (EventKind.PASSPHRASE, 0, ""),
    (EventKind.KIT_TAKEN, 0, ""),
)
_DISTRICT = (
    (EventKind.KIT_MADE, 12, ""),
    (EventKind.ADMITTED, 3, ""),
    (EventKind.ERASE, 1, ""),
)


def prepare_screenshot(page: Any, tools: Any) -> None:
    """What such an office did on the days before."""
    ctx = tools.context
    if not any(entry.kind == EventKind.EXPORT for entry in office_history(ctx)):
        _live(ctx)
    page.arrive()


def _live(ctx: Any) -> None:
    from dataclasses import replace

    district = ctx.office.role is Role.DISTRICT
    for days, (kind, count, note) in enumerate(_DISTRICT if district else _VILLAGE, start=1):
        then = replace(ctx, now=lambda days=days: ctx.now() - timedelta(days=days), anchor=None)
        note_event(then, EventKind.SIGN_IN)
        note_event(then, kind, count, note)
        log_act(then, ActKind.PRINT, 12 * days, "Bukti pendaftaran")
    log_act(ctx, ActKind.EXPORT, 186, ".xlsx")
    log_act(ctx, ActKind.REVEAL, 1)


def _paper(page: Any, tools: Any) -> None:
    page.presenter.ask(theme="paper")


def _nothing(page: Any, tools: Any) -> None:
    page.search.setText("zzz")
    page.presenter.ask(theme="", text="zzz")


SHOTS: dict[str, Callable[[Any, Any], None]] = {"paper": _paper, "nothing": _nothing}
