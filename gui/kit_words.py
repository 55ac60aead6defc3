"""A kit is trusted only after a person compared the district's six words with the official letter (handover.md C6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from gui.language import tr
from gui.page import Run
from gui.six_words import CompareWords
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.layouts import H, V
from services.context import AppContext
from services.errors import AppError
from services.handover.fingerprints import root_print
from services.handover.kit import read_kit
from services.handover.kits import kits_among


class KitWordsDialog(QDialog):
    """Accepted only with «Sama» ticked."""

    def __init__(self, parent: QWidget | None, words: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Cocokkan kit"))
        self.setModal(True)
        self.compare = CompareWords()
        self.compare.show_words(words)
        self.take = Button(tr("Pakai kit ini"), "primary", icon="key", on_click=self.accept)
        self.take.setEnabled(False)
        self.compare.agreed.connect(self.take.setEnabled)
        cancel = Button(tr("Jangan dipakai"), keycap="Esc", on_click=self.reject)
        self.setLayout(V(self.compare, 18, H(None, cancel, 10, self.take), margins=24))
        self.setMinimumWidth(px(560))
        self.compare.same.setFocus()


def agree_on_kits(
    parent: QWidget, ctx: AppContext, run: Run, paths: Sequence[Path], then: Callable[[], object]
) -> None:
    """Go on with ``then`` at once where no kit is among these files or sticks that this office would trust anew;
    otherwise only after the words were compared. A kit that cannot be read is left to be refused with its reason."""

    def ask(words: tuple[str, ...]) -> None:
        if not words:
            then()
            return
        dialog = KitWordsDialog(parent, words)
        dialog.accepted.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    run(lambda _: words_to_compare(ctx, paths), ask, lambda _: then(), pool="file")


def words_to_compare(ctx: AppContext, paths: Sequence[Path]) -> tuple[str, ...]:
    """Six words of the root key of the first kit of this office there; empty when none is new to it."""
    for path in kits_among(ctx, paths):
        try:
            kit = read_kit(path, office=ctx.office.code)
        except AppError:
            continue
        return root_print(kit.signed_root, kit.root.district).words
    return ()
