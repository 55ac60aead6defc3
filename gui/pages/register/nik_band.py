"""What the NIK says, under its field: sex, birth date, area."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.pages.register.nik_reading import NikFacts
from gui.widgets.card import Panel
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, H, Rule, V


class _Fact(QWidget):
    def __init__(self, glyph: str, caption: str) -> None:
        super().__init__()
        self.icon = Icon(glyph, "primaryText", 22)
        self.caption = Text(caption, "caption")
        self.value = Text("", "bodyStrong", "text", elide=True)
        self.setLayout(H((self.icon, 0, MIDDLE), 10, (V(self.caption, self.value), 1)))

    def say(self, text: str) -> None:
        self.value.setText(text)


class NikBand(Panel):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        self._sex = _Fact("female", tr("Jenis kelamin"))
        self._birth = _Fact("cake", tr("Tanggal lahir"))
        self._area = _Fact("map-pin", tr("Kecamatan menurut NIK"))
        row = H(
            (self._sex, 5),
            Rule("primaryLine", vertical=True),
            (self._birth, 9),
            Rule("primaryLine", vertical=True),
            (self._area, 7),
            margins=(14, 8, 14, 8),
            spacing=14,
        )
        super().__init__(row, fill="primarySoft", line=None, radius=8, raised=False)
        self.hide()

    def show_facts(self, facts: NikFacts | None) -> None:
        """None hides it."""
        if facts is not None:
            self._sex.icon.set_icon("female" if facts.female else "male")
            self._sex.say(facts.sex)
            self._birth.say(facts.birth)
            self._area.say(facts.area)
            self.setAccessibleName(f"{facts.sex}, {facts.birth}, {tr('Kecamatan menurut NIK')}: {facts.area}")
        self.setVisible(facts is not None)
