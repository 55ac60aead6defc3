"""The inbox: board and stick side by side, and the result of merging on top of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedLayout, QWidget

from gui.format import month, number
from gui.language import tr
from gui.page import PageTools
from gui.pages.inbox.board_view import BoardCard, FigureRow
from gui.pages.inbox.count_view import CountView
from gui.pages.inbox.facts import Facts, VillageCell
from gui.pages.inbox.kits_dialog import KitsDialog
from gui.pages.inbox.outcome_facts import Outcome
from gui.pages.inbox.outcome_view import OutcomeView
from gui.pages.inbox.presenter import FindSticks, InboxPresenter
from gui.pages.inbox.stick_card import StickCard
from gui.pages.inbox.stick_facts import StickContent
from gui.pages.inbox.words_dialog import WordsDialog
from gui.poll import Poll
from gui.theme import NARROW_WIDTH, px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.layouts import H
from gui.widgets.scroll_page import ScrollPage
from services.changes import Changes

_SIDES = 56  # left and right of the page's content


class InboxPage(QWidget):
    """``arrive(state="late")`` goes to the first such village; ``arrive(kits=True)`` asks for whom to make kits.

    F9 opens the page from anywhere; on the page it merges what is ticked.
    """

    def __init__(self, tools: PageTools, find: FindSticks | None = None) -> None:
        super().__init__()
        self._tools = tools
        self._cells: Sequence[VillageCell] = ()
        self._wanted_state = self._wanted_village = ""
        self.figures, self.board, self.stick = FigureRow(), BoardCard(), StickCard()
        self.trouble = Banner("warn", "", action=tr("Tutup"))
        self.trouble.hide()
        self.outcome, self.counts = OutcomeView(), CountView()
        self.main = self._make_main()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.main)
        self._stack.addWidget(self.outcome)
        self._stack.addWidget(self.counts)
        self.presenter = InboxPresenter(self, tools.context, tools.run_for(self), tools.publish, find)
        self._connect()

    def _make_main(self) -> ScrollPage:
        self.kits = Button(tr("Buat kit"), icon="key", on_click=self.ask_kits)
        self.folder = Button(tr("Buka paket dari folder"), icon="folder", shortcut="Ctrl+O", on_click=self.ask_folder)
        page = ScrollPage(tr("Kotak masuk"), actions=[self.kits, self.folder])
        self._columns = H((self.board, 1), (self.stick, 0), spacing=16)
        page.body.add(self.trouble, self.figures, (self._columns, 1))
        return page

    def _connect(self) -> None:
        ask = self.presenter
        self._poll = Poll(self, ask.look)
        self.board.opened.connect(lambda code: self._tools.open_page("workers", village=code))
        self.stick.merge_wanted.connect(ask.merge)
        self.stick.folder_wanted.connect(self.ask_folder)
        self.stick.put_away.connect(ask.put_away)
        self.stick.stick_wanted.connect(ask.choose_stick)
        self.board.counts_wanted.connect(self.show_counts)
        self.board.words_wanted.connect(self.ask_words)
        self.counts.closed.connect(self.show_board_again)
        self.counts.opened.connect(lambda code: self._tools.open_page("workers", village=code))
        self.counts.save_wanted.connect(ask.save_counts)
        self.outcome.closed.connect(self.show_board_again)
        self.outcome.workers_wanted.connect(lambda: self._tools.open_page("workers"))
        self.outcome.door_wanted.connect(lambda: self._tools.open_page("laptops", view="door"))
        self.trouble.action_clicked.connect(self.trouble.hide)

    # from the shell

    def arrive(self, state: str = "", village: str = "", kits: bool = False, **_: Any) -> None:
        """Load what is due; the board takes the focus, so that arrows move at once."""
        self._wanted_state, self._wanted_village = state, village
        if state or village:
            self.show_board_again()
        self.presenter.start()
        if self._stack.currentWidget() is self.main:
            self.board.matrix.setFocus()
        if kits:
            QTimer.singleShot(0, self, self.ask_kits)

    def refresh(self, changes: Changes) -> None:
        """What other pages' commands touched."""
        self.presenter.refresh(changes)

    def step_back(self) -> bool:
        """Esc: from the result back to the board."""
        if self._stack.currentWidget() is not self.main:
            self.show_board_again()
            return True
        return False

    # from the presenter

    def show_board(self, cells: Sequence[VillageCell], facts: Facts) -> None:
        self._cells = cells
        when, count = month(facts.month), number(facts.villages)
        self.main.set_subtitle(tr("Serah terima {month} dari {count} desa dan kelurahan", month=when, count=count))
        self.figures.show_facts(facts)
        self.board.show_cells(cells)
        self.counts.show_cells(cells)
        if self._wanted_state:
            self.board.select_state(self._wanted_state)
        if self._wanted_village:
            self.board.select_village(self._wanted_village)
        self._wanted_state = self._wanted_village = ""

    def show_stick(self, stick: StickContent | None) -> None:
        self.stick.show_stick(stick)

    def show_outcome(self, outcome: Outcome) -> None:
        self.trouble.hide()
        self.outcome.show_outcome(outcome)
        self._stack.setCurrentWidget(self.outcome)
        self.outcome.done.setFocus()

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("warn", tr("Belum selesai"), text, tr("Tutup"))
        self.trouble.show()
        self.main.reveal(self.trouble)

    def show_kits(self, count: int, folder: Path) -> None:
        where = folder.name or str(folder)
        self._tools.notify(tr("{count} kit ditulis ke {folder}", count=number(count), folder=where))

    def show_saved(self, name: str) -> None:
        self._tools.notify(tr("Tersimpan sebagai {name}.", name=name))

    def show_busy(self, busy: bool) -> None:
        self.stick.show_busy(busy)

    # from the person

    def show_board_again(self) -> None:
        """From the result back to the board."""
        self._stack.setCurrentWidget(self.main)
        self.board.matrix.setFocus()

    def show_counts(self) -> None:
        """Village count against district count, for every village."""
        self._stack.setCurrentWidget(self.counts)
        self.counts.table.setFocus()

    def ask_words(self) -> None:
        """Compare the words that a village reads by telephone."""
        dialog = WordsDialog(self, self._tools)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_folder(self) -> None:
        """Choose a folder with bundles."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder dengan paket desa"))
        if chosen:
            self.presenter.open_folder(Path(chosen))

    def ask_kits(self) -> None:
        """Choose for whom and where, then make them."""
        dialog = KitsDialog(self, self._cells, self.board.current_code())
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return
            folder = QFileDialog.getExistingDirectory(self, tr("Folder untuk kit"))
            if folder:
                self.presenter.make_kits(dialog.villages(), Path(folder))
        finally:
            dialog.deleteLater()

    def event(self, event: QEvent) -> bool:
        """F9 on this page merges; the window's own F9 only comes here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_f9(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_f9(event) and self._stack.currentWidget() is self.main:
            self.stick.ask_merge()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < px(NARROW_WIDTH - 60)
        direction = self._columns.Direction.TopToBottom if narrow else self._columns.Direction.LeftToRight
        self._columns.setDirection(direction)
        self.stick.set_wide(narrow)
        self.figures.fit(event.size().width() - px(_SIDES))


def _is_f9(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F9 and not event.modifiers()
