from __future__ import annotations

import pytest

from models.values import Month
from services.context import AppContext
from services.errors import NotFound
from services.rules.standing import Stage
from services.workers.commands import register_worker
from services.workers.standings import place_in_list, standing_of, unbroken_until
from tests.offices import NOW, worker

MISSING = "00000000-0000-4000-8000-000000000000"


def test_somebody_new_is_recorded_and_nothing_else(village: AppContext) -> None:
    person = register_worker(village, worker()).first("worker")
    standing = standing_of(village, person)
    assert standing.stage is Stage.RECORDED and standing.recorded_on == NOW.date()
    assert place_in_list(village, person) == 1


def test_enrolled_and_paid_are_read_from_their_own_records(village: AppContext) -> None:
    person = register_worker(village, worker()).first("worker")
    with village.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO participation (id, batch_id, worker_id, enrolled_on, source, kpj) VALUES (?, ?, ?, ?, ?, '')",
            ("p1", "b1", person, "2026-09-01", "daftar cabang"),
        )
        for number, month in enumerate(("2026-09", "2026-10", "2026-11")):
            connection.exec_driver_sql(
                "INSERT INTO contribution (id, participation_id, worker_id, month, amount, rule) "
                "VALUES (?, 'p1', ?, ?, 16800, '')",
                (f"c{number}", person, month),
            )
    standing = standing_of(village, person)
    assert standing.is_protected and standing.paid_until == Month(2026, 11)
    assert standing.enrolled_source == "daftar cabang"


def test_nobody_has_no_standing(village: AppContext) -> None:
    with pytest.raises(NotFound):
        standing_of(village, MISSING)
    assert place_in_list(village, MISSING) is None


def test_a_missed_month_ends_what_is_paid() -> None:
    months = [Month(2026, 12), Month(2026, 10), Month(2026, 9)]
    assert unbroken_until(months) == Month(2026, 10)
    assert unbroken_until([Month(2026, 12), Month(2027, 1)]) == Month(2027, 1)
    assert unbroken_until([]) is None
