"""Who this is at a glance: status, NIK, what is lacking, and the four dated facts apart from each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QBoxLayout, QLabel

from gui.decided_words import Fact
from gui.format import initials, percent
from gui.language import tr
from gui.pages.person import words
from gui.pages.person.presenter import Person
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.flow import Flow
from gui.widgets.label import Icon, Initials, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Rule, V
from gui.widgets.pill import StatusPill

_PHOTO = 64


class FactStep(Box):
    """One fact on the line of four: what, when, and who said so; an empty circle while it is not so."""

    def __init__(self, fact: Fact, *, last: bool, tall: bool) -> None:
        mark = Icon("check-circle-fill" if fact.known else "circle", "primaryText" if fact.known else "text3", 20)
        value = Text(fact.value, "smallStrong" if fact.known else "small", None if fact.known else "text3", wrap=True)
        said = V(Text(fact.label, "bodyStrong", None if fact.known else "text2", wrap=True), 1, value)
        if fact.detail:
            said.add(1, Text(fact.detail, "caption", wrap=True))
        if tall:
            super().__init__(H((mark, 0, TOP), 12, (said, 1), margins=(0, 4, 0, 4)))
        else:
            way = H((mark, 0, MIDDLE), spacing=8)
            way.add(None if last else (Rule("primaryLine" if fact.known else "border"), 1, MIDDLE), 8)
            super().__init__(V(way, 6, said, None))
        spoken = ", ".join(part for part in (fact.value, fact.detail) if part)
        self.setAccessibleName(f"{fact.label}: {spoken}")


class Band(Card):
    """``reveal_asked``: the whole NIK is wanted."""

    reveal_asked = Signal()

    def __init__(self) -> None:
        self._initials = Initials("", 56)
        self.photo = QLabel()
        self.photo.setAccessibleName(tr("Foto KTP"))
        self.photo.hide()
        self._pills = Flow(8)
        self._share = Text("", "captionStrong")
        self._lacking = Text("", "caption", wrap=True)
        self._nik_label = Text(tr("NIK"), "caption")
        self._nik = Text("", "nik", selectable=True)
        self.reveal = Button(tr("Tampilkan"), "ghost", icon="eye", size="s", name=tr("Tampilkan NIK lengkap"))
        self._trouble = Text("", "caption", "warn", wrap=True)
        self._trouble.hide()
        known = V(Box(self._pills), 6, H((self._share, 0, TOP), 6, (self._lacking, 1, TOP)), self._trouble)
        number = V(self._nik_label, H((self._nik, 0, MIDDLE), 6, (self.reveal, 0, MIDDLE), None), None)
        self._who = H((self._initials, 0, TOP), (self.photo, 0, TOP), 16, (known, 1))
        self._head = H((self._who, 1), number, spacing=24)
        self._facts = H(spacing=8)
        super().__init__(self._head, 14, Rule(), 14, self._facts, margins=(20, 16, 20, 16))
        self._narrow = False
        self._last_facts: Sequence[Fact] = ()
        self.reveal.clicked.connect(lambda *_: self.reveal_asked.emit())

    def show_person(self, person: Person, facts: Sequence[Fact], keeper: str) -> None:
        """Everything about one worker; the NIK masked. ``keeper``: whose record it is; empty where it is ours."""
        form = person.detail.form
        self._initials.set_letters(initials(words.name_of(form.full_name)))
        while self._pills.count():
            item = self._pills.takeAt(0)
            item.widget().hide()
            item.widget().deleteLater()
        for text, tone, icon in self._said(person, keeper):
            self._pills.addWidget(StatusPill(text, tone, icon or None))
        self._share.setText(percent(person.detail.completeness, 100))
        lacking = words.lacking(form)
        self._lacking.setText(lacking or tr("Semua isian sudah ada."))
        self._lacking.set_color("warn" if lacking else None)
        self.show_nik(form.nik, shown=False)
        self._last_facts = facts
        self._fill_facts()

    @staticmethod
    def _said(person: Person, keeper: str) -> list[tuple[str, words.Tone, str]]:
        detail = person.detail
        return [
            (*words.status_pill(detail, person.standing, person.decisions), ""),
            (*words.completeness_pill(detail), ""),
            (keeper, "neutral", "village") if keeper else words.handed_pill(detail),
        ]

    def show_nik(self, nik: str, *, shown: bool) -> None:
        """The whole number, or its last four digits with the button that shows it."""
        self._nik.setText(words.nik_words(nik, shown=shown))
        self.reveal.setVisible(bool(nik) and not shown)

    def nik_text(self) -> str:
        """The NIK as shown."""
        return self._nik.text()

    def show_photo(self, picture: QPixmap | None, trouble: str = "") -> None:
        """The photo of the KTP in place of the initials. ``trouble``: why a photo that was taken cannot be shown."""
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self.photo.setVisible(picture is not None)
        self._initials.setVisible(picture is None)
        if picture is not None:
            smooth = Qt.TransformationMode.SmoothTransformation
            self.photo.setPixmap(picture.scaledToHeight(px(_PHOTO), smooth))

    def set_narrow(self, narrow: bool) -> None:
        """The facts under each other, the NIK under the status."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for line in (self._head, self._facts):
            line.setDirection(way)
        self._head.set_spacing(12 if narrow else 24)
        self._facts.set_spacing(0 if narrow else 8)
        self._fill_facts()

    def _fill_facts(self) -> None:
        self._facts.clear()
        for place, fact in enumerate(self._last_facts):
            last = place == len(self._last_facts) - 1
            self._facts.add((FactStep(fact, last=last, tall=self._narrow), 1))
