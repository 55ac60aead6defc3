"""No paper that others can see holds a whole NIK, a KK number, a telephone number or a mother's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.printing.card import card_document
from gui.printing.decision_list import list_for, write_list_pdf
from gui.printing.office import paper_office
from gui.printing.proof import proof_document
from gui.printing.slip import cards_of, slips_of
from gui.printing.worker_list import list_for as workers_for
from gui.printing.worker_list import write_worker_list
from services.context import AppContext
from services.programmes.queries import decisions
from services.workers.records_read import WorkerRecord, read_records
from services.workers.search import find_workers
from tests.decided import Decided, decided_offices
from tests.gui.printing.papers import pdf_text, text_of


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decided]:
    with decided_offices(tmp_path_factory.mktemp("decided")) as made:
        yield made


def people(ctx: AppContext) -> list[WorkerRecord]:
    return list(read_records(ctx, find_workers(ctx).seqs))


def papers(story: Decided, folder: Path) -> Iterator[tuple[str, str]]:
    """Every paper about people, as its words."""
    for ctx in (story.village, story.district):
        records = people(ctx)
        write_worker_list(folder / "list.pdf", workers_for(ctx, records, "semua"))
        yield "list", pdf_text(folder / "list.pdf")
        slips = slips_of(ctx, [record.id for record in records])
        yield "proof", text_of(proof_document(slips, paper_office(ctx), ctx.now()), folder)
    cards = cards_of(story.village, story.view.batch_id)
    yield "card", text_of(card_document(cards, paper_office(story.village), story.village.now()), folder)
    rows = decisions(story.village, story.view.batch_id)
    reference, code = story.village.reference, story.village.office.code
    write_list_pdf(folder / "d.pdf", list_for(reference, code, story.view, rows, story.village.now()))
    yield "decisions", pdf_text(folder / "d.pdf")


def test_papers_show_four_digits_and_no_more(qapp: QApplication, story: Decided, tmp_path: Path) -> None:
    records = people(story.village)
    seen = set()
    for name, words in papers(story, tmp_path):
        seen.add(name)
        bare = "".join(letter for letter in words if letter not in " .-")
        assert any(record.form.nik[-4:] in words for record in records), name
        for record in records:
            form = record.form
            for secret in filter(None, (form.nik, form.kk_number, form.phone)):
                assert secret not in bare, name
            assert form.nik[6:12] not in bare, name
            assert form.mother_name.upper() not in words.upper(), name
    assert seen == {"list", "proof", "card", "decisions"}
