"""What stands in place of a page that could not be built. The others go on working."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.language import tr
from gui.messages import sentence_for
from gui.page import PageSpec
from gui.tasks import Fault
from gui.theme import px
from gui.widgets.empty_state import EmptyState
from services.errors import AppError


class ErrorPage(QWidget):
    """Says which page failed and what to do; nothing technical."""

    def __init__(self, spec: PageSpec, error: Exception) -> None:
        super().__init__()
        text = sentence_for(error if isinstance(error, AppError) else Fault())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(28), px(20), px(28), px(20))
        layout.addStretch(1)
        layout.addWidget(EmptyState(tr("Halaman {title} tidak bisa dibuka", title=tr(spec.title)), text))
        layout.addStretch(2)
