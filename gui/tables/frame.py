"""The card around a table: rounded, with a foot of key hints and «Baris 1–11 dari 214», or what stands in for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedLayout, QWidget

from gui.format import number
from gui.language import tr
from gui.tables.view import DataTable
from gui.widgets.card import Panel
from gui.widgets.keycap import key_hint
from gui.widgets.label import Text
from gui.widgets.layouts import Box, H, Rule, V

Hint = tuple[tuple[str, ...], str]  # keys, what they do


class TableFrame(Panel):
    """``hints``: (keys, words) at the foot, ``legend`` after them. ``head``: widgets above the table, in the card."""

    def __init__(
        self,
        table: DataTable,
        hints: Sequence[Hint] = (),
        *,
        head: QWidget | None = None,
        legend: QWidget | None = None,
        foot: bool = True,
    ) -> None:
        self.table = table
        self._range = Text("", "caption")
        self._hints = Box(H(*(key_hint(*keys, text=words) for keys, words in hints), spacing=16))
        said = (self._hints,) if legend is None else (self._hints, 20, legend)
        self._foot = Box(V(Rule("border"), H(*said, None, self._range, margins=(14, 7, 14, 7))))
        if not foot:  # setVisible(True) here would flash a window: it has no parent yet
            self._foot.hide()
        self._place = QWidget()
        self._stack = QStackedLayout(self._place)
        self._stack.addWidget(table)
        self._other: QWidget | None = None
        items: list[object] = [] if head is None else [head]
        super().__init__(V(*items, (self._place, 1), self._foot, margins=(1, 1, 1, 3)), radius=10)
        table.window_changed.connect(self._show_range)

    def show_instead(self, widget: QWidget | None) -> None:
        """An empty state or a notice instead of the table; None brings the table back."""
        if self._other is not None:
            self._stack.removeWidget(self._other)
            self._other.deleteLater()
        self._other = widget
        if widget is not None:
            self._stack.addWidget(widget)
            self._stack.setCurrentWidget(widget)
        else:
            self._stack.setCurrentWidget(self.table)
        self._foot.setVisible(widget is None)

    def range_text(self) -> str:
        """«Baris 1–11 dari 214» as shown."""
        return self._range.text()

    def _show_range(self, first: int, last: int, total: int) -> None:
        text = tr("Baris {first}–{last} dari {total}", first=number(first), last=number(last), total=number(total))
        self._range.setText(text if total else tr("Tidak ada baris"))
