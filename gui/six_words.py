"""Six check words to compare with a letter or with another screen, and the tick that they are the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from gui.language import tr
from gui.theme import px
from gui.widgets.card import Panel
from gui.widgets.check import Check
from gui.widgets.label import Text
from gui.widgets.layouts import H, V

_COLUMNS = 3


class WordGrid(Panel):
    """Numbered words, three in a row. They are said to a screen reader in one breath."""

    def __init__(self, words: Sequence[str] = (), *, size: int = 22) -> None:
        self._grid = QGridLayout()
        self._size = size
        self._shown: list[Text] = []
        super().__init__(self._grid, fill="primarySoft", line="primaryLine", radius=10, raised=False)
        self._space()
        if words:
            self.show_words(words)

    def show_words(self, words: Sequence[str]) -> None:
        """These words; as many as at first."""
        if len(words) != len(self._shown):
            self._make(len(words))
        for shown, word in zip(self._shown, words, strict=True):
            shown.setText(word)
        self.setAccessibleName(tr("Enam kata: {words}", words=", ".join(words)))

    def words(self) -> tuple[str, ...]:
        """The words shown."""
        return tuple(shown.text() for shown in self._shown)

    def _make(self, count: int) -> None:
        assert not self._shown, "the number of words does not change"
        for place in range(count):
            word = Text("", "number", size=self._size, weight=800, selectable=True)
            self._shown.append(word)
            self._grid.addLayout(H(Text(str(place + 1), "bodyStrong", "text3"), 10, word, None), *_place(place))

    def _space(self) -> None:
        self._grid.setContentsMargins(px(18), px(12), px(18), px(12))
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(8))

    def restyle(self) -> None:
        """Follow a change of zoom."""
        super().restyle()
        if hasattr(self, "_grid"):
            self._space()


def _place(index: int) -> tuple[int, int]:
    return index // _COLUMNS, index % _COLUMNS


class CompareWords(Panel):
    """The district's six words with «Sama». ``agreed(bool)``: the tick."""

    agreed = Signal(bool)

    def __init__(self) -> None:
        self.grid = WordGrid()
        self.same = Check(tr("Sama dengan surat Dinas, keenamnya"), strong=True)
        text = tr("Kata ini harus sama persis dengan surat kata kunci dari Dinas. Berbeda satu saja: jangan dipakai.")
        super().__init__(
            V(
                Text(tr("Cocokkan enam kata ini dengan surat Dinas"), "h3", wrap=True),
                2,
                Text(text, "small", wrap=True),
                12,
                self.grid,
                10,
                H(self.same, None),
                margins=(18, 14, 18, 12),
            ),
            raised=False,
        )
        self.same.toggled.connect(self.agreed)

    def show_words(self, words: Sequence[str]) -> None:
        """Other words take the tick back."""
        if words != self.grid.words():
            self.same.setChecked(False)
        self.grid.show_words(words)
