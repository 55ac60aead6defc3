"""Small real bundles, damaged in every way, put before the real office: refused, and its database is what it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from services.context import AppContext
from services.handover import archive
from services.handover.age_file import encrypt
from services.handover.arriving import existing_ids
from services.handover.signing import content_id
from tests.prove.attacks import REFUSED, Shot, replays
from tests.prove.inside import bundle_name, open_up, recipient_for
from tests.prove.proved import Asked, Proved
from tests.prove.scene import Scene, Stolen, small_scene
from tests.prove.shooting import MASKS, as_shots, deliver, every_byte, every_truncation, harmless, survivors, traces

_TOLD = 5
"""So many failures are named."""


def prove(asked: Asked) -> Iterator[Proved]:
    """All of it, both ways; chance takes no part."""
    shots = asked.folder / "shots"
    shots.mkdir()
    with small_scene(asked.folder) as scene:
        for stolen, way in ((scene.up, "up"), (scene.down, "down")):
            size = f"{len(stolen.data):,} bytes"
            yield _proved(
                f"tamper: every byte, {way}", survivors(as_shots(stolen, every_byte(stolen.data)), shots), size
            )
            kept = as_shots(stolen, every_byte(stolen.data), keep_name=True)
            yield _proved(f"tamper: every byte, name kept, {way}", survivors(kept, shots), size)
            cut = as_shots(stolen, every_truncation(stolen.data))
            yield _proved(f"tamper: every truncation, {way}", survivors(cut, shots), size)
            yield _proved(f"tamper: every byte of the lines, {way}", survivors(line_bytes(stolen, shots), shots))
        for attack in REFUSED:
            yield _proved(f"tamper: {attack.__name__.replace('_', ' ')}", survivors(attack(scene, shots), shots))
        yield from _after_delivery(scene, shots)


def _after_delivery(scene: Scene, shots: Path) -> Iterator[Proved]:
    for stolen, way in ((scene.up, "up"), (scene.down, "down")):
        said = deliver(stolen, shots)
        yield _proved(f"tamper: untouched, {way}", (1, [] if said == "accepted" else [said]))
        yield _seen(f"tamper: every byte of lines that are here, {way}", known_line_bytes(stolen, shots), shots)
        yield _seen(f"tamper: every byte of the ZIP, {way}", zip_bytes(stolen, shots), shots)
    yield _proved("tamper: replays", traces(replays(scene, shots), shots))


def line_bytes(stolen: Stolen, folder: Path, masks: Iterable[int] = MASKS) -> Iterator[Shot]:
    """A dishonest sender: each byte of an order or a new change is another, and all hashes and the signature fit."""
    for name in (archive.CHANGES, archive.ORDERS):
        inside = open_up(stolen, folder)
        lines = inside.files[name].splitlines(keepends=True)
        for place, line in enumerate(lines):
            if name == archive.CHANGES and is_known(stolen.reader, line):
                continue
            for label, other in every_byte(line, masks):
                inside.files[name] = b"".join((*lines[:place], other, *lines[place + 1 :]))
                yield Shot(f"{name} line {place} {label}", *inside.signed(), stolen.reader)


def known_line_bytes(stolen: Stolen, folder: Path, masks: Iterable[int] = MASKS) -> Iterator[Shot]:
    """The same for changes that the reader holds: of those it only looks whether header and payload belong together."""
    inside = open_up(stolen, folder)
    for line in inside.files[archive.CHANGES].splitlines(keepends=True):
        for label, other in every_byte(line, masks):
            inside.files[archive.CHANGES] = other
            yield Shot(f"a change that is here, {label}", *inside.signed(), stolen.reader)


def is_known(reader: AppContext, line: bytes) -> bool:
    """Whether the reader holds this change."""
    header, *_ = msgspec.json.decode(line)
    with reader.read() as connection:
        return bool(existing_ids(connection, [content_id(header)]))


def zip_bytes(stolen: Stolen, folder: Path, masks: Iterable[int] = MASKS) -> Iterator[Shot]:
    """Somebody who can open and seal, but has no device key: each byte below the encryption."""
    inside = open_up(stolen, folder)
    recipient = recipient_for(stolen.reader)
    up, no = stolen.name.find("__naik__") > 0, inside.manifest["no"]
    office = inside.manifest["from"]["office"] if up else inside.manifest["to"][0]
    for label, data in every_byte(archive.build_archive(inside.files), masks):
        sealed = encrypt(data, [recipient])
        yield Shot(f"ZIP {label}", bundle_name(office, up, no, sealed), sealed, stolen.reader)


def _seen(name: str, shots: Iterable[Shot], folder: Path) -> Proved:
    count, wrong, taken = harmless(shots, folder)
    return _proved(name, (count, wrong), f"{count - taken:,} refused, {taken:,} taken without any trace")


def _proved(name: str, result: tuple[int, list[str]], note: str = "") -> Proved:
    count, wrong = result
    notes = "; ".join([note] * bool(note) + wrong[:_TOLD])
    return Proved(name=name, wanted=count, done=count, failures=len(wrong), notes=notes)
