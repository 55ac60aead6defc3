"""Every act can be taken back, minutes or weeks later; what came after it is told and kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.values import ActKind, LeftReason, WorkerStatus
from services.context import AppContext
from services.errors import Cancelled, Conflict, NotFound
from services.workers.acts import log_act, recent_acts
from services.workers.bulk import BulkChange, change_workers
from services.workers.commands import WorkerUpdate, register_worker, register_workers, save_workers, update_worker
from services.workers.leaving import departure_of, leave_register, return_to_register
from services.workers.queries import find_by_nik, get_worker
from services.workers.undo import preview_undo, undo
from tests.offices import village_office, worker


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    return village_office(tmp_path / "desa")


def states(ctx: AppContext) -> list[tuple[str, str, str]]:
    with ctx.read() as connection:
        rows = connection.exec_driver_sql("SELECT full_name, status, left_reason FROM worker ORDER BY full_name, seq")
        return [tuple(row) for row in rows]  # type: ignore[misc]


def test_undoing_an_entry_withdraws_it_and_the_person_can_be_entered_again(village: AppContext) -> None:
    saved = register_worker(village, worker(9001))
    undone = undo(village, saved.act)
    assert states(village) == [("SUTINI", "left", LeftReason.WITHDRAWN.value)]
    assert find_by_nik(village, worker(9001).nik) is None
    assert undone.first("worker") == saved.first("worker")
    again = register_worker(village, worker(9001))
    assert get_worker(village, again.first("worker")).status is WorkerStatus.COMPLETE


def test_undoing_a_change_puts_back_only_what_it_changed(village: AppContext) -> None:
    worker_id = register_worker(village, worker(9001)).first("worker")
    moved = update_worker(village, worker_id, worker(9001, rt="007"))
    update_worker(village, worker_id, worker(9001, rt="007", phone="081200000001"))
    undo(village, moved.act)
    form = get_worker(village, worker_id).form
    assert (form.rt, form.phone) == ("003", "081200000001")


def test_undo_can_be_undone(village: AppContext) -> None:
    saved = register_worker(village, worker(9001))
    taken_back = undo(village, saved.act)
    with pytest.raises(Conflict, match=r"undo\.nothing_left"):
        undo(village, saved.act)
    undo(village, taken_back.act)
    assert get_worker(village, saved.first("worker")).status is WorkerStatus.COMPLETE
    assert preview_undo(village, saved.act).workers == 1, "and then the entry can be undone once more"


def test_what_changed_since_is_told_and_left_alone(village: AppContext) -> None:
    imported = register_workers(
        village, [worker(9001), worker(9002, full_name="PARMIN")], kind=ActKind.IMPORT, note="daftar.xlsx"
    )
    changed = next(each for each in imported.ids["worker"] if get_worker(village, each).form.full_name == "PARMIN")
    update_worker(village, changed, worker(9002, full_name="PARMIN", rt="009"))
    preview = preview_undo(village, imported.act)
    assert (preview.workers, [ref.full_name for ref in preview.changed_since]) == (1, ["PARMIN"])
    assert (preview.sent, preview.is_undone, preview.act.note) == (0, False, "daftar.xlsx")
    undo(village, imported.act)
    assert states(village) == [("PARMIN", "complete", ""), ("SUTINI", "left", "withdrawn")]


def test_also_what_changed_since_when_asked_for(village: AppContext) -> None:
    imported = register_workers(village, [worker(9001), worker(9002, full_name="PARMIN")])
    for each in imported.ids["worker"]:
        update_worker(village, each, worker(int(get_worker(village, each).form.nik[-4:]), rt="009"))
    with pytest.raises(Conflict, match=r"undo\.nothing_left"):
        undo(village, imported.act)
    undo(village, imported.act, also_changed=True)
    assert {state for _, state, _ in states(village)} == {"left"}


def test_bulk_and_leaving_are_taken_back_as_one(village: AppContext) -> None:
    ids = sorted(register_workers(village, [worker(9001), worker(9002)]).ids["worker"])
    bulk = change_workers(village, ids, BulkChange(rt="011", hamlet="NGASEM"))
    left = leave_register(village, ids, LeftReason.MOVED, date(2026, 11, 1))
    undo(village, left.act)
    assert [get_worker(village, each).status for each in ids] == [WorkerStatus.COMPLETE] * 2
    undo(village, bulk.act)
    assert [(get_worker(village, each).form.rt, get_worker(village, each).form.hamlet) for each in ids] == [
        ("003", "")
    ] * 2


def test_an_import_with_new_and_changed_people_is_one_act(village: AppContext) -> None:
    here = register_worker(village, worker(9001)).first("worker")
    done = save_workers(
        village,
        [worker(9002, full_name="PARMIN")],
        [WorkerUpdate(here, worker(9001, monthly_income=1_200_000, rt="099"), ("monthly_income",))],
        note="penghasilan.xlsx",
    )
    assert (get_worker(village, here).form.monthly_income, get_worker(village, here).form.rt) == (1_200_000, "003")
    undo(village, done.act)
    assert get_worker(village, here).form.monthly_income == 900_000
    assert states(village)[0][1:] == ("left", "withdrawn")
    assert [act.kind for act in recent_acts(village, limit=2)] == [ActKind.UNDO, ActKind.IMPORT]


def test_a_nik_that_somebody_else_holds_by_now_stays_with_them(village: AppContext) -> None:
    first = register_worker(village, worker(9001))
    gone = undo(village, first.act)
    register_worker(village, worker(9001, full_name="SUTINI BARU"))
    assert [ref.full_name for ref in preview_undo(village, gone.act).changed_since] == ["SUTINI"]
    with pytest.raises(Conflict, match=r"undo\.nothing_left"):
        undo(village, gone.act, also_changed=True)


def test_cancelling_an_undo_changes_nothing(village: AppContext) -> None:
    saved = register_workers(village, [worker(9001 + index) for index in range(3)])

    class Stop:
        def step(self, done: int, total: int, label: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        undo(village, saved.act, Stop())
    assert {state for _, state, _ in states(village)} == {"complete"}
    assert not preview_undo(village, saved.act).is_undone


def test_an_unknown_act_and_one_that_wrote_nothing(village: AppContext) -> None:
    with pytest.raises(NotFound, match=r"act\.missing"):
        undo(village, "00000000-0000-4000-8000-000000000000")
    printed = log_act(village, ActKind.PRINT, 3)
    with pytest.raises(Conflict, match=r"undo\.nothing_left"):
        undo(village, printed)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rts=st.lists(st.sampled_from(["001", "002", "003"]), min_size=1, max_size=5))
def test_undoing_all_acts_backwards_gives_every_state_again(
    tmp_path_factory: pytest.TempPathFactory, rts: list[str]
) -> None:
    ctx = village_office(tmp_path_factory.mktemp("desa"))
    worker_id = register_worker(ctx, worker(9001, rt="000")).first("worker")
    seen, acts = [], []
    for rt in rts:
        seen.append(get_worker(ctx, worker_id).form)
        done = update_worker(ctx, worker_id, worker(9001, rt=rt))
        acts.append(done.act if done.ids.get("worker") else None)
    for form, act in zip(reversed(seen), reversed(acts), strict=True):
        if act is not None:
            undo(ctx, act, also_changed=True)
        assert get_worker(ctx, worker_id).form == form
    ctx.database.close()


def test_undoing_a_return_brings_back_the_reason_the_day_and_the_record_that_stays(village: AppContext) -> None:
    stays = register_worker(village, worker(9001)).first("worker")
    double = register_worker(village, worker(9002)).first("worker")
    leave_register(village, [double], LeftReason.DOUBLE, date(2026, 11, 20), same_as=stays)
    before = departure_of(village, double)
    returned = return_to_register(village, [double])
    assert departure_of(village, double) is None
    undo(village, returned.act)
    assert before is not None and departure_of(village, double) == before
