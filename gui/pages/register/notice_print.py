"""The notice on personal data, printed for the person in the form or as a blank sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.format import title_case
from gui.messages import sentence_for
from gui.page import PageTools
from gui.printing.notice import notice_document
from gui.printing.office import PaperOffice, paper_office
from gui.printing.showing import show_document
from services.errors import AppError, Cancelled
from services.workers.records import WorkerForm


def print_notice(parent: QWidget, tools: PageTools, form: WorkerForm) -> None:
    """Show the sheet, to print or to save. With a name in the form it carries it; otherwise it is blank to write on."""
    ctx = tools.context
    name = title_case(form.full_name)

    def ask(office: PaperOffice) -> None:
        given_on = (form.notice_given_on or ctx.today()) if name else None
        officer = (form.notice_given_by or ctx.user.name) if name else ""
        document = notice_document(office, ctx.now(), name=name, given_on=given_on, officer=officer)
        show_document(tools, parent, document, 1 if name else 0)

    def failed(error: AppError) -> None:
        if not isinstance(error, Cancelled):
            tools.notify(sentence_for(error), "err")

    tools.run_for(parent)(lambda _: paper_office(ctx), ask, failed)
