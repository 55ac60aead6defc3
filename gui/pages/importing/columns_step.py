"""Step 2: which column of the file goes where, guessed and told how surely, changed by hand with F4."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from gui.format import number
from gui.forms.choice import Choice, Option
from gui.forms.enter import enter_moves_on
from gui.language import tr
from gui.pages.importing import words
from gui.pages.importing.file_step import show_seen
from gui.theme import font, px
from gui.widgets.banner import Banner
from gui.widgets.card import Card, Panel
from gui.widgets.check import Check
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Rule, V
from gui.widgets.painting import CENTER, draw_text, rounded, smooth
from gui.widgets.pill import StatusPill
from gui.widgets.radio import Radio
from gui.widgets.segment import Segment
from services.spreadsheets.session import (
    CHOICES,
    HEIR_ROLES,
    SURE,
    Basis,
    ListMapping,
    MappedColumn,
    Meaning,
    Role,
    SeenBefore,
    SheetMapping,
    updatable_fields,
)

_HEIRS = 3
_AT_ONCE = 4
"""So many lines are made in one go; a list of 200 columns must not hold the window."""
_SIDE = 304
_NO_LIMIT = (1 << 24) - 1
_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


def _options() -> list[Option]:
    """(role:number, words) in the order of the list."""
    found: list[Option] = []
    for role in CHOICES:
        for heir in range(_HEIRS if role in HEIR_ROLES else 1):
            found.append((_value(role, heir), words.meaning_words(Meaning(role, heir))))
    return found


def _value(role: Role, heir: int) -> str:
    return f"{role.value}:{heir}"


class _Letter(QWidget):
    """The letter over a column, as Excel shows it."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self._letter = letter
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(30), px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), px(6), "sunken")
        draw_text(painter, self.rect(), self._letter, font(12, 600), "text2", CENTER)


class ColumnRow(Box):
    """One column of the file. ``chosen``: letter, role and which heir."""

    chosen = Signal(str, str, int)

    def __init__(self, column: MappedColumn, options: Sequence[Option]) -> None:
        self.column = column
        heading = column.heading or tr("Tanpa judul")
        self._arrow = Icon("arrow-right", "text3", 18)
        self.choice = Choice(
            options,
            name=tr("Kolom {letter}, {heading}, isi ke", letter=column.letter, heading=heading),
            searchable=False,
            width=232,
        )
        self.pill = StatusPill("", "neutral", "")
        title = Text(heading, "bodyStrong", elide=True)
        samples = Text(", ".join(column.samples) or tr("kosong"), "caption", elide=True)
        said = V(title, 1, samples)
        self._sure = pill = Box(H((self.pill, 0, MIDDLE), None), 124)
        items = ((_Letter(column.letter), 0, MIDDLE), 12, (said, 1), 12, (self._arrow, 0, MIDDLE), 12)
        super().__init__(H(*items, (self.choice, 0, MIDDLE), 16, (pill, 0, MIDDLE), margins=(18, 6, 12, 6)))
        self.choice.chosen.connect(self._tell)
        self.show_column(column)

    def set_narrow(self, narrow: bool) -> None:
        """Little room: the heading needs it more than how sure the guess is, which the frame shows too."""
        self._arrow.setVisible(not narrow)
        self._sure.setVisible(not narrow)

    def _tell(self, value: str) -> None:
        role, _, heir = value.partition(":")
        self.chosen.emit(self.column.letter, role, int(heir))

    def show_column(self, column: MappedColumn) -> None:
        """How it is understood now."""
        self.column = column
        self.choice.set_value(_value(column.role, column.number))
        used = not column.is_ignored
        self._arrow.set_icon("arrow-right" if used else "minus", "primaryText" if used else "text3")
        doubtful = used and column.confidence < SURE and column.basis is not Basis.HAND
        self.choice.set_state("warn" if doubtful else "normal")
        self.pill.set_status(*_sureness(column))


def _sureness(column: MappedColumn) -> tuple[str, str, str | None]:
    if column.is_ignored:
        return tr("Dilewati"), "neutral", ""
    if column.basis is Basis.HAND:
        return tr("Dipilih sendiri"), "info", "check-bold"
    if column.basis is Basis.REMEMBERED:
        return tr("Diingat"), "ok", "check-bold"
    if column.confidence >= SURE:
        return tr("Yakin {percent}%", percent=column.confidence), "ok", "check-bold"
    return tr("Mungkin {percent}%", percent=column.confidence), "warn", "help"


class ModeCard(Card):
    """Take in everybody, or only bring some fields of people who are here up to date. ``changed``: the fields."""

    changed = Signal(list)

    def __init__(self) -> None:
        self.whole = Radio(tr("Daftarkan pekerja baru"))
        self.partial = Radio(tr("Hanya perbarui kolom tertentu"))
        self.whole.setChecked(True)
        self._note = Text(tr("Dicocokkan lewat NIK. Kolom lain dan orang baru dibiarkan."), "caption", wrap=True)
        self._fields = V(spacing=0)
        self._place = Box(V(self._note, 4, self._fields, margins=(30, 0, 0, 0)))
        self._place.hide()
        self.checks: dict[str, Check] = {}
        head = Text(tr("Yang dilakukan"), "h3")
        super().__init__(head, 4, self.whole, self.partial, self._place, margins=(18, 14, 18, 12))
        self.partial.toggled.connect(self._tell)

    def show_fields(self, fields: Sequence[str]) -> None:
        """What this list can bring up to date; ticks stay."""
        if list(self.checks) == list(fields):
            return
        ticked = self.fields()
        self._fields.clear()
        self.checks = {}
        labels = words.field_words()
        for field in fields:
            check = Check(labels.get(field, field))
            check.setChecked(field in ticked)
            check.toggled.connect(self._tell)
            self.checks[field] = check
            self._fields.add(check)

    def is_partial(self) -> bool:
        """Whether only some fields are meant."""
        return self.partial.isChecked()

    def fields(self) -> list[str]:
        """The fields to bring up to date; none: everybody is taken in."""
        return [field for field, check in self.checks.items() if check.isChecked()] if self.is_partial() else []

    def reset(self) -> None:
        """For another file."""
        self.whole.setChecked(True)
        for check in self.checks.values():
            check.setChecked(False)

    def _tell(self, *_: object) -> None:
        self._place.setVisible(self.is_partial())
        self.changed.emit(self.fields())


class ColumnsStep(Box):
    """``role_chosen``: letter, role, which heir, and whose headings (fingerprint). ``fields_chosen``: as ModeCard."""

    role_chosen = Signal(str, str, int, str)
    fields_chosen = Signal(list)
    at_end = Signal()

    def __init__(self) -> None:
        self.rows: list[ColumnRow] = []
        self._mapping: ListMapping | None = None
        self._table = ""
        self._waiting: list[MappedColumn] = []
        self._narrow = False
        self._seeks = False
        self._lines = V()
        self.lines = Panel(V(self._head(), Rule("border"), self._lines, margins=(1, 1, 1, 4)), radius=10)
        self.tables = H()
        self._side = self._make_side()
        left = V(self.tables, self.lines, None)
        self._whole = H((left, 1), (self._side, 0, TOP), spacing=16)
        super().__init__(self._whole)
        self.mode.changed.connect(self.fields_chosen)
        enter_moves_on(self.lines, self.at_end.emit)

    def _head(self) -> QWidget:
        file, into = Text(tr("Kolom di berkas"), "captionStrong"), Text(tr("Isi ke"), "captionStrong")
        self._into = Box(H(into, None), 372)
        return Box(H((file, 1), self._into, margins=(18, 10, 12, 9)))

    def _make_side(self) -> QWidget:
        self._name = Text("", "h3", elide=True)
        self._facts = V(spacing=4)
        self.seen = Banner("info", tr("Berkas ini pernah diimpor"))
        self.preset = Banner("ok", "", icon="check-circle-fill")
        self.doubt = Banner("warn", "")
        self.trouble = Banner("err", "")
        self.remember = Check(tr("Ingat susunan ini"), strong=True)
        self.remember.setChecked(True)
        note = Text(tr("Berkas berikutnya dengan judul kolom sama langsung cocok."), "caption", wrap=True)
        keep = Card(self.remember, 2, note, margins=(18, 10, 18, 14))
        file = Card(self._name, 8, self._facts, margins=(18, 14, 18, 14))
        self.mode = ModeCard()
        for banner in (self.seen, self.preset, self.doubt, self.trouble):
            banner.hide()
        parts = (self.trouble, file, self.seen, self.preset, self.doubt, self.mode, keep)
        return Box(V(*parts, spacing=12), max_width=_SIDE)

    def show_mapping(self, name: str, mapping: ListMapping, seen: SeenBefore | None, sheets: int) -> None:
        """How the columns are understood. The line one is at stays."""
        self._mapping = mapping
        tables = [table.fingerprint for table in mapping.tables]
        if self._table not in tables:
            self._table = tables[0]
        self._show_tables(mapping.tables)
        self._show_lines(self._current().columns)
        self._show_side(name, mapping, seen, sheets)
        self.mode.show_fields(updatable_fields(mapping))
        self._order()

    def set_narrow(self, narrow: bool) -> None:
        """Little room: what stands beside the columns goes below them."""
        self._narrow = narrow
        self._whole.setDirection(_DOWN if narrow else _ACROSS)
        self._side.setMaximumWidth(_NO_LIMIT if narrow else px(_SIDE))
        self._side.setMinimumWidth(0 if narrow else px(_SIDE))
        self._into.setVisible(not narrow)
        for row in self.rows:
            row.set_narrow(narrow)

    def focus(self) -> None:
        """To the first column whose meaning is not sure."""
        doubtful = [row for row in self.rows if row.choice.state() == "warn"]
        self._seeks = not doubtful and bool(self._waiting)
        if self.rows:
            (doubtful or self.rows)[0].choice.setFocus()

    def show_problems(self, sentences: Sequence[str]) -> None:
        """What keeps the list from being checked; empty: nothing."""
        self.trouble.setVisible(bool(sentences))
        if sentences:
            title, rest = words.halves(sentences[0])
            self.trouble.set_news("err", title, " ".join(part for part in (rest, *sentences[1:]) if part))

    def _current(self) -> SheetMapping:
        assert self._mapping is not None
        return next(table for table in self._mapping.tables if table.fingerprint == self._table)

    def _show_tables(self, tables: Sequence[SheetMapping]) -> None:
        self.tables.clear()
        if len(tables) > 1:
            choices = [(table.fingerprint, table.name) for table in tables]
            switch = Segment(choices, self._table, name=tr("Susunan kolom"))
            switch.changed.connect(self._choose_table)
            self.tables.add(Box(V(switch, 12)))

    def _choose_table(self, fingerprint: str) -> None:
        self._table = fingerprint
        self._show_lines(self._current().columns)

    def _show_lines(self, columns: Sequence[MappedColumn]) -> None:
        before = [_name(row.column) for row in self.rows] + [_name(column) for column in self._waiting]
        if self.rows and before == [_name(column) for column in columns]:
            for row, column in zip(self.rows, columns, strict=False):
                row.show_column(column)
            self._waiting = list(columns[len(self.rows) :])
            return
        self._lines.clear()
        self.rows = []
        self._waiting = list(columns)
        self._add_lines()

    def _add_lines(self) -> None:
        options = _options()
        for column in self._waiting[:_AT_ONCE]:
            row = ColumnRow(column, options)
            row.set_narrow(self._narrow)
            row.chosen.connect(self._tell)
            if self.rows:
                self._lines.add(Box(V(Rule(), margins=(18, 0, 18, 0))))
            self.rows.append(row)
            self._lines.add(row)
            row.show()  # a layout would show it later, and what is not shown cannot take the focus
        self._waiting = self._waiting[_AT_ONCE:]
        self._order()
        if self._seeks and self.window().focusWidget() is self.rows[0].choice:  # the window need not be in front
            self.focus()
        if self._waiting:
            QTimer.singleShot(0, self, self._add_lines)

    def _order(self) -> None:
        """Tab goes through the columns, then what stands beside them, then on; lines are made later than the rest."""
        beside = (self.mode.whole, self.mode.partial, *self.mode.checks.values(), self.remember)
        chain = [*(row.choice for row in self.rows), *beside]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _tell(self, letter: str, role: str, heir: int) -> None:
        self.role_chosen.emit(letter, role, heir, self._table)

    def _show_side(self, name: str, mapping: ListMapping, seen: SeenBefore | None, sheets: int) -> None:
        self._name.setText(name)
        self._facts.clear()
        for label, value in _facts(mapping, sheets):
            shown = Text(value, "smallStrong", elide=True, align=Qt.AlignmentFlag.AlignRight)
            self._facts.add(Box(H((Text(label, "small"), 0), 12, (shown, 1))))
        show_seen(self.seen, seen)
        self.preset.setVisible(mapping.was_remembered or mapping.preset is not None)
        if mapping.was_remembered:
            self.preset.set_news("ok", tr("Susunan ini diingat"), tr("Sama dengan berkas yang pernah dipakai."))
        elif mapping.preset is not None:
            text = tr("Kolomnya langsung cocok.")
            self.preset.set_news("ok", words.preset_words(mapping.preset), text, icon="check-circle-fill")
        doubtful = mapping.doubtful
        self.doubt.setVisible(bool(doubtful))
        if doubtful:
            letters = ", ".join(column.letter for column in doubtful[:6])
            text = tr("Kolom {letters}. Tekan F4 untuk memilih yang lain.", letters=letters)
            self.doubt.set_news("warn", tr("{count} tebakan perlu dilihat", count=len(doubtful)), text)


def _name(column: MappedColumn) -> tuple[str, str]:
    return column.letter, column.heading


def _facts(mapping: ListMapping, sheets: int) -> list[tuple[str, str]]:
    used = ", ".join(sheet.name for sheet in mapping.sheets)
    at = mapping.sheets[0].heading_rows
    lines = "–".join(str(row) for row in dict.fromkeys((*at[:1], *at[-1:])))
    heading = tr("baris {rows}", rows=lines) if at else tr("tidak ada")
    facts = [
        (tr("Lembar"), used if sheets <= 1 else tr("{name} (dari {count})", name=used, count=sheets)),
        (tr("Judul tabel"), heading),
        (tr("Isi"), tr("{count} baris", count=number(mapping.rows))),
    ]
    if mapping.blank_rows:
        facts.append((tr("Baris kosong"), tr("{count}, dilewati", count=number(mapping.blank_rows))))
    return facts
