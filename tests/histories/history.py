"""One history from one seed: a life full of accidents, peace, another life, peace, every stick again, peace."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from services.handover import outgoing
from tests.histories import acting, carrying, governing, invariants, newer
from tests.histories.carrying import accepted
from tests.histories.invariants import CHECKS, Picture
from tests.histories.plain_model import View
from tests.histories.state import State, due, read_state
from tests.histories.town import Replica, Town, build_town

Action = Callable[[Town, Replica, random.Random], bool]
"""Gives whether anything was done: there may be nobody to edit and no stick to read."""

ACTIONS: Mapping[Action, int] = {
    acting.register: 6,
    acting.edit: 11,
    acting.leave: 2,
    acting.take_back: 2,
    acting.resolve: 3,
    acting.plan: 3,
    carrying.hand_up: 8,
    carrying.deliver_up: 9,
    carrying.deliver_stick: 2,
    carrying.reply: 6,
    carrying.deliver_down: 8,
    carrying.lateral: 3,
    carrying.lose_stick: 1,
    carrying.back_up: 2,
    carrying.restore: 1,
    carrying.restore_district: 2,
    carrying.take_image: 2,
    carrying.put_image_back: 2,
    carrying.clone: 1,
    carrying.set_clock: 1,
    carrying.torn: 1,
    newer.write: 2,
    newer.order: 1,
    governing.transfer: 2,
    governing.erase: 1,
    governing.cut_off: 1,
}
"""What may happen, and how often beside the rest."""

ROOMS = (outgoing.HISTORY_ROOM, outgoing.HISTORY_ROOM, 20_000, 6_000)
"""How much received history goes along: as in the program, or as if the journal were far longer than that."""
BY_DISTRICT = 0.18
"""How often it is a clerk of the district who edits, leaves, undoes or resolves."""
MOST_EXCHANGES = 6
STEPS = (15, 25, 40)


@dataclass
class Told:
    """What a history was like."""

    seed: int
    steps: Counter[str] = field(default_factory=Counter)
    replicas: int = 0
    changes: int = 0
    disputes: int = 0
    forks: int = 0
    exchanges: int = 0


class Failed(AssertionError):
    """An invariant broke; the message names the seed, nothing personal."""


def run_history(seed: int, folder: Path) -> Told:
    """Play it to its end; raises Failed. ``folder``: an empty place, on a fast disk if there are many."""
    with live(seed, folder) as (town, told):
        end(town, random.Random(seed + 2), told)
        return told


@contextmanager
def live(seed: int, folder: Path) -> Iterator[tuple[Town, Told]]:
    """The life alone; whatever goes wrong in it or in the block raises Failed with the seed."""
    rng = random.Random(seed)
    told = Told(seed)
    town = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        town = build_town(folder, rng, random.Random(seed + 1))
        outgoing.HISTORY_ROOM = rng.choice(ROOMS)
        for _ in range(rng.choice(STEPS)):
            act(town, rng, told)
        yield town, told
    except Exception as trouble:
        raise Failed(f"--seed {seed}: {type(trouble).__name__}: {trouble}") from trouble
    finally:
        outgoing.HISTORY_ROOM = ROOMS[0]
        if town is not None:
            town.close()
        shutil.rmtree(folder, ignore_errors=True)


def act(town: Town, rng: random.Random, told: Told) -> None:
    """One random step that does something."""
    for _ in range(10):
        action = rng.choices(list(ACTIONS), list(ACTIONS.values()))[0]
        if perform(town, action, rng):
            told.steps[action.__name__] += 1
            return


def perform(town: Town, action: Action, rng: random.Random, laptop: Replica | None = None) -> bool:
    """An action by somebody who may do it: this laptop, any laptop, or now and then a clerk of the district."""
    may_be_clerk = action.__module__.endswith("acting") and action is not acting.register
    if may_be_clerk and rng.random() < BY_DISTRICT:
        return action(town, town.district, rng)
    return action(town, laptop or rng.choice(town.laptops), rng)


def end(town: Town, rng: random.Random, told: Told) -> None:
    """Peace, a second life so that clones nobody noticed part ways, peace, every stick twice, peace."""
    told.exchanges = make_peace(town, rng)
    check(town)
    governing.transfer(town, town.district, rng)
    for laptop in town.laptops:
        acting.edit(town, laptop, rng)
    told.exchanges = max(told.exchanges, make_peace(town, rng))
    check(town)
    replay(town, rng)
    make_peace(town, rng)
    before = everything_shown(look(town))
    for replica in town.everybody:
        replica.forget_what_was_read()
    replay(town, rng)
    picture = look(town)
    assert everything_shown(picture) == before, "I8: replaying every stick a second time changed something"
    judge(picture)
    invariants.i10_chain(picture)
    invariants.i9_order_and_rebuild(picture, rng)
    _tell(picture, told)


def _tell(picture: Picture, told: Told) -> None:
    told.replicas = len(picture.town.everybody)
    told.changes = len(picture.district.rows)
    told.disputes = sum(
        bool(group.disputed) for view in picture.district.views.values() for group in view.groups.values()
    )
    told.forks = len(invariants.forks_in(picture.district.rows.values()))


def make_peace(town: Town, rng: random.Random) -> int:
    """Quiet exchanges until nobody has anything left to tell; how many it took. In peace nothing is refused."""
    for exchange in range(1, MOST_EXCHANGES + 1):
        order = list(town.laptops)
        rng.shuffle(order)
        stick = town.place("peace")
        stick.mkdir()
        for laptop in order:
            town.write_up(laptop, stick)
        take_in_peace(town, town.district, stick)
        town.write_down(stick, town.enrolled_offices())
        for laptop in order:
            if not town.is_cut_off(laptop):
                take_in_peace(town, laptop, stick)
        shutil.rmtree(stick)
        town.forget_gone_bundles()
        if all_told(town) and not still_held(town):
            return exchange
    raise AssertionError(f"I7: no peace after {MOST_EXCHANGES} quiet exchanges")


def take_in_peace(town: Town, replica: Replica, stick: Path) -> None:
    """Read a stick of which nothing may be refused."""
    received = town.take(replica, [stick])
    codes = [each.code for each in received.refused]
    assert not codes, f"I1: {replica.name} refuses {codes} in quiet times"


def all_told(town: Town) -> bool:
    """Whether no laptop that has a say knows of anything the district is not known to hold."""
    for laptop in town.laptops:
        with laptop.ctx.read() as connection:
            if not town.is_cut_off(laptop) and due(connection):
                return False
    return True


def still_held(town: Town) -> bool:
    """Whether a village waits for the word that the new village holds whom it gave away."""
    answering = [laptop for laptop in town.laptops if not town.is_cut_off(laptop)]
    with town.district.ctx.read() as connection:
        owners = dict(
            connection.exec_driver_sql("SELECT id, owner FROM worker WHERE conflicts NOT LIKE '%\"owner\"%'").all()
        )
    offices = {laptop.office for laptop in answering}
    for laptop in answering:
        with laptop.ctx.read() as connection:
            held = connection.exec_driver_sql(
                "SELECT DISTINCT coalesce(nullif(about, ''), record) FROM journal WHERE payload IS NOT NULL"
            ).scalars()
            if any(owners.get(record, laptop.office) in offices - {laptop.office} for record in held):
                return True
    return False


def look(town: Town) -> Picture:
    """Everybody's state now."""
    return Picture(town, [read_state(each.ctx, each.name) for each in town.everybody])


def check(town: Town) -> None:
    """All that must hold in peace."""
    judge(look(town))


def judge(picture: Picture) -> None:
    """Each invariant in turn."""
    for holds in CHECKS:
        holds(picture)


def replay(town: Town, rng: random.Random) -> None:
    """Every stick of the whole history once more, in any order, to everybody it could be meant for."""
    sticks = list(town.bundles)
    rng.shuffle(sticks)
    for bundle in sticks:
        if bundle.up:
            accepted(town.take(town.district, [bundle.path]))
        for laptop in town.laptops:
            if laptop.office == bundle.office and laptop.name != bundle.writer:
                accepted(town.take(laptop, [bundle.path]))


def everything_shown(picture: Picture) -> list[tuple[dict[tuple[str, str], View], frozenset[str]]]:
    """What everybody shows and holds."""
    return [(_shown(state), frozenset(state.rows)) for state in picture.everybody]


def _shown(state: State) -> dict[tuple[str, str], View]:
    return state.views


__all__ = ["ACTIONS", "Failed", "Told", "act", "end", "live", "look", "make_peace", "perform", "run_history"]
