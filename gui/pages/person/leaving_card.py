"""Out of the register, on the page itself: why, since when, and for a double which record stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from gui.forms.date_field import DateField
from gui.forms.field import FormField
from gui.language import tr
from gui.messages import sentence
from gui.pages.person import words
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.flow import Flow
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Rule, V
from gui.widgets.radio import Radio
from gui.widgets.search_box import SearchBox
from models.values import LeftReason
from services.reference import Reference
from services.workers.records import WorkerRef

_PICKER = 560

REASONS = (
    LeftReason.DIED,
    LeftReason.MOVED,
    LeftReason.EMPLOYEE,
    LeftReason.OVER_65,
    LeftReason.REFUSED,
    LeftReason.DOUBLE,
)


class OtherPicker(QWidget):
    """Which record of the same person stays. ``searched``: look for these words; ``opened``: show that record."""

    searched = Signal(str)
    opened = Signal(str)

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self._reference = reference
        self._group = QButtonGroup(self)
        self._rows = V()
        self.search = SearchBox(tr("Cari nama atau NIK data yang tetap dipakai"), width=None)
        self.field = FormField(tr("Data yang tetap dipakai"), self.search)
        self.radios: dict[str, Radio] = {}
        whole = Box(V(self.field, 6, self._rows), max_width=_PICKER)
        self.setLayout(V(12, whole))
        self.search.searched.connect(self.searched)
        self.search.stepped.connect(self._into_rows)

    def chosen(self) -> str:
        """The id of the chosen record, or nothing."""
        return next((worker_id for worker_id, radio in self.radios.items() if radio.isChecked()), "")

    def show_others(self, others: Sequence[WorkerRef]) -> None:
        """The records to choose from."""
        before = self.chosen()
        for radio in self.radios.values():
            self._group.removeButton(radio)
        self._rows.clear()
        self.radios = {}
        if not others:
            self._rows.add(Text(tr("Belum ada yang cocok. Cari nama atau NIK-nya."), "caption", wrap=True))
        for ref in others:
            self._rows.add(self._row(ref))
        if before in self.radios:
            self.radios[before].setChecked(True)

    def _row(self, ref: WorkerRef) -> Box:
        name = words.name_of(ref.full_name)
        radio = Radio(name)
        self._group.addButton(radio)
        self.radios[ref.id] = radio
        radio.toggled.connect(lambda *_: self.field.set_error(""))
        village = Text(words.village_words(self._reference, ref.village_code), "caption", elide=True)
        link = Button(tr("Buka"), "link", size="s", name=tr("Buka data {name}", name=name))
        link.clicked.connect(lambda *_: self.opened.emit(ref.id))
        return Box(H((radio, 0, MIDDLE), 10, (village, 1, MIDDLE), 10, (link, 0, MIDDLE)))

    def _into_rows(self) -> None:
        if self.radios:
            first = next(iter(self.radios.values()))
            first.setFocus(Qt.FocusReason.TabFocusReason)


class LeavingCard(Card):
    """``agreed(reason, day, id of the record that stays)``; ``closed``: nothing shall happen."""

    agreed = Signal(object, object, str)
    closed = Signal()

    def __init__(self, today: Callable[[], date], reference: Reference) -> None:
        self._today = today
        self._title = Text(tr("Keluar dari daftar"), "h2", wrap=True)
        self.radios = {reason: Radio(_label(reason)) for reason in REASONS}
        self._group = QButtonGroup()
        choices = Flow(16)
        for radio in self.radios.values():
            choices.addWidget(radio)
            self._group.addButton(radio)
        self.reason = FormField(tr("Alasan"), Box(choices))
        self.day = DateField(today, name=tr("Tanggal"), placeholder="")
        self.now = Button(tr("Hari ini"), "soft", keycap="H", on_click=self._fill_today)
        self.on = FormField(tr("Tanggal"), self.day, side=Box(H(self.now, None)))
        self._follows = Text("", "small", wrap=True)
        self._note = Box(H((Icon("info-fill", "info", 18), 0, TOP), 8, (self._follows, 1)))
        self.other = OtherPicker(reference)
        self.go = Button(tr("Keluarkan dari daftar"), "primary", keycap="Ctrl+Enter", on_click=self.submit)
        self.stop = Button(tr("Batal"), "ghost", keycap="Esc", on_click=lambda: self.closed.emit())
        self._trouble = Text("", "smallStrong", "err", wrap=True)
        hint = Text(tr("Datanya tetap tersimpan dan bisa dikembalikan."), "small", wrap=True)
        parts = (self.reason, 12, self.on, 12, self._note, self.other, self._trouble, 12, Rule(), 12)
        super().__init__(self._title, 2, hint, 12, *parts, margins=(20, 16, 20, 16), line="primaryLine")
        self.body.add(H(self.go, 8, self.stop, None))
        for part in (self._note, self.other, self._trouble):
            part.hide()
        self._connect()

    def _connect(self) -> None:
        self._group.setParent(self)
        self._group.buttonToggled.connect(lambda *_: self._on_reason())
        self.day.installEventFilter(self)
        self.day.changed.connect(lambda *_: self.on.set_error(""))
        self.day.returnPressed.connect(self.go.setFocus)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)

    def start(self, name: str) -> None:
        """Empty, for another person; the focus on the first reason."""
        self._title.setText(tr("Keluarkan {name} dari daftar", name=name))
        self._group.setExclusive(False)
        for radio in self.radios.values():
            radio.setChecked(False)
        self._group.setExclusive(True)
        self.day.set_value(None)
        self.other.search.setText("")
        for field in (self.reason, self.on, self.other.field):
            field.set_error("")
        self._trouble.hide()
        self._on_reason()
        self.show()
        self.radios[LeftReason.DIED].setFocus(Qt.FocusReason.TabFocusReason)

    def chosen(self) -> LeftReason | None:
        """The reason chosen."""
        return next((reason for reason, radio in self.radios.items() if radio.isChecked()), None)

    def submit(self) -> None:
        """What is missing is told at its field; otherwise ``agreed``."""
        reason, day = self.chosen(), self.day.value()
        same_as = self.other.chosen() if reason is LeftReason.DOUBLE else ""
        self.reason.set_error("" if reason else tr("Alasan belum dipilih. Pilih salah satu."))
        self.on.set_error(self._day_problem(day))
        lacking = reason is LeftReason.DOUBLE and not same_as
        self.other.field.set_error(tr("Data yang tetap dipakai belum dipilih. Pilih salah satu.") if lacking else "")
        if reason is None:
            self.radios[LeftReason.DIED].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._day_problem(day):
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif lacking:
            self.other.search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif day is not None:
            self.agreed.emit(reason, day, same_as)

    def _day_problem(self, day: date | None) -> str:
        if day is None:
            typed = self.day.is_unreadable()
            blank = tr("Tanggal belum diisi. Tekan H untuk hari ini.")
            return tr("Tanggal tidak terbaca. Ketik seperti 12-03-2026.") if typed else blank
        return sentence("left.future") if day > self._today() else ""

    def show_problem(self, field: str, text: str) -> None:
        """What the service refused."""
        place = {"left_on": self.on, "same_as": self.other.field}.get(field)
        if place is not None:
            place.set_error(text)
        else:
            self._trouble.setText(text)
            self._trouble.show()

    def _on_reason(self) -> None:
        reason = self.chosen()
        if reason is not None:
            self.reason.set_error("")
            self._follows.setText(words.follows_words(reason))
        self._note.setVisible(reason is not None)
        asks = reason is LeftReason.DOUBLE
        if asks and self.other.isHidden():
            self.other.searched.emit("")
        self.other.setVisible(asks)

    def _fill_today(self) -> None:
        self.day.set_value(self._today())
        self.on.set_error("")
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """H in the blank date is today."""
        if (
            watched is self.day
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_H
            and not self.day.text()
        ):
            self._fill_today()
            return True
        return super().eventFilter(watched, event)


def _label(reason: LeftReason) -> str:
    text = words.reason_words(reason)
    return text[:1].upper() + text[1:]
