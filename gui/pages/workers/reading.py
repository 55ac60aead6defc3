"""Rows come when they are seen: what is in view at once, what lies around it when the scrolling stops."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from gui.pages.workers.presenter import WorkersPresenter
from gui.tables.view import DataTable

_AHEAD = 200
_AHEAD_AFTER_MS = 60


class RowReading(QObject):
    """``seqs`` are the rows of the listing that is shown."""

    def __init__(self, table: DataTable, presenter: WorkersPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._table, self._presenter = table, presenter
        self._seqs: Sequence[int] = ()
        self._first = 0
        self._ahead = QTimer(self, singleShot=True, interval=_AHEAD_AFTER_MS)
        self._ahead.timeout.connect(self._read_ahead)
        table.window_changed.connect(self._on_window)

    def begin(self, seqs: Sequence[int]) -> None:
        """Another listing is about to be shown."""
        self._seqs = seqs

    def _on_window(self, first: int, last: int, total: int) -> None:
        if not total or len(self._seqs) != total:
            return
        start = max(0, first - 1)
        if self._presenter.need(self._seqs[start:last]):
            self._table.refresh_rows(start, last)
        self._first = start
        self._ahead.start()

    def _read_ahead(self) -> None:
        start = max(0, self._first - _AHEAD // 4)
        self._presenter.read_ahead(self._seqs[start : start + _AHEAD])
