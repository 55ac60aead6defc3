from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from services.context import AppContext
from services.handover.stick_places import Stick
from tests.world import two_villages


@dataclass
class World:
    """The district, two villages with kits and people, a folder that stands for a stick."""

    district: AppContext
    one: AppContext
    two: AppContext
    stick: Path

    def find(self) -> tuple[Stick, ...]:
        return (Stick.for_folder(self.stick),)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    stick = tmp_path / "KECAMATAN-3"
    stick.mkdir()
    with two_villages(tmp_path) as made:
        yield World(made.district, made.one, made.two, stick)
