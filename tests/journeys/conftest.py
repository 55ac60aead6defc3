"""Offices with real encrypted databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from tests.offices import district_office, village_office


@pytest.fixture
def village(tmp_path: Path) -> Iterator[AppContext]:
    """A village without a kit."""
    ctx = village_office(tmp_path / "village")
    yield ctx
    startup.close(ctx)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[AppContext]:
    """The district office."""
    ctx = district_office(tmp_path / "district")
    yield ctx
    startup.close(ctx)
