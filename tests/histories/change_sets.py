"""Random sets of changes of one record, as honest and dishonest laptops could have written them."""

from __future__ import annotations

import json
import random
from typing import Any

from models.values import Role
from services.rules.fold import Entry, Writer
from tests.histories.plain_model import CUT, Device, Line

OFFICES = ("33.16.01.2001", "33.16.01.2002")
_GROUPS = ("identity", "contact", "status", "future")
_WRITERS = {
    "laptop": (OFFICES[0], False),
    "laptop2": (OFFICES[0], False),
    "other": (OFFICES[1], False),
    "clerk": ("33.16", True),
    "nobody": ("33.16.99.2999", False),
}
"""The last is not on the roster."""


class Case:
    """Changes of one record, told twice: for the program and for the plain model."""

    def __init__(self, rng: random.Random) -> None:
        self.entity = rng.choice(("worker", "worker", "worker", "claim", "decision", "visit"))
        self.about_owners = frozenset(rng.sample(OFFICES, rng.randint(0, 2)) if rng.random() < 0.3 else ())
        self.entries: list[Entry] = []
        self.told: list[tuple[Line, dict[str, Any]]] = []
        self._rng = rng
        for number in range(rng.randint(1, 14)):
            self._add(number)
        self._cut(rng)

    def _add(self, number: int) -> None:
        """A change that names some of those before it, or an id that is not here."""
        rng = self._rng
        first = number == 0 and rng.random() < 0.8
        device = "laptop" if first else rng.choice(list(_WRITERS))
        groups = rng.sample(_GROUPS, rng.randint(0 if rng.random() < 0.2 else 1, 3))
        own = None
        if first or rng.random() < 0.3:
            own = OFFICES[0] if first else rng.choice((*OFFICES, None))
            groups.append("owner")
        before = [entry.id for entry in self.entries] + ["z" * 43]
        several = [0 if first else min(len(before), rng.choice((0, 1, 1, 2, 3))) for _ in groups]
        replaces = {group: rng.sample(before, count) for group, count in zip(groups, several, strict=True)}
        payload: dict[str, Any] | None = {group: {"value": rng.randint(0, 3)} for group in groups if group != "owner"}
        if "owner" in groups and payload is not None:
            payload["owner"] = {"office": own}
        if rng.random() < 0.12:
            payload = None
        change_id = f"{rng.getrandbits(128):032x}".ljust(43, "A")
        header = {"d": device, "e": self.entity, "r": "record", "k": replaces, "own": own}
        self.entries.append(Entry(change_id, device, self.entity, replaces, payload, own))
        text = None if payload is None else json.dumps({"_g": "x", **payload})
        self.told.append((Line(change_id, json.dumps(header), text), header))

    def _cut(self, rng: random.Random) -> None:
        """Some laptop may be revoked; part of what it wrote still counts."""
        cuts: dict[str, frozenset[str]] = {}
        if rng.random() < 0.4:
            device = rng.choice(list(_WRITERS))
            mine = [entry.id[:CUT] for entry in self.entries if entry.device == device]
            cuts[device] = frozenset(each for each in mine if rng.random() < 0.6)
        known = {device: facts for device, facts in _WRITERS.items() if device != "nobody"}
        self.roster = {
            device: Writer(office, Role.DISTRICT if district else Role.VILLAGE, cuts.get(device))
            for device, (office, district) in known.items()
        }
        self.devices = {
            device: Device(office, district, cuts.get(device)) for device, (office, district) in known.items()
        }
