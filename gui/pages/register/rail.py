"""The rail at the left: the sections, how each stands, how much of what is required is there, and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.pages.register.checking import Standing
from gui.pages.register.draft import Section, section_names
from gui.widgets.form_rail import FormRail, State
from gui.widgets.keycap import key_hint
from gui.widgets.label import Text
from gui.widgets.layouts import Rule, V
from gui.widgets.progress_bar import ProgressBar


class KeyHints(QWidget):
    """The keys that make this form quick."""

    def __init__(self, sections: int) -> None:
        super().__init__()
        lines = V(
            key_hint("Enter", text=tr("isian berikutnya")),
            key_hint("Shift", "Enter", text=tr("kembali")),
            key_hint("Alt", f"1-{sections}", text=tr("pindah bagian")),
            key_hint("F4", text=tr("buka daftar pilihan")),
            key_hint("F7", text=tr("sudah diberitahu")),
            key_hint("F8", text=tr("masalah berikutnya")),
            spacing=6,
        )
        self.setLayout(lines)


class Rail(QWidget):
    """``chosen(number)``: a section, from 0. ``sections``: those that the form has."""

    chosen = Signal(int)

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self._count = Text("", "captionStrong")
        self._bar = ProgressBar()
        self._above, self._below = V(), V()
        progress = V(Rule("border"), 14, self._count, 6, self._bar)
        self.setLayout(V(self._above, 16, progress, 16, self._below, None, margins=(0, 5, 0, 0)))
        self.set_sections(sections)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Other sections: the one for the photo comes and goes."""
        names = section_names()
        self._shown = tuple(sections)
        self._above.clear()
        self._below.clear()
        self.sections = FormRail([names[section] for section in sections])
        self.sections.chosen.connect(self.chosen)
        self._above.add(self.sections)
        self._below.add(KeyHints(len(sections)))

    def count_text(self) -> str:
        """«n dari m isian wajib» as shown."""
        return self._count.text()

    def show_standing(self, standing: Standing, now: Section) -> None:
        """How every section stands."""
        for place, section in enumerate(self._shown):
            self.sections.set_state(place, *_state(section, standing, now))
        self._count.setText(tr("{done} dari {total} isian wajib", done=standing.done, total=standing.total))
        self._bar.set_share(standing.done / standing.total)


def _state(section: Section, standing: Standing, now: Section) -> tuple[State, str]:
    if section in standing.wrong:
        return "error", tr("Perlu diperbaiki")
    if section is now:
        return "now", tr("Sedang diisi")
    if section not in standing.full:
        return "todo", tr("Belum dicentang") if section is Section.NOTICE else tr("Belum diisi")
    if section is Section.HEIRS:
        return "done", tr("{count} orang", count=standing.heirs)
    return "done", tr("Sudah diberitahu") if section is Section.NOTICE else tr("Lengkap")
