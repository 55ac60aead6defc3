"""The field for a NIK: large digits grouped 6-6-4, how many are typed, and what was checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.forms.enter import PASSED_BY_ENTER
from gui.forms.field import FormField
from gui.forms.grouped import GroupedInput
from gui.language import tr
from gui.widgets.button import Button
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, V
from gui.widgets.painting import TONES, Tone
from services.rules.nik import LENGTH, clean_nik, format_nik

_ROOM = 24  # digits kept at most: too many are shown and counted, never cut off in silence


class SixteenInput(GroupedInput):
    """Sixteen digits grouped 6-6-4: a NIK, or the number of a family card. ``full``: the sixteenth was typed."""

    full = Signal()

    def __init__(self, **look: Any) -> None:
        super().__init__(**look)
        self._count = 0
        self.edited.connect(self._tell_full)

    def _tell_full(self, kept: str) -> None:
        before, self._count = self._count, len(kept)
        if before == LENGTH - 1 and len(kept) == LENGTH and self.cursorPosition() == len(self.text()):
            self.full.emit()

    def set_kept(self, kept: str) -> None:
        super().set_kept(kept)
        self._count = len(kept)

    def keep(self, text: str) -> str:
        return super().keep(clean_nik(text).nik)[:_ROOM]

    def group(self, kept: str) -> str:
        return format_nik(kept)


class NikInput(SixteenInput):
    """The large one."""

    def __init__(self) -> None:
        super().__init__(icon="id-card", width=296, height=52, text_size=20, weight=600, spacing=0.6)


class NikField(FormField):
    """``changed``: the digits after every key. ``completed``: sixteen of them, once per number typed.

    ``set_checks`` lists at the right what was checked; ``set_action`` offers one link («Buka datanya»).
    """

    changed = Signal(str)
    completed = Signal(str)

    def __init__(self, label: str = "NIK", help: str | None = None) -> None:
        self._input = NikInput()
        self._count = Text("", "smallStrong", "text2")
        self._checks = V(spacing=5)
        self._link = Button("", "link", size="s")
        self._link.hide()
        self._link.setProperty(PASSED_BY_ENTER, True)
        self._on_link: Callable[[], object] | None = None
        self._link.clicked.connect(lambda *_: self._on_link and self._on_link())
        side = Box(V(self._count, self._checks, H(self._link, None)))
        if help is None:
            help = tr("16 angka di KTP. Spasi boleh, nanti dirapikan.")
        super().__init__(label, self._input, help, side=side)
        self._told = ""
        self._input.edited.connect(self._edited)
        self._show_count()

    def value(self) -> str:
        """The digits typed, without gaps."""
        return self._input.kept()

    def set_value(self, nik: str) -> None:
        """Show a NIK without telling."""
        self._input.set_kept(self._input.keep(nik))
        self._told = self.value()
        self._show_count()

    def set_checks(self, checks: Sequence[tuple[Tone, str]]) -> None:
        """What was found, one line each; an empty list takes them away."""
        self._checks.clear()
        for tone, text in checks:
            self._checks.add(_check_line(tone, text))

    def set_checking(self) -> None:
        """«Memeriksa…» until ``set_checks``."""
        self._checks.clear()
        self._checks.add(H(Icon("busy", "text3", 16), 6, Text(tr("Memeriksa…"), "small"), None))

    def set_action(self, text: str, on_click: Callable[[], object] | None = None) -> None:
        """A link under the checks; an empty text takes it away."""
        self._link.set_text(text)
        self._link.setVisible(bool(text))
        self._on_link = on_click

    def count_text(self) -> str:
        """«n dari 16» as shown."""
        return self._count.text()

    def _edited(self, kept: str) -> None:
        self._show_count()
        self.changed.emit(kept)
        if len(kept) == LENGTH and kept != self._told:
            self._told = kept
            self.completed.emit(kept)
        elif len(kept) != LENGTH:
            self._told = ""

    def _show_count(self) -> None:
        count = len(self.value())
        shown = 0 < count != LENGTH
        self._count.setText(tr("{count} dari {total}", count=count, total=LENGTH) if shown else "")
        self._count.setVisible(shown)
        self._count.set_color("err" if count > LENGTH or self.error() else "text2")

    def _show(self, state: str, error: str = "", warning: str = "", ok: str = "") -> None:
        super()._show(state, error, warning, ok)
        self._show_count()


def _check_line(tone: Tone, text: str) -> QWidget:
    tint, _, _, glyph = TONES[tone]
    return Box(H((Icon(f"{glyph}-fill", tint, 16), 0, MIDDLE), 6, (Text(text, "smallStrong", tint, wrap=True), 1)))
