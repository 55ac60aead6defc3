"""The cards of the first page: how far the register is, which work people do, what was left half done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal

from gui.charts.bars import Bar, BarChart
from gui.charts.ring import Ring
from gui.field_names import field_words
from gui.format import number, percent, title_case
from gui.language import tr
from gui.pages.home.presenter import Strip
from gui.todo import moment
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Line, Rule, V
from gui.widgets.progress_bar import ProgressBar
from services.workers.overview import Unfinished, VillageOverview

_MARGINS = (20, 14, 20, 16)


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


class ProgressCard(Card):
    """How many are recorded, complete, and chosen; the ring shows the complete ones."""

    def __init__(self) -> None:
        self.ring = Ring(caption=tr("lengkap"))
        self._recorded, self._complete, self._chosen = _Share("chart1"), _Share("chart1"), _Share("chart2")
        shares = V(self._recorded, self._complete, self._chosen, spacing=10)
        row = H((self.ring, 0, MIDDLE), 24, (shares, 1))
        super().__init__(Text(tr("Kemajuan pendataan"), "h2"), 12, row, margins=_MARGINS)

    def show_overview(self, overview: VillageOverview) -> None:
        """Other numbers."""
        whole = overview.recorded
        share = overview.complete / whole if whole else 0
        self.ring.set_share(share, percent(overview.complete, whole), tr("lengkap"))
        self._recorded.show_share(tr("Terdata"), whole, whole)
        self._complete.show_share(tr("Data lengkap"), overview.complete, whole)
        if overview.candidates and not overview.recipients:
            self._chosen.show_share(tr("Calon penerima"), overview.candidates, whole)
        else:
            self._chosen.show_share(tr("Penerima bantuan iuran"), overview.recipients, whole)


class WorkCard(Card):
    """The most frequent occupations, and how many were added since the last handover."""

    def __init__(self) -> None:
        self._count = Text("", "caption")
        self.bars = BarChart(row_height=28, label_width=136, words=lambda value: number(int(value)))
        self._added = Text("", "small")
        self._foot = Box(V(10, Rule(), 10, H((Icon("trend", "primaryText", 18), 0, MIDDLE), 8, (self._added, 1))))
        head = H((Text(tr("Pekerjaan"), "h2"), 1), (self._count, 0, MIDDLE))
        super().__init__(head, 8, self.bars, self._foot, margins=_MARGINS)

    def show_work(self, bars: Sequence[tuple[str, int]], overview: VillageOverview) -> None:
        """Other numbers."""
        self._count.setText(tr("{count} pekerja", count=number(overview.recorded)))
        self.bars.set_bars([Bar(label, count) for label, count in bars])
        added = tr("Bertambah {count} sejak serah terima terakhir", count=number(overview.new_since))
        self._added.setText(added)
        self._foot.setVisible(overview.new_since > 0)


class UnfinishedCard(Card):
    """The records that were touched last and still lack something. ``wanted``: the id of the one to go on with."""

    wanted = Signal(str)

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._rows: Line = V()
        self.buttons: list[Button] = []
        super().__init__(
            H(Text(tr("Lanjutkan yang tertunda"), "h2"), None, margins=(20, 14, 20, 2)),
            self._rows,
            margins=(0, 0, 0, 6),
        )

    def show_unfinished(self, records: Sequence[Unfinished]) -> None:
        """Other records; none hides the card."""
        self.setVisible(bool(records))
        self._rows.clear()
        self.buttons = []
        for place, record in enumerate(records):
            if place:
                self._rows.add(Rule())
            self._rows.add(self._row(record))

    def _row(self, record: Unfinished) -> Box:
        name = title_case(record.full_name) or tr("Tanpa nama")
        lacking = ", ".join(field_words()[field] for field in record.missing)
        when = moment(datetime.fromisoformat(record.updated_at), self._now())
        text = tr("Diubah {moment}, kurang {fields}", moment=when, fields=lacking or tr("NIK"))
        bar = Box(V(ProgressBar(record.completeness / 100, height=6)), width=90)
        go_on = Button(tr("Lanjutkan"), "ghost", size="s", name=f"{tr('Lanjutkan')}: {name}")
        go_on.clicked.connect(lambda *_: self.wanted.emit(record.id))
        self.buttons.append(go_on)
        words = V(Text(name, "bodyStrong", elide=True), 1, Text(text, "caption", elide=True))
        share = Text(f"{record.completeness}%", "small")
        share.setAccessibleName(tr("Terisi {percent}%", percent=record.completeness))
        line = H((Icon("edit", "primaryText", 20), 0, MIDDLE), 10, (words, 1), 16, (bar, 0, MIDDLE), 10)
        line.add((share, 0, MIDDLE), 8, (go_on, 0, MIDDLE))
        line.set_margins((20, 8, 12, 8))
        return Box(line)


class StripCard(Card):
    """Three dated facts side by side."""

    def __init__(self) -> None:
        self.saved, self.handed, self.received = (Text("", "smallStrong", elide=True) for _ in range(3))
        super().__init__(
            H(
                (_fact("check-circle-fill", "ok", tr("Tersimpan"), self.saved), 1),
                Rule(vertical=True),
                16,
                (_fact("usb-fill", "primaryText", tr("Serah terima terakhir"), self.handed), 1),
                Rule(vertical=True),
                16,
                (_fact("tray-fill", "primaryText", tr("Diterima kabupaten"), self.received), 1),
            ),
            margins=(20, 12, 16, 14),
        )

    def show_strip(self, strip: Strip) -> None:
        """Other facts."""
        self.saved.setText(strip.saved)
        self.handed.setText(strip.handed_over)
        self.received.setText(strip.received)


def _fact(icon: str, tint: str, label: str, value: Text) -> Line:
    words = V(Text(label, "caption", elide=True), 1, value)
    return H((Icon(icon, tint, 20), 0, TOP), 10, (words, 1))
