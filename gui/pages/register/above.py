"""What may stand above the form: drafts that wait, and what was taken over from the person before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from gui.forms.enter import PASSED_BY_ENTER
from gui.language import tr
from gui.pages.register.next_person import Carried, group_words
from gui.pages.register.waiting import DraftLine
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.chip import FilterChip
from gui.widgets.flow import Flow
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, V

_MOST = 5


class DraftsPanel(Panel):
    """``opened(id)``, ``dropped(id)``: of a draft that waits. At most five, the newest; the home page has all."""

    opened = Signal(str)
    dropped = Signal(str)

    def __init__(self) -> None:
        self._title = Text("", "smallStrong")
        self._lines = V(spacing=4)
        head = H((Icon("note-pencil", "info", 18), 0, MIDDLE), 10, (self._title, 1))
        super().__init__(
            V(head, 6, Box(self._lines), margins=(16, 10, 12, 10)), fill="infoSoft", line="infoLine", raised=False
        )
        self.lines: list[tuple[DraftLine, Button, Button]] = []
        self.hide()

    def show_drafts(self, drafts: Sequence[DraftLine]) -> None:
        """List them; none hides the panel."""
        self._lines.clear()
        self.lines = []
        for draft in drafts[:_MOST]:
            self._add(draft)
        self._title.setText(
            tr("{count} draf menunggu", count=len(drafts)) if len(drafts) != 1 else tr("Satu draf menunggu")
        )
        self.setAccessibleName(self._title.text())
        self.setVisible(bool(drafts))

    def _add(self, draft: DraftLine) -> None:
        words = f"{draft.name}, {draft.when}" if draft.when else draft.name
        go = Button(tr("Lanjutkan"), "soft", size="s", name=tr("Lanjutkan {draft}", draft=words))
        drop = Button(tr("Buang"), "ghost", size="s", name=tr("Buang {draft}", draft=words))
        go.clicked.connect(lambda *_, key=draft.id: self.opened.emit(key))
        drop.clicked.connect(lambda *_, key=draft.id: self.dropped.emit(key))
        for button in (go, drop):
            button.setProperty(PASSED_BY_ENTER, True)
        self._lines.add(H((Text(draft.name, "body", elide=True), 1), 8, Text(draft.when, "small"), 12, go, 4, drop))
        self.lines.append((draft, go, drop))


class CarriedPanel(Panel):
    """Which groups of fields the next person takes over, and the way to the next one of the family.

    ``chosen(group, on)``, ``emptied``, ``family_wanted``.
    """

    chosen = Signal(str, bool)
    emptied = Signal()
    family_wanted = Signal()

    def __init__(self) -> None:
        self._title = Text("", "smallStrong", elide=True)
        self.family = Button(tr("Anggota KK yang sama"), "soft", icon="users", size="s", keycap="Ctrl+Shift+Enter")
        self.empty = Button(tr("Kosongkan"), "ghost", size="s", keycap="F3")
        self.chips = {group: self._chip(group, words) for group, words in group_words().items()}
        head = H(
            (Icon("push-pin-fill", "primaryText", 18), 0, MIDDLE), 10, (self._title, 1), 8, self.empty, 4, self.family
        )
        flow = Flow(6)
        for chip in self.chips.values():
            flow.addWidget(chip)
        super().__init__(V(head, 8, flow, margins=(16, 10, 12, 12)), fill="surface", line="primaryLine", raised=False)
        self.family.clicked.connect(lambda *_: self.family_wanted.emit())
        self.empty.clicked.connect(lambda *_: self.emptied.emit())
        for button in (self.family, self.empty):
            button.setProperty(PASSED_BY_ENTER, True)
        self.hide()

    def show_carried(self, carried: Carried) -> None:
        """From whom, and which groups are on; hidden while nobody was saved before."""
        self._title.setText(tr("Dari {name}", name=carried.name))
        self.setAccessibleName(tr("Dipakai lagi dari {name}", name=carried.name))
        for group, chip in self.chips.items():
            blocked = chip.blockSignals(True)
            chip.setChecked(group in carried.chosen)
            chip.blockSignals(blocked)
            chip.update()
        self.empty.setEnabled(bool(carried.values))
        self.setVisible(bool(carried.name))

    def set_narrow(self, narrow: bool) -> None:
        """Without keycaps."""
        self.family.set_keycap("" if narrow else "Ctrl+Shift+Enter")
        self.empty.set_keycap("" if narrow else "F3")

    def _chip(self, group: str, words: str) -> FilterChip:
        chip = FilterChip(words)
        chip.setProperty(PASSED_BY_ENTER, True)
        chip.toggled.connect(lambda on: self.chosen.emit(group, on))
        return chip
