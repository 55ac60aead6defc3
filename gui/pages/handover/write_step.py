"""Third step: build, write, read back. A failure stands here in plain words."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui import format
from gui.language import tr
from gui.pages.handover.facts import Stage, Waiting
from gui.sticks.around import Place
from gui.sticks.stick_card import StickCard
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.pill import StatusPill
from gui.widgets.progress_bar import ProgressBar

State = Literal["todo", "now", "done", "error"]
_WIDTH = 640
_ICONS = {
    "todo": ("circle", "text3"),
    "now": ("busy-bold", "primaryText"),
    "done": ("check-circle-fill", "ok"),
    "error": ("warning-octagon-fill", "err"),
}
# Share of the whole at the begin and end of each stage.
_SHARES = {
    Stage.BUILD: (0.0, 0.10),
    Stage.WRITE: (0.10, 0.55),
    Stage.READ_BACK: (0.55, 1.0),
    Stage.DONE: (1.0, 1.0),
}


class _Line(Box):
    """One stage: its mark, what it does, how far it is."""

    def __init__(self, title: str) -> None:
        self._icon = Icon("circle", "text3", 22)
        self._title = Text(title, "bodyStrong")
        self._detail = Text("", "small")
        self.pill = StatusPill()
        words = V(self._title, 1, self._detail)
        super().__init__(
            H((self._icon, 0, MIDDLE), (words, 1), (self.pill, 0, MIDDLE), margins=(0, 6, 0, 6), spacing=14)
        )
        self.state: State = "todo"

    def detail(self) -> str:
        """How far it is, in words."""
        return self._detail.text()

    def show_state(self, state: State, detail: str = "") -> None:
        self.state = state
        self._icon.set_icon(*_ICONS[state])
        self._detail.setText(detail or (tr("Menunggu") if state == "todo" else ""))
        self._detail.setVisible(bool(self._detail.text()))
        words = {"now": (tr("Berjalan"), "primary", "rotate"), "done": (tr("Selesai"), "ok", "check-bold")}
        words["error"] = (tr("Berhenti"), "err", None)
        self.pill.setVisible(state != "todo")
        if state != "todo":
            self.pill.set_status(*words[state])


class WriteStep(QWidget):
    """``retry_wanted()``: write again from the start."""

    retry_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stick = StickCard()
        self._title = Text("", "h2", elide=True)
        self.percent = Text("0%", "h1", "primaryText")
        self._bar = ProgressBar(height=12, name=tr("Kemajuan"))
        self._now = Text("", "small")
        self.lines = {
            Stage.BUILD: _Line(tr("Paket dikunci")),
            Stage.WRITE: _Line(tr("Ditulis ke USB")),
            Stage.READ_BACK: _Line(tr("Dibaca ulang dan dicocokkan")),
        }
        card = Card(
            H((self._title, 1), self.percent),
            10,
            self._bar,
            8,
            self._now,
            10,
            Rule(),
            6,
            *self.lines.values(),
            margins=(22, 16, 22, 12),
        )
        self._careful = Banner(
            "warn",
            tr("Jangan cabut USB dulu"),
            tr("Bila tercabut, data di komputer tetap aman dan penulisan bisa diulang dari awal."),
        )
        self.failure = Banner("err", tr("Penulisan berhenti, belum ada yang diserahkan"))
        self.failure.action_clicked.connect(self.retry_wanted)
        self._column = Box(V(self.stick, 16, card, 16, self._careful, self.failure, None))
        self.setLayout(V((self._column, 1, Qt.AlignmentFlag.AlignHCenter)))
        self.restyle()
        self._changes = self._size = 0

    def restyle(self) -> None:
        """Take the column's width anew."""
        self._column.setMinimumWidth(px(420))
        self._column.setFixedWidth(px(_WIDTH))

    def fit(self, width: int) -> None:
        """No wider than the page."""
        self._column.setFixedWidth(max(px(420), min(px(_WIDTH), width)))

    def show_writing(self, place: Place, waiting: Waiting) -> None:
        self._changes = waiting.pending.changes
        self.stick.show_place(place, tr("Sedang ditulis"), "primary", "rotate")
        self._title.setText(tr("Menulis ke {name}", name=place.name))
        self._careful.show()
        self.failure.hide()

    def show_stage(self, stage: Stage, done: int, total: int) -> None:
        order = list(self.lines)
        self._size = total if stage in (Stage.WRITE, Stage.READ_BACK) else self._size
        at = order.index(stage) if stage in order else len(order)
        for position, each in enumerate(order):
            state: State = "done" if position < at else "now" if position == at else "todo"
            self.lines[each].show_state(state, self._detail(each, state, done, total))
        begin, end = _SHARES[stage]
        share = begin + (end - begin) * (done / total if total else 0)
        self._bar.set_share(share)
        self.percent.setText(f"{int(share * 100)}%")
        self._now.setText(_NOW[stage]())

    def _detail(self, stage: Stage, state: State, done: int, total: int) -> str:
        if stage is Stage.BUILD and state != "todo":
            return tr("{count} perubahan", count=format.number(self._changes))
        if state == "now" and stage in (Stage.WRITE, Stage.READ_BACK) and total:
            return tr("{done} dari {total}", done=format.file_size(done), total=format.file_size(total))
        if state == "done" and stage is Stage.WRITE and self._size:
            return format.file_size(self._size)
        return tr("Cocok dengan yang ditulis") if stage is Stage.READ_BACK and state == "done" else ""

    def show_failure(self, text: str) -> None:
        for line in self.lines.values():
            if line.state == "now":
                line.show_state("error", line.detail())
        self._careful.hide()
        self.stick.show_status(tr("Belum selesai"), "err", None)
        self._now.setText(tr("Data di komputer tetap aman."))
        title = tr("Penulisan berhenti, belum ada yang diserahkan")
        self.failure.set_news("err", title, text, tr("Ulangi"))
        self.failure.show()
        self.failure.button().setFocus()


_NOW = {
    Stage.BUILD: lambda: tr("Mengunci paket dan memeriksanya"),
    Stage.WRITE: lambda: tr("Menulis ke USB"),
    Stage.READ_BACK: lambda: tr("Membaca ulang dari USB dan membandingkan"),
    Stage.DONE: lambda: tr("Selesai"),
}
