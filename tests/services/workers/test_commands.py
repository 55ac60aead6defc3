"""Registering and changing workers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.values import WorkerStatus
from services.context import AppContext
from services.errors import Cancelled, Conflict, Invalid, NotFound
from services.workers.commands import register_worker, register_workers, update_worker
from services.workers.queries import existing_niks, find_by_nik, get_worker
from services.workers.records import Heir
from services.workers.search import count_workers
from tests.offices import worker


def codes(error: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def changes_in(ctx: AppContext) -> int:
    with ctx.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one())


def test_what_was_entered_comes_back(village: AppContext) -> None:
    form = worker(
        heirs=(Heir("SUPARDI", nik="3316061503759002"), Heir("DWI")), phone="081200000000", work_start="06:00"
    )
    saved = get_worker(village, register_worker(village, form).first("worker"))
    assert saved.form == form
    assert saved.owner == village.office.code
    assert saved.status is WorkerStatus.COMPLETE
    assert not saved.received


def test_an_incomplete_worker_may_be_saved(village: AppContext) -> None:
    saved = get_worker(village, register_worker(village, worker(nik="", address="")).first("worker"))
    assert saved.status is WorkerStatus.INCOMPLETE


@pytest.mark.parametrize(
    ("nik", "code"),
    [
        ("331606520379900", "nik.length"),
        ("33160652037990044", "nik.length"),
        ("0316065203799004", "nik.leading_zero"),
        ("3316065203790000", "nik.serial_zero"),
        ("3333333333333333", "nik.all_equal"),
        ("3316067213799004", "nik.date_impossible"),
    ],
)
def test_a_broken_nik_is_refused_without_override(village: AppContext, nik: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        register_worker(village, worker(nik=nik))
    assert codes(caught) == [code]
    assert changes_in(village) == 0


def test_a_nik_that_is_here_is_refused_with_the_other_person(village: AppContext) -> None:
    first = register_worker(village, worker()).first("worker")
    with pytest.raises(Invalid) as caught:
        register_worker(village, worker(full_name="SITI"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.data["worker_id"]) == ("nik.already_here", first)


def test_negative_income_is_refused(village: AppContext) -> None:
    with pytest.raises(Invalid) as caught:
        register_worker(village, worker(monthly_income=-1))
    assert codes(caught) == ["income.negative"]


def test_many_are_saved_together_or_not_at_all(village: AppContext) -> None:
    forms = [worker(9001), worker(9002), worker(9002)]
    with pytest.raises(Invalid) as caught:
        register_workers(village, forms)
    assert [(problem.code, problem.data["index"]) for problem in caught.value.problems] == [("nik.repeated", 2)]
    assert count_workers(village) == 0
    register_workers(village, forms[:2])
    assert count_workers(village) == 2


def test_cancel_leaves_everything_as_it_was(village: AppContext) -> None:
    class Impatient:
        def step(self, done: int, total: int, label: str = "") -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        register_workers(village, [worker(9001 + number) for number in range(300)], Impatient())
    assert (count_workers(village), changes_in(village)) == (0, 0)


def test_a_change_writes_only_the_groups_that_changed(village: AppContext) -> None:
    worker_id = register_worker(village, worker()).first("worker")
    before = get_worker(village, worker_id)
    update_worker(village, worker_id, replace(before.form, phone="081200000000"), before.heads)
    after = get_worker(village, worker_id)
    assert after.form.phone == "081200000000"
    changed = {group for group in after.heads if after.heads[group] != before.heads.get(group)}
    assert changed == {"contact"}


def test_saving_the_same_again_writes_nothing(village: AppContext) -> None:
    worker_id = register_worker(village, worker()).first("worker")
    update_worker(village, worker_id, worker())
    assert changes_in(village) == 1


def test_a_value_can_be_emptied(village: AppContext) -> None:
    worker_id = register_worker(village, worker(phone="081200000000")).first("worker")
    update_worker(village, worker_id, worker())
    assert get_worker(village, worker_id).form.phone == ""


def test_two_forms_open_on_one_worker(village: AppContext) -> None:
    worker_id = register_worker(village, worker()).first("worker")
    heads = get_worker(village, worker_id).heads
    update_worker(village, worker_id, worker(phone="081200000000"), heads)
    update_worker(village, worker_id, worker(phone="081200000001"), get_worker(village, worker_id).heads)
    with pytest.raises(Conflict, match=r"worker\.changed_meanwhile"):
        update_worker(
            village,
            worker_id,
            worker(phone="081200000002"),
            get_worker(village, worker_id).heads | heads | {"contact": ()},
        )


def test_who_has_a_nik(village: AppContext) -> None:
    worker_id = register_worker(village, worker()).first("worker")
    found = find_by_nik(village, worker().nik)
    assert found is not None and found.id == worker_id
    assert existing_niks(village, [worker().nik, worker(9002).nik, ""]).keys() == {worker().nik}


def test_errors_carry_no_personal_data(village: AppContext) -> None:
    register_worker(village, worker())
    with pytest.raises(Invalid) as caught:
        register_worker(village, worker())
    said = f"{caught.value!r} {caught.value.data} {[problem.data for problem in caught.value.problems]}"
    assert worker().nik not in said and worker().full_name not in said


def test_no_income_is_not_the_same_as_unknown_income(village: AppContext) -> None:
    nothing = register_worker(village, worker(9001, monthly_income=0)).first("worker")
    unknown = register_worker(village, worker(9002, monthly_income=None)).first("worker")
    assert get_worker(village, nothing).form.monthly_income == 0
    assert get_worker(village, unknown).form.monthly_income is None
    update_worker(village, nothing, worker(9001, monthly_income=None))
    assert get_worker(village, nothing).form.monthly_income is None


def test_a_field_that_somebody_else_filled_meanwhile_is_not_emptied(village: AppContext) -> None:
    worker_id = register_worker(village, worker()).first("worker")
    opened = get_worker(village, worker_id)
    update_worker(village, worker_id, worker(phone="081200000000"), opened.heads)
    with pytest.raises(Conflict, match=r"worker\.changed_meanwhile"):
        update_worker(village, worker_id, replace(opened.form, address="DK. LAIN"), opened.heads)
    assert get_worker(village, worker_id).form.phone == "081200000000"


def test_a_worker_that_is_not_here_cannot_be_changed(village: AppContext) -> None:
    with pytest.raises(NotFound, match=r"worker\.missing"):
        update_worker(village, village.new_id(), worker())
    assert changes_in(village) == 0


def test_two_records_with_one_nik_can_both_still_be_corrected(village: AppContext) -> None:
    first = register_worker(village, worker(9001)).first("worker")
    second = register_worker(village, worker(9002)).first("worker")
    with pytest.raises(Invalid):
        update_worker(village, second, worker(9001))
    with village.write() as unit:  # as a merge of two laptops leaves it
        folded = unit.folded("worker", second)
        unit.replace("worker", second, {"identity": {**folded.value("identity"), "nik": worker(9001).nik}}, folded)
    for number, worker_id in enumerate((first, second)):
        update_worker(village, worker_id, worker(9001, phone=f"08120000000{number}"))
    update_worker(village, second, worker(9002))
    assert {get_worker(village, each).form.nik for each in (first, second)} == {worker(9001).nik, worker(9002).nik}
