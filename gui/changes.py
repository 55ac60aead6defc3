"""One signal that carries what a command touched. Views decide for themselves whether to refresh."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from services.changes import Changes


class ChangeHub(QObject):
    """``changed(Changes)``: emitted on the window's thread after a command was kept."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell everybody."""
        self.changed.emit(changes)
