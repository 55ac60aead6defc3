"""An enrolled village that signs whatever it likes: the real district takes it in, and then every page is looked at."""

from __future__ import annotations

import json
import uuid
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

from gui.pages.person import history_words
from gui.pages.person.words import when_words
from services.context import AppContext
from services.errors import BundleRejected
from services.handover.archive import CHANGES
from services.handover.board import board
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.lines import ChangeLine, decode_header, decode_payload, encode_line
from services.journal.change import DOMAIN, b64, payload_hash
from services.rules.fold import OWNER
from services.workers.history import worker_history
from services.workers.queries import get_worker, rows
from services.workers.records_read import read_records
from services.workers.search import find_workers
from services.workers.standings import standing_of
from tests.offices import VILLAGE
from tests.prove.inside import Inside, open_up
from tests.prove.mutate import mutated_value
from tests.prove.scene import Scene, small_scene
from tests.prove.shooting import outcomes

LINES = 12
"""Hostile changes in one bundle."""
_ROUNDS = 60
"""Bundles for one district; then a new one."""
_ENTITIES = ("worker", "worker", "worker", "decision", "programme", "batch", "participation", "contribution", "audit")
_STATUS = {"status": {"state": "left", "reason": "died", "on": "2026-11-23", "of": "x"}}


class Hostile:
    """Makes bundles from chance and shows them to a district that lives for a while."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._done = 0
        self._scene: Scene | None = None

    def run(self, rng: Random) -> None:
        """One bundle; raises what no reader may raise."""
        if self._scene is None or self._done % _ROUNDS == 0:
            self._stack.close()
            self._scene = self._stack.enter_context(small_scene(self._folder / f"scene{self._done}"))
        self._done += 1
        scene = self._scene
        inside = open_up(scene.up, self._folder)
        lines = inside.changes
        made = [line for _ in range(LINES) if (line := hostile_line(rng, lines, scene.up.writer)) is not None]
        inside.put_lines(CHANGES, made)
        inside.manifest["no"] = 100 + self._done
        self._deliver(scene, inside)
        look_at_everything(scene.world.district, {json.loads(line[0])["r"] for line in made})
        if self._done % 10 == 0:
            self._reply(scene)

    def _deliver(self, scene: Scene, inside: Inside) -> None:
        name, data = inside.signed()
        path = self._folder / name
        path.write_bytes(data)
        (said,) = outcomes(scene.up.reader, [path])
        path.unlink()
        if said not in ("accepted", "bundle.line", "bundle.forged", "bundle.unknown_device"):
            raise AssertionError(f"a signed bundle: {said}")

    def _reply(self, scene: Scene) -> None:
        """What was taken in must never block a reply, nor be refused by the village that it goes to."""
        stick = self._folder / f"stick{self._done}"
        stick.mkdir()
        hand_over(scene.world.district, stick, villages=[VILLAGE])
        received = receive(scene.world.one, [stick])
        if received.refused:
            raise AssertionError(f"the reply: {received.refused[0].code}")


def hostile_line(rng: Random, honest: list[list[Any]], writer: AppContext) -> list[Any] | None:
    """A change that its writer signed, with values that no form would give; None where no reader could take it."""
    header, _, payload = rng.choice(honest)
    head, groups = json.loads(header), json.loads(payload)
    if rng.random() < 0.3:
        groups = {"_g": groups["_g"], **_STATUS}
    _spoil(rng, groups)
    head = _spoiled_head(rng, head, groups)
    text = _compact(groups)
    try:
        head["ph"] = payload_hash(text)
        told = _compact(head)
        decode_header(told)
        decode_payload(text)
        signature = b64(writer.sign(DOMAIN + told.encode()))
        encode_line(ChangeLine(told, signature, text))
    except (BundleRejected, ValueError):
        return None
    return [told, signature, text]


def _spoil(rng: Random, groups: dict[str, Any]) -> None:
    """Values inside some groups, and now and then the groups themselves."""
    names = [name for name in groups if name not in ("_g", OWNER)]
    for name in rng.sample(names, k=min(len(names), rng.randint(1, 3))):
        spoiled = mutated_value(rng, groups[name])
        if isinstance(spoiled, dict):
            groups[name] = spoiled
    if rng.random() < 0.1:
        groups["hobby"] = mutated_value(rng, {"kind": "catur", "since": 1990})


def _spoiled_head(rng: Random, head: dict[str, Any], groups: dict[str, Any]) -> dict[str, Any]:
    if rng.random() < 0.3:
        other = mutated_value(rng, head, most=1)
        kept = () if rng.random() < 0.02 else ("d", "o", "own")
        head = (other if isinstance(other, dict) else {}) | {key: head[key] for key in kept if key in head}
    head |= {"k": {group: [] for group in groups if group != "_g"}, "n": rng.randrange(1, 10**9)}
    if rng.random() < 0.7:
        head["r"] = str(uuid.UUID(int=rng.getrandbits(128), version=4))
        head["e"] = rng.choice(_ENTITIES)
    if OWNER not in groups:
        head.pop("own", None)
    return head


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def look_at_everything(ctx: AppContext, records: set[str]) -> None:
    """What the pages of the register ask for, and how the page of a person words it."""
    found = find_workers(ctx)
    rows(ctx, found.seqs[:200])
    list(read_records(ctx, found.seqs[:200]))
    find_workers(ctx, "sutini")
    board(ctx)
    with ctx.read() as connection:
        shown = set(connection.exec_driver_sql("SELECT id FROM worker").scalars())
    for worker_id in sorted(records & shown):
        get_worker(ctx, worker_id)
        standing_of(ctx, worker_id)
        for entry in worker_history(ctx, worker_id):
            history_words.title(entry)
            history_words.icon(entry)
            history_words.change_lines(entry, ctx.reference, shown=False)
            when_words(entry.at, ctx.now())
