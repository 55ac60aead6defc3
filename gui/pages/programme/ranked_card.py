"""The ranked list with the funding line in it, and behind a chip those who cannot be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QStyleOptionViewItem

from gui.language import tr
from gui.pages.programme.columns import FundingLine, Line, changed_columns, ranked_columns, refused_columns
from gui.pages.programme.facts import RankedList
from gui.pages.programme.words import line_words, spent_words
from gui.tables.delegate import RowDelegate
from gui.tables.view import DataTable
from gui.theme import color, font, px
from gui.widgets.card import Panel
from gui.widgets.chip import FilterChip
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, V
from gui.widgets.painting import RIGHT, draw_icon, draw_text
from services.programmes.changed_since import ChangedPerson
from services.reference import Reference

LINE = -1
"""The id of the funding line's row; all other ids are places in the list, from 0."""
_ROW = 38


class _FundingDelegate(RowDelegate):
    """Paints the funding line over the whole row; below it the ground is a shade darker."""

    def __init__(self) -> None:
        super().__init__()
        self.funded = 0

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if model.id_at(index.row()) != LINE:
            super().paint(painter, option, index)
            return
        painter.save()
        self._paint_line(painter, QRectF(option.rect), model.row_at(index.row()))
        painter.restore()

    def _paint_line(self, painter: QPainter, area: QRectF, line: FundingLine) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, color("accentSoft"))
        painter.fillRect(QRectF(area.x(), area.y(), area.width(), 2), color("accent"))
        draw_icon(painter, QRectF(area.x() + px(14), area.y(), px(18), area.height()), "scales-fill", "accentText", 18)
        words = area.adjusted(px(42), 0, -px(16), 0)
        draw_text(painter, words, line.words, font(13, 700), "accentText")
        draw_text(painter, words, line.spent, font(13, 600), "accentText", RIGHT)

    def _paint_ground(self, painter: QPainter, rect: QRectF, row: int, column: int) -> None:
        super()._paint_ground(painter, rect, row, column)
        if row > self.funded and row not in (self.current, self.hovered):
            painter.fillRect(rect.adjusted(0, 0, 0, -1), color("subtle"))


class RankedTable(DataTable):
    """The windowed table with one row more than there are candidates."""

    def __init__(self, reference: Reference) -> None:
        self._list: RankedList | None = None
        super().__init__(ranked_columns(reference), self._rows, name=tr("Urutan pekerja"), row_height=_ROW)
        self._delegate = _FundingDelegate()
        self.setItemDelegate(self._delegate)

    def show_list(self, ranked: RankedList) -> None:
        """Another ranking; the place one is at stays."""
        before = self.current_id()
        self._list = ranked
        self._delegate.funded = ranked.funded
        ids = [*range(ranked.funded), LINE, *range(ranked.funded, ranked.candidates)]
        self.clearSpans()
        here = before if before is not None and 0 <= before < ranked.candidates else max(0, ranked.funded - 1)
        top = self.verticalScrollBar().value()
        self.set_ids(ids, here if ranked.candidates else None)
        self.setSpan(ranked.funded, 0, 1, len(self.rows.columns))
        self.verticalScrollBar().setValue(top)

    def go_to_line(self) -> None:
        """Bring the funding line into the middle, the last who is paid for chosen."""
        if self._list is None:
            return
        if self._list.candidates:
            self.select_row(max(0, self._list.funded - 1))
        self.scrollTo(self.rows.index(self._list.funded, 0), self.ScrollHint.PositionAtCenter)

    def go_to_top(self) -> None:
        """The first of the list."""
        if self._list is not None and self._list.candidates:
            self.select_row(0 if self._list.funded else 1)
            self.scrollToTop()

    def _rows(self, ids: Sequence[Any]) -> list[Line]:
        ranked = self._list
        assert ranked is not None
        line = FundingLine(line_words(ranked.funded), spent_words(ranked.cost))
        return [line if place == LINE else ranked.lines[place] for place in ids]


class RankedCard(Panel):
    """``chosen``: the worker one is at, or None. ``person_opened``: to look at somebody whose facts changed."""

    chosen = Signal(object)
    opened = Signal(str)
    person_opened = Signal(str)

    def __init__(self, reference: Reference) -> None:
        self._list: RankedList | None = None
        self.table = RankedTable(reference)
        self.refused = DataTable(
            refused_columns(reference), self._refused_rows, name=tr("Tidak dapat dipilih"), row_height=_ROW
        )
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.refused)
        self._changed: Sequence[ChangedPerson] = ()
        self.changed = DataTable(
            changed_columns(reference), self._changed_rows, name=tr("Data berubah setelah putusan"), row_height=_ROW
        )
        self._tables.addWidget(self.changed)
        self.to_line = FilterChip(tr("Ke batas dana"), icon="jump")
        self.to_top = FilterChip(tr("Awal"))
        self.show_refused = FilterChip(tr("Tidak dapat dipilih"), 0)
        self.show_changed = FilterChip(tr("Data berubah"), 0)
        self.show_changed.setToolTip(tr("Data berubah setelah putusan"))
        self.show_changed.hide()
        chips = H(self.to_line, self.to_top, self.show_refused, self.show_changed, spacing=8)
        head = Box(
            H((Text(tr("Urutan pekerja"), "h2", elide=True), 1), 12, (Box(chips), 0, MIDDLE), margins=(18, 10, 12, 10))
        )
        super().__init__(V(head, (self._tables, 1), margins=(1, 1, 1, 3)))
        self._connect()

    def _connect(self) -> None:
        self.to_line.clicked.connect(lambda *_: self._go(self.to_line, self.table.go_to_line))
        self.to_top.clicked.connect(lambda *_: self._go(self.to_top, self.table.go_to_top))
        self.show_refused.clicked.connect(lambda *_: self._go(self.show_refused, lambda: None))
        self.show_changed.clicked.connect(lambda *_: self.go_to_changed())
        self.changed.opened.connect(self._open_changed)
        self.table.current_changed.connect(self._tell)
        for table in (self.table, self.refused):
            table.opened.connect(lambda *_: self._tell_opened())
        self._go(self.to_line, self.table.go_to_line)

    def _go(self, chip: FilterChip, act: Any) -> None:
        for each in (self.to_line, self.to_top, self.show_refused, self.show_changed):
            each.setChecked(each is chip)
        others = {self.show_refused: self.refused, self.show_changed: self.changed}
        self._tables.setCurrentWidget(others.get(chip, self.table))
        act()
        self._tell()

    def show_people_changed(self, people: Sequence[ChangedPerson]) -> None:
        """Whose facts changed after the decision; nobody: no chip."""
        self._changed = people
        self.changed.set_ids(range(len(people)), 0 if people else None)
        self.changed.refresh()
        self.show_changed.set_count(len(people))
        self.show_changed.setVisible(bool(people))
        if not people and self.show_changed.isChecked():
            self._go(self.to_line, self.table.go_to_line)

    def go_to_changed(self) -> None:
        """Show them, ready for the keyboard."""
        self._go(self.show_changed, self.changed.setFocus)

    def show_list(self, ranked: RankedList) -> None:
        """Another ranking."""
        self._list = ranked
        self.table.show_list(ranked)
        self.refused.set_ids(range(len(ranked.refused)))
        self.refused.refresh()
        self.show_refused.set_count(len(ranked.refused))
        if self.to_line.isChecked():
            self.table.go_to_line()
        self._tell()

    def current(self) -> Any:
        """The worker one is at; None on the funding line."""
        place = self.table.current_id()
        if self._list is None or place is None or not 0 <= place < self._list.candidates:
            return None
        return self._list.lines[place]

    def _refused_rows(self, ids: Sequence[int]) -> list[Line]:
        return [self._list.refused[place] for place in ids] if self._list is not None else []

    def _changed_rows(self, ids: Sequence[int]) -> list[ChangedPerson | None]:
        return [self._changed[place] if place < len(self._changed) else None for place in ids]

    def _open_changed(self, place: int) -> None:
        self.person_opened.emit(self._changed[place].worker_id)

    def _tell(self, *_: object) -> None:
        listed = self._tables.currentWidget() is self.table
        self.chosen.emit(self.current() if listed else None)

    def _tell_opened(self) -> None:
        worker = self.refused.current_row() if self.show_refused.isChecked() else self.current()
        if worker is not None:
            self.opened.emit(worker.worker_id)
