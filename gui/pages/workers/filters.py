"""The chips above the list: the usual filters, the drop-downs, and filters that were given a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.pages.workers import words
from gui.pages.workers.choosing import Choices
from gui.pages.workers.filter_menus import (
    STATUS_ASKED,
    lacking_menu,
    occupation_menu,
    place_menu,
    status_menu,
)
from gui.pages.workers.query import Query, SavedFilter
from gui.widgets.chip import FilterChip
from gui.widgets.flow import Flow
from gui.widgets.layouts import Box, H, Rule
from services.reference import Reference
from services.workers.search import ListFilter


class FilterRow(QWidget):
    """``asked(Query)``: what is asked now. ``naming``: keep it under a name. ``dropped(SavedFilter)``: forget one."""

    asked = Signal(object)
    naming = Signal()
    dropped = Signal(object)

    def __init__(self, filters: Sequence[ListFilter], reference: Reference, *, district: bool) -> None:
        super().__init__()
        self._reference, self._district = reference, district
        self._query = Query()
        self._saved: dict[SavedFilter, FilterChip] = {}
        self._places: tuple[object, ...] = ()
        self.chips = {each: FilterChip(words.filter_name(each)) for each in filters}
        for each, chip in self.chips.items():
            chip.clicked.connect(lambda _, each=each: self._on_chip(each))
        self._make_menus()
        self.keep = FilterChip(tr("Simpan filter"), icon="bookmark-simple", checkable=False)
        self.keep.clicked.connect(self.naming)
        self.forget = FilterChip(tr("Hapus filter ini"), icon="trash", checkable=False)
        self.forget.clicked.connect(self._on_forget)
        self._flow = Flow()
        self._line = Box(H(Rule("border", vertical=True), margins=(2, 6, 2, 6)), height=32)
        self._fill_flow()
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_query(Query())

    def _make_menus(self) -> None:
        occupations = occupation_menu(self, self._reference, lambda code: self._ask(occupation=code))
        self.status = FilterChip(tr("Status"), menu=status_menu(self, self._on_status), removable=True)
        self.status.removed.connect(lambda: self._ask(chosen=ListFilter.ALL, reason=""))
        lacking = lacking_menu(self, lambda field: self._ask(lacking=field))
        self.lacking = FilterChip(tr("Yang kurang"), menu=lacking, removable=True)
        self.lacking.removed.connect(lambda: self._ask(lacking=""))
        self.occupation = FilterChip(tr("Pekerjaan"), menu=occupations, removable=True)
        self.occupation.removed.connect(lambda: self._ask(occupation=""))
        self.place = FilterChip(tr("RT/RW"), removable=True)
        self.place.removed.connect(lambda: self._ask(rt="", rw=""))
        self.village = FilterChip(tr("Desa"), removable=True)
        self.village.removed.connect(lambda: self._ask(village=""))
        self.village.clicked.connect(lambda: self._ask(village=""))

    def _fill_flow(self) -> None:
        drops = (self.status, self.lacking, self.occupation, self.place, self.village)
        for chip in (*self.chips.values(), self._line, *drops, *self._saved.values(), self.keep, self.forget):
            self._flow.addWidget(chip)

    # showing

    def show_query(self, query: Query) -> None:
        """Check what is asked for."""
        self._query = query
        for each, chip in self.chips.items():
            chip.setChecked(each is query.chosen)
        self._show(self.status, tr("Status"), self._status_name(query))
        self._show(self.lacking, tr("Yang kurang"), words.lacking_name(query.lacking) if query.lacking else "")
        self._show(self.occupation, tr("Pekerjaan"), self._occupation_name(query), joined=True)
        self._show(self.place, tr("RT/RW"), words.place_name(query.rt, query.rw))
        village = words.village_name(self._reference, query.village) if query.village else ""
        self._show(self.village, tr("Desa"), village, joined=True)
        self.village.setVisible(bool(query.village))
        self.place.setVisible(not self._district)
        self._show_saved()

    def show_choices(self, choices: Choices) -> None:
        """The named filters, and the neighbourhoods to choose from."""
        if choices.places != self._places:
            self._places = choices.places
            menu = place_menu(self, choices.places, lambda rt, rw: self._ask(rt=rt, rw=rw))
            self.place.set_menu(menu)
        if tuple(self._saved) != choices.filters:
            self._make_saved(choices.filters)
        self._show_saved()

    def show_counts(self, counts: Mapping[ListFilter, int]) -> None:
        """How many each filter leaves."""
        for each, chip in self.chips.items():
            chip.set_count(counts.get(each))

    def saved_chip(self, name: str) -> FilterChip | None:
        """The chip of a named filter."""
        return next((chip for each, chip in self._saved.items() if each.name == name), None)

    @staticmethod
    def _show(chip: FilterChip, label: str, value: str, *, joined: bool = False) -> None:
        chip.setChecked(bool(value))
        chip.set_text(f"{label}: {value}" if value and joined else value or label)

    def _status_name(self, query: Query) -> str:
        if query.chosen is ListFilter.LEFT and query.reason:
            return words.reason_name(query.reason)
        return words.filter_name(query.chosen) if query.chosen in STATUS_ASKED else ""

    def _occupation_name(self, query: Query) -> str:
        return words.occupation_short(self._reference, query.occupation) if query.occupation else ""

    def _make_saved(self, filters: Sequence[SavedFilter]) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self._saved.values():
            chip.hide()
            chip.deleteLater()
        self._saved = {each: FilterChip(each.name, icon="bookmark-simple", parent=self) for each in filters}
        for each, chip in self._saved.items():
            chip.clicked.connect(lambda _, each=each: self._on_saved(each))
            chip.show()
        self._fill_flow()
        self.updateGeometry()

    def _show_saved(self) -> None:
        asked = replace(self._query.unsearched, text=self._query.text.strip())
        for each, chip in self._saved.items():
            chip.setChecked(each.query == asked)
        known = any(chip.isChecked() for chip in self._saved.values())
        self.keep.setVisible(self._is_own() and not known)
        self.forget.setVisible(known)
        self.updateGeometry()

    def _is_own(self) -> bool:
        """Whether it asks more than one press of a chip does."""
        alone = Query(chosen=self._query.chosen)
        return self._query.unsearched != alone or self._query.chosen not in self.chips

    # asking

    def _ask(self, **changes: object) -> None:
        """At once, so that a second choice builds on the first one however slow the answer is."""
        self.show_query(replace(self._query, **changes))
        self.asked.emit(self._query)

    def _on_chip(self, each: ListFilter) -> None:
        """Pressing the filter in use takes it off; «Semua» takes all of them off."""
        if each is ListFilter.ALL:
            self.show_query(Query(text=self._query.text, order=self._query.order))
            self.asked.emit(self._query)
        else:
            on = self._query.chosen is not each
            self._ask(chosen=each if on else ListFilter.ALL, reason="")

    def _on_status(self, chosen: ListFilter, reason: str) -> None:
        self._ask(chosen=chosen, reason=reason)

    def _on_saved(self, each: SavedFilter) -> None:
        on = self._saved[each].isChecked()
        self.show_query(replace(each.query if on else Query(), order=self._query.order))
        self.asked.emit(self._query)

    def _on_forget(self) -> None:
        found = next((each for each, chip in self._saved.items() if chip.isChecked()), None)
        if found is not None:
            self.dropped.emit(found)
