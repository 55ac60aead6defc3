"""One person beside the list: details, and the four dated facts apart from each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt

from gui.format import initials
from gui.language import tr
from gui.pages.workers import words
from gui.pages.workers.presenter import Person
from gui.widgets.button import Button
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, Rule, V
from gui.widgets.painting import Tone
from gui.widgets.side_panel import SidePanel
from models.values import Role, WorkerStatus
from services.context import AppContext


class FactLine(Box):
    """A fact and when it came about; «belum» where it did not."""

    def __init__(self, label: str, value: str, known: bool) -> None:
        mark = Icon("check-circle-fill" if known else "circle", "primaryText" if known else "text3", 16)
        first, _, second = value.partition("\n")
        said = V(H(Text(label, "small"), 10, (_value(first, "smallStrong" if known else "small", known), 1)))
        if second:
            said.add(1, _value(second, "caption", known=True))
        super().__init__(H((V(1, mark), 0, TOP), 10, (said, 1), margins=(0, 5, 0, 5)))
        self.setAccessibleName(f"{label}: {value}".replace("\n", ", "))


def _value(text: str, style: str, known: bool) -> Text:
    shown = Text(text, style, None if known else "text3", wrap=True)
    shown.setAlignment(Qt.AlignmentFlag.AlignRight)
    return shown


class PersonPanel(SidePanel):
    """``show_person`` fills it; ``on_open``: the button at its foot, None where there is nothing to open."""

    def __init__(self, ctx: AppContext, on_open: Callable[[], object] | None) -> None:
        super().__init__(280)
        self._ctx = ctx
        self._district = ctx.office.role is Role.DISTRICT
        self._open = None if on_open is None else Button(tr("Buka"), "secondary", keycap="Enter", on_click=on_open)
        if self._open is not None:
            self.set_buttons(self._open, None)

    def show_person(self, person: Person) -> None:
        """Everything about one worker."""
        detail, standing, ctx = person.detail, person.standing, self._ctx
        form = detail.form
        name = words.name_of(form.full_name)
        text, tone = words.status_of(
            detail.status, standing.outcome, standing.reserve_no, by_decree=bool(standing.decree)
        )
        self.show_record(
            name,
            words.subtitle_of(form, ctx.reference, ctx.today()),
            [words.person_rows(form, ctx.reference, district=self._district)],
            letters=initials(name),
            pills=[(text, cast(Tone, tone))],
            note=words.changed_words(detail),
        )
        self._show_facts(person)
        if self._open is not None:
            incomplete = detail.status is WorkerStatus.INCOMPLETE
            self._open.set_text(tr("Lengkapi") if incomplete else tr("Buka"))

    def _show_facts(self, person: Person) -> None:
        self.extra.clear()
        missing = words.lacking(person.detail.form)
        if missing:
            self.extra.add(6, Text(missing, "caption", "warn", wrap=True))
        self.extra.add(10, Rule("border"), 8)
        self.extra.add(*(FactLine(*fact) for fact in words.facts_of(person.standing)))
        if not self._district:
            received = person.detail.received
            sign = Icon("check-circle-fill" if received else "usb", "ok" if received else "warn", 16)
            said = Text(words.handed_words(received), "smallStrong")
            self.extra.add(5, H(sign, 10, (said, 1)))
