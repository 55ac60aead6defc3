"""The round of the practice as a checklist, on the first page of a practising village."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.page import PageTools, Tone
from gui.practice.guide import PracticeGuide, steps
from gui.theme import font, px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.painting import CENTER, draw_icon, draw_text, rounded, smooth
from gui.widgets.pill import StatusPill
from services.practice.steps import Progress, Step


class _Mark(QWidget):
    """The number of a step, or a tick."""

    def __init__(self, number: int, done: bool, now: bool) -> None:
        super().__init__()
        self._number, self._done, self._now = number, done, now
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(26), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = smooth(self), QRectF(self.rect())
        fill = "primarySoft" if self._done else "primary" if self._now else "sunken"
        rounded(painter, area, px(13), fill)
        if self._done:
            draw_icon(painter, area, "check-bold", "primaryText", 14)
        else:
            draw_text(painter, area, str(self._number), font(12, 700), "onPrimary" if self._now else "text2", CENTER)


class PracticeCard(Card):
    """What was done is ticked; only the next step has a button, so that nobody has to choose. ``shown``: anew."""

    shown = Signal()

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        self._count = StatusPill("", "neutral", "")
        self._rows = V()
        self.go_on: Button | None = None
        self._shown: Progress | None = None
        head = H((Text(tr("Latihan: satu putaran penuh"), "h2"), 1), self._count, margins=(20, 14, 20, 4))
        super().__init__(head, self._rows, margins=(0, 0, 0, 6), line="accentLine")
        self.guide = PracticeGuide(self, tools.context, tools.run_for(self), tools.open_page, tools.publish)

    def show_progress(self, progress: Progress) -> None:
        if progress == self._shown:
            self.shown.emit()
            return
        self._shown = progress
        self._rows.clear()
        self.go_on = None
        words = tr("{done} dari {steps}", done=len(progress.done), steps=len(Step))
        self._count.set_status(words, "ok" if progress.next is None else "neutral", "")
        for place, guided in enumerate(steps(self._tools.context).values(), start=1):
            if place > 1:
                self._rows.add(Rule())
            self._rows.add(self._row(place, guided.step, guided.title, guided.text, guided.button, progress))
        self.shown.emit()

    def _row(self, place: int, step: Step, title: str, text: str, word: str, progress: Progress) -> Box:
        done, now = step in progress.done, step is progress.next
        name = Text(title, "bodyStrong" if now else "body", None if now else "text2", elide=True)
        words = V(name, 1, Text(text, "small", wrap=True)) if now else V(name)
        line = H((_Mark(place, done, now), 0, MIDDLE), 12, (words, 1), 12)
        line.set_margins((20, 8 if now else 5, 16, 8 if now else 5))
        if now:
            self.go_on = Button(word, "primary", size="s", on_click=lambda: self.guide.go_on(step))
            line.add((self.go_on, 0, MIDDLE))
        row = Box(line)
        row.setAccessibleName(tr("{step}, selesai", step=title) if done else title)
        return row

    def show_busy(self, busy: bool) -> None:
        if self.go_on is not None:
            self.go_on.set_busy(tr("Kabupaten membaca…") if busy else None)

    def show_told(self, text: str, good: bool) -> None:
        tone: Tone = "ok" if good else "err"
        self._tools.notify(text, tone)
