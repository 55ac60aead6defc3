"""What the drop-down chips offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtWidgets import QMenu, QWidget

from gui.format import number
from gui.language import tr
from gui.pages.workers import words
from gui.widgets.menu import Menu
from models.values import LeftReason
from services.reference import Reference
from services.workers.search import ListFilter, Place

STATUS_ASKED = (ListFilter.COMPLETE, ListFilter.FUNDED, ListFilter.RESERVE, ListFilter.LEFT)
LACKING_ASKED = (
    ListFilter.NIK_DIFFERS.value,
    "nik",
    "kk_number",
    "mother_name",
    "heirs",
    "work_hours",
    "phone",
    "address",
    "occupation_code",
    "notice_given_on",
)
_FLAT = 14  # more neighbourhoods than this are grouped by RW


def status_menu(parent: QWidget, chosen: Callable[[ListFilter, str], object]) -> QMenu:
    """Where they stand, and why they left."""
    menu = Menu(parent)
    for each in STATUS_ASKED:
        if each is ListFilter.LEFT:
            menu.addSeparator()
        menu.addAction(words.filter_name(each)).triggered.connect(lambda _, each=each: chosen(each, ""))
    for reason in LeftReason:
        action = menu.addAction(words.reason_name(reason))
        action.triggered.connect(lambda _, reason=reason: chosen(ListFilter.LEFT, reason.value))
    return menu


def lacking_menu(parent: QWidget, chosen: Callable[[str], object]) -> QMenu:
    """Homework: what is still to be asked or compared."""
    menu = Menu(parent)
    for field in LACKING_ASKED:
        menu.addAction(words.lacking_name(field)).triggered.connect(lambda _, field=field: chosen(field))
    return menu


def occupation_menu(parent: QWidget, reference: Reference, chosen: Callable[[str], object]) -> QMenu:
    """All occupations by name."""
    menu = Menu(parent)
    for each in sorted(reference.occupations.values(), key=lambda each: each.label):
        menu.addAction(each.label).triggered.connect(lambda _, code=each.code: chosen(code))
    return menu


def place_menu(parent: QWidget, places: Sequence[Place], chosen: Callable[[str, str], object]) -> QMenu:
    """The neighbourhoods with how many people; many of them by RW."""
    menu = Menu(parent)
    if len(places) <= _FLAT:
        _add(menu, places, chosen)
    else:
        for rw, group in groupby(places, key=lambda place: place.rw):
            inside = list(group)
            sub = Menu(menu)
            sub.setTitle(f"{words.place_name('', rw)}  ·  {number(sum(each.count for each in inside))}")
            whole = sub.addAction(tr("Semua {place}", place=words.place_name("", rw)))
            whole.triggered.connect(lambda _, rw=rw: chosen("", rw))
            _add(sub, inside, chosen)
            menu.addMenu(sub)
    if not places:
        menu.addAction(tr("Belum ada RT/RW")).setEnabled(False)
    return menu


def _add(menu: QMenu, places: Sequence[Place], chosen: Callable[[str, str], object]) -> None:
    for place in places:
        action = menu.addAction(f"{words.rt_rw(place.rt, place.rw)}  ·  {number(place.count)}")
        action.triggered.connect(lambda _, place=place: chosen(place.rt, place.rw))
