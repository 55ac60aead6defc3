"""One person beside the list: details, and the four dated facts apart from each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QSize, Qt

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
    """``show_person`` fills it. ``on_open``, ``on_edit``: the buttons at its foot; no editing where it is None."""

    def __init__(
        self, ctx: AppContext, on_open: Callable[[], object], on_edit: Callable[[], object] | None = None
    ) -> None:
        super().__init__(280)
        self._ctx = ctx
        self._district = ctx.office.role is Role.DISTRICT
        self._masked = True
        self._person: Person | None = None
        self._open = Button(tr("Buka"), "primary", keycap="Enter", on_click=on_open)
        self._edit = None if on_edit is None else Button(tr("Lengkapi"), on_click=on_edit)
        self.set_buttons(*((self._open, None) if self._edit is None else (self._open, self._edit, None)))

    def hasHeightForWidth(self) -> bool:
        """Its middle scrolls by itself: long texts must not make the whole page scroll."""
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def first_button(self) -> Button:
        """Where F6 goes."""
        return self._open

    def show_person(self, person: Person) -> None:
        """Everything about one worker."""
        self._person = person
        detail, standing, ctx = person.detail, person.standing, self._ctx
        form = detail.form
        name = words.name_of(form.full_name)
        text, tone = words.status_of(
            detail.status, standing.outcome, standing.reserve_no, by_decree=bool(standing.decree)
        )
        self.show_record(
            name,
            words.subtitle_of(form, ctx.reference, ctx.today()),
            [words.person_rows(form, ctx.reference, district=self._district, masked=self._masked, keeper=detail.owner)],
            letters=initials(name),
            pills=[(text, cast(Tone, tone))],
            note=words.changed_words(detail),
        )
        self._show_facts(person)
        if self._edit is not None:
            whole = detail.status is not WorkerStatus.INCOMPLETE
            self._edit.set_text(tr("Ubah") if whole else tr("Lengkapi"))

    def mask(self, masked: bool) -> None:
        """Whether of the NIK only the last four digits are shown, as in the list."""
        if masked != self._masked:
            self._masked = masked
            if self._person is not None:
                self.show_person(self._person)

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
