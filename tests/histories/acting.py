"""What people do in a history: register, edit, resolve, decide. Each is the program's own command, or nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from models.values import LeftReason, Month, Payer
from services.context import AppContext
from services.errors import AppError, Invalid
from services.programmes.commands import create_programme, decide
from services.programmes.queries import programmes
from services.programmes.records import ProgrammeTerms
from services.workers.acts import recent_acts
from services.workers.commands import register_worker, update_worker
from services.workers.leaving import leave_register, return_to_register
from services.workers.queries import get_worker
from services.workers.records import WorkerForm
from services.workers.undo import undo
from tests.histories.town import LONG_AGO, Replica, Town
from tests.offices import worker
from tests.world import ONE_PERSON

_NAMES = ("SUTINI", "WAGINAH", "KARJO", "PONIRIN", "SUMARNI", "DARMAJI")
_HAMLETS = ("NGASEM", "KEDUNG", "SAMBENG", "JATI", "PLOSO")
_GROUPS = ("identity", "address", "contact", "occupation", "welfare")


@contextmanager
def expected(*codes: str) -> Iterator[None]:
    """A command may refuse with these codes, as it would to a person; everything else is a fault."""
    try:
        yield
    except Invalid as error:
        if not {problem.code for problem in error.problems} <= set(codes):
            raise
    except AppError as error:
        if error.code not in codes:
            raise


def workers_of(replica: Replica, *, everybody: bool = False) -> list[str]:
    """Ids of the people a replica may edit, in an order that has nothing to do with this machine."""
    sql = "SELECT id FROM worker ORDER BY id" if everybody else "SELECT id FROM worker WHERE owner = ? ORDER BY id"
    with replica.ctx.read() as connection:
        values = () if everybody or replica.is_district else (replica.office,)
        if replica.is_district:
            sql = "SELECT id FROM worker ORDER BY id"
        return list(connection.exec_driver_sql(sql, values).scalars())


def register(town: Town, laptop: Replica, rng: random.Random) -> bool:
    """A village registers somebody; now and then with a NIK that another village has too."""
    serial = rng.randint(9001, 9000 + town.people) if town.people and rng.random() < 0.15 else town.next_person()
    form = worker(
        serial, village_code=laptop.office, notice_given_on=LONG_AGO, phone=_phone(rng), full_name=rng.choice(_NAMES)
    )
    with expected("nik.already_here"):
        register_worker(laptop.ctx, form)
        return True
    return False


def edit(town: Town, replica: Replica, rng: random.Random) -> bool:
    """Somebody changes one to three groups of one person, as the form does it."""
    ids = workers_of(replica)
    if not ids:
        return False
    worker_id = rng.choice(ids)
    detail = get_worker(replica.ctx, worker_id)
    form = detail.form
    for group in rng.sample(_GROUPS, rng.randint(1, 3)):
        form = _changed(town, form, group, rng)
    seen = detail.heads if rng.random() < 0.5 else None
    with expected("nik.already_here"):
        return bool(update_worker(replica.ctx, worker_id, form, seen).ids)
    return False


def _changed(town: Town, form: WorkerForm, group: str, rng: random.Random) -> WorkerForm:
    if group == "identity":
        if rng.random() < 0.2:
            return replace(form, nik=worker(town.next_person()).nik)
        return replace(form, full_name=rng.choice(_NAMES))
    if group == "address":
        return replace(form, address=f"DK. {rng.choice(_HAMLETS)}", rt=f"{rng.randint(1, 9):03d}")
    if group == "contact":
        return replace(form, phone=_phone(rng))
    if group == "occupation":
        return replace(form, monthly_income=rng.randint(3, 30) * 100_000)
    return replace(form, welfare_decile=rng.randint(1, 10), welfare_source="musdes")


def _phone(rng: random.Random) -> str:
    """Of few numbers, so that two people sometimes say the same, or of very many."""
    return f"08120000{rng.randint(0, 3):04d}" if rng.random() < 0.3 else f"0813{rng.randrange(10**8):08d}"


def move_house(town: Town, replica: Replica, rng: random.Random) -> bool:
    """Somebody gets an address and a number that nobody ever had: always a change, whatever is shown."""
    ids = workers_of(replica)
    if not ids:
        return False
    worker_id = rng.choice(ids)
    form = get_worker(replica.ctx, worker_id).form
    form = replace(form, phone=f"0813{rng.randrange(10**8):08d}", address=f"DK. {rng.getrandbits(64)}")
    return bool(update_worker(replica.ctx, worker_id, form).ids)


def leave(town: Town, replica: Replica, rng: random.Random) -> bool:
    """Somebody leaves the register, or comes back."""
    ids = workers_of(replica)
    if not ids:
        return False
    if rng.random() < 0.65:
        reason = rng.choice((LeftReason.DIED, LeftReason.MOVED, LeftReason.REFUSED))
        return bool(leave_register(replica.ctx, [rng.choice(ids)], reason, LONG_AGO).ids)
    with expected("nik.already_here"):
        return bool(return_to_register(replica.ctx, [rng.choice(ids)]).ids)
    return False


def take_back(town: Town, replica: Replica, rng: random.Random) -> bool:
    """One of the last acts is undone."""
    acts = recent_acts(replica.ctx, 8)
    with expected("undo.nothing_left"):
        return bool(acts) and bool(undo(replica.ctx, rng.choice(acts).id, also_changed=rng.random() < 0.3).ids)
    return False


def resolve(town: Town, replica: Replica, rng: random.Random) -> bool:
    """A person settles a dispute: the value that is shown, another that stands, or a new one."""
    sql = "SELECT id FROM worker WHERE conflicts <> '[]' ORDER BY id"
    with replica.ctx.read() as connection:
        ids = list(connection.exec_driver_sql(sql).scalars())
    if not ids:
        return False
    worker_id = rng.choice(ids)
    with replica.ctx.write() as unit:
        folded = unit.folded("worker", worker_id)
        groups = [group for group in folded.conflicts if group != "owner"]
        if groups:
            group = rng.choice(groups)
            value = rng.choice([each for each in folded.groups[group].disputed if each is not None] or [{}])
            unit.replace("worker", worker_id, {group: value}, folded)
    return bool(groups)


def plan(town: Town, replica: Replica, rng: random.Random) -> bool:
    """The district makes a programme, or decides one; straight afterwards nobody is paid for twice (I15)."""
    ctx = town.district.ctx
    open_ones = [view.id for view in programmes(ctx) if view.decided_on is None]
    if not open_ones or rng.random() < 0.4:
        create_programme(
            ctx,
            ProgrammeTerms(
                year=2027,
                payer=Payer.APBD,
                ceiling=rng.randint(1, 4) * ONE_PERSON,
                from_month=Month(2027, rng.choice((1, 1, 4))),
                months=rng.choice((6, 12)),
            ),
        )
        return True
    before = _funded(ctx)
    with expected("programme.nobody_funded"):
        decide(ctx, rng.choice(sorted(open_ones)), anyway=True)
        _nobody_twice(ctx, before)
        return True
    return False


_FUNDED = """
SELECT d.id, d.worker_id, w.nik, b.from_month, b.months FROM decision d JOIN worker w ON w.id = d.worker_id
JOIN batch b ON b.id = d.batch_id WHERE d.outcome = 'funded'
"""


def _funded(ctx: AppContext) -> dict[str, tuple[str, str, int, int]]:
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(_FUNDED).all()
    found = {}
    for decision, person, nik, first, months in rows:
        start = int(first[:4]) * 12 + int(first[5:])
        found[decision] = (person, nik, start, start + months - 1)
    return found


def _nobody_twice(ctx: AppContext, before: dict[str, tuple[str, str, int, int]]) -> None:
    now = _funded(ctx)
    for decision in now.keys() - before.keys():
        person, nik, first, last = now[decision]
        for other, (who, their_nik, start, end) in now.items():
            if other != decision and first <= end and start <= last:
                assert who != person and (not nik or nik != their_nik), "I15: funded twice for the same months"
