"""Step 1: a place to drop, choose or paste a list; its sheets when there are several; the imports made before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QSizePolicy, QWidget

from gui.format import date_time, number
from gui.language import tr
from gui.theme import color, px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import CENTER, MIDDLE, TOP, Box, H, Rule, V
from gui.widgets.painting import rounded, smooth
from gui.widgets.pill import StatusPill
from gui.widgets.radio import Radio
from services.spreadsheets.session import SeenBefore, Source, SourceSheet
from services.workers.acts import Act

_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


class DropZone(QWidget):
    """Says where a file may be dropped; the page takes the drop. ``choose`` stands in its middle."""

    def __init__(self, choose: Button, paste: Button) -> None:
        super().__init__()
        self._hot = False
        middle = Qt.AlignmentFlag.AlignHCenter
        title = Text(tr("Seret berkas Excel ke sini"), "h1", align=middle, wrap=True)
        kinds = tr("atau pilih dari komputer. Bisa .xlsx, .xls, .csv, dan .ods")
        hint = Text(kinds, "body", "text2", align=middle, wrap=True)
        picture = (Icon("excel-fill", "primary", 52), 0, CENTER)
        buttons = Box(H(choose, paste, spacing=12))
        self.setLayout(V(None, picture, 16, title, 4, hint, 16, (buttons, 0, CENTER), None, margins=20))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.restyle()

    def set_hot(self, hot: bool) -> None:
        """While a file hovers over it."""
        self._hot = hot
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.setMinimumHeight(px(220))
        self.setMaximumHeight(px(300))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        rounded(painter, area, px(14), "primarySoft" if self._hot else "surface")
        pen = QPen(color("primary"), px(2))
        pen.setDashPattern([5, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, px(14), px(14))


class SheetsCard(Card):
    """The sheets of a workbook: all that hold a list, or one of them. ``chosen``: its index, None for all."""

    def __init__(self) -> None:
        self._title = Text("", "h2", elide=True)
        self._said = Text("", "small", wrap=True)
        self._rows = V()
        self._radios: list[tuple[Radio, int | None]] = []
        head = H((Icon("excel-fill", "primary", 28), 0, TOP), 14, (V(self._title, 2, self._said), 1))
        super().__init__(head, 14, Rule(), self._rows, margins=(20, 18, 20, 10))
        self._group = QButtonGroup(self)  # the lines have no common parent

    def show_source(self, source: Source) -> None:
        """The sheets of that file; those with a list are offered first."""
        self._title.setText(source.name)
        self._said.setText(tr("Berkas ini punya {count} lembar. Pilih yang dipakai.", count=len(source.sheets)))
        self._rows.clear()
        self._radios = []
        lists = [sheet for sheet in source.sheets if sheet.has_table and not sheet.hidden]
        if lists:
            rows = sum(sheet.rows for sheet in lists)
            text = tr("Semua lembar yang berisi daftar")
            about = tr("{sheets} lembar, {rows} baris", sheets=number(len(lists)), rows=number(rows))
            self._add(text, about, None)
        for sheet in source.sheets:
            self._add(sheet.name, _about(sheet), sheet.index, sheet)
        first = next((radio for radio, index in self._radios if radio.isEnabled()), None)
        if first is not None:
            first.setChecked(True)

    def _add(self, text: str, about: str, index: int | None, sheet: SourceSheet | None = None) -> None:
        radio = Radio(text)
        radio.setEnabled(sheet is None or sheet.rows > 0)
        items: list[object] = [(radio, 0, MIDDLE), 12, (Text(about, "caption"), 0, MIDDLE), None]
        if sheet is not None and sheet.hidden:
            items.append((StatusPill(tr("Tersembunyi"), "warn"), 0, MIDDLE))
        elif sheet is not None and not sheet.has_table:
            items.append((StatusPill(tr("Bukan daftar"), "neutral", ""), 0, MIDDLE))
        if self._radios:
            self._rows.add(Rule())
        self._rows.add(Box(H(*items, margins=(0, 6, 0, 6))))
        self._radios.append((radio, index))
        self._group.addButton(radio)

    def sheet(self) -> int | None:
        """The chosen sheet; None: all that hold a list."""
        return next((index for radio, index in self._radios if radio.isChecked()), None)

    def focus(self) -> None:
        """To the chosen line."""
        next((radio for radio, _ in self._radios if radio.isChecked()), self).setFocus()

    def radios(self) -> list[Radio]:
        """The lines, top to bottom."""
        return [radio for radio, _ in self._radios]


def _about(sheet: SourceSheet) -> str:
    if not sheet.rows:
        return tr("kosong")
    return tr("{rows} baris, {columns} kolom", rows=number(sheet.rows), columns=number(sheet.columns))


class RecentCard(Card):
    """The imports made before. ``undo_asked``: the act to take back."""

    undo_asked = Signal(str)

    def __init__(self) -> None:
        self._rows = V()
        self.buttons: dict[str, Button] = {}
        super().__init__(Text(tr("Impor sebelumnya"), "h2"), 6, self._rows, margins=(20, 16, 20, 8))

    def show_acts(self, acts: Sequence[Act]) -> None:
        """Newest first; the focus stays on the same import."""
        focused = next((key for key, button in self.buttons.items() if button.hasFocus()), "")
        self._rows.clear()
        self.buttons = {}
        for place, act in enumerate(acts):
            if place:
                self._rows.add(Rule())
            self._rows.add(self._row(act))
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def _row(self, act: Act) -> QWidget:
        when = date_time(datetime.fromisoformat(act.at))
        about = tr("{when}, {count} pekerja, oleh {user}", when=when, count=number(act.count), user=act.user)
        said = V(Text(act.note or tr("Tanpa nama"), "bodyStrong", elide=True), 1, Text(about, "caption", elide=True))
        items: list[object] = [(Icon("file-text", "primaryText", 22), 0, MIDDLE), 12, (said, 1), 12]
        if act.undone:
            items.append((StatusPill(tr("Dibatalkan"), "neutral", "undo"), 0, MIDDLE))
        elif act.undoable:
            name = tr("Batalkan impor {file}", file=act.note)
            button = Button(tr("Batalkan impor"), size="s", name=name)
            button.clicked.connect(partial(self._ask, act.id))
            self.buttons[act.id] = button
            items.append((button, 0, MIDDLE))
        return Box(H(*items, margins=(0, 8, 0, 8)))

    def _ask(self, act: str, *_: object) -> None:
        self.undo_asked.emit(act)


class FileStep(Box):
    """``zone`` while nothing is chosen, ``sheets`` once a file with several sheets is read."""

    def __init__(self, choose: Button, on_paste: Callable[[], object]) -> None:
        self.paste = Button(tr("Tempel dari Excel"), icon="clipboard", keycap="Ctrl+V", on_click=on_paste)
        self.zone = DropZone(choose, self.paste)
        self.sheets = SheetsCard()
        self.seen = Banner("info", tr("Berkas ini pernah diimpor"))
        self.recent = RecentCard()
        hint = Banner(
            "info",
            tr("Tidak harus rapi dulu"),
            tr("Judul kolom boleh beda, boleh ada judul di atas tabel, boleh banyak lembar. Tebakannya Anda periksa."),
        )
        safe = Banner(
            "ok",
            tr("Diperiksa dulu, baru masuk"),
            tr("Baris yang bermasalah ditahan dan ditunjukkan sebabnya. NIK tidak pernah ditebak."),
            icon="check-circle-fill",
        )
        self._tips = QBoxLayout(_ACROSS)
        self._tips.addWidget(hint, 1)
        self._tips.addWidget(safe, 1)
        tips = QWidget()
        tips.setLayout(self._tips)
        self._tips.setContentsMargins(0, 0, 0, 0)
        below = H((self.recent, 2, TOP), (tips, 1, TOP), spacing=16)
        super().__init__(V(self.seen, (self.zone, 4), self.sheets, below, None, spacing=16))
        self.show_zone()
        self.show_recent(())

    def restyle(self) -> None:
        """Take the gap anew."""
        super().restyle()
        self._tips.setSpacing(px(12))

    def show_zone(self) -> None:
        """Nothing is chosen yet."""
        self.seen.hide()
        self.sheets.hide()
        self.zone.show()

    def show_sheets(self, source: Source, seen: SeenBefore | None) -> None:
        """A file with several sheets was read."""
        self.zone.hide()
        self.sheets.show_source(source)
        self.sheets.show()
        show_seen(self.seen, seen)
        self.sheets.focus()

    def show_recent(self, acts: Sequence[Act]) -> None:
        """The imports made before, or no card at all."""
        self.recent.setVisible(bool(acts))
        self._tips.setDirection(_DOWN if acts else _ACROSS)
        self.recent.show_acts(acts)


def show_seen(banner: Banner, seen: SeenBefore | None) -> None:
    """Say when this very file was imported before."""
    banner.setVisible(seen is not None)
    if seen is not None:
        when = date_time(datetime.fromisoformat(seen.at))
        text = tr("Isinya persis sama dengan impor {when}. Orang yang sudah terdaftar tidak masuk dua kali.", when=when)
        banner.set_news("info", tr("Berkas ini pernah diimpor"), text)
