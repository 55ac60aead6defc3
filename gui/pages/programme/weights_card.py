"""Five sliders that always make 100, and why the chosen person has that score."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.charts.bars import Bar, BarChart
from gui.format import decimal
from gui.language import tr
from gui.pages.programme.words import component_help, component_short, component_title
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.pill import StatusPill
from gui.widgets.slider import Slider
from services.programmes.records import RankedWorker
from services.rules.ranking import COMPONENTS, HUNDRED, Weights

_FULL = 100


class _Weight(QWidget):
    """One component: name, percent, slider."""

    moved = Signal(str, int)

    def __init__(self, component: str) -> None:
        super().__init__()
        self._component = component
        self.slider = Slider(component_title(component), value=0)
        self._percent = Text("", "bodyStrong", "primaryText")
        self._help = Text(component_help(component), "caption", elide=True)
        self.setLayout(
            V(
                H((Text(component_title(component), "bodyStrong", elide=True), 1), 8, self._percent),
                self._help,
                self.slider,
            )
        )
        self.slider.valueChanged.connect(lambda value: self.moved.emit(component, value))

    def show_value(self, value: int) -> None:
        """The weight in percent, without telling."""
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(value)
        self.slider.blockSignals(blocked)
        self._percent.setText(f"{value}%")
        self.slider.setAccessibleDescription(f"{value}%")


class WeightsCard(Card):
    """``moved``: component and its new percent; the page shows all five anew."""

    moved = Signal(str, int)

    def __init__(self) -> None:
        self.weights = {component: _Weight(component) for component in COMPONENTS}
        self._sum = StatusPill(tr("Jumlah {sum}%", sum=HUNDRED), "ok", "check")
        self._why = Text("", "h3", elide=True)
        self._bars = BarChart(row_height=20, label_width=92, words=lambda value: decimal(value), name=tr("Nilai"))
        self._unknown = Text("", "caption", wrap=True)
        self.why = Box(V(Rule(), 12, self._why, 6, self._bars, self._unknown))
        rows = [part for weight in self.weights.values() for part in (8, weight)]
        head = H((Text(tr("Urutan prioritas"), "h2"), 1), 8, (self._sum, 0, MIDDLE))
        super().__init__(head, 4, *rows, None, 10, self.why, margins=(18, 14, 18, 14), width=276)
        for weight in self.weights.values():
            weight.moved.connect(self.moved)
        self.why.hide()

    def show_weights(self, weights: Weights) -> None:
        """All five."""
        for component, weight in self.weights.items():
            weight.show_value(getattr(weights, component))

    def set_read_only(self, read_only: bool) -> None:
        """After the decision."""
        for weight in self.weights.values():
            weight.slider.setEnabled(not read_only)

    def show_why(self, worker: RankedWorker | None) -> None:
        """What each component gave this person."""
        self.why.setVisible(worker is not None and worker.score is not None)
        if worker is None or worker.score is None:
            return
        score = decimal(worker.score / HUNDRED)
        self._why.setText(tr("Kenapa {name} {score}?", name=worker.full_name.title(), score=score))
        known = bool(worker.components)
        self._bars.setVisible(known)
        self._unknown.setVisible(not known)
        self._unknown.setText(
            "" if known else tr("Data orang ini berubah sesudah diajukan, rinciannya tidak berlaku lagi.")
        )
        if known:
            bars = [Bar(component_short(name), worker.components[name] / HUNDRED) for name in COMPONENTS]
            self._bars.set_bars(bars, top=max(35.0, max(bar.value for bar in bars)))
