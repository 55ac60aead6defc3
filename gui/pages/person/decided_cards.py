"""What was decided, the contribution month by month, and what would be paid: never that anybody is covered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.decided_words import reason_long
from gui.format import month, month_name
from gui.language import tr
from gui.pages.person import words
from gui.pages.person.cards import MARGINS, card_head
from gui.theme import font, px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, Line, Rule, V
from gui.widgets.painting import TONES, draw_icon, draw_text, rounded, smooth
from gui.widgets.pill import StatusPill
from models.values import Month, Outcome
from services.rules.benefits import Benefits
from services.rules.eligibility import Eligibility
from services.workers.standings import BatchDecision, MonthPaid

_CELL, _CELL_HEIGHT, _GAP = 72, 44, 6


class DecisionsCard(Card):
    """The decision of every batch, the newest first. ``card_asked(batch)``: the proof of a recipient is wanted."""

    card_asked = Signal(str)

    def __init__(self, *, proofs: bool) -> None:
        self._proofs = proofs
        self.buttons: list[Button] = []
        self._inside = V()
        super().__init__(card_head("decision", tr("Keputusan kabupaten")), 8, self._inside, margins=MARGINS)
        self.setAccessibleName(tr("Keputusan kabupaten"))

    def show_decisions(self, decisions: Sequence[BatchDecision]) -> None:
        """One block for each batch."""
        self._inside.clear()
        self.buttons = []
        if not decisions:
            self._inside.add(Text(tr("Belum ada keputusan tentang pekerja ini."), "small", "text3", wrap=True), 4)
        for place, decision in enumerate(decisions):
            if place:
                self._inside.add(8, Rule(), 8)
            block = _decision(decision)
            if self._proofs and decision.outcome is Outcome.FUNDED and decision.is_by_decree:
                block.add(6, H(self._button(decision), None))
            self._inside.add(Box(block))

    def _button(self, decision: BatchDecision) -> Button:
        batch = decision.view.batch_id
        button = Button(tr("Cetak kartu bukti"), "link", icon="id-card", size="s")
        button.clicked.connect(lambda *_: self.card_asked.emit(batch))
        self.buttons.append(button)
        return button


def _decision(decision: BatchDecision) -> Line:
    text, tone, icon = words.decision_pill(decision)
    block = V(H(StatusPill(text, tone, icon or None), None), 6, spacing=0)
    block.add(Text(words.programme_words(decision), "smallStrong", wrap=True), 1)
    block.add(Text(words.decision_detail(decision), "caption", wrap=True))
    for code in decision.reasons:
        block.add(4, Text(reason_long(code), "small", "warn" if tone == "warn" else "text2", wrap=True))
    return block


class MonthGrid(QWidget):
    """Contribution months as small cells, each with a sign and a word; as many beside each other as fit."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[tuple[str, str, words.Tone, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_months(self, months: Sequence[MonthPaid], this_month: Month) -> None:
        """Other months."""
        self._cells = []
        spoken = []
        for each in months:
            said, tone, icon = words.month_state(each, this_month)
            self._cells.append((_short(each.month), words.month_word(each, this_month), tone, icon))
            spoken.append(f"{month(each.month)} {said}")
        self.setAccessibleName(tr("Iuran per bulan"))
        self.setAccessibleDescription(", ".join(spoken))
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def _across(self, width: int) -> int:
        return max(1, (width + px(_GAP)) // (px(_CELL) + px(_GAP)))

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self._cells) // self._across(width))
        return lines * px(_CELL_HEIGHT) + max(0, lines - 1) * px(_GAP)

    def sizeHint(self) -> QSize:
        return QSize(px(300), self.heightForWidth(px(300)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_CELL), self.heightForWidth(max(px(_CELL), self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        across = self._across(self.width())
        gap, height = px(_GAP), px(_CELL_HEIGHT)
        width = (self.width() - (across - 1) * gap) / across
        for place, (name, word, tone, icon) in enumerate(self._cells):
            left, top = (place % across) * (width + gap), (place // across) * (height + gap)
            area = QRectF(left, top, width, height)
            rounded(painter, area, px(8), TONES[tone][1], TONES[tone][2])
            inside = area.adjusted(px(8), px(4), -px(6), 0)
            draw_text(painter, QRectF(inside.x(), inside.y(), inside.width(), px(18)), name, font(12, 600), "text")
            below = QRectF(inside.x(), inside.y() + px(19), inside.width(), px(18))
            draw_icon(painter, QRectF(below.x(), below.y(), px(14), px(18)), icon, TONES[tone][0], 13)
            draw_text(painter, below.adjusted(px(17), 0, 0, 0), word, font(11, 600), TONES[tone][0])


def _short(value: Month) -> str:
    return f"{month_name(value.number)[:3]} {value.year}"


class MonthsCard(Card):
    """Expected by the decree beside recorded as paid. Hidden by the page while nothing is expected."""

    def __init__(self) -> None:
        self._summary = Text("", "small", wrap=True)
        self._sum = Text("", "caption", wrap=True)
        self.grid = MonthGrid()
        note = Text(tr("Tercatat berarti bukti bayarnya dicatat kabupaten."), "caption", wrap=True)
        super().__init__(
            card_head("wallet", tr("Iuran per bulan")),
            4,
            self._summary,
            8,
            self.grid,
            8,
            self._sum,
            note,
            margins=MARGINS,
        )
        self.setAccessibleName(tr("Iuran per bulan"))

    def show_months(self, months: tuple[MonthPaid, ...], this_month: Month) -> None:
        """Other months."""
        self._summary.setText(words.months_summary(months))
        self._sum.setText(words.sum_words(months))
        self.grid.show_months(months, this_month)


class ProspectCard(Card):
    """Whether this person can be proposed for the planned month, and what an active participant would get."""

    def __init__(self, benefits: Benefits) -> None:
        self._mark = Icon("check-circle-fill", "ok", 20)
        self._title = Text("", "bodyStrong", wrap=True)
        self._why = Text("", "small", wrap=True)
        said = V(self._title, 1, self._why)
        super().__init__(H((self._mark, 0, TOP), 10, (said, 1)), 10, Rule(), 10, margins=MARGINS)
        self.body.add(Text(tr("Bila menjadi peserta aktif"), "h3"), 4)
        for occasion, paid in words.benefit_lines(benefits):
            self.body.add(Text(occasion, "caption", wrap=True), Text(paid, "smallStrong", wrap=True), 5)
        self.setAccessibleName(tr("Bila menjadi peserta aktif"))

    def show_eligibility(self, found: Eligibility, first: Month) -> None:
        """The answer for another person or month."""
        title, why, tone = words.eligible_words(found, first)
        self._title.setText(title)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._mark.set_icon("check-circle-fill" if tone == "ok" else "warning-fill", TONES[tone][0])
