"""One change for many people."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.context import AppContext
from services.errors import Invalid, NotFound
from services.workers.bulk import BulkChange, change_workers
from services.workers.commands import register_workers
from services.workers.queries import get_worker
from tests.offices import village_office, worker


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    return village_office(tmp_path / "desa")


def test_only_what_is_named_changes(village: AppContext) -> None:
    ids = sorted(register_workers(village, [worker(9001), worker(9002, rt="005")]).ids["worker"])
    done = change_workers(village, ids, BulkChange(rt="005", occupation_code="OJK"))
    forms = [get_worker(village, each).form for each in ids]
    assert {(form.rt, form.rw, form.occupation_code, form.address) for form in forms} == {
        ("005", "002", "OJK", "DK. NGASEM")
    }
    assert done.ids["worker"] == frozenset(ids)


def test_empty_text_empties_the_field(village: AppContext) -> None:
    (worker_id,) = register_workers(village, [worker(9001)]).ids["worker"]
    change_workers(village, [worker_id], BulkChange(rt="", rw=""))
    assert get_worker(village, worker_id).form.rt == ""


def test_wrong_values_and_unknown_people_change_nobody(village: AppContext) -> None:
    (worker_id,) = register_workers(village, [worker(9001)]).ids["worker"]
    with pytest.raises(Invalid) as refused:
        change_workers(village, [worker_id], BulkChange(rt="7", occupation_code="XXX"))
    assert [problem.code for problem in refused.value.problems] == ["rt.format", "occupation.unknown"]
    with pytest.raises(NotFound):
        change_workers(village, [worker_id, "nobody"], BulkChange(rt="009"))
    assert get_worker(village, worker_id).form.rt == "003"
