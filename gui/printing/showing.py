"""From a page to a paper: read what it says off the window's thread, show it, print or save it, note that it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QWidget

from gui.format import number
from gui.indonesian import village_title
from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.page import PageTools
from gui.printing.card import card_document
from gui.printing.document import Document, save_document
from gui.printing.erasure_record import ErasureRecord, erasure_document
from gui.printing.incident_notice import IncidentPaper, incident_document
from gui.printing.notice import notice_document
from gui.printing.office import paper_office
from gui.printing.preview import PreviewDialog
from gui.printing.printer import print_document
from gui.printing.proof import proof_document
from gui.printing.slip import cards_of, slips_of
from gui.printing.worker_list import list_for, pages_of, paint_page
from models.values import ActKind
from services.audit.incident import Incident
from services.errors import AppError, Cancelled
from services.progress import Reporter
from services.workers.acts import log_act
from services.workers.filtering import ListFilter
from services.workers.records_read import read_records
from services.workers.search import find_workers


def show_proofs(tools: PageTools, parent: QWidget, worker_ids: Sequence[str]) -> None:
    """«Bukti pendaftaran» of these people. Whoever left the register gets none, and that is told."""
    ctx = tools.context

    def job(_: object) -> tuple[Document, int]:
        slips = slips_of(ctx, worker_ids)
        return proof_document(slips, paper_office(ctx), ctx.now()), len(slips)

    def ready(made: tuple[Document, int]) -> None:
        document, people = made
        if people < len(worker_ids):
            left = number(len(worker_ids) - people)
            tools.notify(tr("Tanpa bukti karena sudah keluar dari daftar: {count} orang.", count=left), "info")
        if people:
            show_document(tools, parent, document, people)

    tools.run_for(parent)(job, ready, partial(_on_trouble, tools), title=tr("Menyiapkan bukti"))


def show_cards(tools: PageTools, parent: QWidget, batch_id: str, worker_ids: Sequence[str] | None = None) -> None:
    """Cards for the recipients of a batch, or some of them. Without a decree there are none, and that is told."""
    ctx = tools.context

    def job(_: object) -> tuple[Document, int]:
        cards = cards_of(ctx, batch_id, worker_ids)
        return card_document(cards, paper_office(ctx), ctx.now()), len(cards)

    def ready(made: tuple[Document, int]) -> None:
        if made[1]:
            show_document(tools, parent, *made)
        else:
            tools.notify(tr("Kartu dicetak untuk penerima bantuan iuran sesudah SK Bupati tercatat."), "info")

    tools.run_for(parent)(job, ready, partial(_on_trouble, tools), title=tr("Menyiapkan kartu"))


def show_waiting(tools: PageTools, parent: QWidget) -> None:
    """Who has changes that the district is not known to hold, as a list to keep with the receipt."""
    ctx = tools.context

    def job(reporter: Reporter) -> tuple[Document, int]:
        seqs = find_workers(ctx, chosen=ListFilter.WAITING).seqs
        records = read_records(ctx, seqs, reporter)
        paper = list_for(ctx, records, f"{number(len(seqs))} pekerja · Belum diterima kabupaten")
        pages = pages_of(paper)
        document = Document(
            title=f"Daftar belum diterima kabupaten {paper.office}",
            file_name=f"daftar-belum-diterima-{paper.made_at:%Y-%m-%d}.pdf",
            pages=len(pages),
            paint_page=lambda painter, rect, at: paint_page(painter, rect, paper, pages, at),
            spoken=paper.what,
        )
        return document, len(seqs)

    tools.run_for(parent)(
        job,
        lambda made: show_document(tools, parent, *made),
        partial(_on_trouble, tools),
        title=tr("Menyiapkan daftar"),
    )


def show_blank_notice(tools: PageTools, parent: QWidget) -> None:
    """The notice on personal data with dots for name, officer and day, to be taken along to people's homes."""
    ctx = tools.context

    def job(_: object) -> Document:
        return notice_document(paper_office(ctx), ctx.now())

    tools.run_for(parent)(job, lambda document: show_document(tools, parent, document, 0), partial(_on_trouble, tools))


def show_incident_notice(tools: PageTools, parent: QWidget, incident: Incident, known_at: datetime | None) -> None:
    """The notice of a lost laptop: for the agency and for the people."""
    ctx = tools.context

    def job(_: object) -> Document:
        village = ctx.reference.villages.get(incident.office)
        where = village_title(village.name, village.is_kelurahan) if village else ctx.reference.district_name
        return incident_document(
            IncidentPaper(
                incident=incident, where=where, known_at=known_at, office=paper_office(ctx), made_at=ctx.now()
            )
        )

    tools.run_for(parent)(job, lambda document: show_document(tools, parent, document, 0), partial(_on_trouble, tools))


def show_erasure_record(tools: PageTools, parent: QWidget, record: ErasureRecord) -> None:
    """The record of an erasure, without a name."""
    ctx = tools.context
    tools.run_for(parent)(
        lambda _: erasure_document(record, paper_office(ctx), ctx.now()),
        lambda document: show_document(tools, parent, document, 1),
        partial(_on_trouble, tools),
    )


def show_document(tools: PageTools, parent: QWidget, document: Document, people: int = 1) -> PreviewDialog:
    """Preview with print and save; either closes it. ``people``: how many the paper is about, for the list of acts."""
    dialog = PreviewDialog(parent, document)
    dialog.print_wanted.connect(partial(_print, tools, dialog, document, people))
    dialog.save_wanted.connect(partial(_save, tools, parent, dialog, document, people))
    dialog.open()
    return dialog


def _print(tools: PageTools, dialog: PreviewDialog, document: Document, people: int) -> None:
    owner = dialog.parentWidget()
    if _refused(tools, dialog, people):
        return

    def told(good: bool) -> None:
        if not shiboken6.isValid(dialog):
            return
        dialog.set_busy(False)
        if good:
            dialog.accept()
            tools.notify(tr("Dikirim ke pencetak."))
            _note(tools, owner, document, people)
        else:
            dialog.show_trouble(tr("Pencetak tidak menerima. Periksa kabel dan kertasnya, lalu cetak lagi."))

    dialog.set_busy(True)  # before: a printer may answer at once
    if not print_document(dialog, document, told):
        dialog.set_busy(False)


def _save(
    tools: PageTools, parent: QWidget, dialog: PreviewDialog, document: Document, people: int, path: Path
) -> None:
    def done(_: object) -> None:
        dialog.accept()
        tools.notify(tr("Tersimpan sebagai {name}.", name=path.name))
        _note(tools, parent, document, people)

    def failed(error: AppError) -> None:
        dialog.set_busy(False)
        dialog.show_trouble(sentence_for(error))

    if _refused(tools, dialog, people):
        return
    dialog.set_busy(True)
    # Hundreds of pages take a second, so not on the window's thread.
    tools.run_for(dialog)(lambda _: save_document(path, document), done, failed, pool="file")


def _refused(tools: PageTools, dialog: PreviewDialog, people: int) -> bool:
    """A paper about people is noted; where nothing can be noted there is none."""
    if not (people and tools.context.looking):
        return False
    dialog.show_trouble(sentence("database.read_only"))
    return True


def _note(tools: PageTools, owner: QWidget, document: Document, people: int) -> None:
    """Printing changes nothing, but the office wants to know that it was done."""
    ctx, forget = tools.context, _nothing
    if ctx.looking:
        return
    tools.run_for(owner)(
        lambda _: log_act(ctx, ActKind.PRINT, people, document.title), forget, partial(_on_trouble, tools)
    )


def _nothing(_: object) -> None:
    """The act is in the list; nothing on screen shows it."""


def _on_trouble(tools: PageTools, error: AppError) -> None:
    if not isinstance(error, Cancelled):
        tools.notify(sentence_for(error), "err")
