from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.values import Role
from services.context import AppContext
from services.handover.obeying import issue_order
from services.handover.office_facts import device
from services.handover.orders import DeviceOrder
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


def let_in(district: AppContext, village: AppContext) -> None:
    """The district knows this laptop, by an order as admitting it makes one."""
    with village.read() as connection:
        own = device(connection, village.device_id)
    assert own is not None
    order = DeviceOrder(
        id=f"device-{own.id}"[:64],
        version=1,
        device=own.id,
        office=village.office.code,
        role=Role.VILLAGE,
        public_key=own.public_key,
        age_recipient=own.age_recipient,
        by=district.device_id,
    )
    with district.write() as unit:
        issue_order(district, unit.connection, order)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    stick = tmp_path / "KECAMATAN-3"
    stick.mkdir()
    with two_villages(tmp_path) as made:
        for village in (made.one, made.two):
            let_in(made.district, village)
        yield World(made.district, made.one, made.two, stick)
