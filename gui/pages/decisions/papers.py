"""The announcement and the cards of the recipients on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gui.language import tr
from gui.messages import sentence_for
from gui.page import PageTools
from gui.pages.decisions.presenter import Batch
from services.contact import NO_CONTACT, read_contact
from services.errors import AppError
from services.programmes.disputed import require_settled

if TYPE_CHECKING:
    from gui.pages.decisions.page import DecisionsPage
    from gui.printing.decision_list import DecisionList


class DecisionPapers:
    """Asks for printer or file on behalf of the page. Printing code is loaded when it is first needed."""

    def __init__(self, page: DecisionsPage, tools: PageTools) -> None:
        self._page, self._tools = page, tools

    def show_cards(self, batch: Batch | None, worker_ids: Sequence[str] | None = None) -> None:
        """Cards of these recipients, or of all in the batch."""
        from gui.printing.showing import show_cards

        if batch is not None:
            show_cards(self._tools, self._page, batch.view.batch_id, worker_ids)

    def announcement(self, batch: Batch) -> DecisionList:
        """The list to be put up. Raises Conflict while two versions of the decision stand."""
        from gui.printing.decision_list import list_for

        context = self._tools.context
        require_settled(context, batch.view.batch_id)
        try:
            contact = read_contact(context)
        except AppError:  # a letterhead without the address is better than none
            contact = NO_CONTACT
        return list_for(context.reference, context.office.code, batch.view, batch.rows, context.now(), contact)

    def _asked(self, batch: Batch | None) -> DecisionList | None:
        """The announcement, or the reason on the page why there is none."""
        try:
            return None if batch is None else self.announcement(batch)
        except AppError as error:
            self._page.trouble.set_news("err", tr("Pengumuman belum bisa dibuat"), sentence_for(error))
            self._page.trouble.show()
            return None

    def print_list(self, batch: Batch | None) -> None:
        """Ask for a printer."""
        from gui.printing.printer import print_list

        paper = self._asked(batch)
        if paper is not None:
            print_list(self._page, paper)

    def save_list(self, batch: Batch | None) -> None:
        """Ask for a file."""
        from gui.printing.decision_list import file_name

        paper = self._asked(batch)
        if paper is None:
            return
        name, _ = QFileDialog.getSaveFileName(self._page, tr("Simpan pengumuman"), file_name(paper), "PDF (*.pdf)")
        if name:
            self.save_to(Path(name), paper)

    def save_to(self, path: Path, paper: DecisionList) -> None:
        """Write the announcement; a folder that refuses is told on the page."""
        from gui.printing.decision_list import write_list_pdf

        try:
            write_list_pdf(path, paper)
        except AppError as error:
            self._page.trouble.set_news("err", tr("Pengumuman belum tersimpan"), sentence_for(error))
            self._page.trouble.show()
        else:
            self._page.trouble.hide()
            self._tools.notify(tr("Pengumuman tersimpan sebagai {name}.", name=path.name))
