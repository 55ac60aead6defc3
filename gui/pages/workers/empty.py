"""What stands where no rows are, and what the signs in the last column mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.pages.workers.columns import RECEIVED, WAITING
from gui.pages.workers.query import Query
from gui.widgets.button import Button
from gui.widgets.empty_state import EmptyState, StartCard
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H
from services.workers.search import ListFilter

_WORK = (ListFilter.INCOMPLETE, ListFilter.WAITING, ListFilter.REFUSED)


def first_use(open_page: Callable[..., Any], *, district: bool) -> EmptyState:
    """Ways to begin."""
    if district:
        inbox = Button(tr("Buka kotak masuk"), "primary", icon="tray", on_click=lambda: open_page("inbox"))
        return EmptyState(
            tr("Belum ada pekerja dari desa"), tr("Data masuk saat paket dari desa digabungkan."), [inbox]
        )
    return EmptyState(
        tr("Mulai dari mana saja"),
        tr("Tidak perlu lengkap sekaligus. Yang kurang bisa diisi nanti."),
        cards=_ways(open_page),
    )


def _ways(open_page: Callable[..., Any]) -> list[StartCard]:
    register = Button(tr("Daftarkan"), "primary", keycap="Ctrl+N", size="s", on_click=lambda: open_page("register"))
    excel = Button(tr("Impor Excel"), size="s", on_click=lambda: open_page("importing"))
    kit = Button(tr("Baca kit"), size="s", on_click=lambda: open_page("handover"))
    return [
        StartCard(
            "user-plus",
            tr("Daftarkan satu per satu"),
            tr("Siapkan KTP. Ketik NIK, sisanya banyak yang terisi sendiri."),
            register,
        ),
        StartCard(
            "table",
            tr("Sudah punya Excel?"),
            tr("Pakai berkas yang ada. Judul kolom boleh apa saja."),
            excel,
        ),
        StartCard(
            "usb",
            tr("Ada kit dari kabupaten?"),
            tr("Colok USB dari Dinperinnaker. Serah terima memerlukan kit itu."),
            kit,
        ),
    ]


def nothing_found(query: Query, clear: Callable[[], object], among_the_gone: Callable[[], object]) -> EmptyState:
    """No hit: say for what, and offer everybody again. Work that is done is praised, not mourned."""
    back = Button(tr("Hapus filter"), "secondary", icon="x", on_click=clear)
    text = query.text.strip()
    if text:
        title = tr("Tidak ada yang cocok dengan “{text}”", text=text)
        hint = tr("Periksa ejaan, atau cari dengan sebagian nama atau empat angka terakhir NIK.")
        gone = Button(tr("Cari yang sudah keluar"), "ghost", on_click=among_the_gone)
        return EmptyState(title, hint, [back] if query.chosen is ListFilter.LEFT else [back, gone])
    if query.lacking or query.chosen in _WORK:
        return EmptyState(tr("Beres. Tidak ada yang tertunda."), tr("Tidak ada pekerja di filter ini."), [back])
    return EmptyState(tr("Tidak ada pekerja di filter ini"), "", [back])


def signs() -> QWidget:
    """The legend of the last column."""
    return Box(
        H(
            (Icon(RECEIVED, "ok", 16), 0, MIDDLE),
            6,
            Text(tr("diterima kabupaten"), "caption"),
            14,
            (Icon(WAITING, "warn", 16), 0, MIDDLE),
            6,
            Text(tr("belum diserahkan"), "caption"),
        )
    )
