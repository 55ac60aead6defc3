"""Choosing among sticks: cards to choose from, what to do when there are none, a warning for an infected one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.choice_card import ChoiceCard
from gui.language import tr
from gui.sticks.around import Place, room_text
from gui.sticks.words import infected_advice, infected_title
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import IconTile, Text
from gui.widgets.layouts import CENTER, Box, H, V


class StickList(QWidget):
    """``chosen(key)``: a place was chosen. ``folder_picked(str)``: any folder was picked."""

    chosen = Signal(str)
    folder_picked = Signal(str)

    def __init__(self, title: str = "") -> None:
        """``title``: above the list; what is read, unless it is given."""
        super().__init__()
        self.cards: dict[str, ChoiceCard] = {}
        self._places: dict[str, Place] = {}
        self._list = V(spacing=10)
        self._list_box = Box(self._list)
        self.folder = Button(tr("Pilih folder"), "secondary", icon="folder", size="s", on_click=self._pick)
        self._titled = bool(title)
        self._head = Box(H((Text(title or tr("USB yang terbaca"), "h2"), 1), self.folder, spacing=12))
        self._empty = self._make_empty()
        self._infected = Banner("warn", "-")
        self.setLayout(V(self._head, self._list_box, self._empty, self._infected, spacing=12))
        self.show_places((), "")

    def show_places(self, places: Sequence[Place], chosen: str) -> None:
        """The places there are; the focus stays where it was."""
        focused = next((key for key, card in self.cards.items() if card.hasFocus()), "")
        self._list.clear()
        self.cards = {}
        self._places = {place.key: place for place in places}
        for place in places:
            self._add(place, place.key == chosen)
        if focused in self.cards:
            self.cards[focused].setFocus()
        self._list_box.setVisible(bool(places))
        self._head.setVisible(bool(places) or self._titled)
        self.folder.setVisible(bool(places))
        self._empty.setVisible(not places)
        self._warn(chosen)

    def _add(self, place: Place, chosen: bool) -> None:
        note = "" if place.usable else tr("Hanya bisa dibaca, geser tombol kuncinya")
        card = ChoiceCard(place.name, room_text(place), note=note, picture="usb" if place.stick.removable else "folder")
        card.setChecked(chosen)
        card.toggled.connect(lambda on, key=place.key: on and self._on_chosen(key))
        self.cards[place.key] = card
        self._list.add(card)

    def _on_chosen(self, key: str) -> None:
        self._warn(key)
        self.chosen.emit(key)

    def _warn(self, chosen: str) -> None:
        shown = [self._places[chosen]] if chosen in self._places else list(self._places.values())
        infected = [place.name for place in shown if place.stick.suspicious]
        self._infected.setVisible(bool(infected))
        if infected:
            self._infected.set_news("warn", infected_title(", ".join(infected)), infected_advice())

    def _make_empty(self) -> Card:
        center = Qt.AlignmentFlag.AlignHCenter
        text = tr("Colok USB lalu tunggu sebentar, Payung mengenalinya sendiri. Bila tidak muncul, coba port lain.")
        self.empty_folder = Button(tr("Pilih folder"), "secondary", icon="folder", on_click=self._pick)
        return Card(
            (IconTile("usb", side=64), 0, CENTER),
            16,
            Text(tr("Belum ada USB yang terbaca"), "lead", align=center),
            4,
            Text(text, "body", "text2", wrap=True, align=center),
            18,
            H(None, self.empty_folder, None),
            margins=(32, 36, 32, 36),
        )

    def _pick(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Pilih folder untuk paket"))
        if folder:
            self.folder_picked.emit(folder)
