"""A choice that one searches by typing: an editable combo box with a list of what matches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QListView,
    QSizePolicy,
    QWidget,
)

from gui.forms.option_list import dress_colors, dress_list
from gui.language import tr
from gui.theme import color, font, px
from gui.widgets.painting import draw_icon, draw_text, smooth
from gui.widgets.text_input import InputState, paint_frame

Option = tuple[str, str]  # value, text
Match = Callable[[str], Sequence[str]]
_ARROW = 34


class Choice(QComboBox):
    """``options``: (value, text). ``match``: an own search, from typed words to values, best first.

    ``named``: the one value that a text means by itself, however many others it would find («bakul»).
    ``searchable`` False: a plain list. ``chosen``: a value the officer chose. ``unknown``: a text was left that is no
    option; with ``other`` («Tambahkan {text} sebagai Lainnya») the list offers that and emits it.
    """

    chosen = Signal(str)
    unknown = Signal(str)
    left = Signal()

    def __init__(
        self,
        options: Sequence[Option] = (),
        *,
        name: str = "",
        placeholder: str = "",
        match: Match | None = None,
        named: Callable[[str], str | None] | None = None,
        searchable: bool = True,
        other: str = "",
        width: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state: InputState = "normal"
        self._match, self._other, self._fixed_width = match, other, width
        self._named = named
        self._texts: dict[str, str] = {}
        self._searchable = searchable
        self._placeholder = placeholder
        self.setAccessibleName(name)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(free if width is None else fixed, fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(9)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        view = QListView()
        self.setView(view)
        dress_list(view)
        if searchable:
            self._make_searchable(placeholder)
        self.set_options(options)
        self.activated.connect(lambda row: self._choose_text(self.itemText(row)))
        self.restyle()

    # what can be chosen

    def set_options(self, options: Sequence[Option]) -> None:
        """Other options; the value stays where it still exists."""
        before = self.value()
        self._texts = dict(options)
        self.blockSignals(True)
        self.clear()
        for value, text in options:
            self.addItem(text, value)
        self.blockSignals(False)
        self.set_value(before)

    def value(self) -> str | None:
        """The chosen value; None when nothing is, or when the text is no option."""
        return self._value_of(self.currentText()) if self._searchable else self.currentData()

    def set_value(self, value: str | None) -> None:
        """Choose without telling; None empties it."""
        row = -1 if value is None else self.findData(value)
        self.blockSignals(True)
        self.setCurrentIndex(row)
        if self._searchable:
            self.setEditText(self._texts.get(value or "", ""))
            self.lineEdit().setCursorPosition(0)
        self._told, self._told_unknown = value, ""
        self.blockSignals(False)
        self.update()

    def text(self) -> str:
        """What is shown or typed."""
        return self.currentText()

    def set_text(self, text: str) -> None:
        """Show a text as it was typed, also one that is no option, without telling."""
        value = self._value_of(text)
        self.set_value(value)
        if value is None and self._searchable:
            self.blockSignals(True)
            self.setEditText(text)
            self.blockSignals(False)

    def set_state(self, state: InputState) -> None:
        """normal, error, warn or ok."""
        self._state = state
        self.update()

    def state(self) -> str:
        """The state shown."""
        return self._state

    def selectAll(self) -> None:
        """Select the typed text, so that the next key replaces it."""
        if self._searchable:
            self.lineEdit().selectAll()

    # searching

    def _make_searchable(self, placeholder: str) -> None:
        self.setEditable(True)
        line = self.lineEdit()
        line.setFrame(False)
        line.setPlaceholderText(placeholder)
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(9)
        self.setCompleter(completer)
        popup = completer.popup()
        if isinstance(popup, QListView):
            dress_list(popup)
        completer.activated[str].connect(self._choose_text)
        line.textEdited.connect(self._search)
        line.installEventFilter(self)

    def _search(self, typed: str) -> None:
        self._typed = typed.strip()
        self._found.setStringList(self._matches(self._typed))

    def _matches(self, typed: str) -> list[str]:
        if self._match is not None:
            found = [self._texts[value] for value in self._match(typed) if value in self._texts]
        else:
            words = typed.casefold()
            found = [text for text in self._texts.values() if words in text.casefold()]
            found.sort(key=lambda text: not text.casefold().startswith(words))
        if typed and self._other and not any(text.casefold() == typed.casefold() for text in found):
            found.append(self._other_text(typed))
        elif not found:
            found = [_nothing()]
        return found

    def _other_text(self, typed: str) -> str:
        return self._other.format(text=f"“{typed}”")

    def _value_of(self, text: str) -> str | None:
        plain = text.strip().casefold()
        return next((value for value, shown in self._texts.items() if shown.casefold() == plain), None)

    def _choose_text(self, text: str) -> None:
        value = self._value_of(text)
        if value is not None:
            changed = self._told != value
            self.set_value(value)
            if changed:
                self.chosen.emit(value)
        elif self._searchable and self._other and text == self._other_text(self._typed):
            self.setEditText(self._typed)
            self._tell_unknown(self._typed)

    def _tell_unknown(self, text: str) -> None:
        self._told = None
        if text != self._told_unknown:  # Enter in the list arrives here twice
            self._told_unknown = text
            self.unknown.emit(text)

    _told: str | None = None
    _told_unknown = ""
    _typed = ""

    def settle(self) -> None:
        """Take what is typed: an option whatever its case, or the only one that matches. Leaving does this."""
        typed = self.currentText().strip()
        if typed == _nothing() or (self._other and typed == self._other_text(self._typed)):
            typed = self._typed  # the arrows put the words of the list into the input
            self.setEditText(typed)
        value = self._value_of(typed)
        if value is None and typed and self._named is not None:
            value = self._named(typed)
        if value is None and typed:
            found = [self._value_of(text) for text in self._matches(typed)]
            known = [each for each in found if each is not None]
            value = known[0] if len(known) == 1 else None
        if value is not None:
            self._choose_text(self._texts[value])
        elif typed and self._searchable:
            self._tell_unknown(typed)
        elif self._told is not None:
            self._told = None
            self.chosen.emit("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        elif event.type() == QEvent.Type.Resize:
            self._place_line()  # the combo box puts it back to its style's place whenever the choice changes
        return bool(super().eventFilter(watched, event))

    # look and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or alt_down:
            self.showPopup()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event)
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        """Take what is typed, and let the form move on.

        While the list is open it has the keyboard, and hands the key to this widget alone: nobody above would hear it.
        """
        listed = self._searchable and self.completer().popup().isVisible()
        if listed:
            self.completer().popup().hide()
            again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QCoreApplication.sendEvent(self, again)
        elif self._searchable:
            self.settle()
        event.setAccepted(listed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change an answer

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            if self._searchable:
                self.settle()
            self.left.emit()
        self.update()

    def restyle(self) -> None:
        """Take font and colours anew."""
        self.setFont(font(14, 500))
        dress_colors(self.view())
        if self._searchable:
            line = self.lineEdit()
            line.setFont(font(14, 500))
            line.setTextMargins(px(12) - px(4) - 2, 0, 0, 0)
            palette = line.palette()
            palette.setColor(QPalette.ColorRole.PlaceholderText, color("text3"))
            palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)  # else it covers the frame's corners
            line.setPalette(palette)
            dress_colors(self.completer().popup())
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_line()

    def _place_line(self) -> None:
        if self._searchable:  # inside the frame, which the combo box paints
            self.lineEdit().setGeometry(px(4), 3, self.width() - px(_ARROW) - px(4), self.height() - 6)

    def sizeHint(self) -> QSize:
        return QSize(px(self._fixed_width) if self._fixed_width is not None else px(200), px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(self._fixed_width) if self._fixed_width is not None else px(90), px(40))

    def _has_focus(self) -> bool:
        return self.hasFocus() or (self._searchable and self.lineEdit().hasFocus())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        paint_frame(painter, self, self._has_focus(), self._state, False)
        arrow = self.rect().adjusted(self.width() - px(_ARROW), 0, 0, 0)
        draw_icon(painter, arrow, "caret-down-bold", "text3" if self.isEnabled() else "disabled", 16)
        if not self._searchable:
            text = self.currentText()
            area = self.rect().adjusted(px(12), 0, -px(_ARROW), 0)
            tint = ("text" if text else "text3") if self.isEnabled() else "disabled"
            draw_text(painter, area, text or self._placeholder, font(14, 500), tint)


def _nothing() -> str:
    return tr("Tidak ada yang cocok")
