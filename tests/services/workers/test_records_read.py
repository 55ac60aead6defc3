"""Whole records from the list's own table say what the journal says."""

from __future__ import annotations

from dataclasses import fields

from services.context import AppContext
from services.practice.people import invent_people
from services.workers.commands import register_workers
from services.workers.queries import get_worker
from services.workers.records import WorkerForm
from services.workers.records_read import read_records
from services.workers.search import find_workers
from tests.offices import NOW, VILLAGE, worker


def test_the_table_and_the_journal_agree_on_every_field(village: AppContext) -> None:
    people = invent_people(4, 40, village.reference, NOW.date(), [VILLAGE])
    full = worker(9990, consent_given=True, consent_method="thumb", income_source="self", welfare_decile=3)
    register_workers(village, [*(person.form for person in people), full, WorkerForm(full_name="TANPA APA")])
    records = list(read_records(village, find_workers(village).seqs))
    assert len(records) == 42
    for record in records:
        detail = get_worker(village, record.id)
        assert record.form == detail.form
        assert (record.status, record.completeness) == (detail.status, detail.completeness)
    said = {field.name for field in fields(WorkerForm) for record in records if getattr(record.form, field.name)}
    assert said >= {"nik", "heirs", "kk_number", "consent_method", "income_source", "welfare_decile"}


def test_they_come_in_the_order_asked_for_and_those_gone_are_left_out(village: AppContext) -> None:
    register_workers(village, [worker(9001, full_name="ANI"), worker(9002, full_name="BUDI")])
    seqs = list(find_workers(village).seqs)
    assert [record.form.full_name for record in read_records(village, [seqs[1], 99, seqs[0]])] == ["BUDI", "ANI"]
