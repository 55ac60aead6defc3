from __future__ import annotations

from gui.field_names import field_words
from services.rules.completeness import homework_fields, missing_fields
from services.workers.records import WorkerForm


def test_every_field_that_can_be_lacking_has_a_name() -> None:
    blank = WorkerForm()
    lacking = {*missing_fields(blank), *homework_fields(blank)}
    assert lacking and lacking == set(field_words())
