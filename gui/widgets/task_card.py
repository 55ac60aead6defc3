"""«Yang perlu dikerjakan»: lines that each lead to where the work is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.format import number
from gui.language import tr
from gui.todo import Task
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, IconTile, Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.painting import TONES
from gui.widgets.pill import StatusPill


class _TaskRow(Box):
    def __init__(self, task: Task) -> None:
        tint, fill, _, _ = TONES[task.tone]
        self.button = Button(
            task.button,
            "primary" if task.pressing else "secondary",
            size="s",
            keycap=task.keycap,
            name=f"{task.button}: {task.title}",
        )
        words = V(Text(task.title, "bodyStrong", elide=True), 1, Text(task.text, "small", elide=True))
        row = H((IconTile(task.icon, tint, fill), 0, MIDDLE), 14, (words, 1), 12, (self.button, 0, MIDDLE))
        row.set_margins((20, 11, 16, 11))
        super().__init__(row)


class TaskCard(Card):
    """``wanted``: the task whose button was pressed. ``most``: more than that many stay folded until asked for."""

    wanted = Signal(object)

    def __init__(self, most: int = 0) -> None:
        self._most, self._unfolded = most, False
        self._count = StatusPill("", "neutral", "")
        self._rows = V()
        self._tasks: tuple[Task, ...] | None = None
        self.buttons: list[Button] = []
        head = H((Text(tr("Yang perlu dikerjakan"), "h2"), 1), self._count, margins=(20, 14, 20, 6))
        super().__init__(head, self._rows, margins=(0, 0, 0, 4))

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Another list; when nothing waits, that is said. The focus stays on the same task."""
        if self._tasks == tuple(tasks):
            return
        pairs = zip(self._tasks or (), self.buttons, strict=False)
        focused = next((task.key for task, button in pairs if button.hasFocus()), None)
        self._tasks = tuple(tasks)
        self._rows.clear()
        self.buttons = []
        self._count.set_status(tr("{count} hal", count=number(len(tasks))), "neutral", "")
        self._count.setVisible(bool(tasks))
        if not tasks:
            self._rows.add(_all_done())
        folded = self._folded()
        for place, task in enumerate(tasks[: len(tasks) - folded]):
            if place:
                self._rows.add(Rule())
            row = _TaskRow(task)
            row.button.clicked.connect(lambda *_, task=task: self.wanted.emit(task))
            self.buttons.append(row.button)
            self._rows.add(row)
            row.show()  # a layout would show it later, and what is not shown cannot take the focus
            if task.key == focused:
                row.button.setFocus()
        if folded:
            more = Button(tr("Tampilkan {count} hal lainnya", count=number(folded)), "ghost", size="s")
            more.clicked.connect(self._unfold)
            self._rows.add(Rule(), Box(H(more, None, margins=(8, 4, 16, 4))))

    def _folded(self) -> int:
        """How many are not shown; one alone is never hidden behind a button of the same height."""
        tasks = self._tasks or ()
        beyond = len(tasks) - self._most
        return beyond if self._most and beyond > 1 and not self._unfolded else 0

    def _unfold(self) -> None:
        self._unfolded = True
        tasks, first = self._tasks or (), len(self.buttons)
        self._tasks = None
        self.buttons = []
        self.show_tasks(tasks)
        if first < len(self.buttons):
            self.buttons[first].setFocus()


def _all_done() -> QWidget:
    words = Text(tr("Beres. Tidak ada yang tertunda."), "bodyStrong")
    return Box(H((Icon("check-circle-fill", "ok", 22), 0, MIDDLE), 12, (words, 1), margins=(20, 10, 20, 20)))
