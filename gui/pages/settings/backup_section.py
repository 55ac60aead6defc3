"""Backups: how safe the data is, the copies there are, and the way back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from gui import format
from gui.language import tr
from gui.pages.settings.backup_presenter import BackupState
from gui.pages.settings.damage_card import DamageCard
from gui.pages.settings.rows import setting_row
from gui.theme import px
from gui.way_in import WayIn
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card, Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.pill import StatusPill
from services.safekeeping.backups import Backup
from services.safekeeping.full_check import FullCheck

_SHOWN = 12
_NARROW = 640
"""Below this width place, people and size stand under the date."""


class BackupSection(QWidget):
    """``backup_wanted()``, ``trial_wanted()``, ``check_wanted()``, ``second_chosen(Path | None)``.

    ``restore_wanted(Backup, passphrase, recovery code)``, ``repair_wanted(passphrase)``.
    """

    backup_wanted = Signal()
    trial_wanted = Signal()
    second_chosen = Signal(object)
    check_wanted = Signal()
    restore_wanted = Signal(object, str, str)
    repair_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._state = BackupState()
        self._narrow = False
        self.damage = DamageCard()
        self.damage.hide()
        self.damage.wanted.connect(self.repair_wanted)
        self._trouble = Banner("err", tr("Cadangan belum berhasil"), "")
        self._trouble.hide()
        self.restoring = RestoreCard()
        self._restoring_box = Box(V(self.restoring, 16))
        self._restoring_box.hide()
        self.restoring.left.connect(self._restoring_box.hide)
        self.restoring.wanted.connect(self.restore_wanted)
        self._list = V()
        self._count = Text("", "small")
        copies = Card(
            H(Text(tr("Salinan yang tersedia"), "h2"), None, self._count), 8, self._list, margins=(20, 16, 20, 12)
        )
        self._damage_box = Box(V(self.damage, 16))
        self._damage_box.hide()
        self.setLayout(
            V(
                self._trouble,
                self._damage_box,
                self._news(),
                16,
                self._places(),
                16,
                self._restoring_box,
                copies,
                None,
            )
        )

    def show_state(self, state: BackupState) -> None:
        """What there is now."""
        self._state = state
        newest = state.backups[0] if state.backups else None
        good = newest is not None and not state.due
        self._shield.set_icon("seal-fill" if newest else "warning-fill", "ok" if good else "warn")
        self._title.setText(_title(newest, state.due))
        self._words.setText(_words(state))
        self.trial.setEnabled(newest is not None)
        self._show_second(state)
        self._show_check(state.checked)
        self._count.setText(tr("{count} salinan", count=format.number(len(state.backups))) if newest else "")
        self._show_copies()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._narrow != (event.size().width() < px(_NARROW)):
            self._narrow = not self._narrow
            self._show_copies()

    def _show_copies(self) -> None:
        state = self._state
        self._list.clear()
        if not state.backups:
            self._list.add(
                Text(tr("Belum ada. Salinan pertama dibuat saat Payung ditutup."), "body", "text2", wrap=True)
            )
        else:
            holder = QWidget()
            holder.setLayout(self._table(state.backups[:_SHOWN]))
            self._list.add(holder)

    def ask_restore(self, backup: Backup) -> None:
        """Say what a restore does and ask for its passphrase."""
        self._restoring_box.show()
        self.restoring.begin(backup)

    def show_trouble(self, text: str) -> None:
        """What did not work; an empty text takes it back."""
        self._trouble.set_news("err", tr("Cadangan belum berhasil"), text)
        self._trouble.setVisible(bool(text))

    def show_refused(self, text: str) -> None:
        """The passphrase for the restore will not do."""
        self.restoring.show_refused(text)

    def show_weak(self, text: str) -> None:
        """The new passphrase for the restore will not do."""
        self.restoring.way.show_weak(text)

    def show_repair_refused(self, text: str) -> None:
        """The passphrase for the repair will not do."""
        self.damage.show_refused(text)

    def _show_check(self, checked: FullCheck | None) -> None:
        bad = checked is not None and not checked.passed
        self._damage_box.setVisible(bad)
        self.damage.setVisible(bad)
        if checked is None:
            self._checked.setText(tr("Setiap minggu, sambil bekerja: setiap halaman, tanda tangan, dan sambungan."))
            return
        when = format.date_time(datetime.fromisoformat(checked.at))
        self._checked.setText(
            tr("Ada masalah, diperiksa {when}", when=when) if bad else tr("Data diperiksa {when}: baik", when=when)
        )
        if bad:
            self.damage.begin(checked.problems)

    def _news(self) -> Panel:
        self._shield = Icon("warning-fill", "warn", 32)
        self._title = Text("", "lead", wrap=True)
        self._words = Text("", "body", "text2", wrap=True)
        self.now = Button(tr("Cadangkan sekarang"), "primary", icon="download", keycap="Ctrl+B")
        self.now.clicked.connect(lambda *_: self.backup_wanted.emit())
        return Panel(
            H(
                (self._shield, 0, MIDDLE),
                16,
                (V(self._title, 2, self._words), 1),
                16,
                (self.now, 0, MIDDLE),
                margins=(20, 16, 20, 16),
            )
        )

    def _places(self) -> Card:
        self.trial = Button(tr("Uji sekarang"), icon="history", size="s")
        self.trial.clicked.connect(lambda *_: self.trial_wanted.emit())
        self.choose = Button(tr("Pilih folder"), icon="folder", size="s")
        self.choose.clicked.connect(self._pick)
        self.clear = Button(tr("Lepas"), "ghost", size="s")
        self.clear.clicked.connect(lambda *_: self.second_chosen.emit(None))
        self.check = Button(tr("Periksa sekarang"), icon="search", size="s")
        self.check.clicked.connect(lambda *_: self.check_wanted.emit())
        self._checked = Text("", "small", wrap=True)
        self._second = Text("", "small", wrap=True)
        self._tried = Text("", "small", wrap=True)
        return Card(
            Text(tr("Otomatis"), "h2"),
            2,
            setting_row(
                tr("Setiap jam kerja dan saat Payung ditutup"),
                tr("Di komputer ini, bila ada yang berubah. Salinan dibuka dan diperiksa sebelum dihitung."),
                Icon("check-circle-fill", "ok", 22),
            ),
            Rule(),
            H((V(Text(tr("Tempat kedua"), "bodyStrong"), 2, self._second), 1), 16, self.clear, 8, self.choose,
              margins=(0, 12, 0, 12)),
            Rule(),
            H((V(Text(tr("Uji pulih"), "bodyStrong"), 2, self._tried), 1), 16, self.trial, margins=(0, 12, 0, 12)),
            Rule(),
            H((V(Text(tr("Pemeriksaan data"), "bodyStrong"), 2, self._checked), 1), 16, self.check,
              margins=(0, 12, 0, 12)),
            margins=(20, 16, 20, 8),
        )  # fmt: skip

    def _show_second(self, state: BackupState) -> None:
        self.clear.setVisible(state.second is not None)
        if state.second is None:
            self._second.setText(tr("Belum dipilih. Disk lain menyelamatkan data bila disk komputer ini rusak."))
        elif state.second_here:
            self._second.setText(tr("Setiap salinan juga ditulis ke {folder}", folder=str(state.second)))
        else:
            self._second.setText(tr("{folder} sedang tidak terpasang", folder=str(state.second)))
        drilled = state.drilled
        if drilled is None:
            self._tried.setText(tr("Setiap bulan salinan terbaru dipulihkan ke tempat sementara, lalu dibandingkan."))
        else:
            when = format.date_time(datetime.fromisoformat(drilled.at))
            words = tr("Cadangan teruji, ke-{number}, {when}") if drilled.passed else tr(
                "Cadangan ke-{number} tidak lulus uji, {when}")  # fmt: skip
            self._tried.setText(words.format(number=drilled.sequence, when=when))

    def _pick(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Pilih folder di disk lain"))
        if name:
            self.second_chosen.emit(Path(name))

    def _table(self, backups: tuple[Backup, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(0)
        for number, backup in enumerate(backups):
            grid.addWidget(Rule(), 2 * number, 0, 1, 3 if self._narrow else 7)
            for column, cell in enumerate(self._cells(backup)):
                grid.addWidget(cell, 2 * number + 1, column)
        grid.setColumnStretch(0 if self._narrow else 1, 1)
        return grid

    def _cells(self, backup: Backup) -> tuple[QWidget, ...]:
        second = self._state.second is not None and backup.path.is_relative_to(self._state.second)
        tested = self._state.drilled is not None and self._state.drilled.sequence == backup.sequence
        back = Button(tr("Pulihkan"), "link", size="s")
        back.setAccessibleName(tr("Pulihkan cadangan ke-{number}", number=backup.sequence))
        back.clicked.connect(lambda *_: self.ask_restore(backup))
        when = f"{format.date_long(backup.made_at.date())}, {format.clock(backup.made_at)}"
        place = tr("Tempat kedua") if second else tr("Komputer ini")
        people, size = tr("{count} pekerja", count=format.number(backup.workers)), format.file_size(backup.size)
        rest: tuple[QWidget, ...] = (
            StatusPill(tr("Sudah diuji"), "ok", "check-bold") if tested and self._state.drilled.passed else Text(""),
            back,
        )
        if self._narrow:
            below = Text(f"{place}  ·  {people}  ·  {size}", "small", wrap=True)
            return Box(V(Text(when, "bodyStrong", wrap=True), 2, below, margins=(0, 8, 0, 8))), *map(_in_row, rest)
        words = (Text(when, "bodyStrong"), *(Text(each, "body", "text2") for each in (place, people, size)))
        return tuple(map(_in_row, (*words, *rest)))


def _in_row(cell: QWidget) -> QWidget:
    return Box(H((cell, 0, MIDDLE), None, margins=(0, 8, 0, 8)))


class RestoreCard(Panel):
    """What a restore does, and what opens it. ``wanted(Backup, passphrase, recovery code)``, ``left()``."""

    wanted = Signal(object, str, str)
    left = Signal()

    def __init__(self) -> None:
        self._backup: Backup | None = None
        self._title = Text("", "lead", wrap=True)
        self.way = WayIn()
        self.act = Button("", "danger", icon="history")
        self.back = Button(tr("Batal"), "ghost", keycap="Esc")
        words = Text(
            tr(
                "Isi komputer ini diganti dengan isi salinan itu. Keadaan sekarang disimpan dulu di folder data, jadi "
                "masih bisa kembali. Yang sudah diterima kabupaten datang lagi bersama balasannya."
            ),
            "body",
            "text2",
            wrap=True,
        )
        super().__init__(
            V(
                self._title,
                4,
                words,
                14,
                Box(V(self.way), max_width=420),
                16,
                H(self.act, 10, self.back, None),
                margins=(20, 18, 20, 18),
            ),
            fill="warnSoft",
        )
        self.act.clicked.connect(self._on_act)
        self.way.entered.connect(self._on_act)
        self.back.clicked.connect(self.left)
        QShortcut(QKeySequence("Esc"), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def begin(self, backup: Backup) -> None:
        """Ask about this one."""
        self._backup = backup
        when = f"{format.date_long(backup.made_at.date())}, {format.clock(backup.made_at)}"
        self._title.setText(
            tr("Pulihkan salinan {when} dengan {count} pekerja", when=when, count=format.number(backup.workers))
        )
        self.act.set_text(tr("Pulihkan cadangan ke-{number}", number=backup.sequence))
        self.way.begin()
        self.way.setFocus()

    def show_refused(self, text: str) -> None:
        """What is the case with the passphrase or the code."""
        self.way.show_refused(text)

    def _on_act(self) -> None:
        opening = self.way.opening()
        if self._backup is not None and opening is not None:
            self.wanted.emit(self._backup, opening.passphrase, opening.recovery_code)


def _title(newest: Backup | None, due: bool) -> str:
    if newest is None:
        return tr("Belum ada cadangan")
    when = f"{format.date_long(newest.made_at.date())}, {format.clock(newest.made_at)}"
    return tr("Cadangan terakhir {when}, ada perubahan sesudahnya", when=when) if due else tr(
        "Data aman, cadangan terakhir {when}", when=when)  # fmt: skip


def _words(state: BackupState) -> str:
    if not state.backups:
        return tr("Bila disk rusak sebelum serah terima, isian yang belum dicadangkan hilang.")
    return tr("{count} salinan, disimpan menurut nomor.", count=format.number(len(state.backups)))
