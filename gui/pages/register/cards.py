"""What the cards of the form have in common: a head, fields side by side, reading and filling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.forms.field import FormField
from gui.pages.register.draft import Note
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import BOTTOM, H, Line, V


class FormCard(Card):
    """``changed(name)``: a value is another one. ``left(name)``: the focus left that field.

    Subclasses put their fields into ``fields`` and say how to read and fill them.
    """

    changed = Signal(str)
    left = Signal(str)

    def __init__(self, title: str, aside: str) -> None:
        super().__init__(margins=(20, 18, 20, 20))
        self.fields: dict[str, FormField] = {}
        self.aside = Text(aside, "caption", elide=True)
        self.body.add(H(Text(title, "h2"), 12, (self.aside, 1, BOTTOM)), 14)
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def add_field(self, name: str, field: FormField, signal: Any = None) -> FormField:
        """Take a field in. ``signal``: what tells that its value changed."""
        self.fields[name] = field
        policy = field.sizePolicy()  # a column's fields may grow with what is said below them
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        field.setSizePolicy(policy)
        if signal is not None:
            signal.connect(lambda *_: self.changed.emit(name))
        left = getattr(field.editor, "left", None)
        if left is not None:
            left.connect(lambda: self.left.emit(name))
        return field

    def values(self) -> dict[str, object]:
        """What the fields hold, by name of ``WorkerForm``."""
        raise NotImplementedError

    def unreadable(self) -> dict[str, str]:
        """Field → code, where something typed has no meaning."""
        return {}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named stay."""
        raise NotImplementedError

    def settle(self) -> None:
        """Take what is half typed, as leaving a field would."""

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """What is said at each field."""
        for name, field in self.fields.items():
            show_note(field, notes.get(name))

    def first(self) -> QWidget:
        """Where the focus goes when the section is chosen."""
        return next(iter(self.fields.values())).editor

    def focus_field(self, name: str) -> QWidget:
        """Focus a field; returns what to bring into view."""
        field = self.fields[name]
        field.focus()
        return field


def show_note(field: FormField, note: Note | None) -> None:
    """Red above, amber below, or nothing; only when that is another one than before."""
    error = note.text if note and note.tone == "err" else ""
    warning = note.text if note and note.tone == "warn" else ""
    if (field.error(), field.warning()) == (error, warning):
        return
    if error:
        field.set_error(error)
    elif warning:
        field.set_warning(warning)
    else:
        field.clear_state()


def columns(*fields: tuple[QWidget, int]) -> Line:
    """Fields side by side, their labels on one line; (field, share of the width), 0 for its own width."""
    row = H(spacing=16)
    for field, share in fields:
        row.add((V(field, None), share))
    return row
