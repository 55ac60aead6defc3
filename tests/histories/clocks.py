"""I14: the same life with every clock set otherwise by years gives the same views."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.histories import acting, carrying, governing, newer
from tests.histories.history import ACTIONS, Action, look, make_peace, perform
from tests.histories.plain_model import View
from tests.histories.state import State
from tests.histories.town import build_town

_LEFT_OUT = (acting.leave, acting.take_back, acting.resolve, acting.edit, newer.write, carrying.torn)
"""These write or not according to which of two equal rivals is shown, and that is the greater hash, and a hash holds
the time. So lives of these histories consist of acts that write whatever is shown."""

STEPS: Mapping[Action, int] = {
    **{action: weight for action, weight in ACTIONS.items() if action not in _LEFT_OUT},
    acting.move_house: 12,
    governing.transfer: 2,
}

Label = tuple[str, str]
"""A change by its act and its record: the same in both lives, where its id is not."""


def same_with_other_clocks(seed: int, folder: Path) -> None:
    """Raises AssertionError."""
    lives = [_life(seed, folder / str(number), shifts) for number, shifts in enumerate((None, random.Random(seed)))]
    assert lives[0].keys() == lives[1].keys()
    for name, (rows, shown) in lives[0].items():
        others, shown_there = lives[1][name]
        assert rows == others, f"I14 --seed {seed}: {name} holds other changes with other clocks"
        assert shown == shown_there, f"I14 --seed {seed}: {name} shows something else with other clocks"


def _life(seed: int, folder: Path, shifts: random.Random | None) -> dict[str, tuple[object, object]]:
    rng = random.Random(seed)
    folder.mkdir(parents=True)
    town = build_town(folder, rng, shifts)
    try:
        for _ in range(25):
            perform(town, rng.choices(list(STEPS), list(STEPS.values()))[0], rng)
        make_peace(town, rng)
        return {state.name: (_held(state), _shown(state)) for state in look(town).everybody}
    finally:
        town.close()
        shutil.rmtree(folder, ignore_errors=True)


def _labels(state: State) -> dict[str, Label]:
    return {row.id: (json.loads(row.header)["x"], row.record) for row in state.rows.values()}


def _held(state: State) -> object:
    labels = _labels(state)
    return {
        labels[row.id]: {
            group: sorted(labels.get(each, ("", "")) for each in replaces)
            for group, replaces in json.loads(row.header)["k"].items()
        }
        for row in state.rows.values()
    }


def _shown(state: State) -> object:
    labels = _labels(state)
    return {key: _heads(view, labels) for key, view in state.views.items()}


def _heads(view: View, labels: Mapping[str, Label]) -> object:
    heads = {
        group: (sorted(labels[head] for head in shown.heads), len(shown.disputed))
        for group, shown in view.groups.items()
    }
    return heads, sorted(view.owners_ever), len(view.ignored)
