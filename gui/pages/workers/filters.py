"""The chips above the list: one filter at a time, an occupation, and what another page asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.pages.workers import words
from gui.pages.workers.presenter import Query
from gui.widgets.chip import FilterChip
from gui.widgets.flow import Flow
from gui.widgets.menu import Menu
from services.reference import Reference
from services.workers.search import ListFilter


class FilterRow(QWidget):
    """``chosen(ListFilter)``, ``occupation_chosen(code)`` with an empty code for all, ``village_removed``."""

    chosen = Signal(object)
    occupation_chosen = Signal(str)
    village_removed = Signal()

    def __init__(self, filters: Sequence[ListFilter], reference: Reference) -> None:
        super().__init__()
        self._reference = reference
        self.chips = {each: FilterChip(words.filter_name(each)) for each in filters}
        for each, chip in self.chips.items():
            chip.clicked.connect(partial(self._on_chip, each))
        self.occupation = FilterChip(tr("Pekerjaan"), menu=self._make_menu(), removable=True)
        self.occupation.removed.connect(lambda: self.occupation_chosen.emit(""))
        self.village = FilterChip(tr("Desa"), removable=True)
        self.village.removed.connect(self.village_removed)
        self.village.clicked.connect(self.village_removed)
        self.village.hide()
        self.other = FilterChip(words.filter_name(ListFilter.COMPLETE), removable=True)
        self.other.removed.connect(lambda: self.chosen.emit(ListFilter.ALL))
        self.other.clicked.connect(lambda: self.chosen.emit(ListFilter.ALL))
        self.other.hide()
        flow = Flow()
        for chip in (*self.chips.values(), self.other, self.occupation, self.village):
            flow.addWidget(chip)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.chips[ListFilter.ALL].setChecked(True)
        if ListFilter.NIK_DIFFERS in self.chips:
            self.chips[ListFilter.NIK_DIFFERS].hide()

    def show_query(self, query: Query) -> None:
        """Check what is asked for."""
        for each, chip in self.chips.items():
            chip.setChecked(each is query.chosen)
            # Only the home page leads there; another chip for everybody would break the row in two.
            chip.setVisible(each is not ListFilter.NIK_DIFFERS or each is query.chosen)
        self.other.setVisible(query.chosen not in self.chips)
        self.other.setChecked(True)
        self.other.set_text(words.filter_name(query.chosen))
        self.occupation.setChecked(bool(query.occupation))
        name = words.occupation_name(self._reference, query.occupation)
        self.occupation.set_text(tr("Pekerjaan: {name}", name=name) if query.occupation else tr("Pekerjaan"))
        self.village.setVisible(bool(query.village))
        self.village.setChecked(bool(query.village))
        self.village.set_text(tr("Desa: {name}", name=words.village_name(self._reference, query.village)))

    def show_counts(self, counts: Mapping[ListFilter, int]) -> None:
        """How many each filter leaves."""
        for each, chip in self.chips.items():
            chip.set_count(counts.get(each))

    def _on_chip(self, each: ListFilter) -> None:
        """Pressing the filter in use takes it off."""
        checked = self.chips[each].isChecked()
        self.chosen.emit(each if checked else ListFilter.ALL)
        if not checked:
            self.chips[each].setChecked(each is ListFilter.ALL)

    def _make_menu(self) -> Menu:
        menu = Menu(self)
        for occupation in sorted(self._reference.occupations.values(), key=lambda each: each.label):
            action = menu.addAction(occupation.label)
            action.triggered.connect(partial(self._on_occupation, occupation.code))
        return menu

    def _on_occupation(self, code: str) -> None:
        self.occupation_chosen.emit(code)
