"""Bundles that somebody made on purpose. Each is refused, or is taken and changes nothing that anybody sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from models.values import Role
from services.context import AppContext
from services.handover import archive
from services.handover.age_file import new_identity
from services.handover.kit import enrolment_proof
from services.handover.orders import DeviceOrder, sign_order
from tests.offices import OTHER_VILLAGE, VILLAGE
from tests.prove.inside import Inside, bundle_name, key_of, open_up, recipient_for
from tests.prove.scene import Scene, Stolen
from tests.services.handover.codec import Machine


@dataclass(frozen=True, slots=True)
class Shot:
    """One file that is put before ``reader``."""

    label: str
    name: str
    data: bytes
    reader: AppContext


Edit = Callable[[Inside], object]


def _shot(label: str, inside: Inside, by: AppContext | None = None) -> Shot:
    return Shot(label, *inside.signed(by), inside.stolen.reader)


def _edited(label: str, stolen: Stolen, folder: Path, edit: Edit, by: AppContext | None = None) -> Shot:
    """What the holder of a device key makes of a bundle: everything fits again, and it is signed."""
    inside = open_up(stolen, folder)
    edit(inside)
    return _shot(label, inside, by)


# What must be refused


def wrong_people(scene: Scene, folder: Path) -> Iterator[Shot]:
    """Foreign recipients, senders in another's name, addressees and ways that do not fit."""
    world, up, down = scene.world, scene.up, scene.down
    inside = open_up(up, folder)
    yield Shot("sealed for somebody else", *inside.sealed(new_identity()[1]), up.reader)
    other = world.two
    yield _edited("signed by another village", up, folder, lambda it: None, other)
    yield _edited("another village's key in this one's name", up, folder, lambda it: _key(it, key_of(other)), other)
    yield _edited("another village's laptop in this office", up, folder, lambda it: _device(it, other), other)
    yield _edited("a village as the district", down, folder, lambda it: None, other)
    yield _edited("a village's own reply", down, folder, lambda it: _from(it, other), other)
    yield _edited("to another district", up, folder, lambda it: it.manifest.update(to=["33.17"]))
    yield _edited("to another village", down, folder, lambda it: it.manifest.update(to=[OTHER_VILLAGE]))
    yield _edited("from an unknown laptop", up, folder, lambda it: it.manifest["from"].update(device="9" * 32))
    data = open_up(up, folder).sealed(recipient_for(other))[1]
    yield Shot("on its way up, shown to another village", bundle_name(VILLAGE, True, 2, data), data, other)
    yield from _wrong_names(scene, folder)


def _key(inside: Inside, pem: str) -> None:
    inside.manifest["from"]["public_key"] = pem


def _device(inside: Inside, ctx: AppContext) -> None:
    inside.manifest["from"].update(device=ctx.device_id, public_key=key_of(ctx))


def _from(inside: Inside, ctx: AppContext) -> None:
    _device(inside, ctx)
    inside.manifest["from"]["office"] = ctx.office.code


def _wrong_names(scene: Scene, folder: Path) -> Iterator[Shot]:
    for stolen, up in ((scene.up, True), (scene.down, False)):
        data, no = stolen.data, open_up(stolen, folder).manifest["no"]
        yield Shot("number of another bundle", bundle_name(VILLAGE, up, no + 1, data), data, stolen.reader)
        yield Shot("name of another village", bundle_name(OTHER_VILLAGE, up, no, data), data, stolen.reader)
        yield Shot("name of the other way", bundle_name(VILLAGE, not up, no, data), data, stolen.reader)


def wrong_lines(scene: Scene, folder: Path) -> Iterator[Shot]:
    """Lines that their writer did not write so, in bundles that are signed well."""
    edits: dict[str, Callable[[list[list[Any]]], object]] = {
        "payloads swapped": lambda lines: _swap(lines, 2),
        "headers swapped": lambda lines: _swap(lines, 0),
        "signatures swapped": lambda lines: _swap(lines, 1),
        "a group more in the payload": lambda lines: _text(lines, 2, '"_g"', '"family":{},"_g"'),
        "another office's header": lambda lines: _text(lines, 0, VILLAGE, OTHER_VILLAGE),
        "a header spelled otherwise": lambda lines: _text(lines, 0, '{"v":1,', '{"v": 1,'),
        "another number": lambda lines: _text(lines, 0, '"n":', '"n":1'),
        "a change to come": lambda lines: _text(lines, 0, '"v":1', '"v":2'),
        "signature of nothing": lambda lines: _set(lines, 1, "A" * 86),
        "signature with spare bits": lambda lines: _spare_bits(lines),
        "an element too many": lambda lines: lines[-1].append("x"),
    }
    for label, edit in edits.items():
        yield _edited(label, scene.up, folder, lambda it, edit=edit: _on_changes(it, edit))  # type: ignore[misc]
    two = scene.world.two
    yield _edited("lines signed by another laptop", scene.up, folder, lambda it: _resign(it, two))
    yield _edited("another word in a reply", scene.down, folder, lambda it: _on_changes(it, _spoil))


def _on_changes(inside: Inside, edit: Callable[[list[list[Any]]], object]) -> None:
    lines = inside.changes
    edit(lines)
    inside.put_lines(archive.CHANGES, lines)


def _swap(lines: list[list[Any]], part: int) -> None:
    lines[0][part], lines[-1][part] = lines[-1][part], lines[0][part]


def _set(lines: list[list[Any]], part: int, text: str) -> None:
    lines[-1][part] = text


def _text(lines: list[list[Any]], part: int, old: str, new: str) -> None:
    assert old in lines[-1][part]
    lines[-1][part] = lines[-1][part].replace(old, new, 1)


def _spare_bits(lines: list[list[Any]]) -> None:
    """The same 64 bytes, spelled otherwise: the last of 86 signs has four bits that mean nothing."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    text = lines[-1][1]
    _set(lines, 1, text[:-1] + alphabet[alphabet.index(text[-1]) + 1])


def _spoil(lines: list[list[Any]]) -> None:
    _text(lines, 2, "KIDUL", "KULON")


def _resign(inside: Inside, ctx: AppContext) -> None:
    from services.journal.change import DOMAIN, b64

    _on_changes(inside, lambda lines: _set(lines, 1, b64(ctx.sign(DOMAIN + lines[-1][0].encode()))))


def wrong_containers(scene: Scene, folder: Path) -> Iterator[Shot]:
    """Manifests that lie about the files, and files that do not belong there."""

    def lie(label: str, edit: Edit) -> Shot:
        inside = open_up(scene.up, folder)
        inside.recount()
        edit(inside)
        inside.sign(scene.up.writer.sign)
        return Shot(label, *inside.sealed(), scene.up.reader)

    def twice(inside: Inside) -> None:
        text = msgspec.json.encode(inside.manifest).decode().replace('"sv":', '"no":1,"sv":')
        inside.files |= {archive.MANIFEST: text.encode(), archive.SIGNATURE: scene.up.writer.sign(text.encode())}

    yield lie("one line less than told", lambda it: it.manifest["counts"].update({archive.CHANGES: 1}))
    yield lie("one byte more than told", lambda it: it.manifest.update(total_plain=it.manifest["total_plain"] + 1))
    yield lie("a file not told of", lambda it: it.manifest["files"].pop(archive.README))
    yield lie("a file that is not there", lambda it: it.files.pop(archive.ORDERS))
    yield lie("other content", lambda it: it.files.update({archive.CHANGES: b""}))
    yield lie("version 2", lambda it: it.manifest.update(v=[2, 0]))
    yield lie("a later reader", lambda it: it.manifest.update(min_reader=[1, 9]))
    yield lie("a path for a way", lambda it: it.manifest.update(direction="../up"))
    yield lie("what only a reply says", lambda it: it.manifest.update(epoch="epoch-1"))
    yield _edited("receipts going up", scene.up, folder, lambda it: it.files.update({archive.RECEIPTS: b""}))
    inside = open_up(scene.up, folder)
    twice(inside)
    yield Shot("a number given twice", *inside.sealed(), scene.up.reader)


def wrong_orders(scene: Scene, folder: Path) -> Iterator[Shot]:
    """Rosters that the district did not make."""
    world = scene.world
    village, district, two = scene.up.writer, world.district, world.two
    for stolen in (scene.up, scene.down):

        def with_order(label: str, order: DeviceOrder, sign: Callable[[bytes], bytes], to: Stolen = stolen) -> Shot:
            line = sign_order(order, sign)
            return _edited(label, to, folder, lambda it: _add_order(it, [line.text, line.signature]))

        mine = _order(village, two.device_id, village.device_id)
        yield with_order("a roster by a village", mine, village.sign)
        yield with_order(
            "a roster in the district's name", _order(village, two.device_id, district.device_id), two.sign
        )
        yield with_order("a roster by nobody", _order(village, two.device_id, "0" * 32), two.sign)
        yield _edited("another order's signature", stolen, folder, _swap_order_signatures)
        yield _edited("an order with another office", stolen, folder, _move_order)


def _order(of: AppContext, device: str, by: str) -> DeviceOrder:
    """That this laptop is ``of``'s."""
    return DeviceOrder(
        id=f"device-{device}"[:64],
        version=99,
        device=device,
        office=of.office.code,
        role=Role.VILLAGE,
        public_key=key_of(of),
        age_recipient=recipient_for(of),
        by=by,
    )


def _add_order(inside: Inside, line: list[str]) -> None:
    inside.put_lines(archive.ORDERS, [*inside.lines(archive.ORDERS), line])


def _swap_order_signatures(inside: Inside) -> None:
    lines = inside.lines(archive.ORDERS)
    lines[-1][1] = "A" * 86 if len(lines) == 1 else lines[0][1]
    inside.put_lines(archive.ORDERS, lines)


def _move_order(inside: Inside) -> None:
    lines = inside.lines(archive.ORDERS)
    _text(lines, 0, '"version":1', '"version":2')
    inside.put_lines(archive.ORDERS, lines)


def wrong_enrolments(scene: Scene, folder: Path) -> Iterator[Shot]:
    """A laptop that nobody let in, with somebody else's proof or a code that is used up."""
    village = scene.up.writer
    thief = Machine(VILLAGE, Role.VILLAGE, "f" * 32)
    code = _kit_code(scene)
    proofs = {
        "another laptop's proof": enrolment_proof(code, village.device_id, key_of(village), recipient_for(village)),
        "a code that is used up": enrolment_proof(code, thief.device, thief.pem, thief.recipient),
        "no proof": "",
    }
    for label, proof in proofs.items():
        inside = open_up(scene.up, folder)
        inside.manifest["from"].update(device=thief.device, public_key=thief.pem)
        inside.manifest["enrolment"] = {"age_recipient": thief.recipient, "proof": proof}
        inside.recount()
        inside.sign(thief.key.sign)
        yield Shot(label, *inside.sealed(), scene.up.reader)


def _kit_code(scene: Scene) -> str:
    kit = msgspec.json.decode(scene.world.kits[VILLAGE].read_bytes())
    return str(msgspec.json.decode(kit["kit"])["code"])


REFUSED = (wrong_people, wrong_lines, wrong_containers, wrong_orders, wrong_enrolments)


# What is taken and does nothing


def replays(scene: Scene, folder: Path) -> Iterator[Shot]:
    """To be fired after both bundles arrived: the same content again, in every order and number."""
    for stolen in (scene.up, scene.down):
        yield Shot("the same file", stolen.name, stolen.data, stolen.reader)
        edits: dict[str, Edit] = {
            "sealed again": lambda it: None,
            "every line twice": lambda it: it.put_lines(archive.CHANGES, it.changes * 2),
            "backwards": lambda it: it.put_lines(archive.CHANGES, it.changes[::-1]),
            "payloads left out": lambda it: it.put_lines(archive.CHANGES, [[a, b, None] for a, b, _ in it.changes]),
            "no lines": lambda it: it.put_lines(archive.CHANGES, []),
            "orders twice": lambda it: it.put_lines(archive.ORDERS, it.lines(archive.ORDERS) * 2),
            "orders left out": lambda it: it.put_lines(archive.ORDERS, []),
            "an older number": lambda it: it.manifest.update(no=1),
            "no heads": lambda it: it.manifest.update(heads={}),
        }
        for label, edit in edits.items():
            yield _edited(label, stolen, folder, edit)
    yield _edited(
        "carried by another village", scene.up, folder, lambda it: _from(it, scene.world.two), scene.world.two
    )
    yield _edited("every receipt twice", scene.down, folder, _receipts_twice)
    yield _edited("enrolment asked again", scene.up, folder, lambda it: _ask_again(it, scene))


def _receipts_twice(inside: Inside) -> None:
    inside.put_lines(archive.RECEIPTS, inside.lines(archive.RECEIPTS) * 2)


def _ask_again(inside: Inside, scene: Scene) -> None:
    ctx = scene.up.writer
    recipient = recipient_for(ctx)
    proof = enrolment_proof(_kit_code(scene), ctx.device_id, key_of(ctx), recipient)
    inside.manifest["enrolment"] = {"age_recipient": recipient, "proof": proof}
