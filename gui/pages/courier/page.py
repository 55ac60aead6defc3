"""Two choices side by side, what lies on the first, one button: layout, requests out, ``show_*`` in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout

from gui.format import number
from gui.language import tr
from gui.messages import sentence
from gui.pages.courier.presenter import CourierPresenter
from gui.poll import Poll
from gui.sticks.around import FindSticks, Place
from gui.sticks.release_card import ReleaseCard
from gui.sticks.stick_list import StickList
from gui.tasks import TaskRunner
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card, Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, Canvas, H, V
from gui.widgets.progress_bar import ProgressBar
from gui.widgets.scroll_page import ScrollPage
from services.handover.courier import Carried, Copied
from services.handover.ejecting import Released
from services.handover.stick_places import find_sticks

_NARROW = 780
_REASONS = 5
_MISNAMED = "bundle.name"


class CourierPage(ScrollPage):
    """``closed()``: back to where one came from. ``find``: which sticks are plugged in."""

    closed = Signal()

    def __init__(self, tasks: TaskRunner, find: FindSticks = find_sticks) -> None:
        super().__init__(
            tr("Kecamatan: salin titipan antar stik"),
            tr("Paket tetap terkunci. Kecamatan memindahkan berkasnya, hanya kabupaten dan desa yang bisa membukanya."),
        )
        self.source, self.target = StickList(tr("Dari")), StickList(tr("Ke"))
        self.problem = Banner("err", "-")
        self.problem.hide()
        self.done = ReleaseCard()
        self.done.hide()
        self.refused = Banner("warn", "-")
        self.refused.hide()
        self._choices = H((Box(V(self.source, None)), 1), (Box(V(self.target, None)), 1), spacing=16)
        self.body.add(self.problem, self.done, self.refused, self._choices, self._make_found(), self._make_note(), None)
        self._make_footer()
        self.presenter = CourierPresenter(self, partial(tasks.run, self), find)
        self._connect()
        self.show_found(())

    def _make_found(self) -> Card:
        self._up, self._down, self._bad = Text("", "body"), Text("", "body"), Text("", "body", "err", wrap=True)
        self._bar = ProgressBar(height=8, name=tr("Kemajuan"))
        self._bar.hide()
        self._found = Card(
            Text(tr("Yang disalin"), "h2"),
            8,
            self._up,
            4,
            self._down,
            4,
            self._bad,
            8,
            self._bar,
            margins=(18, 16, 18, 16),
        )
        return self._found

    @staticmethod
    def _make_note() -> Panel:
        text = tr(
            "Setiap berkas dicocokkan dengan namanya, ditulis, lalu dibaca ulang. Tidak ada yang dihapus di kedua "
            "tempat. Dari setiap desa disalin yang terbaru. Berkas lain tidak dibuka dan tidak disalin."
        )
        row = H((Icon("lock-fill", "primaryText", 20), 0, TOP), (Text(text, "small", wrap=True), 1), spacing=12)
        row.set_margins((16, 12, 16, 14))
        return Panel(row, fill="primarySoft", line="primaryLine", raised=False)

    def _make_footer(self) -> None:
        self.back = Button(tr("Kembali"), "ghost", keycap="Esc")
        self.stop = Button(tr("Hentikan penyalinan"), keycap="Esc")
        self.stop.hide()
        self.hint = Text(tr("Jangan cabut USB sampai muncul tanda selesai"), "small")
        self.hint.hide()
        self.copy = Button(tr("Salin"), "primary", icon="usb", keycap="Ctrl+Enter")
        self.set_footer(self.back, None, (self.hint, 0, MIDDLE), self.stop, self.copy)

    def _connect(self) -> None:
        ask = self.presenter
        self._poll = Poll(self, ask.look)
        self.source.chosen.connect(ask.choose_source)
        self.target.chosen.connect(ask.choose_target)
        self.source.folder_picked.connect(lambda folder: ask.pick_source(Path(folder)))
        self.target.folder_picked.connect(lambda folder: ask.pick_target(Path(folder)))
        self.done.wanted.connect(ask.release)
        self.back.clicked.connect(self.closed)
        self.stop.clicked.connect(ask.cancel)
        self.copy.clicked.connect(ask.copy)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(ask.copy)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._on_escape)
        self.setFocusProxy(self.copy)
        ask.look()

    def _on_escape(self) -> None:
        if not self.presenter.cancel():
            self.closed.emit()

    # What the presenter tells

    def show_places(self, places: Sequence[Place], source: str, target: str) -> None:
        self.source.show_places(places, source)
        self.target.show_places(places, target)

    def show_found(self, found: Sequence[Carried]) -> None:
        good = [each for each in found if not each.problem]
        up = sum(1 for each in good if each.up)
        self._up.setText(tr("{count} paket desa untuk kabupaten", count=number(up)))
        self._down.setText(tr("{count} balasan kabupaten untuk desa", count=number(len(good) - up)))
        misnamed = [each.path.name for each in found if each.name is None and each.problem == _MISNAMED]
        torn = len(found) - len(good) - len(misnamed)
        lines = [tr("{count} berkas tidak utuh dan tidak disalin", count=number(torn))] if torn else []
        lines += [f"{name}: {sentence(_MISNAMED)}" for name in misnamed[:_REASONS]]
        if len(misnamed) > _REASONS:
            lines.append(tr("dan {count} berkas lain", count=number(len(misnamed) - _REASONS)))
        self._bad.setVisible(bool(lines))
        self._bad.setText("\n".join(lines))
        self.copy.set_text(tr("Salin {count} paket", count=number(len(good))) if good else tr("Salin"))

    def show_problem(self, text: str) -> None:
        self.problem.setVisible(bool(text))
        if text:
            self.problem.set_news("err", text)
            self.reveal(self.problem)

    def show_copying(self, busy: bool) -> None:
        for part in (self.source, self.target, self.back):
            part.setEnabled(not busy)
        self.copy.setVisible(not busy)
        self.stop.setVisible(busy)
        self.hint.setVisible(busy)
        self._bar.setVisible(busy)
        self._bar.set_share(0)
        if busy:
            self.done.hide()
            self.refused.hide()
            self.stop.setFocus()
        else:
            self.copy.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        self._bar.set_share(done / total if total else 0)

    def show_copied(self, copied: Copied, target: Place) -> None:
        parts = [tr("{count} paket disalin ke {name} dan dibaca ulang.", count=len(copied.copied), name=target.name)]
        if copied.already:
            parts.append(tr("{count} sudah ada di sana.", count=number(len(copied.already))))
        self.done.show_written(target, " ".join(parts), whole=not copied.refused)
        self.done.show()
        self.refused.setVisible(bool(copied.refused))
        if copied.refused:
            title = tr("{count} berkas tidak disalin", count=number(len(copied.refused)))
            reasons = [f"{name}: {sentence(code)}" for name, code in copied.refused[:_REASONS]]
            self.refused.set_news("warn", title, " ".join(reasons))
        self.reveal(self.done)
        (self.copy if self.done.button.isHidden() else self.done.button).setFocus()

    def show_releasing(self) -> None:
        self.done.show_releasing()

    def show_released(self, released: Released) -> None:
        self.done.show_released(released)
        self.back.setFocus()

    def show_not_released(self, text: str) -> None:
        self.done.show_not_released(text)
        self.done.button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        ways = QBoxLayout.Direction
        self._choices.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)


class CourierView(Canvas):
    """The page as the window shows it. ``closed()``: back to where one came from."""

    closed = Signal()

    def __init__(self, tasks: TaskRunner, find: FindSticks = find_sticks) -> None:
        super().__init__("canvas")
        self.page = CourierPage(tasks, find)
        self.page.closed.connect(self.closed)
        self.setLayout(V((self.page, 1)))
        self.setFocusProxy(self.page)
