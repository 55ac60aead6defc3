"""What screens read: a worker, rows in the order asked for, who has a NIK."""

from __future__ import annotations

import pytest

from models.values import WorkerStatus
from services.context import AppContext
from services.errors import NotFound
from services.workers.commands import register_worker, register_workers
from services.workers.queries import existing_niks, find_by_nik, get_worker, rows
from services.workers.search import find_workers
from tests.offices import VILLAGE, worker
from tests.world import World


def test_a_worker_comes_back_as_saved(village: AppContext) -> None:
    form = worker(phone="081234567890")
    detail = get_worker(village, register_worker(village, form).first("worker"))
    assert (detail.form, detail.owner, detail.status) == (form, VILLAGE, WorkerStatus.COMPLETE)
    assert (detail.updated_by, detail.received, detail.conflicts) == ("Siti Aminah", False, ())
    with pytest.raises(NotFound, match=r"worker\.missing"):
        get_worker(village, "nobody")


def test_rows_keep_the_order_asked_for_and_leave_out_what_is_gone(village: AppContext) -> None:
    register_workers(village, [worker(9001 + place, full_name=name) for place, name in enumerate(("CICI", "ADI"))])
    seqs = list(find_workers(village).seqs)
    assert [row.full_name for row in rows(village, seqs)] == ["ADI", "CICI"]
    assert [row.full_name for row in rows(village, [seqs[1], 10**6, seqs[0]])] == ["CICI", "ADI"]
    assert rows(village, []) == []


def test_who_has_a_nik(village: AppContext) -> None:
    forms = [worker(9001 + number) for number in range(900)]
    register_workers(village, forms)
    found = existing_niks(village, [form.nik for form in forms] + ["", worker(9999).nik])
    assert len(found) == 900, "more than one round of questions"
    holder = find_by_nik(village, forms[0].nik)
    assert holder is not None and holder == found[forms[0].nik]
    assert find_by_nik(village, worker(9999).nik) is None


def test_received_is_what_the_district_is_known_to_hold(world: World) -> None:
    def received() -> set[bool]:
        return {row.received for row in rows(world.one, find_workers(world.one).seqs)}

    world.up(world.one)
    assert received() == {False}, "written to a stick is not delivered"
    world.down(world.one)
    assert received() == {True}
