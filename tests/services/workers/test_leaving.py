"""Leaving the register, with reason and date; never deleted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.values import LeftReason, WorkerStatus
from services.context import AppContext
from services.errors import Invalid, NotFound
from services.workers.commands import register_worker, register_workers
from services.workers.leaving import Departure, departure_of, leave_register, return_to_register
from services.workers.queries import find_by_nik, get_worker, rows
from tests.offices import village_office, worker


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    return village_office(tmp_path / "desa")


def test_someone_who_died_leaves_and_keeps_the_nik(village: AppContext) -> None:
    worker_id = register_worker(village, worker(9001)).first("worker")
    leave_register(village, [worker_id], LeftReason.DIED, date(2026, 11, 20))
    found = get_worker(village, worker_id)
    assert (found.status, found.form.full_name) == (WorkerStatus.LEFT, "SUTINI")
    assert rows(village, [1])[0].left_reason == "died"
    with pytest.raises(Invalid):
        register_worker(village, worker(9001))
    return_to_register(village, [worker_id])
    assert get_worker(village, worker_id).status is WorkerStatus.COMPLETE


def test_a_double_frees_the_nik_and_may_not_come_back_beside_the_other(village: AppContext) -> None:
    double = register_worker(village, worker(9001)).first("worker")
    stays = register_worker(village, worker(9002)).first("worker")
    leave_register(village, [double], LeftReason.DOUBLE, date(2026, 11, 20), same_as=stays)
    assert find_by_nik(village, worker(9001).nik) is None
    holder = register_worker(village, worker(9001, full_name="PARMIN")).first("worker")
    with pytest.raises(Invalid) as refused:
        return_to_register(village, [double])
    (problem,) = refused.value.problems
    assert (problem.code, problem.data["worker_id"]) == ("nik.already_here", holder)
    assert get_worker(village, double).status is WorkerStatus.LEFT


def test_many_at_once_is_one_act_and_the_same_again_writes_nothing(village: AppContext) -> None:
    ids = sorted(register_workers(village, [worker(9001 + index) for index in range(5)]).ids["worker"])
    first = leave_register(village, ids, LeftReason.MOVED, date(2026, 10, 1))
    again = leave_register(village, ids, LeftReason.MOVED, date(2026, 10, 1))
    assert len(first.ids["worker"]) == 5
    assert not again.ids.get("worker")


def test_what_cannot_be(village: AppContext) -> None:
    worker_id = register_worker(village, worker(9001)).first("worker")
    with pytest.raises(Invalid) as refused:
        leave_register(village, [worker_id], LeftReason.DOUBLE, date(2027, 1, 1), same_as=worker_id)
    assert [problem.code for problem in refused.value.problems] == ["left.future", "left.same_record"]
    with pytest.raises(NotFound):
        leave_register(village, ["nobody"], LeftReason.DIED, date(2026, 1, 1))


def test_why_and_when_somebody_left_and_which_record_stays(village: AppContext) -> None:
    stays = register_worker(village, worker(9001)).first("worker")
    double = register_worker(village, worker(9002)).first("worker")
    assert departure_of(village, double) is None
    leave_register(village, [double], LeftReason.DOUBLE, date(2026, 11, 20), same_as=stays)
    gone = departure_of(village, double)
    assert gone is not None and gone.same_as is not None
    assert (gone.reason, gone.on, gone.same_as.id) == (LeftReason.DOUBLE, date(2026, 11, 20), stays)
    leave_register(village, [double], LeftReason.DIED, date(2026, 11, 19))
    assert departure_of(village, double) == Departure(LeftReason.DIED, date(2026, 11, 19), None)
    return_to_register(village, [double])
    assert departure_of(village, double) is None
    assert departure_of(village, "nobody") is None


def test_a_reason_of_a_newer_program_is_told_as_unknown(village: AppContext) -> None:
    worker_id = register_worker(village, worker(9001)).first("worker")
    with village.write() as unit:
        folded = unit.folded("worker", worker_id)
        unit.replace("worker", worker_id, {"status": {"state": "left", "reason": "new", "on": "soon"}}, folded)
    assert departure_of(village, worker_id) == Departure(None, None, None)
