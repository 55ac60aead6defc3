"""The cards of the first page: what was merged last, who has been silent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui.format import clock, date_short, number
from gui.language import tr
from gui.pages.district_home.facts import Merge, Silent
from gui.theme import font, px
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import Box, H, Rule, V
from gui.widgets.painting import RIGHT, draw_text, rounded, smooth, text_width


class _LinkRow(QAbstractButton):
    """A line that leads somewhere: strong words, quiet words behind, a value at the right."""

    def __init__(self, strong: str, quiet: str, value: str, tint: str = "text2") -> None:
        super().__init__()
        self._strong, self._quiet, self._value, self._tint = strong, quiet, value, tint
        self.setText(strong)
        self.setAccessibleName(f"{strong}, {quiet}, {value}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        if self.underMouse():
            rounded(painter, self.rect(), px(8), "subtle")
        area = QRectF(self.rect()).adjusted(px(8), 0, -px(8), 0)
        value = text_width(font(13, 600), self._value) + 1
        draw_text(painter, area, self._value, font(13, 600), self._tint, RIGHT)
        room = area.adjusted(0, 0, -value - px(12), 0)
        draw_text(painter, room, self._strong, font(14, 600), "text")
        left = text_width(font(14, 600), self._strong) + px(8)
        if left < room.width():
            draw_text(painter, room.adjusted(left, 0, 0, 0), self._quiet, font(12, 500), "text3")


class LinkCard(Card):
    """A titled list of lines. ``wanted``: the code behind the line that was pressed."""

    wanted = Signal(str)

    def __init__(self, title: str, empty: str) -> None:
        self._rows = V()
        self._empty = Text(empty, "small", wrap=True)
        super().__init__(
            H((Text(title, "h2"), 1), margins=(8, 0, 8, 0)),
            6,
            Box(V(self._empty, margins=(8, 2, 8, 4))),
            self._rows,
            margins=(12, 14, 12, 10),
        )

    def show_merges(self, merges: Sequence[Merge]) -> None:
        """What was merged last."""
        self._show_lines(
            [
                (
                    merge.code,
                    merge.village,
                    tr("ke-{no}, {count} pekerja", no=merge.no, count=number(merge.workers)),
                    f"{date_short(merge.at.date())} {clock(merge.at)}",
                    "text2",
                )
                for merge in merges
            ]
        )

    def show_silent(self, silent: Sequence[Silent]) -> None:
        """Who has been silent longest."""
        self._show_lines(
            [
                (
                    each.code,
                    each.village,
                    tr("Kec. {subdistrict}", subdistrict=each.subdistrict),
                    tr("{count} hari", count=number(each.days or 0)),
                    "warn",
                )
                for each in silent
            ]
        )

    def _show_lines(self, lines: Sequence[tuple[str, str, str, str, str]]) -> None:
        self._rows.clear()
        self._empty.parentWidget().setVisible(not lines)
        for place, (code, strong, quiet, value, tint) in enumerate(lines):
            if place:
                self._rows.add(Rule())
            row = _LinkRow(strong, quiet, value, tint)
            row.clicked.connect(lambda *_, code=code: self.wanted.emit(code))
            self._rows.add(row)
