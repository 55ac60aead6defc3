"""Dates as people type them, shown as 12-03-1979 on leaving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from gui.format import date_short
from gui.widgets.text_input import TextInput
from services.rules.dates import parse_date


class DateField(TextInput):
    """Takes ``12031979``, ``12-3-1979``, ``12/3/79``, ``12 Maret 1979``. ``today``: decides the century of two digits.

    ``changed``: the date (or None) when it was left or set by Enter and differs from before. What cannot be read stays
    as typed: see ``is_unreadable``.
    """

    changed = Signal(object)

    def __init__(
        self, today: Callable[[], date], *, name: str = "", width: int | None = 150, placeholder: str = "12-03-1979"
    ) -> None:
        super().__init__(name=name, width=width, placeholder=placeholder)
        self._today = today
        self._told: date | None = None
        self.left.connect(self.settle)
        self.returnPressed.connect(self.settle)

    def value(self) -> date | None:
        """The date typed; None when blank or unreadable."""
        return parse_date(self.text(), self._today())

    def set_value(self, value: date | None) -> None:
        """Show a date without telling."""
        self._told = value
        self.setText("" if value is None else date_short(value))

    def is_unreadable(self) -> bool:
        """True when something is typed that is no date."""
        return bool(self.text().strip()) and self.value() is None

    def settle(self) -> None:
        """Write the date out and tell; leaving the field does this."""
        value = self.value()
        if value is not None:
            self.setText(date_short(value))
        if value != self._told:
            self._told = value
            self.changed.emit(value)
