"""Choices of the office, kept in its encrypted database."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.preferences import read_preference, write_preference
from tests.offices import village_office


def test_a_choice_is_kept_and_another_shape_counts_as_none(tmp_path: Path) -> None:
    ctx = village_office(tmp_path / "desa")
    assert read_preference(ctx, "home.target", int, 0) == 0
    write_preference(ctx, "home.target", 240)
    write_preference(ctx, "home.target", 250)
    assert read_preference(ctx, "home.target", int, 0) == 250
    assert read_preference(ctx, "home.target", list[str], []) == []
    write_preference(ctx, "workers.columns", ["name", "nik"])
    assert read_preference(ctx, "workers.columns", list[str], []) == ["name", "nik"]
    with pytest.raises(ValueError, match="80"):
        write_preference(ctx, "x" * 81, 1)
