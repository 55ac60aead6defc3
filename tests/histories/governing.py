"""What only the district does: gives people to another village, erases them for good, cuts a laptop off."""

from __future__ import annotations

import random

from services.erasing.commands import erase_worker
from services.handover.revoking import extend_cut, revoke
from services.handover.transferring import transfer_workers
from tests.histories.acting import workers_of
from tests.histories.town import SECOND, SECOND_PASSPHRASE, VILLAGES, Replica, Town


def transfer(town: Town, replica: Replica, rng: random.Random) -> bool:
    """Somebody moves to another village, or back."""
    ids = workers_of(town.district)
    if ids:
        transfer_workers(town.district.ctx, [rng.choice(ids)], rng.choice(_offices(town)))
    return bool(ids)


def _offices(town: Town) -> list[str]:
    here = sorted({laptop.office for laptop in town.laptops})
    return here if len(here) > 1 else list(VILLAGES[:2])


def erase(town: Town, replica: Replica, rng: random.Random) -> bool:
    """Two officers erase a person for good."""
    ids = workers_of(town.district)
    if ids:
        erase_worker(town.district.ctx, rng.choice(ids), SECOND, SECOND_PASSPHRASE)
    return bool(ids)


def cut_off(town: Town, replica: Replica, rng: random.Random) -> bool:
    """A laptop is stolen: the district revokes it, once in a history; later it may let in what came since."""
    ctx = town.district.ctx
    with ctx.read() as connection:
        known = set(connection.exec_driver_sql("SELECT id FROM device WHERE role = 'village'").scalars())
        revoked = set(connection.exec_driver_sql("SELECT id FROM device WHERE revoked").scalars())
    if town.revoked in revoked:  # a district that went back in time may know nothing of it, and no village either
        return rng.random() < 0.5 and extend_cut(ctx, town.revoked) > 0
    here = {laptop.ctx.device_id for laptop in town.laptops}
    if replica.ctx.device_id in known and len(here) > 1:
        revoke(ctx, replica.ctx.device_id)
        town.revoked = replica.ctx.device_id
    return bool(town.revoked)
