"""What is typed in an input, word for word, and putting it back: half-typed texts survive a power cut."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from gui.forms.choice import Choice
from gui.forms.nik_field import SixteenInput
from gui.forms.suggesting import SuggestInput
from gui.widgets.check import Check
from gui.widgets.segment import Segment


def raw_of(editor: QWidget) -> str:
    """The text as it stands; of a choice its value."""
    if isinstance(editor, SuggestInput):
        return editor.typed()
    if isinstance(editor, QLineEdit):
        return editor.text()
    if isinstance(editor, Choice):
        return editor.text()
    if isinstance(editor, Segment):
        return editor.value()
    if isinstance(editor, Check):
        return "1" if editor.isChecked() else ""
    raise TypeError(type(editor).__name__)


def put_raw(editor: QWidget, text: str) -> None:
    """Show that text, without telling."""
    if isinstance(editor, SixteenInput):
        editor.set_kept(editor.keep(text))
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
    elif isinstance(editor, Choice):
        editor.set_text(text)
    elif isinstance(editor, Segment):
        editor.set_value(text)
    elif isinstance(editor, Check):
        blocked = editor.blockSignals(True)
        editor.setChecked(bool(text))
        editor.blockSignals(blocked)
    else:
        raise TypeError(type(editor).__name__)


def text_at(values: Mapping[str, Any], name: str) -> str:
    """One raw text of a draft; blank where an older program had no such field."""
    value = values.get(name)
    return value if isinstance(value, str) else ""
