"""Sending decisions home: layout, requests out, ``show_*`` in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from gui import format
from gui.language import tr
from gui.page import PageTools
from gui.pages.replies.columns import village_columns, written_columns
from gui.pages.replies.facts import ReplyRow, Written
from gui.pages.replies.presenter import RepliesPresenter
from gui.poll import Poll
from gui.sticks.around import FindSticks, Place
from gui.sticks.columns import Columns
from gui.sticks.release_card import ReleaseCard
from gui.sticks.stick_card import StickCard
from gui.sticks.stick_list import StickList
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card, Panel
from gui.widgets.empty_state import EmptyState
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, V
from gui.widgets.progress_bar import ProgressBar
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.segment import Segment
from services.changes import Changes
from services.handover.ejecting import Released

_TABLE_HEIGHT = 340


class RepliesPage(ScrollPage):
    """``find``: which sticks are plugged in; tests and pictures hand in their own."""

    def __init__(self, tools: PageTools, find: FindSticks | None = None) -> None:
        subtitle = tr("Setiap desa mendapat keputusan tentang warganya, dan tanda bahwa kirimannya sudah diterima")
        super().__init__(tr("Kirim keputusan ke desa"), subtitle)
        self._tools = tools
        self._rows: dict[str, ReplyRow] = {}
        self._written: dict[str, Any] = {}
        names = {code: village.name for code, village in tools.context.reference.villages.items()}
        self.table = DataTable(village_columns(), self._fetch_rows, name=tr("Desa yang dibalas"))
        self.results = DataTable(written_columns(names), self._fetch_written, name=tr("Balasan yang ditulis"))
        self.choosing, self.writing, self.outcome = self._make_choice(), self._make_progress(), self._make_outcome()
        self.body.add(self.choosing, self.writing, self.outcome, None)
        self._make_footer()
        self.presenter = RepliesPresenter(self, tools.context, tools.run_for(self), tools.publish, find)
        self._connect()
        self._show(self.choosing)

    # Layout

    def _make_choice(self) -> QWidget:
        self.sticks = StickList()
        self.problem = Banner("err", "-")
        self.problem.hide()
        self.which = Segment([("news", tr("Yang perlu dibalas")), ("all", tr("Semua desa"))], "news", name=tr("Desa"))
        self.which.setMinimumWidth(px(260))
        head = Box(H((Text(tr("Desa yang dibalas"), "h2"), 1), self.which, margins=(18, 10, 14, 8)))
        self.frame = TableFrame(self.table, head=head)
        columns = Columns()
        columns.main.add(self.problem, self.sticks, self.frame)
        columns.aside.add(self._make_summary(), self._make_note())
        return columns

    def _make_summary(self) -> Card:
        self._news, self._whole = Text("–", "bodyStrong"), Text("–", "bodyStrong")
        rows = (
            H((Text(tr("Perlu dibalas"), "small"), 1), self._news, margins=(0, 4, 0, 4)),
            H((Text(tr("Desa yang komputernya dikenal"), "small"), 1), self._whole, margins=(0, 4, 0, 4)),
        )
        text = tr("Desa muncul di sini sesudah kiriman pertamanya dibaca di Kotak Masuk.")
        return Card(
            Text(tr("Ringkasan"), "h2"), 8, *rows, 6, Text(text, "caption", wrap=True), margins=(18, 16, 18, 16)
        )

    def _make_note(self) -> Panel:
        text = tr("Satu berkas untuk setiap desa. Hanya komputer desa itu dan kabupaten yang bisa membukanya.")
        words = V(Text(tr("Isi USB terkunci"), "h3"), 2, Text(text, "small", wrap=True))
        row = H((Icon("lock-fill", "primaryText", 22), 0, TOP), (words, 1), margins=(16, 14, 16, 16), spacing=12)
        return Panel(row, fill="primarySoft", line="primaryLine", raised=False)

    def _make_progress(self) -> QWidget:
        self.stick = StickCard()
        self._doing = Text("", "h2", elide=True)
        self.percent = Text("0%", "h1", "primaryText")
        self._bar = ProgressBar(height=12, name=tr("Kemajuan"))
        self._count = Text("", "small")
        card = Card(H((self._doing, 1), self.percent), 10, self._bar, 8, self._count, margins=(22, 16, 22, 18))
        careful = Banner(
            "warn",
            tr("Jangan cabut USB dulu"),
            tr("Setiap balasan ditulis lalu dibaca ulang. Yang sudah selesai tetap utuh bila penulisan dihentikan."),
        )
        self._column = Box(V(self.stick, 16, card, 16, careful))
        place = QWidget()
        place.setLayout(V((self._column, 0, Qt.AlignmentFlag.AlignHCenter)))
        return place

    def _make_outcome(self) -> QWidget:
        self.banner = Banner("ok", "-")
        self.release = ReleaseCard()
        self._failed = V(spacing=8)
        self._failed_box = Box(self._failed)
        self._result_frame = TableFrame(self.results)
        text = tr("Kata pencocok bisa dibacakan kepada desa: empat kata di layar mereka harus sama persis.")
        self._words_note = Text(text, "small", wrap=True)
        place = QWidget()
        place.setLayout(
            V(self.release, self.banner, self._failed_box, self._result_frame, self._words_note, spacing=16)
        )
        return place

    def _make_footer(self) -> None:
        self.again_button = Button(tr("Kembali"), "ghost", keycap="Esc")
        self.cancel_button = Button(tr("Hentikan penulisan"), keycap="Esc")
        self.hint = Text(tr("Jangan cabut USB sampai muncul tanda selesai"), "small")
        self.write_button = Button(tr("Tulis balasan"), "primary", icon="usb", keycap="Ctrl+Enter")
        self.set_footer(self.again_button, None, (self.hint, 0, MIDDLE), self.cancel_button, self.write_button)

    def _connect(self) -> None:
        ask = self.presenter
        self._poll = Poll(self, ask.sticks.look)
        self.sticks.chosen.connect(ask.sticks.choose)
        self.sticks.folder_picked.connect(lambda folder: ask.sticks.pick_folder(Path(folder)))
        self.which.changed.connect(lambda value: ask.show_only_news(value == "news"))
        self.write_button.clicked.connect(ask.write)
        self.cancel_button.clicked.connect(ask.cancel)
        self.again_button.clicked.connect(ask.again)
        self.release.wanted.connect(ask.release)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(ask.write)

    # What the window tells

    def arrive(self, **arguments: Any) -> None:
        """Shown again."""
        self.presenter.start()
        if self.write_button.isVisible():
            self.write_button.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Something was decided or received."""
        self.presenter.refresh(changes)

    def step_back(self) -> bool:
        """Esc."""
        return self.presenter.cancel() or self.presenter.again()

    # What the presenter tells

    def show_places(self, places: Sequence[Place], chosen: str) -> None:
        self.sticks.show_places(places, chosen)
        self._fit()

    def show_rows(self, rows: Sequence[ReplyRow], with_news: int, whole: int, only_news: bool) -> None:
        self._rows = {row.code: row for row in rows}
        self.table.set_ids([row.code for row in rows])
        self.table.refresh([row.code for row in rows])
        self._news.setText(format.number(with_news))
        self._whole.setText(format.number(whole))
        self.write_button.set_text(
            tr("Tulis {count} balasan", count=format.number(len(rows))) if rows else tr("Tulis balasan")
        )
        self.frame.show_instead(None if rows else self._empty(whole))
        self._fit()

    def show_problem(self, text: str) -> None:
        self.problem.setVisible(bool(text))
        if text:
            self.problem.set_news("err", text)

    def show_writing(self, place: Place, count: int) -> None:
        self.stick.show_place(place, tr("Sedang ditulis"), "primary", "rotate")
        self._doing.setText(tr("Menulis balasan ke {name}", name=place.name))
        self.show_progress(0, count)
        self._show(self.writing)
        self.cancel_button.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        self._bar.set_share(done / total if total else 0)
        self.percent.setText(format.percent(done, total))
        self._count.setText(tr("{done} dari {total} desa", done=format.number(done), total=format.number(total)))

    def show_written(self, written: Written, place: Place) -> None:
        self._written = {item.to_office: item for item in written.done}
        self.results.set_ids(list(self._written))
        self.results.refresh()
        trouble = outcome_words(written)
        self.banner.setVisible(trouble is not None)
        if trouble is not None:
            self.banner.set_news(*trouble)
        self.release.setVisible(bool(written.done))
        self.release.show_written(place, written_words(written, place.name), whole=trouble is None)
        self._failed.clear()
        for failure in written.failed:
            self._failed.add(Banner("err", failure.name, failure.why))
        self._failed_box.setVisible(bool(written.failed))
        self._result_frame.setVisible(bool(written.done))
        self._words_note.setVisible(bool(written.done))
        self._show(self.outcome)
        self._focus_outcome()

    def _focus_outcome(self) -> None:
        button = self.release.button
        (button if button.isVisible() else self.again_button).setFocus()

    def show_releasing(self) -> None:
        self.release.show_releasing()

    def show_released(self, released: Released) -> None:
        self.release.show_released(released)
        self.again_button.setFocus()

    def show_not_released(self, text: str) -> None:
        self.release.show_not_released(text)
        self._focus_outcome()

    def show_choosing(self) -> None:
        self._show(self.choosing)
        self.write_button.setFocus()

    # Inside

    def _fetch_rows(self, ids: Sequence[str]) -> list[ReplyRow | None]:
        return [self._rows.get(code) for code in ids]

    def _fetch_written(self, ids: Sequence[str]) -> list[Any]:
        return [self._written.get(code) for code in ids]

    @staticmethod
    def _empty(whole: int) -> EmptyState:
        if whole:
            text = tr("Semua kiriman sudah dibalas dan tidak ada keputusan baru.")
            return EmptyState(tr("Beres. Tidak ada yang tertunda."), text, picture=False)
        text = tr("Baca dulu kiriman desa di Kotak Masuk, lalu balasannya bisa ditulis di sini.")
        return EmptyState(tr("Belum ada desa yang bisa dibalas"), text, picture=False)

    def _show(self, part: QWidget) -> None:
        for each in (self.choosing, self.writing, self.outcome):
            each.setVisible(each is part)
        self.again_button.setVisible(part is self.outcome)
        self.cancel_button.setVisible(part is self.writing)
        self.hint.setVisible(part is self.writing and self.width() >= px(820))
        self.write_button.setVisible(part is self.choosing)
        self.scroll.verticalScrollBar().setValue(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.scroll.viewport().size()
        self._column.setFixedWidth(max(px(420), min(px(640), room.width() - px(56))))
        left = room.height() - self.sticks.sizeHint().height() - px(44)
        self.frame.setFixedHeight(max(px(_TABLE_HEIGHT), left))
        self._result_frame.setFixedHeight(max(px(_TABLE_HEIGHT), room.height() - px(150)))


def outcome_words(written: Written) -> tuple[str, str, str] | None:
    """Tone, title and sentence of what came in between; None when every reply was written."""
    done, whole = format.number(len(written.done)), format.number(written.wanted)
    if written.problem:
        title = tr("Penulisan berhenti, {done} dari {whole} balasan selesai", done=done, whole=whole)
        return "err", title, written.problem
    if written.cancelled:
        text = tr("Yang sudah ditulis tetap utuh. Sisanya bisa ditulis kapan saja.")
        return "info", tr("Dihentikan, {done} dari {whole} balasan selesai", done=done, whole=whole), text
    if written.failed:
        title = tr("{count} desa belum bisa dibalas", count=format.number(len(written.failed)))
        return "warn", title, tr("Sebabnya ada di bawah. Balasan desa lain sudah ditulis.")
    return None


def written_words(written: Written, place: str) -> str:
    """How many replies lie there."""
    done, whole = format.number(len(written.done)), format.number(written.wanted)
    if len(written.done) == written.wanted:
        return tr("{done} balasan ada di {place}, sudah dibaca ulang dan cocok.", done=done, place=place)
    return tr(
        "{done} dari {whole} balasan ada di {place}, sudah dibaca ulang dan cocok.", done=done, whole=whole, place=place
    )
