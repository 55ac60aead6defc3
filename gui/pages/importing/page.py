"""The import in four steps: the file, its columns, its rows, the result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)

from gui.format import number
from gui.language import tr
from gui.page import PageTools
from gui.pages.importing import dialogs, words
from gui.pages.importing.check_step import CheckStep
from gui.pages.importing.checklist import Checklist, Key
from gui.pages.importing.columns_step import ColumnsStep
from gui.pages.importing.file_step import FileStep
from gui.pages.importing.presenter import ImportingPresenter
from gui.pages.importing.result_step import ResultStep
from gui.pages.importing.undo_card import UndoCard
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.label import Text
from gui.widgets.layouts import H
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.stepper import Stepper
from services.changes import Changes
from services.spreadsheets.session import Choice, Comparison, ImportOutcome, ListMapping, Role, SeenBefore, Source
from services.workers.acts import Act
from services.workers.undo import UndoPreview

_LOW = 560
_NARROW = 840  # at 200 % of 1366 pixels about 630 are left
_FILE, _COLUMNS, _CHECK, _RESULT = range(4)


class ImportingPage(ScrollPage):
    """Ctrl+O chooses a file, Ctrl+V pastes one, Ctrl+Enter goes on, Esc goes back a step.

    A file may be dropped anywhere on it.
    """

    def __init__(self, tools: PageTools) -> None:
        template = Button(tr("Contoh berkas"), "ghost", icon="download", on_click=self._ask_template)
        super().__init__(tr("Impor dari Excel"), "", actions=[template])
        self._tools = tools
        self.setAcceptDrops(True)
        self.presenter = ImportingPresenter(self, tools.context, tools.run_for(self), tools.publish)
        self.steps = Stepper([tr("Pilih berkas"), tr("Cocokkan kolom"), tr("Periksa isi"), tr("Hasil")], 0)
        self.header_extra.add(12, H(self.steps, None), 4)
        self.trouble = Banner("err", tr("Berkas ini belum bisa dipakai"), "")
        self.undo = UndoCard()
        self.choose = Button(tr("Pilih berkas"), "primary", icon="folder", shortcut="Ctrl+O", on_click=self.ask_file)
        self.file = FileStep(self.choose, self.paste)
        self.columns = ColumnsStep()
        self.check = CheckStep(tools.context.reference)
        self.result = ResultStep(tools.open_page)
        self._views = (self.file, self.columns, self.check, self.result)
        self._step = _FILE
        self._source: Source | None = None
        self.go_on = self.choose
        self.trouble.hide()
        self.undo.hide()
        self.body.add(self.trouble, self.undo, *((view, 1) for view in self._views))
        self._connect()
        self.show_start()

    def _connect(self) -> None:
        presenter = self.presenter
        self.columns.role_chosen.connect(
            lambda letter, role, heir, whose: presenter.change_role(letter, Role(role), heir, whose)
        )
        self.columns.fields_chosen.connect(self._change_fields)
        self.columns.remember.toggled.connect(lambda on: setattr(presenter, "remember", on))
        self.columns.at_end.connect(lambda: self.go_on.setFocus())
        self.check.corrected.connect(self._correct)
        self.check.pasted.connect(self._paste_cells)
        self.check.undo_asked.connect(presenter.undo_correction)
        self.check.cell_reached.connect(self._reach)
        self.check.skipped.connect(lambda place, skip: self._choose(place, Choice.SKIP if skip else Choice.UPDATE))
        self.check.choice_made.connect(lambda place, value: self._choose(place, Choice(value)))
        self.check.all_chosen.connect(self._choose_all)
        self.file.recent.undo_asked.connect(presenter.undoing.preview)
        self.result.undo_asked.connect(self._ask_undo)
        self.result.held_asked.connect(self.ask_held)
        self.undo.agreed.connect(lambda act, also: presenter.undoing.undo(act, also_changed=also))
        self.undo.closed.connect(self.close_undo)
        self._paste_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        self._paste_key.activated.connect(self.paste)
        keypad = QShortcut(QKeySequence(Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_Enter), self)
        keypad.activated.connect(lambda: self.go_on.click())

    # from the shell

    def arrive(self, path: str | Path | None = None, **_: Any) -> None:
        """The button that goes on takes the focus. ``path``: a file to begin with."""
        self.presenter.undoing.load()
        if path is not None:
            self.open_file(Path(path))
        elif self._step == _FILE:
            self.go_on.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Somebody's import or undo elsewhere changes the list of earlier ones."""
        if self._step == _FILE and changes.touches("worker"):
            self.presenter.undoing.load()

    def is_dirty(self) -> bool:
        """Corrections would be lost."""
        return self.presenter.is_dirty()

    def discard(self) -> None:
        """Leave without them."""
        self.presenter.start_over()

    def step_back(self) -> bool:
        """Esc: the undo card closes, else one step back; after the result there is nothing to go back to."""
        if not self.undo.isHidden():
            self.close_undo()
            return True
        if self._step == _CHECK:
            self.presenter.to_columns()
        elif self._step == _RESULT or self.presenter.source is not None:
            if not self._may_start_over():
                return True
            self.presenter.start_over()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < px(_NARROW)
        self.columns.set_narrow(narrow)
        self.check.set_room(narrow=narrow, low=event.size().height() < px(_LOW))

    # from the presenter: the steps

    def show_start(self) -> None:
        self._show_step(_FILE, tr("Belum ada data yang berubah sampai langkah terakhir"))
        self.file.show_zone()
        self.go_on = self.choose
        self.set_footer()
        self.choose.setFocus()

    def show_sheets(self, source: Source, seen: SeenBefore | None) -> None:
        self._show_step(_FILE, source.name)
        self.file.show_sheets(source, seen)
        self._set_go_on(tr("Lanjut: cocokkan kolom"), lambda: self.presenter.choose_sheet(self.file.sheets.sheet()))

    def show_columns(self, mapping: ListMapping, seen: SeenBefore | None) -> None:
        source = self.presenter.source
        assert source is not None
        fresh = self._step != _COLUMNS
        if source is not self._source:
            self._source = source
            self.columns.mode.reset()
        self._show_step(_COLUMNS, source.name)
        self.columns.show_mapping(source.name, mapping, seen, len(source.sheets))
        self.columns.show_problems(())
        text = tr("Lanjut: periksa {count} baris", count=number(mapping.rows))
        if fresh:
            self._set_go_on(text, self._check)
            self.columns.focus()
        else:
            self.go_on.set_text(text)

    def show_check(self, rows: Checklist) -> None:
        source = self.presenter.source
        count = tr("{count} baris", count=number(rows.found.counts().rows))
        name = source.name if source is not None else ""
        self._show_step(_CHECK, tr("{file}, {count}", file=name, count=count))
        self._said = Text("", "small", elide=True, align=Qt.AlignmentFlag.AlignRight)
        self._set_go_on("", self._take_in, 16, (self._said, 1), 4)
        self.check.show_rows(rows)
        self._show_going_in()
        self.check.grid.setFocus()
        if self.height() < px(_LOW):  # the chips and what is told of the whole file would fill the window
            QTimer.singleShot(0, self, lambda: self.scroll_to(self.check.frame))

    def show_corrected(self, places: Sequence[int]) -> None:
        self.check.show_corrected(places)
        self._show_going_in()

    def show_alike(self, place: int, column: int, count: int) -> None:
        self.check.show_alike(place, column, count)

    def show_comparison(self, key: Key, comparison: Comparison | None) -> None:
        self.check.show_comparison(key, comparison)

    def show_result(self, outcome: ImportOutcome) -> None:
        source = self.presenter.source
        self._show_step(_RESULT, "")
        self.steps.set_current(len(self._views))
        self.result.show_outcome(outcome, source.name if source is not None else "")
        other = Button(tr("Impor berkas lain"), "ghost", keycap="Esc", on_click=self.presenter.start_over)
        self.go_on = Button(
            tr("Lihat pekerja"), "primary", shortcut="Ctrl+Return", keycap="Ctrl+Enter", on_click=self._finish
        )
        self.set_footer(other, None, self.go_on)
        self.go_on.setFocus()

    # from the presenter: news

    def show_recent(self, acts: Sequence[Act]) -> None:
        self.file.show_recent(acts)

    def show_undo(self, preview: UndoPreview) -> None:
        self.trouble.hide()
        self.undo.show_preview(preview)
        self.reveal(self.undo)
        self.reveal(self.undo.act, 24)

    def show_undone(self, act: str, workers: int) -> None:
        self.close_undo()
        self._tools.notify(tr("Impor dibatalkan. {count} pekerja kembali seperti semula.", count=number(workers)))

    def show_trouble(self, text: str) -> None:
        title, rest = words.halves(text)
        self.trouble.set_news("err", title, rest)
        self.trouble.show()
        self.reveal(self.trouble)

    def show_note(self, text: str) -> None:
        self._tools.notify(text)

    def show_busy(self, busy: bool) -> None:
        if busy:
            self.trouble.hide()
        for button in (self.choose, self.file.paste, self.go_on, self.undo.act):
            button.setEnabled(not busy)

    def close_undo(self) -> None:
        """The preview goes; nothing happened."""
        self.undo.hide()
        self.go_on.setFocus()

    # parts of the steps

    def _show_step(self, step: int, subtitle: str) -> None:
        self.trouble.hide()
        self.undo.hide()
        self.steps.set_current(step)
        self._step = step
        self._paste_key.setEnabled(step == _FILE)
        for place, view in enumerate(self._views):
            view.setVisible(place == step)
        self.set_subtitle(subtitle)
        self.scroll.verticalScrollBar().setValue(0)

    def _set_go_on(self, text: str, act: Any, *before: Any) -> None:
        self.go_on = Button(text, "primary", shortcut="Ctrl+Return", keycap="Ctrl+Enter", on_click=act)
        back = Button(tr("Kembali"), "ghost", keycap="Esc", on_click=self.step_back)
        self.set_footer(back, *(before or (None,)), self.go_on)

    def _show_going_in(self) -> None:
        rows = self.presenter.rows
        if rows is None:
            return
        fresh, updates = rows.going_in()
        if fresh:
            text = tr("Masukkan {count} pekerja", count=number(fresh + updates))
        else:
            text = tr("Perbarui {count} pekerja", count=number(updates))
        self.go_on.set_text(text)
        self.go_on.setEnabled(bool(fresh + updates))
        self._said.setText(words.waiting(rows.found.counts(), updates, partial=bool(rows.check.fields)))

    def _check(self) -> None:
        problems = self.presenter.column_problems(partial=self.columns.mode.is_partial())
        self.columns.show_problems(problems)
        if problems:
            self.reveal(self.columns.trouble)
        else:
            self.presenter.check()

    def _take_in(self) -> None:
        self.check.grid.take_typed()
        self.presenter.take_in()

    def _change_fields(self, fields: list[str]) -> None:
        self.presenter.change_fields(fields)
        self.columns.show_problems(())

    # from the person: the grid

    def _correct(self, place: int, column: int, text: str, alike: bool) -> None:
        rows = self.presenter.rows
        at = rows.at(place, column) if rows is not None else None
        if at is not None:
            self.presenter.correct({at: text}, alike=alike)

    def _paste_cells(self, place: int, column: int, text: str) -> None:
        if self.presenter.rows is not None:
            self.presenter.correct(self.presenter.rows.block(place, column, text))

    def _reach(self, place: int, column: int) -> None:
        rows = self.presenter.rows
        if rows is None:
            return
        row = rows.row(place)
        if row.other is not None:
            self.presenter.compare(row)
        if rows.cell(place, column).mark:
            self.presenter.find_alike(place, column)

    def _choose(self, place: int, choice: Choice) -> None:
        if self.presenter.rows is not None and place >= 0:
            self.presenter.choose(self.presenter.rows.row(place), choice)
            self.check.repaint_rows()
            self._show_going_in()

    def _choose_all(self, value: str) -> None:
        self.presenter.choose_all(Choice(value))
        self.check.repaint_rows()
        self._show_going_in()

    # from the person: files

    def ask_file(self) -> None:
        """Choose a workbook and read it."""
        path = dialogs.ask_workbook(self)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Read a workbook, asking first where corrections would be lost."""
        if self._may_start_over():
            self.presenter.open_file(path)

    def paste(self) -> None:
        """Take what was copied in Excel; a copied file is opened."""
        data = QGuiApplication.clipboard().mimeData()
        path = dialogs.one_file(data)
        text = data.text() if data is not None and data.hasText() else ""
        if path is not None:
            self.open_file(path)
        elif not text.strip():
            self.show_trouble(tr("Belum ada tabel yang disalin. Blok sel di Excel, tekan Ctrl+C, lalu tempel di sini."))
        elif self._may_start_over():
            self.presenter.open_paste(text)

    def ask_held(self) -> None:
        """Choose where the held rows go, and write them."""
        path = self.presenter.path
        stem = path.stem if path is not None else tr("tempelan")
        folder = path.parent if path is not None else dialogs.documents()
        proposed = folder / (tr("{name} tertahan", name=stem) + ".xlsx")
        target = dialogs.ask_target(self, tr("Simpan baris tertahan"), proposed)
        if target is not None:
            self.presenter.save_held(target)

    def _ask_template(self) -> None:
        proposed = dialogs.documents() / (tr("daftar pekerja") + ".xlsx")
        target = dialogs.ask_target(self, tr("Simpan contoh berkas"), proposed)
        if target is not None:
            self.presenter.save_template(target)

    def _ask_undo(self) -> None:
        if self.presenter.outcome is not None:
            self.presenter.undoing.preview(self.presenter.outcome.act)

    def _may_start_over(self) -> bool:
        return not self.is_dirty() or dialogs.ask_to_leave(self)

    def _finish(self) -> None:
        self.presenter.start_over()
        self._tools.open_page("workers")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dialogs.one_file(event.mimeData()) is not None:
            self.file.zone.set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.file.zone.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.file.zone.set_hot(False)
        path = dialogs.one_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)
