"""Short numbers with leading zeros: RT and RW."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gui.forms.grouped import GroupedInput


class DigitsField(GroupedInput):
    """Up to ``length`` digits; on leaving, zeros are put before («3» becomes «003»). ``full``: no more fit."""

    full = Signal()

    def __init__(self, length: int = 3, *, name: str = "", width: int | None = 72) -> None:
        self._length = length
        super().__init__(name=name, width=width)
        self.left.connect(self._pad)
        self.edited.connect(self._tell_full)

    def keep(self, text: str) -> str:
        return super().keep(text)[: self._length]

    def value(self) -> str:
        """The digits with their zeros; empty when nothing is typed."""
        kept = self.kept()
        return kept.zfill(self._length) if kept else ""

    def set_value(self, text: str) -> None:
        """Show digits without telling."""
        self.set_kept(self.keep(text))
        self._pad()

    def _tell_full(self, kept: str) -> None:
        if len(kept) == self._length and self.cursorPosition() == len(self.text()):
            self.full.emit()

    def _pad(self) -> None:
        self.setText(self.value())
