"""The history of one person: every act, the latest on top, and the way to take one back without a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.format import number
from gui.language import tr
from gui.pages.person import history_words
from gui.pages.person.cards import MARGINS, card_head
from gui.theme import color, px
from gui.widgets.button import Button
from gui.widgets.card import Card, Panel
from gui.widgets.check import Check
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, V
from gui.widgets.painting import draw_icon, rounded, smooth
from services.context import AppContext
from services.workers.history import HistoryEntry
from services.workers.undo import UndoPreview

FIRST = 8
_GUTTER, _DOT = 26, 26
_HEAD, _DOWN = 32, 3  # height of the line of the title; the sign stands in its middle


class _Gutter(QWidget):
    """The sign of an entry on the line that joins it to the next."""

    def __init__(self, icon: str, *, last: bool, counted: bool) -> None:
        super().__init__()
        self._icon, self._last, self._counted = icon, last, counted
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(_GUTTER), px(_DOT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        dot = QRectF(0, px(_DOWN), px(_DOT), px(_DOT))
        if not self._last:
            painter.fillRect(QRectF(px(_DOT) // 2, dot.bottom() + 3, 1, self.height()), color("border"))
        rounded(painter, dot, px(_DOT) / 2, "primarySoft" if self._counted else "sunken")
        draw_icon(painter, dot, self._icon, "primaryText" if self._counted else "text3", 14)


class UndoPanel(Panel):
    """What taking an act back would do, right under it. ``agreed(also_changed)``, ``declined()``."""

    agreed = Signal(bool)
    declined = Signal()

    def __init__(self, entry: HistoryEntry, preview: UndoPreview) -> None:
        self._preview = preview
        changed, sent = history_words.preview_changed(preview), history_words.preview_sent(preview)
        self.also = Check(tr("Urungkan mereka juga"), wrap=True)
        self.go = Button("", "primary", size="s", icon="undo")
        self.stop = Button(tr("Batal"), "ghost", size="s")
        said = V(
            Text(history_words.preview_title(preview, entry.kind, created=entry.created), "smallStrong", wrap=True)
        )
        if changed:
            said.add(4, Text(changed, "small", "warn", wrap=True), 2, self.also)
        if sent:
            said.add(4, Text(sent, "small", wrap=True))
        said.add(10, H(self.go, 8, self.stop, None))
        said.set_margins((12, 10, 12, 10))
        super().__init__(said, fill="subtle", line="border", radius=8, raised=False)
        self.go.clicked.connect(lambda *_: self.agreed.emit(self.also.isChecked()))
        self.stop.clicked.connect(lambda *_: self.declined.emit())
        self.also.toggled.connect(self._fit)
        self._fit(False)

    def _fit(self, also: bool) -> None:
        self.go.set_text(history_words.undo_button(self._preview, also_changed=also))
        self.go.setEnabled(bool(self._preview.workers or (also and self._preview.changed_since)))


class EntryView(QWidget):
    """One act. ``asked``: it shall be taken back."""

    asked = Signal(str)

    def __init__(self, entry: HistoryEntry, ctx: AppContext, *, shown: bool, last: bool, may_undo: bool) -> None:
        super().__init__()
        self.entry = entry
        said = history_words.title(entry)
        self.undo: Button | None = None
        head = H(Box(V(), width=0, height=_HEAD), (Text(said, "smallStrong", wrap=True), 1, MIDDLE))
        if may_undo and entry.undoable:
            self.undo = Button(tr("Urungkan"), "link", size="s", name=tr("Urungkan: {what}", what=said))
            self.undo.clicked.connect(lambda *_: self.asked.emit(entry.act))
            head.add(8, (self.undo, 0, MIDDLE))
        by = history_words.by_words(entry, ctx.office, ctx.reference, ctx.now())
        words = V(head, Text(by, "caption", wrap=True))
        for field, before, after in history_words.change_lines(entry, ctx.reference, shown=shown):
            words.add(3, _change(field, before, after))
        if not entry.counted:
            words.add(3, Text(tr("Tidak dihitung: penulisnya tidak berwenang."), "caption", "warn", wrap=True))
        self._below = V()
        words.add(self._below)
        words.set_margins((0, 0, 0, 12))
        self.setLayout(H(_Gutter(history_words.icon(entry), last=last, counted=entry.counted), 10, (words, 1)))

    def show_below(self, widget: QWidget | None) -> None:
        """A panel or a sentence under the act; None takes it away."""
        self._below.clear()
        if widget is not None:
            self._below.add(8, widget)
            widget.show()
            QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


def _change(field: str, before: str, after: str) -> Box:
    """«RT  003 → 007»; without a value before only the new one."""
    said = f"{before} → {after}" if before else after
    line = Box(H((Text(field, "caption"), 0, TOP), 8, (Text(said, "captionStrong", "text", wrap=True), 1)))
    spoken = tr("{field}: dari {before} menjadi {after}", field=field, before=before, after=after)
    line.setAccessibleName(spoken if before else f"{field}: {after}")
    return line


class HistoryCard(Card):
    """``preview_asked(act)``: what would undoing do. ``undo_asked(act, also_changed)``: do it."""

    preview_asked = Signal(str)
    undo_asked = Signal(str, bool)

    def __init__(self, ctx: AppContext, *, may_undo: bool) -> None:
        self._ctx, self._may_undo = ctx, may_undo
        self._entries: tuple[HistoryEntry, ...] = ()
        self._whole = self._shown = False
        self.views: list[EntryView] = []
        self._inside = V()
        self.more = Button("", "link", size="s", icon="list", on_click=self._show_all)
        self._count = Text("", "caption")
        head = card_head("history", tr("Riwayat"), (self._count, 0, MIDDLE))
        super().__init__(head, 8, self._inside, H(self.more, None), margins=MARGINS)
        self.setAccessibleName(tr("Riwayat"))

    def show_history(self, entries: Sequence[HistoryEntry], *, shown: bool) -> None:
        """Another history; ``shown``: whole numbers."""
        self._entries, self._shown, self._whole = tuple(entries), shown, False
        self._refill()

    def _show_all(self) -> None:
        self._whole = True
        first = len(self.views)
        self._refill()
        target = self.views[min(first, len(self.views) - 1)]
        if target.undo is not None:
            target.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refill(self) -> None:
        self._inside.clear()
        self.views = []
        shown = self._entries if self._whole else self._entries[:FIRST]
        if not shown:
            self._inside.add(Text(tr("Belum ada catatan perubahan."), "small", "text3"))
        for place, entry in enumerate(shown):
            last = place == len(self._entries) - 1
            view = EntryView(entry, self._ctx, shown=self._shown, last=last, may_undo=self._may_undo)
            view.asked.connect(self.preview_asked)
            self.views.append(view)
            self._inside.add(view)
        self._count.setText(tr("{count} catatan", count=number(len(self._entries))) if self._entries else "")
        self.more.set_text(tr("Tampilkan semua, {count} catatan", count=number(len(self._entries))))
        self.more.setVisible(len(shown) < len(self._entries))

    def _view(self, act: str) -> EntryView | None:
        return next((view for view in self.views if view.entry.act == act), None)

    def show_preview(self, preview: UndoPreview) -> UndoPanel | None:
        """What taking that act back would do; only one such panel is open."""
        view = self._view(preview.act.id)
        if view is None:
            return None
        for other in self.views:
            other.show_below(None)
        panel = UndoPanel(view.entry, preview)
        panel.agreed.connect(lambda also: self.undo_asked.emit(preview.act.id, also))
        panel.declined.connect(lambda: self._decline(view))
        view.show_below(panel)
        (panel.go if panel.go.isEnabled() else panel.stop).setFocus(Qt.FocusReason.OtherFocusReason)
        return panel

    def show_trouble(self, act: str, text: str) -> None:
        """Why an act cannot be taken back."""
        view = self._view(act)
        if view is not None:
            sentence = Text(text, "small", "err", wrap=True)
            view.show_below(Box(H((Icon("warning-octagon-fill", "err", 16), 0, TOP), 8, (sentence, 1))))

    def close_preview(self) -> bool:
        """Esc: take the open panel away; False when there is none."""
        view = next((view for view in self.views if view.findChild(UndoPanel) is not None), None)
        if view is not None:
            self._decline(view)
        return view is not None

    def _decline(self, view: EntryView) -> None:
        view.show_below(None)
        if view.undo is not None:
            view.undo.setFocus(Qt.FocusReason.OtherFocusReason)
