"""Label, hint, refusal and input of the first-start and sign-in pages; the tall sister of forms.FormField."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from gui.icon_input import IconInput
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import Box, H, V


class LabelledInput(QWidget):
    """``input`` is the tall input, ``edit`` its QLineEdit. The refusal stands above it, in red, with an icon."""

    def __init__(
        self, label: str, picture: str = "", *, hint: str = "", secret: bool = False, text_size: int = 18
    ) -> None:
        super().__init__()
        self._hint = hint
        self.input = IconInput(picture, label, secret=secret, text_size=text_size)
        self.edit = self.input.edit
        self._problem_text = Text("", "smallStrong", "err", wrap=True)
        self._problem = Box(
            H(Icon("warning-octagon-fill", "err", 16), 6, (self._problem_text, 1), margins=(0, 0, 0, 6))
        )
        self._problem.hide()
        self._name = Text(label, "smallStrong", wrap=True)
        self._name.setBuddy(self.edit)
        lines = [self._name, 2, Text(hint, "caption", wrap=True), 6] if hint else [self._name, 6]
        self.setLayout(V(*lines, self._problem, self.input))
        self.setFocusProxy(self.edit)
        self.edit.setAccessibleDescription(hint)

    def set_label(self, label: str) -> None:
        """Ask for something else."""
        self._name.setText(label)
        self.edit.setAccessibleName(label)

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def show_problem(self, text: str) -> None:
        """Say what is the case; an empty text takes it back."""
        self._problem_text.setText(text)
        self._problem.setVisible(bool(text))
        self.input.set_failed(bool(text))
        self.edit.setAccessibleDescription(f"{self._hint} {text}".strip())
        if text:
            QAccessible.updateAccessibility(QAccessibleEvent(self.edit, QAccessible.Event.Alert))

    def problem(self) -> str:
        """What stands above the input now."""
        return self._problem_text.text()
