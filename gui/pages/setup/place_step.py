"""Which village out of 295, by its name or by the district's kit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.pages.setup.village_list import VillageList
from gui.six_words import CompareWords
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Text
from gui.widgets.layouts import Box, H, V
from services.reference import Village


class VillageStep(QWidget):
    """``searched(str)``, ``taken(Village)``, ``kit_wanted()``, ``entered()``.

    ``agreed(bool)``: the district's six words are the same. ``opening(str)``: the five words of a replacement kit.
    """

    searched = Signal(str)
    taken = Signal(object)
    kit_wanted = Signal()
    agreed = Signal(bool)
    opening = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = LabelledInput(tr("Nama desa atau kelurahan"), "search")
        self.search.edit.textChanged.connect(self.searched)
        self.search.edit.returnPressed.connect(self.entered)
        self.search.edit.installEventFilter(self)
        self.list = VillageList()
        self.list.chosen.connect(self.taken)
        self.list.activated.connect(lambda _: self.entered.emit())
        self._card = Panel(V(self.list, margins=6))
        self._card.hide()
        self._none = Text("", "body", "text2", wrap=True)
        self._none.hide()
        self._kit = Text("", "smallStrong", "ok", wrap=True)
        kit = Button(tr("Punya kit dari kabupaten? Pilih berkasnya"), "link", icon="folder")
        kit.clicked.connect(self.kit_wanted)
        self.compare = CompareWords()
        self.compare.hide()
        self.compare.agreed.connect(self.agreed)
        self.words = LabelledInput(
            tr("Lima kata di kertas kit pengganti"), "key", hint=tr("Dicetak kabupaten, dibawa terpisah dari USB.")
        )
        self.words.edit.setMaxLength(60)
        self.words.edit.textChanged.connect(self.opening)
        self.words.edit.textChanged.connect(lambda _: self.words.show_problem(""))
        self.words.edit.returnPressed.connect(self.entered)
        self._words = Box(V(12, self.words))
        self._words.hide()
        self.setLayout(
            V(
                self.search,
                8,
                self._card,
                self._none,
                14,
                H(kit, None),
                6,
                self._kit,
                10,
                self.compare,
                self._words,
                None,
            )
        )
        self.setFocusProxy(self.search)

    def show_villages(self, villages: Sequence[Village], chosen: Village | None) -> None:
        """What fits, or that nothing does."""
        self.search.show_problem("")
        self.list.show_villages(villages, chosen)
        self._card.setVisible(bool(villages))
        text = self.search.text().strip()
        self._none.setVisible(not villages and bool(text))
        self._none.setText(tr("Tidak ada yang cocok dengan “{text}”. Coba sebagian namanya saja.", text=text))

    def show_kit(self, text: str, problem: str) -> None:
        """Which kit was taken, or why not. What was searched for before is over then."""
        if text and self.search.text():
            self.search.edit.blockSignals(True)
            self.search.edit.clear()
            self.search.edit.blockSignals(False)
            self.search.edit.update()
        self._kit.set_color("err" if problem else "ok")
        self._kit.setText(problem or text)

    def show_kit_words(self, words: Sequence[str], replacement: bool) -> None:
        """The six words of the kit's district; and whether the kit wants the words of its paper."""
        self.compare.setVisible(bool(words))
        if words:
            self.compare.show_words(words)
        self._words.setVisible(replacement)
        self.search.setVisible(not replacement)  # this kit is for one village, and its words need the room
        self.setFocusProxy(self.compare.same if words else self.search)
        if not replacement:
            self.words.edit.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the search move in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.step(step)
                return True
        return False
