"""The notice on personal data: always shown, given before saving as complete; consent beyond it is optional."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.format import date_long
from gui.language import tr
from gui.pages.register.cards import FormCard
from gui.pages.register.draft import Note
from gui.pages.register.notice import NOTICE_VERSION, notice_core, notice_paragraphs
from gui.widgets.card import Panel
from gui.widgets.check import Check
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V


class NoticeCard(FormCard):
    """``today``: the day written down when the notice is ticked."""

    def __init__(self, place: str, today: Callable[[], date]) -> None:
        super().__init__(tr("Pemberitahuan dan persetujuan"), tr("UU 27/2022 tentang Pelindungan Data Pribadi"))
        self._today = today
        self._given_on: date | None = None
        self._version = ""
        self.given = Check(tr("Pemberitahuan sudah dibacakan atau diserahkan"), strong=True)
        self.consent = Check(tr("Pekerja juga menyatakan setuju, tidak wajib"))
        self._when = Text("", "caption")
        self._error = Text("", "smallStrong", "err", wrap=True)
        self._error_box = Box(H((Icon("warning-octagon-fill", "err", 16), 0, TOP), 6, (self._error, 1)))
        self._error_box.hide()
        words = V(spacing=8, margins=(16, 14, 16, 14))
        for paragraph in notice_paragraphs(place):
            words.add(Text(paragraph, "small", "text", wrap=True))
        words.add(Text(notice_core(), "smallStrong", wrap=True))
        self.body.add(
            Panel(words, fill="subtle", radius=8, raised=False),
            12,
            self._error_box,
            H(self.given, 12, self._when, None),
            2,
            H(self.consent, None),
        )
        self.given.toggled.connect(self._on_given)
        self.consent.toggled.connect(lambda *_: self.changed.emit("consent_given"))

    def values(self) -> dict[str, object]:
        given = self.given.isChecked()
        return {
            "notice_given_on": self._given_on if given else None,
            "notice_version": self._version if given else "",
            "consent_given": self.consent.isChecked(),
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        if "notice_given_on" in values:
            self._given_on, self._version = values["notice_given_on"], values.get("notice_version", NOTICE_VERSION)
            self._set(self.given, self._given_on is not None)
            self._tell_when()
        if "consent_given" in values:
            self._set(self.consent, values["consent_given"])

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        note = notes.get("notice_given_on")
        self._error.setText(note.text if note else "")
        self._error_box.setVisible(note is not None)
        self.given.setAccessibleDescription(note.text if note else "")

    def first(self) -> QWidget:
        return self.given

    def focus_field(self, name: str) -> QWidget:
        check = self.consent if name == "consent_given" else self.given
        check.setFocus()
        return check

    def _on_given(self, on: bool) -> None:
        if on and self._given_on is None:
            self._given_on, self._version = self._today(), NOTICE_VERSION
        self._tell_when()
        self.changed.emit("notice_given_on")

    def _tell_when(self) -> None:
        given = self._given_on if self.given.isChecked() else None
        self._when.setText(date_long(given) if given else "")

    @staticmethod
    def _set(check: Check, on: bool) -> None:
        blocked = check.blockSignals(True)
        check.setChecked(on)
        check.blockSignals(blocked)
