"""What follows the proposal: the date it was made, the regent's decree, and the way to the villages."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gui.changed_words import changed_words
from gui.format import number
from gui.forms.date_field import DateField
from gui.forms.enter import enter_moves_on
from gui.forms.field import FormField
from gui.language import tr
from gui.pages.programme.words import day_words
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import BOTTOM, MIDDLE, Box, H, Rule, V
from gui.widgets.text_input import TextInput
from services.context import AppContext
from services.programmes.changed_since import ChangedSince
from services.programmes.disputed import Dispute
from services.programmes.records import ProgrammeView


class DecidedCard(Card):
    """``decree_written``: number and date (None: unreadable). ``replies_wanted``: on to «Kirim Keputusan».
    ``changed_wanted``: who changed after the decision."""

    decree_written = Signal(str, object)
    replies_wanted = Signal()
    changed_wanted = Signal()

    def __init__(self, ctx: AppContext) -> None:
        self._title, self._text = Text("", "h2", wrap=True), Text("", "small", wrap=True)
        self.replies = Button(tr("Kirim Keputusan"), "primary", trail="arrow-right-bold")
        self.replies.clicked.connect(lambda *_: self.replies_wanted.emit())
        self.number = TextInput(placeholder="400.5/312/2026", width=240)
        self.day = DateField(ctx.today, placeholder="23-11-2026")
        self.number_field = FormField(tr("Nomor Keputusan Bupati"), self.number)
        self.day_field = FormField(tr("Tanggal"), self.day)
        self.record = Button(tr("Catat Keputusan Bupati"), "primary", icon="decision", on_click=lambda: self._tell())
        row = H((self.number_field, 0, BOTTOM), (self.day_field, 0, BOTTOM), (self.record, 0, BOTTOM), None, spacing=16)
        self.form = Box(V(14, Rule(), 12, row))
        self._problem = Text("", "smallStrong", "err", wrap=True)
        self.form.layout().add(self._problem)
        head = H((Icon("seal-fill", "primaryText", 24), 0, MIDDLE), 14, (V(self._title, 2, self._text), 1), 16)
        head.add((self.replies, 0, MIDDLE))
        self._changed = Text("", "smallStrong", wrap=True)
        self.see_changed = Button(tr("Lihat nama"), size="s", on_click=lambda: self.changed_wanted.emit())
        line = H(
            (Icon("warning-fill", "warn", 20), 0, MIDDLE), 10, (self._changed, 1), 14, (self.see_changed, 0, MIDDLE)
        )
        self.changed = Box(V(12, Rule(), 10, line))
        self.changed.hide()
        super().__init__(head, self.form, self.changed, margins=(20, 14, 20, 14))
        enter_moves_on(self, self._tell)

    def show_programme(self, view: ProgrammeView) -> None:
        """How far it is. Nothing to show before the proposal."""
        self.setVisible(view.decided_on is not None)
        if view.decided_on is None:
            return
        self.form.setVisible(not view.decree_no)
        self.replies.set_kind("primary" if view.decree_no else "secondary")
        self._proposed = tr("Diajukan {day}.", day=day_words(view.decided_on))
        self._final = bool(view.decree_no)
        if view.decree_no and view.decree_on:
            self._title.setText(tr("Keputusan Bupati {no}, {day}", no=view.decree_no, day=day_words(view.decree_on)))
        else:
            self._title.setText(tr("Calon penerima sudah diajukan. Keputusan Bupati belum dicatat."))
        self.show_count(None)

    _proposed = ""
    _final = False

    def show_count(self, funded: int | None) -> None:
        """How many were chosen, once the list is read."""
        read_only = tr("Halaman ini tidak bisa diubah lagi.")
        count = ""
        if funded is not None:
            words = tr("{count} penerima bantuan iuran.") if self._final else tr("{count} calon penerima.")
            count = words.format(count=number(funded))
        self._text.setText(" ".join(part for part in (self._proposed, count, read_only) if part))

    def show_dispute(self, dispute: Dispute | None) -> None:
        """No decree about a list that nobody decided; two decrees of one list are settled by recording it again."""
        self.form.setVisible(not self._final if dispute is None else not dispute.people)

    def show_changed(self, changed: ChangedSince) -> None:
        """Whose facts are no longer those of the decision (handover.md B9)."""
        said = changed_words(len(changed.people), changed.unknown)
        self._changed.setText(said)
        self.see_changed.setVisible(bool(changed.people))
        self.changed.setVisible(bool(said))

    def show_problem(self, text: str) -> None:
        """Why the decree could not be noted."""
        self._problem.setText(text)
        (self.day if self.number.text().strip() else self.number).setFocus()

    def _tell(self) -> None:
        self._problem.setText("")
        self.decree_written.emit(self.number.text(), self.day.value())
