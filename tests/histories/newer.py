"""A newer program in the same office: it writes groups, keys, entities and orders that this one does not know (B10)."""

from __future__ import annotations

import random

import msgspec

from services.handover.lines import ChangeHeader
from services.handover.signing import content_id, signature_to_text
from services.journal.unit import WriteUnit
from tests.histories.acting import workers_of
from tests.histories.town import Replica, Town


class NewerHeader(ChangeHeader, frozen=True, kw_only=True, omit_defaults=True):
    """A header with a key of tomorrow."""

    mood: str = msgspec.field(name="zz")


def write(town: Town, replica: Replica, rng: random.Random) -> bool:
    """A change of a later version, signed with the laptop's real key."""
    ids = workers_of(replica)
    with replica.ctx.write() as unit:
        if rng.random() < 0.5:
            _of_tomorrow(unit)
        if not ids or rng.random() < 0.3:
            record = replica.ctx.new_id()
            remark = {"text": f"kunjungan {rng.randint(1, 99)}", "stars": rng.randint(1, 5)}
            unit.create("visit", record, {"remark": remark})
            return True
        worker_id = rng.choice(ids)
        folded = unit.folded("worker", worker_id)
        if rng.random() < 0.5:
            unit.replace("worker", worker_id, {"skills": {"names": [f"terampil {rng.randint(1, 9)}"]}}, folded)
        else:
            contact = {**folded.value("contact"), "second_phone": f"0815{rng.randrange(10**8):08d}"}
            unit.replace("worker", worker_id, {"contact": contact}, folded)
    return True


def _of_tomorrow(unit: WriteUnit) -> None:
    """Headers of this act carry a key that nobody here knows, and a later schema."""
    original = unit._header

    def header(*args: object) -> ChangeHeader:
        plain = original(*args)  # type: ignore[arg-type]
        values = {name: getattr(plain, name) for name in plain.__struct_fields__}
        return NewerHeader(**{**values, "schema_version": 7, "mood": "besok"})  # type: ignore[arg-type]

    unit._header = header  # type: ignore[method-assign]


def order(town: Town, replica: Replica, rng: random.Random) -> bool:
    """The district of tomorrow gives an order of a kind that nobody here knows."""
    ctx = town.district.ctx
    text = msgspec.json.encode(
        {
            "format": "payung-order-v1",
            "kind": "holiday",
            "id": f"holiday-{rng.randint(1, 4)}",
            "version": rng.randint(1, 5),
            "by": ctx.device_id,
            "days": rng.randint(1, 9),
        }
    ).decode()
    signature = signature_to_text(ctx.sign(b"payung-order-v1\0" + text.encode()))
    with ctx.write() as unit:
        unit.connection.exec_driver_sql(
            "INSERT OR IGNORE INTO orders (id, kind, office, text, signature) VALUES (?, 'holiday', '', ?, ?)",
            (content_id(text), text, signature),
        )
    return True
