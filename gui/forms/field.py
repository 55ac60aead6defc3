"""A field: label above, help under it, what is wrong above the input, what deserves a look below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.theme import px
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, V

_ROOM_FOR_WORDS = 130  # pixels at 100%


class _Message(Box):
    """An icon and a sentence in one tone; hidden while it has nothing to say."""

    def __init__(self, glyph: str, tint: str, margins: tuple[int, int, int, int]) -> None:
        self._text = Text("", "smallStrong", tint, wrap=True)
        super().__init__(H((Icon(glyph, tint, 16), 0, TOP), (self._text, 1), spacing=6, margins=margins))
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; empty hides it."""
        self._text.setText(sentence)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        return self._text.text()


def _carried_mark(*, brief: bool) -> Box:
    """A pin and «dipakai lagi»; the pin alone above a field of three digits."""
    pin = Icon("push-pin-fill", "primaryText", 14)
    mark = Box(
        H((pin, 0, MIDDLE)) if brief else H((pin, 0, MIDDLE), 4, Text(tr("dipakai lagi"), "caption", "primaryText"))
    )
    mark.setToolTip(tr("dipakai lagi"))
    return mark


class FormField(QWidget):
    """``editor``: any input; ``optional`` adds «boleh kosong»; ``side``: a widget at the right of the input.

    Only one of error and warning shows. Screen readers get the label as name, and help and problem as description.
    """

    def __init__(
        self, label: str, editor: QWidget, help: str = "", *, optional: bool = False, side: QWidget | None = None
    ) -> None:
        super().__init__()
        self.editor = editor
        self._label = Text(label, "smallStrong")
        self._label.setBuddy(editor)
        self._optional = Text(tr("boleh kosong"), "caption")
        self._is_optional = optional
        if not optional:  # setVisible(True) here would flash a window: it has no parent yet
            self._optional.hide()
        self._help = Text(help, "caption", wrap=True)
        self._help_box = Box(V(2, self._help))
        if not help:
            self._help_box.hide()
        self._error = _Message("warning-octagon-fill", "err", (0, 0, 0, 5))
        self._warning = _Message("warning-fill", "warn", (0, 5, 0, 0))
        self._ok = _Message("check-circle-fill", "ok", (0, 5, 0, 0))
        fixed = editor.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
        row = H((editor, 0 if fixed else 1))
        if side is not None:
            row.add(16, (side, 1 if fixed else 0, MIDDLE))
        elif fixed:
            row.add(None)
        self._carried = _carried_mark(brief=fixed and editor.sizeHint().width() < px(_ROOM_FOR_WORDS))
        self._carried.hide()
        head = H(self._label, 7, self._optional, self._carried, None)
        self.setLayout(V(head, self._help_box, 6, self._error, row, self._warning, self._ok))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(editor)
        editor.setAccessibleName(label)
        self._tell()

    def label(self) -> str:
        """The label shown."""
        return self._label.text()

    def set_label(self, label: str) -> None:
        """Another label."""
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    def set_help(self, help: str) -> None:
        """Another line under the label; empty hides it."""
        self._help.setText(help)
        self._help_box.setVisible(bool(help))
        self._tell()

    def set_optional(self, optional: bool) -> None:
        """Show or hide «boleh kosong»."""
        self._is_optional = optional
        self._optional.setVisible(optional and self._carried.isHidden())

    def set_carried(self, carried: bool) -> None:
        """Say that the value was taken over from somebody else, in place of «boleh kosong»."""
        if carried != self._carried.isHidden():
            return
        self._carried.setVisible(carried)
        self._optional.setVisible(self._is_optional and not carried)
        self._tell()

    def is_carried(self) -> bool:
        """Whether it says so."""
        return not self._carried.isHidden()

    def set_error(self, sentence: str) -> None:
        """What is wrong and what to do; empty takes it back."""
        self._show("error" if sentence else "normal", error=sentence)

    def set_warning(self, sentence: str) -> None:
        """What deserves a look, though it may be saved; empty takes it back."""
        self._show("warn" if sentence else "normal", warning=sentence)

    def set_ok(self, sentence: str = "", *, mark: bool = True) -> None:
        """It is right; ``sentence`` below it is optional. ``mark`` False shows the sentence without the tick inside."""
        self._show("ok" if mark else "normal", ok=sentence)

    def clear_state(self) -> None:
        """Neither right nor wrong."""
        self._show("normal")

    def error(self) -> str:
        """The error shown now."""
        return self._error.text()

    def warning(self) -> str:
        """The warning shown now."""
        return self._warning.text()

    def set_read_only(self, read_only: bool) -> None:
        """Sunken; Enter skips it, Tab still reaches it."""
        setter = getattr(self.editor, "setReadOnly", None)
        if setter is not None:
            setter(read_only)
        else:
            self.editor.setEnabled(not read_only)

    def _show(self, state: str, error: str = "", warning: str = "", ok: str = "") -> None:
        self._error.say(error)
        self._warning.say(warning)
        self._ok.say(ok)
        set_state = getattr(self.editor, "set_state", None)
        if set_state is not None:
            set_state(state)
        self._tell()

    def _tell(self) -> None:
        carried = "" if self._carried.isHidden() else tr("dipakai lagi")
        parts = (carried, self._help.text(), self._error.text(), self._warning.text(), self._ok.text())
        self.editor.setAccessibleDescription(" ".join(part for part in parts if part))

    def focus(self) -> None:
        """Take the focus, as a link of the error summary does."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        select = getattr(self.editor, "selectAll", None)
        if select is not None:
            select()
