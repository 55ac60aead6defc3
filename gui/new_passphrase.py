"""A new passphrase: typed twice, with four bars that say how hard it is to guess."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.passphrase_strength import Strength, strength_of
from gui.theme import color, px
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V


class StrengthBars(QWidget):
    """Four bars; the sentence beside them says the same in words."""

    def __init__(self) -> None:
        super().__init__()
        self._filled, self._good = 0, False
        self.restyle()

    def set_strength(self, filled: int, good: bool) -> None:
        """``filled`` of four; green when good, amber when not yet."""
        self._filled, self._good = filled, good
        self.update()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.setFixedHeight(px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = px(6)
        width = (self.width() - 3 * gap) / 4
        for index in range(4):
            tint = ("ok" if self._good else "warn") if index < self._filled else "neutralSoft"
            painter.setBrush(color(tint))
            painter.drawRoundedRect(QRectF(index * (width + gap), 0, width, self.height()), px(4), px(4))


class NewPassphrase(QWidget):
    """``first`` and ``second`` are the inputs; ``entered()`` after Enter in the second. Judges while it is typed."""

    entered = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self._denied: Sequence[str] = ()
        self.first = LabelledInput(
            label, "lock-closed", hint=tr("Paling mudah: empat kata yang tidak berhubungan. Spasi boleh."), secret=True
        )
        self.second = LabelledInput(tr("Ketik sekali lagi"), "lock-closed", secret=True)
        self._bars = StrengthBars()
        self._icon = Icon("check-circle-fill", "ok", 18)
        self._words = Text("", "smallStrong", "ok", wrap=True)
        self._judged = Box(H((self._icon, 0, TOP), 8, (self._words, 1), margins=(0, 8, 0, 0)))
        self._judged.hide()
        for each in (self.first, self.second):
            each.edit.textChanged.connect(self._on_typed)
        self.first.edit.returnPressed.connect(self.second.setFocus)
        self.second.edit.returnPressed.connect(self.entered)
        self.setLayout(V(self.first, 8, self._bars, self._judged, 12, self.second))
        self.setFocusProxy(self.first)

    def begin(self, denied: Sequence[str]) -> None:
        """Empty; ``denied``: what everybody here knows."""
        self._denied = denied
        for each in (self.first, self.second):
            each.edit.clear()
            each.show_problem("")
            if each.input.eye is not None:
                each.input.eye.setChecked(False)

    def deny(self, denied: Sequence[str]) -> None:
        """Judge what is typed against other names."""
        self._denied = denied
        self._judge(strength_of(self.first.text(), denied))

    def set_read_only(self, locked: bool) -> None:
        """While it is being used."""
        for each in (self.first, self.second):
            each.edit.setReadOnly(locked)

    def _on_typed(self) -> None:
        for each in (self.first, self.second):
            each.show_problem("")
        self._judge(strength_of(self.first.text(), self._denied))

    def _judge(self, strength: Strength | None) -> None:
        good = strength is not None and strength.good
        self._judged.setVisible(strength is not None)
        self._bars.set_strength(strength.bars if strength else 0, good)
        self._icon.set_icon("check-circle-fill" if good else "warning-fill", "ok" if good else "warn")
        self._words.set_color("ok" if good else "warn")
        self._words.setText(strength.text if strength else "")
        self.second.input.set_good(bool(self.first.text()) and self.first.text() == self.second.text())
