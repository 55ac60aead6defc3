"""Signed in with a code that somebody else saw: the officer chooses a passphrase before anything opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.new_passphrase import NewPassphrase
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.label import Text
from gui.widgets.layouts import V
from services.context import AppContext
from services.errors import AppError, Invalid
from services.safekeeping.accounts import change_passphrase
from services.safekeeping.keyfile import KdfPolicy

if TYPE_CHECKING:
    from gui.page import Run


class OwnPassphraseCard(Panel):
    """``chosen(AppContext)``: the code is used up, the passphrase holds."""

    chosen = Signal(object)

    def __init__(self, run: Run, kdf: KdfPolicy) -> None:
        self._run, self._kdf = run, kdf
        self._context: AppContext | None = None
        self._code = ""
        self.new = NewPassphrase(tr("Kata sandi baru"))
        self.save = Button(tr("Pakai kata sandi baru"), "primary", size="l", keycap="Enter")
        self.save.setSizePolicy(QSizePolicy.Policy.Expanding, self.save.sizePolicy().verticalPolicy())
        self._trouble = Text("", "smallStrong", "err", wrap=True)
        self._trouble.hide()
        super().__init__(
            V(
                Text(tr("Pilih kata sandi sendiri"), "number"),
                2,
                Text(sentence("passphrase.choose"), "body", "text2", wrap=True),
                16,
                self._trouble,
                self.new,
                18,
                self.save,
                margins=(36, 28, 36, 24),
            ),
            radius=16,
        )
        self.new.entered.connect(self._on_wanted)
        self.save.clicked.connect(self._on_wanted)
        self.setFocusProxy(self.new)

    def begin(self, context: AppContext, code: str) -> None:
        """The office that waits behind it, and the code that opened it."""
        self._context, self._code = context, code
        self.new.begin([context.office.name, context.user.name])
        self.new.setFocus()

    def _on_wanted(self) -> None:
        context, code, first = self._context, self._code, self.new.first.text()
        if context is None or self.save.is_busy():
            return
        if not first:
            self._refuse(sentence("passphrase.empty"))
        elif first != self.new.second.text():
            self.new.second.show_problem(sentence("passphrase.differs"))
            self.new.second.setFocus()
        else:
            self._show_busy(True)
            kdf = self._kdf
            self._run(
                lambda _: change_passphrase(context, code, first, kdf=kdf),
                lambda _: self._on_chosen(context),
                self._on_refused,
                cancellable=False,
            )

    def _on_chosen(self, context: AppContext) -> None:
        self._show_busy(False)
        self._context, self._code = None, ""
        self.new.begin(())
        self.chosen.emit(context)

    def _on_refused(self, error: AppError) -> None:
        self._show_busy(False)
        problem = error.problems[0] if isinstance(error, Invalid) else None
        self._refuse(sentence(problem.code, problem.data) if problem else sentence_for(error))

    def _refuse(self, text: str) -> None:
        self.new.first.show_problem(text)
        self.new.first.setFocus()

    def _show_busy(self, busy: bool) -> None:
        self.save.set_busy(tr("Memeriksa…") if busy else None)
        self.new.set_read_only(busy)
