"""The history page: filters above, one line for each thing that happened, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QSizePolicy

from gui.format import number
from gui.language import tr
from gui.page import PageTools
from gui.pages.office_history.columns import columns, narrower
from gui.pages.office_history.filters import HistoryFilters
from gui.pages.office_history.presenter import HistoryPresenter, Shown
from gui.tables.frame import TableFrame
from gui.tables.view import DataTable
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.empty_state import EmptyState
from gui.widgets.layouts import MIDDLE, Box, H, V
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.search_box import SearchBox
from models.values import Role
from services.audit.history import MOST, Asked, Happened
from services.audit.witness import SUFFIX
from services.changes import Changes

_LOWEST_TABLE = 240


class OfficeHistoryPage(ScrollPage):
    """``arrive(theme="paper")`` opens one theme."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        self._district = tools.context.office.role is Role.DISTRICT
        self._entries: Sequence[Happened] = ()
        super().__init__(tr("Riwayat kantor"), tr("Yang terjadi di kantor ini, yang terbaru di atas."),
                         actions=self._make_actions())  # fmt: skip
        self.presenter = HistoryPresenter(self, tools.context, tools.run_for(self))
        self.search = SearchBox(tr("Cari kejadian, petugas, atau kantor"), width=None)
        self.search.setMaximumWidth(px(356))
        self.filters = HistoryFilters(district=self._district)
        reference = tools.context.reference
        self.table = DataTable(columns(reference, district=self._district), self._fetch, name=tr("Riwayat kantor"))
        self.table.set_narrower(*narrower(reference, district=self._district))
        self.frame = TableFrame(self.table, [(("↑", "↓"), tr("pilih"))])
        self.frame.setMinimumHeight(px(_LOWEST_TABLE))
        self.frame.setSizePolicy(self.frame.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Expanding)
        self.trouble = Banner("err", tr("Riwayat belum terbaca"), "")
        self.trouble.hide()
        above = V(H((self.search, 100), None, (self.filters.period, 0, MIDDLE), spacing=16), 12, self.filters)
        self.body.add(self.trouble, Box(above), (self.frame, 1))
        self._connect()

    def _make_actions(self) -> list[Button]:
        go = self._tools.open_page
        self.lost = Button(tr("Laptop hilang"), "ghost", icon="warning", name=tr("Laptop hilang"))
        self.lost.clicked.connect(lambda *_: go("incident"))
        self.witness = Button(tr("Simpan berkas saksi"), icon="seal", name=tr("Simpan berkas saksi"))
        self.export = Button(tr("Ekspor"), icon="export", name=tr("Ekspor"))
        self.witness.clicked.connect(lambda *_: self._ask_witness())
        self.export.clicked.connect(lambda *_: self._ask_export())
        self.witness.setToolTip(
            tr("Kepala rangkaian keputusan kabupaten yang diterima kantor ini, untuk dicocokkan Inspektorat")
        )
        actions = [self.lost, self.witness, self.export]
        return actions if self._district else actions[1:]

    def _connect(self) -> None:
        ask = self.presenter
        self.search.searched.connect(lambda text: ask.ask(text=text))
        self.search.stepped.connect(self.table.setFocus)
        self.search.escaped.connect(self.table.setFocus)
        self.table.opened.connect(self._open)
        self.filters.theme_asked.connect(lambda theme: ask.ask(theme=theme))
        self.filters.user_asked.connect(lambda user: ask.ask(user=user))
        self.filters.period_asked.connect(ask.ask_period)
        self.filters.here_asked.connect(ask.ask_here)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)

    # from the shell

    def arrive(self, theme: str | None = None, **_: Any) -> None:
        """Read anew; the list takes the focus."""
        if theme is not None:
            self.presenter.ask(theme=theme)
        self.presenter.load()
        self.table.setFocus()

    def resume_at(self) -> dict[str, Any]:
        """The theme that is shown."""
        theme = self.presenter.asked.theme
        return {"theme": theme.value if theme else ""}

    def refresh(self, changes: Changes) -> None:
        """Something was done on another page."""
        if self.isVisible():
            self.presenter.refresh(changes)

    def step_back(self) -> bool:
        """Esc: empties the search, then takes the filters off."""
        if self.search.text():
            self.search.clear_search()
            return True
        if self.presenter.asked != Asked():
            self._clear()
            return True
        return False

    # from the presenter

    def show_entries(self, shown: Shown, asked: Asked) -> None:
        self.trouble.hide()
        was_here = self.table.hasFocus()
        self._entries = shown.entries
        self.filters.show_asked(asked, shown.counts, shown.users)
        self.table.set_ids(range(len(shown.entries)))
        self.table.refresh()
        self.export.setEnabled(bool(shown.entries))
        self.frame.show_instead(None if shown.entries else self._empty(shown.total))
        if was_here and not shown.entries:
            self.search.setFocus()
        if shown.total >= MOST:
            self.set_subtitle(tr("{count} kejadian terbaru.", count=number(MOST)))

    def show_done(self, text: str, file: Path) -> None:
        self._tools.notify(text)

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("err", tr("Belum berhasil"), text)
        self.trouble.show()

    # inside

    def _fetch(self, ids: Sequence[int]) -> list[Happened | None]:
        return [self._entries[place] if place < len(self._entries) else None for place in ids]

    def _open(self, place: int) -> None:
        """Whom a change without a say was about."""
        if place < len(self._entries) and (worker := self._entries[place].worker_id):
            self._tools.open_page("person", worker=worker)

    def _empty(self, total: int) -> EmptyState:
        if not total:
            text = tr("Masuk, cetak, ekspor, impor dan serah terima akan tercatat di sini dengan sendirinya.")
            return EmptyState(tr("Belum ada riwayat"), text)
        back = Button(tr("Hapus filter"), icon="x", on_click=self._clear)
        return EmptyState(tr("Tidak ada kejadian yang cocok"), tr("Coba kata lain atau waktu yang lebih panjang."),
                          [back], picture=False)  # fmt: skip

    def _clear(self) -> None:
        self.search.clear()
        self.filters.clear()
        self.presenter.ask_everything()
        self.table.setFocus()

    def _ask_export(self) -> None:
        today = self._tools.context.today()
        name, _ = QFileDialog.getSaveFileName(self, tr("Ekspor riwayat"), f"riwayat-{today:%Y-%m-%d}.xlsx", "*.xlsx")
        if name:
            self.presenter.export(Path(name).with_suffix(".xlsx"))

    def _ask_witness(self) -> None:
        ctx = self._tools.context
        proposed = f"saksi-{ctx.office.code.replace('.', '')}-{ctx.today():%Y-%m-%d}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self, tr("Simpan berkas saksi"), proposed, f"*{SUFFIX}")
        if name:
            path = Path(name)
            self.presenter.witness(path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX))

    # sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        """Follow a change of zoom."""
        self._fit()

    def _fit(self) -> None:
        tight = self.width() < px(820)
        self.lost.set_text("" if tight else tr("Laptop hilang"))
        self.witness.set_text("" if tight else tr("Simpan berkas saksi"))
        self.export.set_text("" if tight else tr("Ekspor"))
