"""Whole numbers and money in rupiah: dots while typing."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Signal

from gui.format import number
from gui.forms.grouped import GroupedInput

_CENTS = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,]\d{1,2}(?!\d)")
_ROOM = 15  # digits: far above every budget, far below what would overflow


class NumberField(GroupedInput):
    """A whole number with a unit («bulan», «jam»): ``value`` or None when empty.

    ``digits``: how many fit. ``changed``: the value after every change by the officer.
    """

    changed = Signal(object)

    def __init__(
        self, value: int | None = None, *, suffix: str = "", width: int | None = 96, digits: int = 9, **look: Any
    ) -> None:
        self._room = digits
        super().__init__(suffix=suffix, width=width, **look)
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


class MoneyField(NumberField):
    """``value`` in rupiah. Takes dots, commas, spaces, «Rp» and pasted cents."""

    def __init__(
        self, value: int | None = None, *, suffix: str = "", name: str = "", width: int | None = None, height: int = 40
    ) -> None:
        size = 14 if height <= 40 else 16
        super().__init__(
            value, suffix=suffix, width=width, digits=_ROOM, prefix="Rp", name=name, height=height, text_size=size
        )

    def keep(self, text: str) -> str:
        return super().keep(_CENTS.sub(r"\1", text))
