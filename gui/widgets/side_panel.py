"""The panel beside a list: one record at a glance, without leaving the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.language import tr
from gui.theme import motion, px
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Initials, Text
from gui.widgets.layouts import TOP, Box, H, Rule, V
from gui.widgets.painting import Tone
from gui.widgets.pill import StatusPill
from gui.widgets.scroll_page import ScrollBody, make_scroll

Row = tuple[str, str]


class SidePanel(Panel):
    """``show_record`` fills it; ``closed``: the cross or Esc. ``extra``: a Line for what the page adds."""

    closed = Signal()

    def __init__(self, width: int = 280) -> None:
        self._initials = Initials()
        self._title = Text("", "h2", elide=True)
        self._subtitle = Text("", "small", elide=True)
        self._pills = H(spacing=6)
        self._rows = V()
        self.extra = V()
        self._note = Text("", "caption", wrap=True)
        self._buttons = H(spacing=8)
        close = Button("", "ghost", icon="x", size="s", name=tr("Tutup panel"))
        head = H((self._initials, 0, TOP), 12, (V(self._title, 2, self._subtitle), 1), (close, 0, TOP))
        area = make_scroll(ScrollBody(V(self._rows, self.extra, None, margins=(0, 0, 4, 0))))
        foot = V(self._buttons, 10, self._note)
        super().__init__(
            V(head, 12, self._pills, 12, Rule("border"), 10, (area, 1), 12, foot, margins=(17, 16, 17, 14)),
            width=width,
        )
        close.clicked.connect(self.closed)  # signals can be touched only after super().__init__

    def show_record(
        self,
        title: str,
        subtitle: str,
        groups: Sequence[Sequence[Row]],
        *,
        letters: str = "",
        pills: Sequence[tuple[str, Tone]] = (),
        note: str = "",
    ) -> None:
        """Title, pills, and groups of (label, value) with a line between groups."""
        self._initials.setVisible(bool(letters))
        self._initials.set_letters(letters)
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._pills.clear()
        self._pills.add(*(StatusPill(text, tone) for text, tone in pills), None)
        self._rows.clear()
        for index, group in enumerate(groups):
            if index:
                self._rows.add(10, Rule("border"), 10)
            for label, value in group:
                self._rows.add(self._row(label, value))
        self.setAccessibleName(f"{title}, {subtitle}")

    def _row(self, label: str, value: str) -> QWidget:
        shown = Text(value, "smallStrong", wrap=True, align=Qt.AlignmentFlag.AlignRight, selectable=True)
        shown.setAccessibleName(f"{label}: {value}")
        return Box(H((Text(label, "small"), 0, TOP), 12, (shown, 1, TOP), margins=(0, 5, 0, 5)))

    def set_buttons(self, *buttons: Button | None) -> None:
        """The buttons at its foot; None is a stretch."""
        self._buttons.clear()
        self._buttons.add(*buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class PanelSplit(QWidget):
    """A list with its panel beside it, or as a drawer over it where there is little room (under ``narrow`` pixels).

    ``set_open`` shows or hides the panel; the panel's cross closes it too.
    """

    def __init__(self, main: QWidget, panel: QWidget, *, narrow: int = 800) -> None:
        super().__init__()
        self.main, self.panel = main, panel
        self._narrow, self._open, self._drawer = narrow, True, False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(main, 1)
        self._row.addWidget(panel)
        self._slide = QPropertyAnimation(panel, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        if isinstance(panel, SidePanel):
            panel.closed.connect(lambda: self.set_open(False))
        self.restyle()

    def is_open(self) -> bool:
        """True while the panel shows."""
        return self._open

    def is_drawer(self) -> bool:
        """True while there is only room for a drawer."""
        return self._drawer

    def set_open(self, shown: bool) -> None:
        """Show or hide the panel; hiding gives the focus back to the list."""
        had_focus = self.panel.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        appears = shown and not self._open
        self._open = shown
        self.panel.setVisible(shown)
        if self._drawer and shown:
            self._place(slide=appears)
        if not shown and had_focus:
            self.main.setFocus()

    def restyle(self) -> None:
        """Take the gap anew."""
        self._row.setSpacing(px(16))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        drawer = self.width() < px(self._narrow)
        if drawer != self._drawer:
            self._drawer = drawer
            if drawer:
                self._row.removeWidget(self.panel)
            else:
                self._row.addWidget(self.panel)
            self.set_open(not drawer)
        if drawer and self._open:
            self._place(slide=False)

    def _place(self, *, slide: bool) -> None:
        width = min(self.panel.sizeHint().width(), self.width())
        home = QPoint(self.width() - width, 0)
        self.panel.setGeometry(home.x(), 0, width, self.height())
        self.panel.raise_()
        self._slide.stop()
        length = motion(180)
        if slide and length:
            self._slide.setDuration(length)
            self._slide.setStartValue(home + QPoint(px(40), 0))
            self._slide.setEndValue(home)
            self._slide.start()
