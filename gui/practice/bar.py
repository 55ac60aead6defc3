"""A line over every page of the practice office, so that nobody takes invented people for real ones."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.page import PageTools
from gui.practice.guide import PracticeGuide, steps
from gui.theme import color, px
from gui.widgets.button import Button
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, H
from gui.widgets.painting import smooth
from models.values import Role
from services.practice.steps import Progress, Step

_HEIGHT = 44
_NARROW = 900
_NARROWEST = 560


class StepDots(QWidget):
    """One dot for each step: filled when it is done, a ring around the next."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = Progress(frozenset())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_progress(self, progress: Progress) -> None:
        """Other steps are done."""
        self._progress = progress
        words = tr("{done} dari {steps} langkah selesai", done=len(progress.done), steps=len(Step))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(14) * len(Step), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        for place, step in enumerate(Step):
            dot = QRectF(place * px(14) + 2, 2, px(8), px(8))
            painter.setPen(color("accentText"))
            done = step in self._progress.done
            painter.setBrush(color("accentText") if done else color("accentSoft"))
            painter.drawEllipse(dot)
            if step is self._progress.next:
                painter.setBrush(color("accentText"))
                painter.drawEllipse(dot.adjusted(px(2), px(2), -px(2), -px(2)))


class PracticeBar(QWidget):
    """``left()``: enough practised. In a village it leads through the round; a district is only marked."""

    left = Signal()

    def __init__(self, tools: PageTools, notify: Callable[[str, bool], None]) -> None:
        super().__init__()
        self._ctx, self._notify = tools.context, notify
        self._step: Step | None = None
        self._whole = tr("Latihan. Semua orang rekaan, tidak ada yang tersimpan.")
        self._text = Text(self._whole, "smallStrong", "accentText", elide=True)
        self.dots = StepDots()
        self.go_on = Button("", "secondary", size="s", trail="arrow-right-bold", on_click=self._go_on)
        self.leave = Button(tr("Selesai berlatih"), "ghost", size="s")
        self.setLayout(
            H(
                (Icon("graduation-cap", "accentText", 18), 0, MIDDLE),
                (self._text, 1),
                (self.dots, 0, MIDDLE),
                (self.go_on, 0, MIDDLE),
                (self.leave, 0, MIDDLE),
                margins=(28, 0, 16, 0),
                spacing=12,
            )
        )
        self.leave.clicked.connect(self.left)
        self.setAccessibleName(self._whole)
        self._guided = tools.context.office.role is Role.VILLAGE
        self.guide = PracticeGuide(self, self._ctx, tools.run_for(self), tools.open_page, tools.publish)
        for part in (self.dots, self.go_on):
            part.hide()
        if self._guided:
            tools.changes.changed.connect(self.guide.refresh)
            self.guide.start()
        self.restyle()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self.setFixedHeight(px(_HEIGHT))

    # from the guide

    def show_progress(self, progress: Progress) -> None:
        self._step = progress.next
        self.dots.show_progress(progress)
        if progress.next is not None:
            guided = steps(self._ctx)[progress.next]
            number = list(Step).index(progress.next) + 1
            self.go_on.set_text(tr("Langkah {number}: {button}", number=number, button=guided.button))
            self.go_on.setToolTip(guided.text)
        done = tr("Latihan selesai. Semua langkah sudah dicoba, orangnya tetap rekaan.")
        self._whole = self._whole if progress.next is not None else done
        self._fit()

    def show_busy(self, busy: bool) -> None:
        self.go_on.set_busy(tr("Kabupaten membaca…") if busy else None)

    def show_told(self, text: str, good: bool) -> None:
        self._notify(text, good)

    # from the person

    def _go_on(self) -> None:
        if self._step is not None:
            self.guide.go_on(self._step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room the sentence and the dots give way, never the way out."""
        roomy = self.width() >= px(_NARROW)
        self._text.setText(self._whole if roomy else tr("Latihan. Semua orang rekaan."))
        self.dots.setVisible(self._guided and roomy)
        self.go_on.setVisible(self._guided and self._step is not None)
        self.leave.set_text(tr("Selesai berlatih") if self.width() >= px(_NARROWEST) else tr("Selesai"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("accentSoft"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("accentLine"))
