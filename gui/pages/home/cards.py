"""The cards of the first page: which work people do, where they live, what was left half done, dated facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy

from gui.field_names import field_words
from gui.format import number, title_case
from gui.language import tr
from gui.pages.home.presenter import Fact, Strip
from gui.theme import font, px
from gui.todo import moment
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, Line, Rule, V
from gui.widgets.link_bars import LinkBar, LinkBars
from gui.widgets.painting import draw_icon, draw_text, rounded, smooth
from gui.widgets.progress_bar import ProgressBar
from services.today.records import Today, Unfinished, WaitingDraft

_MARGINS = (12, 14, 16, 12)
_HEAD = (8, 0, 4, 0)


class BarsCard(Card):
    """``chosen(key)``: one of the bars. Hidden while there is none."""

    chosen = Signal(str)

    def __init__(self, title: str) -> None:
        self._note = Text("", "caption")
        self.bars = LinkBars(name=title)
        self._added = Text("", "small")
        self._foot = Box(V(8, Rule(), 8, H(8, (Icon("trend", "primaryText", 18), 0, MIDDLE), 8, (self._added, 1))))
        self._foot.hide()
        head = H((Text(title, "h2"), 1), (self._note, 0, MIDDLE), margins=_HEAD)
        super().__init__(head, 6, self.bars, self._foot, margins=_MARGINS)
        self.bars.chosen.connect(self.chosen)  # signals can be touched only after super().__init__

    def show_bars(self, bars: Sequence[tuple[str, str, int]], note: str = "", tint: str = "chart1") -> None:
        """(key, name, people)."""
        self.setVisible(bool(bars))
        self._note.setText(note)
        self.bars.set_bars([LinkBar(key, name, count, tint) for key, name, count in bars])

    def show_growth(self, added: int) -> None:
        """How many came since the last handover; 0 says nothing."""
        self._added.setText(tr("Bertambah {count} sejak serah terima terakhir", count=number(added)))
        self._foot.setVisible(added > 0)


class UnfinishedCard(Card):
    """Forms that were not saved, and records that were touched last and still lack something.

    ``wanted(id)``: a record to go on with. ``draft_wanted(id)``: a form.
    """

    wanted = Signal(str)
    draft_wanted = Signal(str)

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._rows: Line = V()
        self._note = Text("", "caption")
        self.buttons: list[Button] = []
        head = H((Text(tr("Lanjutkan yang tertunda"), "h2"), 1), (self._note, 0, MIDDLE), margins=(20, 14, 20, 2))
        super().__init__(head, self._rows, margins=(0, 0, 0, 6))

    def show_today(self, today: Today) -> None:
        """Other records; none hides the card."""
        self.setVisible(bool(today.unfinished or today.drafts))
        self._note.setText(tr("{count} draf", count=number(today.draft_count)) if today.draft_count else "")
        self._rows.clear()
        self.buttons = []
        rows = [self._draft(draft) for draft in today.drafts] + [self._record(record) for record in today.unfinished]
        for place, row in enumerate(rows):
            if place:
                self._rows.add(Rule())
            self._rows.add(row)

    def _draft(self, draft: WaitingDraft) -> Box:
        name = title_case(draft.title) or tr("Tanpa nama")
        when = moment(datetime.fromisoformat(draft.saved_at), self._now())
        go_on = self._button(name, lambda: self.draft_wanted.emit(draft.id))
        words = V(
            Text(name, "bodyStrong", elide=True),
            1,
            Text(tr("Draf {moment}, belum disimpan", moment=when), "caption", elide=True),
        )
        line = H((Icon("pencil", "accentText", 20), 0, MIDDLE), 10, (words, 1), 16, (go_on, 0, MIDDLE))
        line.set_margins((20, 8, 12, 8))
        return Box(line)

    def _record(self, record: Unfinished) -> Box:
        name = title_case(record.full_name) or tr("Tanpa nama")
        lacking = ", ".join(field_words()[field] for field in record.missing)
        when = moment(datetime.fromisoformat(record.updated_at), self._now())
        text = tr("Diubah {moment}, kurang {fields}", moment=when, fields=lacking or tr("NIK"))
        bar = Box(V(ProgressBar(record.completeness / 100, height=6)), width=72)
        go_on = self._button(name, lambda: self.wanted.emit(record.id))
        words = V(Text(name, "bodyStrong", elide=True), 1, Text(text, "caption", elide=True))
        share = Text(f"{record.completeness}%", "small")
        share.setAccessibleName(tr("Terisi {percent}%", percent=record.completeness))
        line = H((Icon("edit", "primaryText", 20), 0, MIDDLE), 10, (words, 1), 16, (bar, 0, MIDDLE), 10)
        line.add((share, 0, MIDDLE), 8, (go_on, 0, MIDDLE))
        line.set_margins((20, 8, 12, 8))
        return Box(line)

    def _button(self, name: str, act: Callable[[], None]) -> Button:
        button = Button(tr("Lanjutkan"), "ghost", size="s", name=f"{tr('Lanjutkan')}: {name}")
        button.clicked.connect(lambda *_: act())
        self.buttons.append(button)
        return button


class FactButton(QAbstractButton):
    """An icon, a small label and its value; pressing it goes to where that comes from."""

    def __init__(self, icon: str, tint: str) -> None:
        super().__init__()
        self._icon, self._tint, self._fact = icon, tint, Fact("", "")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_fact(self, fact: Fact) -> None:
        """Another fact."""
        self._fact = fact
        self.setText(fact.value)
        self.setAccessibleName(f"{fact.label}: {fact.value}")
        self.setToolTip(f"{fact.label}: {fact.value}")
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(190), px(48))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            rounded(painter, area, px(8), "subtle")
        warned = self._fact.tone == "warn"
        icon, tint = ("warning-fill", "warn") if warned else (self._icon, self._tint)
        draw_icon(painter, QRectF(px(8), px(6), px(20), px(18)), icon, tint, 20)
        width = area.width() - px(46)
        draw_text(painter, QRectF(px(38), px(5), width, px(18)), self._fact.label, font(12, 500), "text3")
        tint = "warn" if warned else "text"
        draw_text(painter, QRectF(px(38), px(23), width, px(20)), self._fact.value, font(13, 600), tint)


class StripCard(Card):
    """Three dated facts side by side, one below the other where there is little room."""

    def __init__(self) -> None:
        self.today = FactButton("check-circle-fill", "ok")
        self.handed = FactButton("usb-fill", "primaryText")
        self.backup = FactButton("backup-fill", "primaryText")
        self._row_of_facts = H((self.today, 1), (self.handed, 1), (self.backup, 1), spacing=8)
        super().__init__(self._row_of_facts, margins=(8, 8, 8, 8))

    def show_strip(self, strip: Strip) -> None:
        """Other facts."""
        self.today.show_fact(strip.today)
        self.handed.show_fact(strip.handed_over)
        self.backup.show_fact(strip.backup)

    def set_narrow(self, narrow: bool) -> None:
        """One below the other."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row_of_facts.direction() != way:
            self._row_of_facts.setDirection(way)
