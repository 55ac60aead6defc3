from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.world import World, two_villages


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A district and two villages with kits."""
    with two_villages(tmp_path) as made:
        yield made
