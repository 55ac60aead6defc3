"""Every page of the program in every state that its pictures show, on invented people, once per test session."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from gui.offscreen import settle, shown_window
from gui.pages.setup.page import SetupPage
from gui.screenshots import _ANSWERS, KEY_STEPS, _shots
from gui.widgets.card import Panel
from gui.widgets.stat_tile import StatTile
from gui.window import MainWindow
from services.context import AppContext
from services.settings import SettingsFile

Looked = Callable[[str, QWidget], None]
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSlider, QAbstractItemView, QTextEdit)


def look_at_pages(context: AppContext, folder: Path, size: tuple[int, int], look: Looked) -> list[str]:
    """Open each page of an office in each of its states and hand the window over; gives the names of what was seen."""
    settings = SettingsFile(folder)
    settings.change(reduced_motion=True)
    seen: list[str] = []
    with shown_window(folder, settings, size) as window:
        window.keep_context = True
        window.show_office(context)
        office = window.office
        assert office is not None
        for spec in office.navigation.specs:
            office.open_page(spec.key)
            page = office.navigation.page(spec.key)
            settle(window)
            for shot, prepare in _shots(spec.build):
                if prepare is not None:
                    prepare(page, office.tools)
                    settle(window)
                seen.append(f"{context.office.role.value}:{spec.key}{shot}")
                look(seen[-1], window)
    assert sys.modules["gui.screenshots"]
    return seen


def look_at_doors(folder: Path, size: tuple[int, int], look: Looked) -> list[str]:
    """The steps of the first start and the sign-in after it."""
    settings = SettingsFile(folder)
    settings.change(reduced_motion=True)
    seen: list[str] = []
    with shown_window(folder, settings, size) as window:
        window.show_setup()
        page = window.findChild(SetupPage)
        assert isinstance(page, SetupPage)
        for name, show in KEY_STEPS:
            show(page)
            settle(window)
            if name:
                seen.append(f"setup:{name}")
                look(seen[-1], window)
        for name, answer in _ANSWERS:
            answer(page)
            settle(window)
            seen.append(f"setup:{name}")
            look(seen[-1], window)
            if name != "recovery":
                page.go_on()
                settle(window)
        page.go_on()
        settle(window)
        window.lock()
        settle(window)
        seen.append("sign-in")
        look(seen[-1], window)
    return seen


def controls(window: QWidget) -> Iterator[QWidget]:
    """What a person can use now: shown, enabled, no part of another control, no tile that only shows a figure."""
    for kind in CONTROLS:
        for widget in window.findChildren(kind):
            idle = isinstance(widget, QScrollBar) or (isinstance(widget, StatTile) and not widget.isCheckable())
            if widget.isVisible() and widget.isEnabled() and not idle and not _inner(widget):
                yield widget


def _inner(widget: QWidget) -> bool:
    """The line edit in a combo box, the button that clears a line edit, the headers of a table."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QLineEdit, QAbstractItemView)) and parent is not widget:
            return True
        parent = parent.parentWidget()
    return False


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says first."""
    named = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    if named:
        return named
    return next((label.text() for label in widget.window().findChildren(QLabel) if label.buddy() is widget), "")


def texts(window: QWidget) -> Iterator[str]:
    """Everything that can be read or heard."""
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        text = getattr(widget, "text", None)
        if callable(text):
            yield str(text())
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QAbstractItemView):
            yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), 20)):
            yield str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")


def too_wide(window: MainWindow | QWidget) -> list[str]:
    """Scroll areas that need sideways scrolling, tables left out."""
    return [
        type(area).__name__
        for area in window.findChildren(QAbstractScrollArea)
        if area.isVisible() and not isinstance(area, QAbstractItemView) and area.horizontalScrollBar().maximum() > 0
    ]


def out_of_order(window: QWidget) -> list[str]:
    """Controls of one card that Tab visits before something which stands above them, or left of them in their row."""
    visited: dict[QWidget, list[QWidget]] = {}
    widget = window.nextInFocusChain()
    while widget is not window:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            card = _card(widget)
            if card is not None and isinstance(widget, CONTROLS) and not _inner(widget):
                visited.setdefault(card, []).append(widget)
        widget = widget.nextInFocusChain()
    found = []
    for card, stops in visited.items():
        places = [stop.mapTo(card, stop.rect().center()) for stop in stops]
        for (before, at), (after, then) in pairwise(zip(stops, places, strict=True)):
            above = then.y() < at.y() - max(before.height(), after.height())
            same_row = abs(then.y() - at.y()) < min(before.height(), after.height()) // 2
            if above or (same_row and then.x() < at.x()):
                found.append(f"{spoken_name(before)[:30]} → {spoken_name(after)[:30]}")
    return found


def _card(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, Panel):
            return parent
        parent = parent.parentWidget()
    return None
