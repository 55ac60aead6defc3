"""What a receipt said when it was printed, so that the same paper can be had again from the history."""

from __future__ import annotations

from dataclasses import dataclass

from services.context import AppContext
from services.preferences import read_preference, write_preference

MOST_KEPT = 60
"""As many handovers as the history shows, and some."""
_KEY = "receipts_kept"


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """Counts are people. ``officer``: who handed over. ``previous_no``, ``previous_day``: the handover before, 0 and
    empty for none. ``letter_no``: the office's own number of the letter."""

    sha256: str
    officer: str
    new: int
    changed: int
    left: int
    previous_no: int = 0
    previous_day: str = ""
    letter_no: str = ""


def kept_receipts(ctx: AppContext) -> dict[str, KeptReceipt]:
    """All that are kept, by the bundle's SHA-256."""
    return {kept.sha256: kept for kept in read_preference(ctx, _KEY, list[KeptReceipt], [])}


def keep_receipt(ctx: AppContext, receipt: KeptReceipt) -> None:
    """Keep it, in place of an earlier one of the same bundle; the oldest make room. Raises StorageTrouble."""
    others = [kept for sha256, kept in kept_receipts(ctx).items() if sha256 != receipt.sha256]
    write_preference(ctx, _KEY, [*others, receipt][-MOST_KEPT:])
