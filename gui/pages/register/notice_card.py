"""The notice on personal data: always shown, given before saving as complete; consent beyond it is optional."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.format import date_long
from gui.forms.enter import PASSED_BY_ENTER
from gui.forms.field import FormField
from gui.language import tr
from gui.pages.register.cards import FormCard, put_cursor
from gui.pages.register.draft import Note
from gui.pages.register.inputs import LetterSegment
from gui.pages.register.notice import NOTICE_VERSION, notice_core, notice_paragraphs
from gui.pages.register.raw import put_raw, raw_of, text_at
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.check import Check
from gui.widgets.keycap import Keycap
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, V


class NoticeCard(FormCard):
    """``today``, ``officer``: what is written down when the notice is ticked. ``print_wanted``: on paper."""

    print_wanted = Signal()

    def __init__(self, place: str, today: Callable[[], date], officer: str) -> None:
        super().__init__(tr("Pemberitahuan dan persetujuan"), tr("UU 27/2022 tentang Pelindungan Data Pribadi"))
        self._today, self._officer = today, officer
        self._given_on: date | None = None
        self._version, self._by = "", ""
        self.given = Check(tr("Pemberitahuan sudah dibacakan atau diserahkan"), strong=True)
        self.consent = Check(tr("Pekerja juga menyatakan setuju, tidak wajib"))
        self.method = LetterSegment(
            [
                ("signature", tr("Tanda tangan"), "T"),
                ("thumb", tr("Cap jempol"), "C"),
                ("oral", tr("Lisan, ada saksi"), "L"),
            ],
            tr("Cara persetujuan"),
        )
        self.print = Button(tr("Cetak pemberitahuan"), "soft", icon="printer", size="s", keycap="Ctrl+P")
        self.print.setProperty(PASSED_BY_ENTER, True)
        self.print.clicked.connect(lambda *_: self.print_wanted.emit())
        self._when = Text("", "caption", wrap=True)
        self._error = Text("", "smallStrong", "err", wrap=True)
        self._error_box = Box(H((Icon("warning-octagon-fill", "err", 16), 0, TOP), 6, (self._error, 1)))
        self._error_box.hide()
        self._method = FormField(tr("Cara persetujuan"), self.method)
        self._method_box = Box(H((self._method, 1), None, margins=(30, 4, 0, 0)), max_width=420)
        self._method_box.hide()
        self._lay_out(place)
        self.given.toggled.connect(self._on_given)
        self.consent.toggled.connect(self._on_consent)
        self.method.changed.connect(lambda *_: self.changed.emit("consent_method"))

    def _lay_out(self, place: str) -> None:
        words = V(spacing=8, margins=(16, 14, 16, 14))
        for paragraph in notice_paragraphs(place):
            words.add(Text(paragraph, "small", "text", wrap=True))
        words.add(H((Text(notice_core(), "smallStrong", wrap=True), 1), 12, (self.print, 0, MIDDLE)))
        self.body.add(
            Panel(words, fill="subtle", radius=8, raised=False),
            12,
            self._error_box,
            H(self.given, 8, (Keycap("F7"), 0, MIDDLE), None),
            Box(H((self._when, 1), margins=(30, 2, 0, 6))),
            H(self.consent, None),
            self._method_box,
        )

    def values(self) -> dict[str, object]:
        given, consent = self.given.isChecked(), self.consent.isChecked()
        return {
            "notice_given_on": self._given_on if given else None,
            "notice_version": self._version if given else "",
            "notice_given_by": self._by if given else "",
            "consent_given": consent,
            "consent_method": self.method.value() if consent else "",
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        if "notice_given_on" in values:
            self._given_on = values["notice_given_on"]
            self._version = values.get("notice_version", NOTICE_VERSION)
            self._by = values.get("notice_given_by", "")
            put_raw(self.given, "1" if self._given_on is not None else "")
            self._tell_when()
        if "consent_given" in values:
            put_raw(self.consent, "1" if values["consent_given"] else "")
            self.method.set_value(values.get("consent_method", ""))
            self._method_box.setVisible(self.consent.isChecked())

    def typed(self) -> dict[str, Any]:
        return {
            "notice_given_on": self._given_on.isoformat() if self._given_on and self.given.isChecked() else "",
            "notice_version": self._version,
            "notice_given_by": self._by,
            "consent_given": raw_of(self.consent),
            "consent_method": raw_of(self.method),
        }

    def retype(self, typed: Mapping[str, Any]) -> None:
        try:
            given: date | None = date.fromisoformat(text_at(typed, "notice_given_on"))
        except ValueError:
            given = None
        texts = {name: text_at(typed, name) for name in ("notice_version", "notice_given_by", "consent_method")}
        self.fill({**texts, "notice_given_on": given, "consent_given": bool(text_at(typed, "consent_given"))})

    def place_of(self, widget: QWidget) -> str:
        for name, editor in self._places().items():
            if editor is widget or editor.isAncestorOf(widget):
                return name
        return ""

    def focus_place(self, place: str) -> QWidget | None:
        editor = self._places().get(place)
        return None if editor is None else put_cursor(editor)

    def _places(self) -> dict[str, QWidget]:
        return {"notice_given_on": self.given, "consent_given": self.consent, "consent_method": self.method}

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        note = notes.get("notice_given_on")
        self._error.setText(note.text if note else "")
        self._error_box.setVisible(note is not None)
        self.given.setAccessibleDescription(note.text if note else "")

    def first(self) -> QWidget:
        return self.given

    def focus_field(self, name: str) -> QWidget:
        return put_cursor(self._places().get(name, self.given))

    def when_text(self) -> str:
        """Day, officer and version as shown; empty while the notice was not given."""
        return self._when.text()

    def _on_given(self, on: bool) -> None:
        if on and self._given_on is None:
            self._given_on, self._version, self._by = self._today(), NOTICE_VERSION, self._officer
        self._tell_when()
        self.changed.emit("notice_given_on")

    def _on_consent(self, on: bool) -> None:
        self._method_box.setVisible(on)
        self.changed.emit("consent_given")

    def _tell_when(self) -> None:
        given = self._given_on if self.given.isChecked() else None
        parts = [date_long(given), self._by, tr("naskah versi {version}", version=self._version)] if given else []
        self._when.setText(" · ".join(part for part in parts if part))
