"""Which office: a village out of 295, or the district and where its keys go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.labelled_input import LabelledInput
from gui.language import tr
from gui.pages.setup.village_list import VillageList
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V
from services.reference import Village


class VillageStep(QWidget):
    """``searched(str)``, ``taken(Village)``, ``kit_wanted()``, ``entered()``."""

    searched = Signal(str)
    taken = Signal(object)
    kit_wanted = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = LabelledInput(tr("Nama desa atau kelurahan"), "search")
        self.search.edit.textChanged.connect(self.searched)
        self.search.edit.returnPressed.connect(self.entered)
        self.search.edit.installEventFilter(self)
        self.list = VillageList()
        self.list.chosen.connect(self.taken)
        self.list.activated.connect(lambda _: self.entered.emit())
        self._card = Panel(V(self.list, margins=6))
        self._card.hide()
        self._none = Text("", "body", "text2", wrap=True)
        self._none.hide()
        self._kit = Text("", "smallStrong", "ok", wrap=True)
        kit = Button(tr("Punya kit dari kabupaten? Pilih berkasnya"), "link", icon="folder")
        kit.clicked.connect(self.kit_wanted)
        self.setLayout(V(self.search, 8, self._card, self._none, 18, H(kit, None), 6, self._kit, None))
        self.setFocusProxy(self.search)

    def show_villages(self, villages: Sequence[Village], chosen: Village | None) -> None:
        """What fits, or that nothing does."""
        self.search.show_problem("")
        self.list.show_villages(villages, chosen)
        self._card.setVisible(bool(villages))
        text = self.search.text().strip()
        self._none.setVisible(not villages and bool(text))
        self._none.setText(tr("Tidak ada yang cocok dengan “{text}”. Coba sebagian namanya saja.", text=text))

    def show_kit(self, text: str, problem: str) -> None:
        """Which kit was taken, or why not. What was searched for before is over then."""
        if text and self.search.text():
            self.search.edit.blockSignals(True)
            self.search.edit.clear()
            self.search.edit.blockSignals(False)
            self.search.edit.update()
        self._kit.set_color("err" if problem else "ok")
        self._kit.setText(problem or text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the search move in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.step(step)
                return True
        return False


class DistrictStep(QWidget):
    """``keys_wanted()``: choose the folder for the root and recovery secrets."""

    keys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folder = Text(tr("Belum ada folder yang dipilih"), "small", wrap=True)
        self.choose = Button(tr("Pilih folder"), icon="folder")
        self.choose.clicked.connect(self.keys_wanted)
        self._problem_text = Text("", "smallStrong", "err", wrap=True)
        self._problem = Box(
            H(Icon("warning-octagon-fill", "err", 16), 6, (self._problem_text, 1), margins=(0, 10, 0, 0))
        )
        self._problem.hide()
        office = Panel(
            H(
                (Icon("district", "primaryText", 28), 0, TOP),
                16,
                (
                    V(
                        Text(tr("Kabupaten Blora"), "lead"),
                        3,
                        Text(tr("16 kecamatan, 295 desa dan kelurahan"), "small"),
                    ),
                    1,
                ),
                margins=20,
            )
        )
        keys = Panel(
            V(
                Text(tr("Kunci kabupaten untuk dua brankas"), "h2"),
                4,
                Text(
                    tr(
                        "Dua berkas rahasia ditulis satu kali ke folder ini dan tidak disimpan di komputer: kunci akar "
                        "dan kunci pemulihan. Pakai USB kosong, salin ke USB kedua, lalu simpan di dua brankas."
                    ),
                    "small",
                    wrap=True,
                ),
                14,
                H(self.choose, 12, (self._folder, 1)),
                self._problem,
                margins=20,
            )
        )
        self.setLayout(V(office, 14, keys, None))
        self.setFocusProxy(self.choose)

    def show_keys(self, folder: str) -> None:
        """Where they will be written."""
        self._folder.setText(folder)
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Why one cannot go on."""
        self._problem_text.setText(text)
        self._problem.setVisible(bool(text))
