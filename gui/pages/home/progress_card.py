"""How far the register is, against the target that the office set itself; the target is set right there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gui.charts.ring import Ring
from gui.format import number, percent
from gui.forms.money import NumberField
from gui.language import tr
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, V
from gui.widgets.progress_bar import ProgressBar
from services.today.load import HIGHEST_TARGET
from services.today.records import Today


class _Share(Box):
    """A label, its number, and a bar."""

    def __init__(self, tint: str) -> None:
        self._label, self._value = Text("", "small", elide=True), Text("", "bodyStrong")
        self._bar = ProgressBar(tint=tint, height=8)
        super().__init__(V(H((self._label, 1), 8, self._value), 5, self._bar))

    def show_share(self, label: str, count: int, whole: int) -> None:
        self._label.setText(label)
        self._value.setText(number(count))
        self._bar.set_share(count / whole if whole else 0)
        self.setAccessibleName(f"{label} {number(count)}")


class _TargetEditor(Box):
    """``kept(int)``: another target, 0 for none. ``left()``: no change."""

    kept = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        self.field = NumberField(name=tr("Target tahun ini"), suffix=tr("pekerja"), width=150, digits=6)
        self.save = Button(tr("Simpan"), "primary", size="s", keycap="Enter", on_click=self._keep)
        cancel = Button(tr("Batal"), "ghost", size="s")
        self._problem = Text("", "smallStrong", "err", wrap=True)
        self._problem.hide()
        line = H((self.field, 0, MIDDLE), (self.save, 0, MIDDLE), (cancel, 0, MIDDLE), None, spacing=8)
        super().__init__(V(Text(tr("Berapa pekerja ingin terdata tahun ini?"), "smallStrong"), 6, line, self._problem))
        cancel.clicked.connect(self.left)
        self.field.returnPressed.connect(self._keep)

    def open_on(self, target: int) -> None:
        """Begin with what holds now."""
        self._problem.hide()
        self.field.set_value(target or None)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        wanted = self.field.value() or 0
        if wanted > HIGHEST_TARGET:
            most = number(HIGHEST_TARGET)
            self._problem.setText(tr("Target paling banyak {most} pekerja. Kurangi angkanya.", most=most))
            self._problem.show()
            return
        self.kept.emit(wanted)


class ProgressCard(Card):
    """``target_set(int)``: the office wants another target, 0 for none."""

    target_set = Signal(int)

    def __init__(self) -> None:
        self._target = 0
        self.ring = Ring(caption=tr("lengkap"))
        self._recorded, self._complete, self._chosen = _Share("chart1"), _Share("chart1"), _Share("chart2")
        self.change = Button(tr("Tetapkan target"), "link", size="s", on_click=self._open)
        self.editor = _TargetEditor()
        self.editor.hide()
        shares = V(self._recorded, self._complete, self._chosen, spacing=10)
        row = H((self.ring, 0, MIDDLE), 24, (shares, 1))
        head = H((Text(tr("Kemajuan pendataan"), "h2"), 1), (self.change, 0, MIDDLE))
        super().__init__(head, self.editor, 12, row, margins=(20, 14, 20, 16))
        self.editor.left.connect(self._close)  # signals can be touched only after super().__init__
        self.editor.kept.connect(self._on_kept)

    def show_today(self, today: Today) -> None:
        """Other numbers."""
        people, decided = today.people, today.decided
        self._target = today.target
        whole = max(today.target, people.recorded)
        if today.target:
            self.change.set_text(tr("Target {count} pekerja", count=number(today.target)))
            self.ring.set_share(people.recorded / whole if whole else 0, self._reached(today), tr("dari target"))
        else:
            self.change.set_text(tr("Tetapkan target"))
            share = people.complete / whole if whole else 0
            self.ring.set_share(share, percent(people.complete, people.recorded), tr("lengkap"))
        self._recorded.show_share(tr("Terdata"), people.recorded, whole)
        self._complete.show_share(tr("Data lengkap"), people.complete, whole)
        if decided.candidates and not decided.recipients:
            self._chosen.show_share(tr("Calon penerima"), decided.candidates, whole)
        else:
            self._chosen.show_share(tr("Penerima bantuan iuran"), decided.recipients, whole)

    @staticmethod
    def _reached(today: Today) -> str:
        """Rounded down: 100% is said when it is reached and not before."""
        return f"{today.people.recorded * 100 // today.target}%"

    def _open(self) -> None:
        self.editor.open_on(self._target)

    def _close(self) -> None:
        self.editor.hide()
        self.change.setFocus()

    def _on_kept(self, target: int) -> None:
        self._close()
        self.target_set.emit(target)
