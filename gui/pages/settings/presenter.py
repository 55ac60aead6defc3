"""Preferences: each choice is applied and kept at once; there is no save button to forget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from gui.messages import sentence_for
from services.errors import StorageTrouble

if TYPE_CHECKING:
    from gui.page import Shell
    from services.settings import Settings, SettingsFile

LOCK_CHOICES = (5, 10, 20, 30)


class View(Protocol):
    """What the presenter tells the page."""

    def show_settings(self, settings: Settings) -> None: ...

    def show_problem(self, text: str) -> None: ...


class SettingsPresenter:
    """Turns one choice into one change of the file and one ``apply`` of the window."""

    def __init__(self, view: View, settings: SettingsFile, shell: Shell) -> None:
        self._view, self._settings, self._shell = view, settings, shell

    def start(self) -> None:
        """Show what holds now."""
        self._view.show_settings(self._settings.current)

    def choose(self, **values: Any) -> None:
        """Keep and apply. A file that cannot be written is told; the choice holds until Payung is closed."""
        before = self._settings.current
        try:
            self._settings.change(**values)
        except StorageTrouble as trouble:
            self._view.show_problem(sentence_for(trouble))
        else:
            self._view.show_problem("")
        if self._settings.current != before:
            self._shell.apply_settings(before)
