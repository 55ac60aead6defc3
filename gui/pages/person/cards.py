"""Cards of labels and values: identity, address, work, family, notice, and fields on which two offices disagree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal

from gui.language import tr
from gui.pages.person import values, words
from gui.pages.person.lines import Line
from gui.pages.person.presenter import Person
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Rule, V
from gui.widgets.pill import StatusPill
from models.values import WorkerStatus
from services.reference import Reference
from services.workers.disputes import Disputed, Version
from services.workers.family import FamilyMember

MARGINS = (18, 14, 18, 12)


def card_head(icon: str, title: str, *more: object) -> object:
    """The icon and title at the head of a card."""
    return H((Icon(icon, "text2", 18), 0, MIDDLE), 8, (Text(title, "h3", elide=True), 1), *more)


class LineRow(Box):
    """A label with its value at the right; further lines of the value are smaller."""

    def __init__(self, line: Line) -> None:
        first, _, second = line.value.partition("\n")
        right = Qt.AlignmentFlag.AlignRight
        style, tint = ("smallStrong", None) if line.known else ("small", "text3")
        value = V(Text(first, style, tint, wrap=True, align=right, selectable=True))
        if second:
            value.add(1, Text(second, "caption", wrap=True, align=right))
        super().__init__(H((Text(line.label, "small"), 0, TOP), 16, (value, 1), margins=(0, 4, 0, 4)))
        self.setAccessibleName(f"{line.label}: {line.value}".replace("\n", ", "))


class LinesCard(Card):
    """A title and lines."""

    def __init__(self, icon: str, title: str) -> None:
        self._lines = V()
        super().__init__(card_head(icon, title), 6, self._lines, margins=MARGINS)
        self.setAccessibleName(title)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines."""
        self._lines.clear()
        self._lines.add(*(LineRow(line) for line in lines))


class FamilyCard(Card):
    """The family card's number, its other members as links, and the heirs. ``opened``: that member is wanted."""

    opened = Signal(str)

    def __init__(self) -> None:
        self._inside = V()
        self.links: list[Button] = []
        super().__init__(card_head("users", tr("Keluarga dan ahli waris")), 6, self._inside, margins=MARGINS)
        self.setAccessibleName(tr("Keluarga dan ahli waris"))

    def show_family(self, person: Person, today: date, *, shown: bool) -> None:
        """``shown``: whole numbers instead of the last four digits."""
        form = person.detail.form
        self._inside.clear()
        self.links = []
        number = words.nik_words(form.kk_number, shown=shown) if form.kk_number else tr("Belum ada")
        self._inside.add(LineRow(Line(tr("Nomor KK"), number, bool(form.kk_number))))
        if person.family:
            self._inside.add(6, Text(tr("Pekerja lain dalam KK ini"), "caption"), 2)
            self._inside.add(*(self._member(member, today) for member in person.family))
        self._inside.add(6, Rule(), 8, Text(tr("Ahli waris"), "caption"), 2)
        if not form.heirs:
            self._inside.add(Text(tr("Belum ada"), "small", "text3"))
        for heir in form.heirs:
            name, said = words.heir_line(heir, form.sex, shown=shown)
            block = V(Text(name, "smallStrong", wrap=True), Text(said, "caption", wrap=True), spacing=1)
            self._inside.add(Box(block), 5)

    def _member(self, member: FamilyMember, today: date) -> Box:
        name = words.name_of(member.full_name)
        link = Button(name, "link", size="s", name=tr("Buka data {name}", name=name))
        link.clicked.connect(lambda *_: self.opened.emit(member.id))
        self.links.append(link)
        gone = tr("keluar dari daftar") if member.status is WorkerStatus.LEFT else ""
        said = " · ".join(part for part in (words.age_words(member.form, today), gone) if part)
        return Box(H((link, 0, MIDDLE), 8, (Text(said, "caption", elide=True), 1, MIDDLE)))


class DisputeCard(Card):
    """«Isian berbeda»: the values that two offices gave, and which one is in use."""

    def __init__(self) -> None:
        self._inside = V()
        head = H((Icon("compare", "warn", 20), 0, MIDDLE), 8, (Text(tr("Isian berbeda"), "h3"), 1))
        note = Text(tr("Dua kantor mengisi hal yang sama. Ubah datanya untuk memilih."), "small", wrap=True)
        super().__init__(head, 2, note, 8, self._inside, margins=MARGINS, fill="warnSoft", line="warnLine")
        self.setAccessibleName(tr("Isian berbeda"))

    def show_disputes(self, disputes: Sequence[Disputed], reference: Reference, now: datetime, *, shown: bool) -> None:
        """Every field in dispute with its versions."""
        self._inside.clear()
        for place, each in enumerate(disputes):
            if place:
                self._inside.add(6, Rule("warnLine"), 6)
            self._inside.add(Text(values.field_label(each.field), "smallStrong"))
            for version in each.versions:
                self._inside.add(self._version(each.field, version, reference, now, shown=shown))

    @staticmethod
    def _version(field: str, version: Version, reference: Reference, now: datetime, *, shown: bool) -> Box:
        value = values.value_words(field, version.value, reference, shown=shown)
        office = words.village_words(reference, version.office)
        by = " · ".join(part for part in (version.user, office, words.when_words(version.at, now)) if part)
        row = H((V(Text(value, "body", wrap=True), Text(by, "caption", wrap=True), spacing=1), 1), margins=(0, 4, 0, 4))
        if version.shown:
            row.add(8, (StatusPill(tr("dipakai"), "neutral", "check"), 0, MIDDLE))
        return Box(row)
