"""Income as people say it: «900», «900rb», «1,2jt»."""

from __future__ import annotations

import re

from gui.forms.money import MoneyField

_PART = re.compile(r"\s*(\d{1,3})[.,](\d{0,2})\s*")
_SAID = re.compile(r"\s*(\d{1,3}(?:[.,]\d{0,2})?|[\d.,\s]+?)\s*(rb|r|k|jt|j)[a-z]*\s*", re.IGNORECASE)
_UNITS = {"r": 1_000, "k": 1_000, "j": 1_000_000}
_IN_THOUSANDS = 10_000
"""Below this no income of a month can be meant, nor one of a day: the number is in thousands (900 → Rp900.000)."""


class IncomeField(MoneyField):
    """``value`` in rupiah a month. The letters r, rb, k make thousands and j, jt millions; «1,2» is in millions.

    Whole numbers below 10,000 are thousands: written out when the field is left, so that one sees what is kept.
    """

    def __init__(self, *, suffix: str = "", width: int | None = None) -> None:
        super().__init__(suffix=suffix, width=width)
        self.left.connect(self.settle)

    def keep(self, text: str) -> str:
        said = _SAID.fullmatch(text.replace("Rp", ""))
        if said is not None:
            return super().keep(str(_amount(said[1], _UNITS[said[2][0].lower()])))
        part = _PART.fullmatch(text)
        return f"{part[1]},{part[2]}" if part is not None else super().keep(text)

    def group(self, kept: str) -> str:
        return kept if "," in kept else super().group(kept)

    def value(self) -> int | None:
        kept = self.kept()
        return _amount(kept, _UNITS["j"]) if "," in kept else super().value()

    def settle(self) -> None:
        """Write out what was said in short, and tell; leaving the field does this."""
        kept, value = self.kept(), self.value()
        if value is None:
            return
        if kept.endswith(","):
            value = int(kept[:-1])
        if "," not in kept[:-1] and 0 < value < _IN_THOUSANDS:
            value *= 1_000
        if self.text() != self.group(str(value)):
            self.set_value(value)
            self.changed.emit(value)


def _amount(number: str, unit: int) -> int:
    """«1,25» of a unit; the dots of thousands count only where three digits follow."""
    part = _PART.fullmatch(number)
    if part is not None:
        whole, rest = part.groups()
        return int(whole) * unit + int(rest.ljust(2, "0") or 0) * (unit // 100)
    return int("".join(sign for sign in number if sign.isdigit()) or 0) * unit
