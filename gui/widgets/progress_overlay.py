"""Long work over the page: its steps, how far it is, how long still, and a way out that is always safe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.format import number
from gui.language import tr
from gui.theme import color
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.progress_bar import ProgressBar

StepState = Literal["todo", "now", "done", "error"]
_STEP_ICONS = {
    "todo": ("circle", "text3"),
    "now": ("busy", "primaryText"),
    "done": ("check-circle-fill", "ok"),
    "error": ("warning-octagon-fill", "err"),
}
_KEYS = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease}
_ESTIMATE_AFTER = 2000  # milliseconds; earlier guesses jump about


class _Step(Box):
    def __init__(self, text: str) -> None:
        self._icon = Icon("circle", "text3", 18)
        self._text = Text(text, "body", "text3", elide=True)
        self._detail = Text("", "smallStrong", "text2")
        super().__init__(H((self._icon, 0, MIDDLE), (self._text, 1), self._detail, spacing=10), height=32)

    def show_state(self, state: StepState, detail: str) -> None:
        self._icon.set_icon(*_STEP_ICONS[state])
        self._text.set_color("text3" if state == "todo" else None)
        self._detail.setText(detail)


class ProgressOverlay(QWidget):
    """Covers ``host`` while work runs. ``cancelled``: the officer asked to stop; the page ends it with ``finish``.

    Esc asks once before it cancels. The focus stays inside.
    """

    cancelled = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._clock = QElapsedTimer()
        self._steps: dict[str, _Step] = {}
        self._asking = False
        self._title = Text("", "h2", elide=True)
        self._count = Text("", "bodyStrong", "primaryText")
        self._bar = ProgressBar(height=10, name=tr("Kemajuan"))
        self._now = Text("", "small", elide=True)
        self._left = Text("", "small")
        self._list = V()
        self._note = Text("", "caption", wrap=True)
        self._cancel = Button(tr("Batalkan"), keycap="Esc", on_click=self._do_cancel)
        self._go_on = Button(tr("Lanjutkan"), on_click=lambda: self._ask(False))
        self._make_card()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        host.installEventFilter(self)
        self.hide()

    def _make_card(self) -> None:
        foot = H((self._note, 1), 12, self._go_on, 8, self._cancel)
        self._rule = Rule()
        card = Card(
            H((self._title, 1), 12, self._count),
            12,
            self._bar,
            8,
            H((self._now, 1), 12, self._left),
            12,
            self._rule,
            6,
            self._list,
            12,
            foot,
            margins=(24, 22, 24, 20),
            width=500,
        )
        self.setLayout(V(None, H(None, card, None), None, margins=16))

    def start(
        self, title: str, steps: Sequence[tuple[str, str]] = (), *, cancellable: bool = True, note: str = ""
    ) -> None:
        """Show it. ``steps``: (key, text) in order. ``note``: what stopping leaves behind; empty: all as before."""
        self._title.setText(title)
        self._note.setText(note or (tr("Bila dibatalkan, data kembali persis seperti semula.") if cancellable else ""))
        self._plain_note = self._note.text()
        self._stop_note = note or tr("Data kembali persis seperti semula.")
        self._list.clear()
        self._steps = {key: _Step(text) for key, text in steps}
        self._list.add(*self._steps.values())
        self._rule.setVisible(bool(steps))
        self._cancel.setVisible(cancellable)
        self._ask(False)
        self._bar.set_share(0, animate=False)
        for text in (self._count, self._now, self._left):
            text.setText("")
        self._clock.start()
        self.setGeometry(self.parentWidget().rect())
        self.setAccessibleName(title)
        self.show()
        self.raise_()
        (self._cancel if cancellable else self).setFocus()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        QApplication.instance().installEventFilter(self)  # keys are its own while it shows

    def show_progress(self, done: int, total: int, now: str = "") -> None:
        """How many of how many; ``now``: what is under way. ``total`` 0: not known yet."""
        self._count.setText(tr("{done} dari {total}", done=number(done), total=number(total)) if total else "")
        self._bar.set_share(done / total if total else 0)
        if now:
            self._now.setText(tr("Sekarang: {what}", what=now))
        elapsed = self._clock.elapsed()
        if total and 0 < done < total and elapsed > _ESTIMATE_AFTER:
            self._left.setText(_time_left(elapsed * (total - done) // done))
        else:
            self._left.setText("")

    def set_step(self, key: str, state: StepState, detail: str = "") -> None:
        """How one of the steps stands, with a few words («12 sah»)."""
        self._steps[key].show_state(state, detail)

    def finish(self) -> None:
        """Take it away."""
        QApplication.instance().removeEventFilter(self)
        self.hide()

    def _ask(self, asking: bool) -> None:
        self._asking = asking
        self._go_on.setVisible(asking)
        self._note.setText(f"{tr('Hentikan sekarang?')} {self._stop_note}" if asking else self._plain_note)
        self._cancel.set_kind("danger" if asking else "secondary")
        (self._go_on if asking else self._cancel).setFocus()

    _plain_note = _stop_note = ""

    def _do_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._go_on.hide()
        self._note.setText(tr("Sedang dihentikan…"))
        self.cancelled.emit()
        self._cancel.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._cancel.isVisible():
            self._ask(not self._asking)
        event.accept()  # nothing behind it hears a key

    def focusNextPrevChild(self, forward: bool) -> bool:
        buttons = [button for button in (self._go_on, self._cancel) if button.isVisible()]
        if buttons:
            at = next((i for i, button in enumerate(buttons) if button.hasFocus()), -1)
            buttons[(at + (1 if forward else -1)) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self.parentWidget().rect())
        return self.isVisible() and isinstance(watched, QWidget) and self._takes(watched, event)

    def _takes(self, widget: QWidget, event: QEvent) -> bool:
        """No shortcut acts and nothing behind hears a key; a dialog on top of the window keeps its own."""
        if event.type() not in _KEYS or widget.window() is not self.window():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if widget is self or self.isAncestorOf(widget):
            return False
        self.setFocus()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), color("overlay"))


def _time_left(milliseconds: int) -> str:
    seconds = max(1, round(milliseconds / 1000))
    if seconds < 90:
        return tr("sisa sekitar {count} detik", count=seconds)
    return tr("sisa sekitar {count} menit", count=round(seconds / 60))
