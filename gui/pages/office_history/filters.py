"""The chips above the history: what it is about, who did it, since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import tr
from gui.pages.office_history import words
from gui.widgets.chip import FilterChip
from gui.widgets.flow import Flow
from gui.widgets.menu import Menu
from gui.widgets.segment import Segment
from services.audit.history import Asked, Theme

_THEMES: tuple[Theme | None, ...] = (
    None,
    Theme.ACCESS,
    Theme.PEOPLE,
    Theme.PAPER,
    Theme.KEYS,
    Theme.CARE,
    Theme.UNAUTHORISED,
)


class HistoryFilters(QWidget):
    """``theme_asked(str)``, ``user_asked(str)``, ``period_asked(str)``, ``here_asked(bool)``; empty texts: all.

    ``period`` stands where the page puts it.
    """

    theme_asked = Signal(str)
    user_asked = Signal(str)
    period_asked = Signal(str)
    here_asked = Signal(bool)

    def __init__(self, *, district: bool) -> None:
        super().__init__()
        self.themes = {theme: FilterChip(words.theme_name(theme)) for theme in _THEMES}
        for theme, chip in self.themes.items():
            chip.clicked.connect(lambda _, theme=theme: self._on_theme(theme))
        self.user = FilterChip(tr("Petugas"), removable=True)
        self.user.removed.connect(lambda: self.user_asked.emit(""))
        self.here = FilterChip(tr("Kabupaten saja"))
        self.here.clicked.connect(lambda *_: self.here_asked.emit(self.here.isChecked()))
        self._users: tuple[str, ...] | None = None
        self._theme: Theme | None = None
        self.period = Segment(
            [("", tr("Semua")), ("1", tr("Hari ini")), ("7", tr("7 hari")), ("30", tr("30 hari"))],
            name=tr("Sejak kapan"),
        )
        self.period.changed.connect(self.period_asked)
        flow = Flow()
        for each in (*self.themes.values(), self.user, *([self.here] if district else [])):
            flow.addWidget(each)
        if not district:
            self.here.setParent(self)
            self.here.hide()
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_asked(self, asked: Asked, counts: Mapping[Theme | None, int], users: Sequence[str]) -> None:
        """Check what is asked for, with how many each theme leaves."""
        self._theme = asked.theme
        for theme, chip in self.themes.items():
            chip.setChecked(theme is asked.theme)
            chip.set_count(counts.get(theme, 0))
        self.themes[Theme.UNAUTHORISED].setVisible(
            bool(counts.get(Theme.UNAUTHORISED)) or asked.theme is Theme.UNAUTHORISED
        )
        self.user.setChecked(bool(asked.user))
        self.user.set_text(asked.user or tr("Petugas"))
        self.here.setChecked(bool(asked.office))
        if tuple(users) != self._users:
            self._users = tuple(users)
            self.user.set_menu(self._menu(users))

    def clear(self) -> None:
        """All of it again, without telling."""
        self.period.set_value("")

    def _menu(self, users: Sequence[str]) -> Menu:
        menu = Menu(self)
        for name in users:
            menu.addAction(name).triggered.connect(lambda _, name=name: self.user_asked.emit(name))
        if not users:
            menu.addAction(tr("Belum ada petugas")).setEnabled(False)
        return menu

    def _on_theme(self, theme: Theme | None) -> None:
        """Pressing the theme in use takes it off."""
        chosen = None if theme is self._theme else theme
        for each, chip in self.themes.items():
            chip.setChecked(each is chosen)
        self.theme_asked.emit(chosen.value if chosen else "")
