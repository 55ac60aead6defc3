"""What to do before a picture of this page is taken. The page is handed in, so Qt stays out of importing this."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from services.context import User
from services.erasing.commands import Erased
from services.erasing.completion import Erasure, ErasureLaptop
from services.workers.queries import rows
from services.workers.search import find_workers


def prepare_screenshot(page: Any, tools: Any) -> None:
    """Somebody of the list, and a second officer."""
    listed = rows(tools.context, list(find_workers(tools.context).seqs[:1]))
    page.arrive(worker=listed[0].id if listed else "")


def _second(page: Any, tools: Any) -> None:
    page.presenter.officers = (User("second", "Rini Astuti"),)
    page.show_officers(page.presenter.officers)
    page.reasons[page.reason_keys()[0]].setChecked(True)


def _done(page: Any, tools: Any) -> None:
    worker = page.presenter.worker_id
    page.show_erased(
        Erased(record=worker, order="x" * 43, changes=6, files=2),
        tools.context.now() if worker else datetime.now().astimezone(),
        (tools.context.user.name, "Rini Astuti"),
    )


def _earlier(page: Any, tools: Any) -> None:
    laptops = tuple(
        ErasureLaptop(str(place), "", name, words, since)
        for place, (name, words, since) in enumerate(
            (
                ("Bangkleyan", ("bamido", "kelasu", "tirano", "wepuli", "sagemo", "nudari"), "2026-11-24T09:10+07:00"),
                ("Doplang", ("rumeka", "lofani", "pesuto", "gadiwe", "mikora", "bulase"), ""),
            )
        )
    )
    officers = (tools.context.user.name, "Rini Astuti")
    page.show_candidate(None, None)
    page.show_erasures(
        [
            Erasure("5f0c72d1", "x" * 43, "2026-11-23T10:02+07:00", "asked", officers, 6, 1, laptops, 1, True),
            Erasure("b81e94aa", "y" * 43, "2026-10-02T08:40+07:00", "over", officers, 4, 0, laptops[:1], 0, True),
        ]
    )


SHOTS: dict[str, Callable[[Any, Any], None]] = {"second": _second, "done": _done, "earlier": _earlier}
