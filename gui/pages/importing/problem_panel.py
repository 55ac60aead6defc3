"""Beside the grid: what is wrong in the cell one is at and what to do; what was found in the whole file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui.format import number, title_case
from gui.language import tr
from gui.pages.importing import words
from gui.pages.importing.checklist import Checklist
from gui.theme import font, px
from gui.widgets.button import Button
from gui.widgets.card import Card, Panel
from gui.widgets.check import Check
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Rule, V
from gui.widgets.painting import RIGHT, TONES, draw_icon, draw_text, rounded, smooth, text_width
from gui.widgets.segment import Segment
from models.values import Severity
from services.reference import Reference
from services.spreadsheets.session import CheckedRow, Choice, Comparison, RowState

_ICONS = {Severity.HELD: ("warning-octagon-fill", "err"), Severity.WARNING: ("warning-fill", "warn")}
_KINDS = 6


class CellCard(Card):
    """The row and cell one is at. ``next_asked``: F8. ``skip_asked``: leave this row out, or let it in again."""

    next_asked = Signal()
    skip_asked = Signal(bool)

    def __init__(self) -> None:
        self._icon = Icon("check-circle-fill", "ok", 20)
        self._place = Text("", "h3", elide=True)
        self._rank, self._who = Text("", "caption"), Text("", "caption", elide=True)
        self._title = Text("", "bodyStrong", wrap=True)
        self._said = Text("", "small", wrap=True)
        self._held_text = Text("", "bodyStrong", elide=True, selectable=True)
        inside = V(Text(tr("Yang tertulis di berkas"), "caption"), 2, self._held_text, margins=(12, 8, 12, 8))
        self._held = Panel(inside, fill="sunken", line=None, radius=8, raised=False)
        self.alike = Check("", wrap=True)
        self.skip = Button("", size="s")
        self.next = Button(tr("Berikutnya"), "soft", size="s", keycap="F8")
        head = H((self._icon, 0, MIDDLE), 8, (self._place, 1), 8, (self._rank, 0, MIDDLE))
        self._foot = Box(H(self.skip, None, self.next, margins=(0, 10, 0, 0)))
        self._value = Box(V(self._held, self.alike, margins=(0, 8, 0, 0), spacing=4))
        parts = (head, self._who, 8, self._title, 2, self._said, self._value, self._foot)
        super().__init__(*parts, margins=(16, 14, 16, 14))
        self.next.clicked.connect(self.next_asked)
        self.skip.clicked.connect(self._ask_skip)
        self.alike.hide()
        self._skipped = False

    def _ask_skip(self) -> None:
        self.skip_asked.emit(not self._skipped)

    def show_cell(self, rows: Checklist, place: int, column: int) -> None:
        """What is to be said about that cell; without a problem, about its row."""
        row = rows.row(place)
        problem = rows.told(place, column)
        name = title_case(row.form.full_name) or tr("Tanpa nama")
        self._skipped = rows.is_skipped(row)
        self._who.setVisible(problem is not None and bool(problem.heading or problem.field))
        if problem is None:
            self._place.setText(tr("Baris {row}, {name}", row=row.row, name=name))
            self._show_fine(row, self._skipped)
        else:
            title = problem.heading or words.field_words().get(problem.field, "")
            self._who.setText(name)  # far to the right of the grid the name is out of view
            self._place.setText(tr("Baris {row}, {name}", row=row.row, name=title or name))
            self._icon.set_icon(*_ICONS[problem.severity])
            self._show_words(*words.said(problem))
        at, count = rows.rank(place, column)
        self._rank.setText(tr("{number} dari {total}", number=number(at), total=number(count)) if at else "")
        self.next.setVisible(bool(count))
        self._show_held_text(rows, place, column)
        skippable = row.state in (RowState.READY, RowState.WARNED)
        self.skip.setVisible(skippable)
        self._foot.setVisible(skippable or bool(count))
        self.skip.set_text(tr("Ikutkan lagi") if self._skipped else tr("Lewati baris ini"))
        self.setAccessibleName(f"{self._place.text()}. {self._title.text()}. {self._said.text()}")

    def _show_fine(self, row: CheckedRow, skipped: bool) -> None:
        if skipped and row.state is not RowState.ALREADY_HERE:
            self._icon.set_icon("minus-circle", "text3")
            self._show_words(tr("Baris ini dilewati"), tr("Tidak ikut masuk sampai diikutkan lagi."))
        elif row.state is RowState.ALREADY_HERE:
            self._icon.set_icon("user-circle-fill", "info")
            self._show_words(tr("Orang ini sudah terdaftar"), tr("Bandingkan di bawah, lalu pilih."))
        else:
            self._icon.set_icon("check-circle-fill", "ok")
            self._show_words(tr("Siap masuk"), tr("Tidak ada masalah di baris ini."))

    def _show_words(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def _show_held_text(self, rows: Checklist, place: int, column: int) -> None:
        cell = rows.cell(place, column)
        self._value.setVisible(bool(cell.mark) and bool(cell.text))
        self._held_text.setText(cell.text)
        self.show_alike(0)

    def show_alike(self, count: int) -> None:
        """How many other cells say the same and have the same trouble."""
        self.alike.setChecked(False)
        self.alike.setVisible(count > 0)
        if count:
            self.alike.set_label(tr("Ubah juga {count} sel lain yang sama", count=number(count)))


class CompareCard(Card):
    """Somebody who is here already: what is kept and what the file says. ``chosen``: skip or update.

    ``all_chosen``: the same for everybody who is here already.
    """

    chosen = Signal(str)
    all_chosen = Signal(str)

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._name = Text("", "h3", elide=True)
        self._lines = V()
        choices = [(Choice.SKIP.value, tr("Lewati")), (Choice.UPDATE.value, tr("Perbarui"))]
        self.segment = Segment(choices, name=tr("Orang yang sudah terdaftar"))
        self.all = Button("", "link", size="s")
        super().__init__(self._name, 8, self._lines, 12, self.segment, 8, H(self.all, None), margins=(16, 14, 16, 14))
        self.segment.changed.connect(self.chosen)
        self.all.clicked.connect(lambda *_: self.all_chosen.emit(self.segment.value()))
        self._count = 0

    def show_choice(self, rows: Checklist, row: CheckedRow) -> None:
        """The row before its comparison is there."""
        holder = row.other
        self._name.setText(tr("Sudah ada: {name}", name=title_case(holder.full_name) if holder else ""))
        self.segment.set_value(rows.choice(row).value)
        self._count = rows.check.count(RowState.ALREADY_HERE)
        self.segment.setVisible(row.state is RowState.ALREADY_HERE)
        self._name_all()

    def _name_all(self) -> None:
        update = self.segment.value() == Choice.UPDATE.value
        count = number(self._count)
        text = tr("Perbarui semua {count}", count=count) if update else tr("Lewati semua {count}", count=count)
        self.all.set_text(text)
        self.all.setVisible(self._count > 1 and not self.segment.isHidden())

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Field by field, old above new; None: it could not be compared."""
        self._lines.clear()
        if comparison is None or not comparison.differences:
            text = tr("Tidak ada isian yang berbeda.") if comparison is not None else tr("Belum bisa dibandingkan.")
            self._lines.add(Text(text, "small", wrap=True))
            return
        labels = words.field_words()
        for place, each in enumerate(comparison.differences):
            if place:
                self._lines.add(Rule())
            old, new = (words.value_words(each.field, value, self._reference) for value in (each.old, each.new))
            self._lines.add(_difference(labels.get(each.field, each.field), old, new))


def _difference(label: str, old: str, new: str) -> Box:
    before, after = Text(old, "small", "text2", wrap=True), Text(new, "smallStrong", wrap=True)
    row = H((before, 1, TOP), 6, (Icon("arrow-right", "primaryText", 16), 0, TOP), 6, (after, 1, TOP))
    box = Box(V(Text(label, "caption"), 1, row, margins=(0, 6, 0, 6)))
    box.setAccessibleName(tr("{field}: {old} menjadi {new}", field=label, old=old, new=new))
    return box


class _KindRow(QAbstractButton):
    """One kind of problem and how often; a press goes to the first."""

    def __init__(self, text: str, severity: Severity, count: int) -> None:
        super().__init__()
        self._words, self._severity, self._count = text, severity, number(count)
        self.setAccessibleName(f"{text}, {self._count}")
        self.setToolTip(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        if self.underMouse():
            rounded(painter, self.rect(), px(6), "subtle")
        area = QRectF(self.rect()).adjusted(px(4), 0, -px(4), 0)
        name, tone = _ICONS[self._severity]
        draw_icon(painter, QRectF(area.x(), 0, px(16), area.height()), name, TONES[tone][0], 16)
        width = text_width(font(13, 700), self._count)
        draw_text(painter, area, self._count, font(13, 700), "text", RIGHT)
        room = area.adjusted(px(24), 0, -width - px(10), 0)
        draw_text(painter, room, self._words, font(13, 500), "text")


class KindsCard(Card):
    """What was found in the file, most first. ``wanted``: the words and the severity of a kind."""

    wanted = Signal(str, object)

    def __init__(self) -> None:
        self._rows = V()
        self._more = Text("", "caption")
        super().__init__(Text(tr("Masalah yang ditemukan"), "h3"), 6, self._rows, self._more, margins=(16, 14, 16, 12))
        self._shown: list[tuple[str, Severity, int]] = []
        self.rows: list[QAbstractButton] = []

    def show_kinds(self, kinds: Sequence[tuple[str, Severity, int]]) -> None:
        """Words, severity, how often."""
        if self._shown == list(kinds):
            return
        self._shown = list(kinds)
        self.setVisible(bool(kinds))
        self._rows.clear()
        self.rows = []
        for text, severity, count in kinds[:_KINDS]:
            row = _KindRow(text, severity, count)
            row.clicked.connect(lambda *_, text=text, severity=severity: self.wanted.emit(text, severity))
            self.rows.append(row)
            self._rows.add(row)
        left = len(kinds) - _KINDS
        self._more.setVisible(left > 0)
        self._more.setText(tr("dan {count} jenis lain", count=number(max(left, 0))))
