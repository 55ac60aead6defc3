"""Beside the table: one person's proof, where they stand, and a message ready to send."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.decided_words import Fact, decree_words, facts_of, months_words
from gui.language import tr
from gui.pages.decisions import words
from gui.pages.decisions.presenter import Person
from gui.pages.decisions.words import Group
from gui.theme import color, font, px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, RIGHT, TOP, Box, H, Rule, V
from gui.widgets.painting import draw_text, rounded, smooth
from gui.widgets.pill import StatusPill
from services.programmes.records import ProgrammeView
from services.rules.nik import mask_nik

_PAPER, _INK, _GREY, _TEAL, _LINE = "#FFFFFF", "#1B2B2C", "#5A6869", "#0B6066", "#D9DEDC"
_RATIO = 54 / 85.6  # a card as large as a KTP


class ProofPreview(QWidget):
    """The proof as it is printed: white in any theme, and saying that it is no BPJS card."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_proof(self, person: Person) -> None:
        """Whose, by which decree, for which months."""
        nik = mask_nik(person.row.nik)
        self._lines = (
            ("Nama", words.name_of(person.row).upper()),
            ("NIK", nik),
            ("Keputusan", decree_words(person.view)),
            ("Iuran dibantu", months_words(person.view)),
        )
        said = ", ".join(f"{label} {value}" for label, value in self._lines)
        self.setAccessibleName(tr("Bukti penerima bantuan iuran. Bukan kartu BPJS."))
        self.setAccessibleDescription(said)
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return max(px(176), round(width * _RATIO))

    def sizeHint(self) -> QSize:
        return QSize(px(300), self.heightForWidth(px(300)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(220), px(176))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        area = self.rect()
        rounded(painter, area, px(10), _PAPER, _LINE)
        path = QPainterPath()
        path.addRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(10), px(10))
        painter.save()
        painter.setClipPath(path)
        head = px(52)
        painter.fillRect(0, 0, self.width(), head, color(_TEAL))
        painter.fillRect(0, head, self.width(), px(3), color("#F2A93B"))
        painter.restore()
        left = px(16)
        room = self.width() - left - px(10)
        title = area.toRectF().adjusted(left, px(8), -px(10), 0)
        title.setHeight(px(20))
        title.setWidth(room)
        draw_text(painter, title, "BUKTI PENERIMA BANTUAN IURAN", font(12, 800), "#FFFFFF")
        draw_text(painter, title.translated(0, px(18)), "JKK dan JKM. Bukan kartu BPJS.", font(11, 600), "#D5ECEC")
        self._paint_lines(head + px(12))

    def _paint_lines(self, top: int) -> None:
        painter = smooth(self)
        step = (self.height() - top - px(8)) / max(1, len(self._lines))
        area = self.rect().toRectF().adjusted(px(16), 0, -px(12), 0)
        for place, (label, value) in enumerate(self._lines):
            area.setTop(top + place * step)
            area.setHeight(min(step, px(16)))
            draw_text(painter, area, label, font(11, 500), _GREY)
            area.moveTop(area.top() + px(13))
            area.setHeight(px(18))
            draw_text(painter, area, value, font(13 if place else 15, 700), _INK)


class FactLine(Box):
    """One of the four facts: what, when, and who said so; an empty circle while it is not so."""

    def __init__(self, fact: Fact) -> None:
        mark = Icon("check-circle-fill" if fact.known else "circle", "primaryText" if fact.known else "text3", 18)
        style, tint = ("smallStrong", None) if fact.known else ("small", "text3")
        value = Text(fact.value, style, tint, align=RIGHT)
        said = V(H((Text(fact.label, "small"), 1), 8, value))
        if fact.detail:
            said.add(1, Text(fact.detail, "caption", wrap=True))
        super().__init__(H((mark, 0, TOP), 10, (said, 1), margins=(0, 5, 0, 5)))
        spoken = ", ".join(part for part in (fact.value, fact.detail) if part)
        self.setAccessibleName(f"{fact.label}: {spoken}")


class SideCards(QWidget):
    """``opened``, ``fixed``: the person's record is wanted, to read or to correct. ``carded``: the card on paper.

    ``copied``: the message went to the clipboard by ``text()``.
    """

    opened = Signal()
    fixed = Signal()
    copied = Signal()
    carded = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._name, self._pill = Text("", "h2", elide=True), StatusPill()
        self._where = Text("", "small", elide=True)
        self._reason = Text("", "small", "warn", wrap=True)
        self.open = Button(tr("Buka data"), size="s", keycap="Enter", on_click=self._on_open)
        self._facts = V()
        self._told = Text("", "caption", wrap=True)
        head = H((self._name, 1), 8, self.open)
        said = V(self._where, 10, H(self._pill, None), 8, self._reason, spacing=0)
        self.person = Card(head, said, 8, Rule(), 6, self._facts, 4, self._told, margins=(18, 12, 14, 12))
        self.proof = ProofPreview()
        note = Text(tr("Bukti penerima bantuan iuran. Bukan kartu BPJS."), "caption", wrap=True)
        self.card = Button(tr("Cetak"), "ghost", icon="printer", size="s", name=tr("Cetak kartu orang ini"))
        self.card.clicked.connect(lambda *_: self.carded.emit())
        foot = H((note, 1, MIDDLE), 8, self.card)
        self.proof_card = Card(self.proof, 8, foot, margins=(14, 14, 14, 10))
        self._message = Text("", "small", wrap=True, selectable=True)
        self.copy = Button(tr("Salin"), "ghost", icon="copy", size="s", keycap="S", on_click=lambda: self.copied.emit())
        message_head = H((Icon("whatsapp", "ok", 20), 0, MIDDLE), 8, (Text(tr("Pesan siap kirim"), "h3"), 1), self.copy)
        self.message_card = Card(message_head, 6, self._message, margins=(18, 10, 10, 14))
        self.setLayout(V(self.person, self.message_card, self.proof_card, None, spacing=12, margins=(0, 0, 0, 2)))

    def show_person(self, person: Person) -> None:
        """Everything about one person's decision."""
        row, view = person.row, person.view
        decreed = bool(view.decree_no)
        group = words.group_of(row)
        self._name.setText(words.name_of(row))
        self._where.setText(where_words(person))
        self._pill.set_status(*words.pill(row, decreed=decreed), words.pill_icon(row) or None)
        self._reason.setText(words.reasons_long(row))
        self._reason.setVisible(bool(row.reasons))
        self._reason.set_color("warn" if group is Group.FIX else "text2")
        self._fix = fix = group is Group.FIX
        self.open.set_kind("primary" if fix else "secondary")
        self.open.set_text(tr("Perbaiki") if fix else tr("Buka data"))
        self.open.set_keycap("F2" if fix else "Enter")
        self._facts.clear()
        self._facts.add(*(FactLine(fact) for fact in facts_of(person.standing)))
        self._told.setText(words.sentence_case(words.told_spoken(person.told, self._now())))
        self._message.setText(person.message)
        self.message_card.setVisible(bool(person.message))
        self._show_proof(person, shown=group is Group.CHOSEN and decreed and bool(person.message))

    _fix = False

    def _on_open(self) -> None:
        (self.fixed if self._fix else self.opened).emit()

    def _show_proof(self, person: Person, *, shown: bool) -> None:
        self.proof_card.setVisible(shown)
        if shown:
            self.proof.show_proof(person)

    def text(self) -> str:
        """The message as shown."""
        return self._message.text()


def where_words(person: Person) -> str:
    """Dk. Ngasem, RT/RW 003/002."""
    hamlet = words.title_case(person.row.hamlet)
    house = tr("RT/RW {numbers}", numbers=words.rt_rw(person.row))
    return ", ".join(part for part in (hamlet, house) if part)


def programme_words(view: ProgrammeView) -> str:
    """As the menu of batches says it."""
    return f"{view.name}, {months_words(view)}"
