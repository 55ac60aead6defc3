from __future__ import annotations

import pytest

from gui.pages.person import history_words
from models.values import ActKind
from services.reference import load_reference
from services.workers.history import FieldChange, HistoryEntry
from tests.offices import VILLAGE

REFERENCE = load_reference()


def departure(on: object) -> list[tuple[str, str, str]]:
    fields = (FieldChange("state", "", "left"), FieldChange("reason", "", "moved"), FieldChange("on", "", on))
    entry = HistoryEntry(
        act="act-1",
        at="2026-11-23T09:14:00+07:00",
        user="Siti Aminah",
        office=VILLAGE,
        kind=ActKind.LEAVE,
        fields=fields,
        created=False,
        here=False,
        counted=True,
        undoable=False,
    )
    return history_words.change_lines(entry, REFERENCE, shown=False)


def test_the_day_somebody_left_is_told() -> None:
    assert ("Tanggal", "", "23 November 2026") in departure("2026-11-23")


@pytest.mark.parametrize("on", ["", "besok", "2026-13-45", [], {"a": 1}, 5])
def test_a_day_that_is_none_is_left_out(on: object) -> None:
    """Another laptop may have written anything there, and the page must open all the same."""
    assert [line[0] for line in departure(on)] == ["Alasan"]
