"""Real fold against the plain model, and rows that grew against rows made anew, in the thick of a life: no peace."""

from __future__ import annotations

import random
from pathlib import Path

from services.rules.fold import fold
from tests.histories import invariants
from tests.histories.change_sets import Case
from tests.histories.history import Failed, Told, live, look
from tests.histories.plain_model import View, view
from tests.histories.state import as_view

SETS = 25
"""Random sets of changes beside each history."""


def both(case: Case) -> tuple[View, View]:
    """What the program and the plain model say of one set."""
    real = as_view(fold(case.entries, case.roster, owners_of_about=case.about_owners))
    return real, view(case.told, case.devices, case.about_owners)


def compare(seed: int, folder: Path) -> Told:
    """Raises Failed."""
    rng = random.Random(seed)
    for number in range(SETS):
        real, plain = both(Case(random.Random(seed * SETS + number)))
        if real != plain:
            raise Failed(f"differential --seed {seed}: the fold differs from the plain model on set {number}")
    with live(seed, folder) as (town, told):
        picture = look(town)
        invariants.i9_plain_model(picture)
        invariants.i9_order_and_rebuild(picture, rng)
        invariants.i4_no_silent_loss(picture)
        invariants.i5_rank(picture)
        return told
