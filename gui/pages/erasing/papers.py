"""The record of an erasure on paper: right after it, and again whenever more offices have told that it is done."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from gui.page import PageTools
from services.erasing.commands import Erased
from services.erasing.completion import Erasure

PAPER_REASONS = {
    "asked": "Pemilik data meminta dihapus",
    "withdrawn": "Persetujuan ditarik kembali",
    "no_basis": "Didata tanpa dasar hukum atau bukan atas kemauannya",
    "over": "Tujuan sudah tercapai atau masa simpan habis",
}
"""On paper, which is Indonesian whatever the screen speaks."""

Done = tuple[Erased, datetime, tuple[str, str], str]
"""What was just erased: the outcome, when, both officers, the key of the reason."""


def show_new_record(tools: PageTools, parent: QWidget, done: Done, kept: int, known: Erasure | None) -> None:
    """Of the erasure just done. ``kept``: decisions and payments that stay; ``known``: where it is done, if read."""
    from gui.printing.erasure_record import ErasureRecord
    from gui.printing.showing import show_erasure_record  # papers are painted seldom and bring much along

    erased, at, officers, reason = done
    paper = ErasureRecord(
        record=erased.record, order=erased.order, at=at, reason=PAPER_REASONS.get(reason, ""), officers=officers,
        changes=erased.changes, kept=kept, done=_done(known), waiting=known.waiting if known else (),
    )  # fmt: skip
    show_erasure_record(tools, parent, paper)


def show_earlier_record(tools: PageTools, parent: QWidget, erasure: Erasure) -> None:
    """Of an earlier one, as far as its order tells."""
    from gui.printing.erasure_record import ErasureRecord
    from gui.printing.showing import show_erasure_record  # as above

    paper = ErasureRecord(
        record=erasure.record, order=erasure.order, at=datetime.fromisoformat(erasure.at),
        reason=PAPER_REASONS.get(erasure.reason, ""), officers=erasure.officers, changes=erasure.changes,
        kept=erasure.kept, done=_done(erasure), waiting=erasure.waiting,
    )  # fmt: skip
    show_erasure_record(tools, parent, paper)


def _done(erasure: Erasure | None) -> tuple[int, int] | None:
    """How many laptops of how many; None where that cannot be told."""
    return (erasure.done, len(erasure.laptops)) if erasure is not None and erasure.known else None
