"""Practice first, then the one choice that decides everything: village or district."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.choice_card import ChoiceCard
from gui.language import tr
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import IconTile, Text
from gui.widgets.layouts import MIDDLE, H, V
from models.values import Role

_NARROW = 700


class RoleStep(QWidget):
    """``chosen(Role)``, ``practice(Role)``, ``courier()``: no office here, only files from stick to stick;
    ``restore()``: this office has a backup; ``entered()``."""

    chosen = Signal(object)
    entered = Signal()
    practice = Signal(object)
    courier = Signal()
    restore = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.village = ChoiceCard(
            tr("Kantor desa atau kelurahan"),
            tr("Mendaftarkan pekerja, mencetak kartu, dan menyerahkan data ke kabupaten."),
            note=tr("Untuk perangkat desa: Kasi Pelayanan, Kaur, operator"),
            picture="village",
        )
        self.district = ChoiceCard(
            tr("Kabupaten, Dinperinnaker"),
            tr("Menggabungkan data 295 desa, memilih penerima, dan mencatat iuran."),
            note=tr("Untuk petugas Dinas Perindustrian dan Tenaga Kerja"),
            picture="district",
        )
        self.village.setChecked(True)
        self.village.toggled.connect(lambda on: on and self.chosen.emit(Role.VILLAGE))
        self.district.toggled.connect(lambda on: on and self.chosen.emit(Role.DISTRICT))
        for card in (self.village, self.district):
            card.entered.connect(self.entered)
        self.try_village = Button(tr("Coba sebagai desa"), size="s")
        self.try_village.clicked.connect(lambda: self.practice.emit(Role.VILLAGE))
        self.try_district = Button(tr("Coba sebagai kabupaten"), size="s")
        self.try_district.clicked.connect(lambda: self.practice.emit(Role.DISTRICT))
        self.carry = Button(tr("Kecamatan: salin titipan antar stik"), "link", icon="usb", size="s")
        self.carry.clicked.connect(lambda *_: self.courier.emit())
        self.restoring = Button(tr("Pulihkan dari cadangan"), "link", icon="history", size="s")
        self.restoring.clicked.connect(lambda *_: self.restore.emit())
        others = H(self.restoring, 20, self.carry, None)
        self.setLayout(V(self._practice_card(), 18, self.village, 12, self.district, 14, others, None))
        self.setFocusProxy(self.village)

    def _practice_card(self) -> Panel:
        words = V(
            Text(tr("Latihan dengan data contoh"), "lead"),
            2,
            Text(tr("Orang rekaan, tanpa kata sandi. Hilang saat ditutup."), "small", wrap=True),
        )
        tile = IconTile("graduation-cap", "accentText", "accentSoft", 44)
        self._row = H(
            (H((tile, 0, MIDDLE), 16, (words, 1)), 1),
            H(self.try_village, 8, self.try_district, None),
            margins=(20, 14, 20, 14),
            spacing=12,
        )
        return Panel(self._row, fill="subtle", raised=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the two buttons stand below the words."""
        super().resizeEvent(event)
        narrow = event.size().width() < px(_NARROW)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
