"""Keys pressed while a form is being saved: kept, and given to the next form. A quick typist loses none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_CLICKS = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel}
)


class TypeAhead(QObject):
    """While it holds, ``form`` hears neither keys nor mouse, and looks as before. Chords are not kept: they would act.

    ``hold``, then ``give``: what was kept goes, a turn of the event loop later, to whatever has the focus then; or
    ``drop``: it goes nowhere, because the form stayed.
    """

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._held: list[QKeyEvent] = []
        self._holds = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._give)

    def hold(self) -> None:
        """From now on."""
        if not self._holds:
            self._holds = True
            QApplication.instance().installEventFilter(self)
        self._timer.stop()

    def give(self) -> None:
        """The next form stands, or will before the event loop comes round."""
        if self._holds:
            self._timer.start()

    def drop(self) -> None:
        """Forget what was pressed."""
        self._held.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        if event.type() in _CLICKS:
            return watched is self._form or self._form.isAncestorOf(watched)
        if not isinstance(event, QKeyEvent) or watched.window() is not self._form.window():
            return False
        event.accept()  # else an accelerator would act
        if event.type() == QEvent.Type.KeyPress and not event.modifiers() & _CHORD:
            self._held.append(QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
        return True

    def _give(self) -> None:
        self._holds = False
        QApplication.instance().removeEventFilter(self)
        held, self._held = self._held, []
        for event in held:
            target = QApplication.activePopupWidget() or QApplication.focusWidget()
            if target is not None:
                QCoreApplication.sendEvent(target, event)
