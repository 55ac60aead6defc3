"""The first day: nobody is recorded yet, and three ways to begin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gui.format import number
from gui.language import tr
from gui.widgets.button import Button
from gui.widgets.empty_state import EmptyState, StartCard


class FirstDay(EmptyState):
    """``first``: the button that takes the focus. ``open_page``: as ``PageTools.open_page``."""

    def __init__(self, place: str, has_kit: bool, drafts: int, open_page: Callable[..., Any]) -> None:
        self._open = open_page
        text = tr("Tidak perlu lengkap sekaligus. Yang kurang bisa diisi nanti, dan setiap ketikan tersimpan.")
        title = tr("Selamat datang di {place}. Mulai dari mana saja", place=place)
        super().__init__(title, text, cards=self._ways(has_kit, drafts))

    def _ways(self, has_kit: bool, drafts: int) -> list[StartCard]:
        word = tr("Lanjutkan draf") if drafts else tr("Daftarkan")
        self.first = Button(word, "primary", keycap="Ctrl+N", size="s", on_click=lambda: self._open("register"))
        excel = Button(tr("Impor Excel"), size="s", on_click=lambda: self._open("importing"))
        kit = Button(tr("Buka Serah Terima"), keycap="F9", size="s", on_click=lambda: self._open("handover"))
        about_one = tr("Siapkan KTP. Ketik NIK, sisanya banyak yang terisi sendiri.")
        if drafts:
            about_one = tr("Ada {count} draf yang belum disimpan, kembali di isian yang sama.", count=number(drafts))
        about_kit = (
            tr("Kit sudah terbaca. Bila kabupaten mengirim balasan, baca di sini.")
            if has_kit
            else tr("Colok USB dari Dinperinnaker. Serah terima memerlukan kit itu.")
        )
        return [
            StartCard("user-plus", tr("Daftarkan satu per satu"), about_one, self.first),
            StartCard(
                "table", tr("Sudah punya Excel?"), tr("Pakai berkas yang ada. Judul kolom boleh apa saja."), excel
            ),
            StartCard("usb", tr("USB dari kabupaten") if has_kit else tr("Ada kit dari kabupaten?"), about_kit, kit),
        ]
