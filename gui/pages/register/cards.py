"""What the cards of the form have in common: a head, fields side by side, reading and filling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from gui.forms.field import FormField
from gui.forms.nik_field import NikField
from gui.pages.register.draft import Note
from gui.pages.register.inputs import LetterSegment
from gui.pages.register.raw import put_raw, raw_of, text_at
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import BOTTOM, H, Line, V


class FormCard(Card):
    """``changed(name)``: another value. ``left(name)``: the focus left that field. ``full(input)``: no more fits in.

    Subclasses put their fields into ``fields`` and say how to read and fill them.
    """

    changed = Signal(str)
    left = Signal(str)
    full = Signal(object)

    def __init__(self, title: str, aside: str) -> None:
        super().__init__(margins=(20, 18, 20, 20))
        self.fields: dict[str, FormField] = {}
        self.aside = Text(aside, "caption", elide=True)
        self.body.add(H(Text(title, "h2"), 12, (self.aside, 1, BOTTOM)), 14)
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def keep_order(self) -> None:
        """Put its controls in the order in which they are read, where that is not the order they were made in."""

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
        full = getattr(field.editor, "full", None)
        if full is not None:
            full.connect(lambda: self._on_full(name, field.editor))
        return field

    def _on_full(self, name: str, editor: QWidget) -> None:
        self.changed.emit(name)  # before the focus goes on: leaving must find the value known
        self.full.emit(editor)

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

    # as typed, for drafts

    def typed(self) -> dict[str, Any]:
        """What stands in the fields, word for word, as JSON can keep it."""
        return {name: raw_of(field.editor) for name, field in self.fields.items()}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put back what ``typed`` gave."""
        for name, field in self.fields.items():
            if isinstance(field, NikField):
                field.set_value(text_at(typed, name))
            else:
                put_raw(field.editor, text_at(typed, name))

    def place_of(self, widget: QWidget) -> str:
        """The name of the place in this card that holds the widget; empty when none does."""
        return next((name for name, field in self.fields.items() if field.isAncestorOf(widget)), "")

    def focus_place(self, place: str) -> QWidget | None:
        """Put the cursor behind what is typed there; None when this card has no such place."""
        field = self.fields.get(place)
        return None if field is None else put_cursor(field.editor)

    # what is said

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """What is said at each field."""
        for name, field in self.fields.items():
            show_note(field, notes.get(name))

    def show_carried(self, names: frozenset[str]) -> None:
        """Which values were taken over from somebody else."""
        for name, field in self.fields.items():
            field.set_carried(name in names)

    def first(self) -> QWidget:
        """Where the focus goes when the section is chosen."""
        return next(iter(self.fields.values())).editor

    def focus_field(self, name: str) -> QWidget:
        """Focus a field; returns what to bring into view."""
        field = self.fields[name]
        if isinstance(field.editor, LetterSegment):
            field.editor.first_button().setFocus()
        else:
            field.focus()
        return field


def put_cursor(editor: QWidget) -> QWidget:
    """Focus an input with the cursor at its end, nothing selected: typing goes on where it stopped."""
    target = editor.first_button() if isinstance(editor, LetterSegment) else editor
    target.setFocus(Qt.FocusReason.OtherFocusReason)
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    if isinstance(line, QLineEdit):
        line.end(False)
    return editor


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
