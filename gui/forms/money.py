"""Money in rupiah: dots while typing, whole numbers only."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal

from gui.format import number
from gui.forms.grouped import GroupedInput

_CENTS = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,]\d{1,2}(?!\d)")
_ROOM = 15  # digits: far above every budget, far below what would overflow


class MoneyField(GroupedInput):
    """``value`` in rupiah or None when empty. Takes dots, commas, spaces, «Rp» and pasted cents.

    ``changed``: the value after every change by the officer.
    """

    changed = Signal(object)

    def __init__(
        self, value: int | None = None, *, suffix: str = "", name: str = "", width: int | None = None, height: int = 40
    ) -> None:
        super().__init__(
            prefix="Rp", suffix=suffix, name=name, width=width, height=height, text_size=14 if height <= 40 else 16
        )
        self.set_value(value)
        self.edited.connect(lambda *_: self.changed.emit(self.value()))

    def keep(self, text: str) -> str:
        digits = super().keep(_CENTS.sub(r"\1", text))
        return (digits.lstrip("0") or digits[:1])[:_ROOM]

    def group(self, kept: str) -> str:
        return number(int(kept)) if kept else ""

    def value(self) -> int | None:
        """Rupiah, or None when nothing is typed."""
        kept = self.kept()
        return int(kept) if kept else None

    def set_value(self, value: int | None) -> None:
        """Show an amount without telling; None empties it."""
        self.set_kept("" if value is None else str(value))

    def _place_after(self, count: int) -> int:
        shown, seen = self.text(), 0
        for place, sign in enumerate(shown):
            if seen == count:
                return place
            seen += sign.isdigit()
        return len(shown)


class NumberField(GroupedInput):
    """A whole number with a unit («bulan», «jam»); ``value`` or None when empty."""

    changed = Signal(object)

    def __init__(
        self, value: int | None = None, *, suffix: str = "", name: str = "", width: int | None = 96, digits: int = 9
    ) -> None:
        self._room = digits
        super().__init__(suffix=suffix, name=name, width=width)
        self.set_value(value)
        self.edited.connect(lambda *_: self.changed.emit(self.value()))

    def keep(self, text: str) -> str:
        digits = super().keep(text)
        return (digits.lstrip("0") or digits[:1])[: self._room]

    def group(self, kept: str) -> str:
        return number(int(kept)) if kept else ""

    def value(self) -> int | None:
        """The number, or None when nothing is typed."""
        kept = self.kept()
        return int(kept) if kept else None

    def set_value(self, value: int | None) -> None:
        """Show a number without telling; None empties it."""
        self.set_kept("" if value is None else str(value))
