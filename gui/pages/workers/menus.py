"""The menu of a row: what the keys and the bar do, said once more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from gui.format import number
from gui.language import tr
from gui.widgets.menu import Menu

Act = Callable[[], object]


def row_menu(
    parent: QWidget,
    ask: Callable[[str], object],
    *,
    count: int,
    gone: bool,
    open_it: Act,
    edit: Act | None,
    tick: Act,
) -> QMenu:
    """``count``: how many rows the acts are for; ``gone``: the row left the register. ``edit`` None: not here."""
    menu = Menu(parent)
    menu.addAction(tr("Buka") + "\tEnter").triggered.connect(lambda: open_it())
    if edit is not None:
        menu.addAction(tr("Ubah isian") + "\tF2").triggered.connect(lambda: edit())
    menu.addAction(tr("Centang") + "\t" + tr("Spasi")).triggered.connect(lambda: tick())
    menu.addSeparator()
    if count > 1:
        menu.addAction(tr("Untuk {count} yang dicentang", count=number(count))).setEnabled(False)
    if edit is not None:
        _add(menu, ask, "occupation", tr("Ubah pekerjaan…"))
        _add(menu, ask, "place", tr("Ubah RT/RW…"))
        if gone:
            _add(menu, ask, "return", tr("Kembalikan ke daftar"))
        else:
            _add(menu, ask, "leave", tr("Keluar dari daftar…") + "\tDel")
        menu.addSeparator()
    _add(menu, ask, "print", tr("Cetak daftar…"))
    _add(menu, ask, "export", tr("Ekspor ke Excel…"))
    return menu


def add_sorting(
    menu: QMenu, columns: Sequence[tuple[str, str]], now: tuple[str, bool], sort: Callable[[str, bool], object]
) -> None:
    """The same as a click on the titles, for the keyboard. ``now``: the column and whether ascending."""
    sub = Menu(menu)
    sub.setTitle(tr("Urutkan menurut"))
    for key, title in columns:
        action = sub.addAction(title)
        action.setCheckable(True)
        action.setChecked(key == now[0])
        action.triggered.connect(lambda _, key=key: sort(key, now != (key, True)))
    menu.addSeparator()
    menu.addMenu(sub)


def _add(menu: QMenu, ask: Callable[[str], object], act: str, text: str) -> None:
    menu.addAction(text).triggered.connect(lambda: ask(act))
