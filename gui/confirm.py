"""The few questions that stop everything: only where there is no undo, the button says the act (copy rule 4)."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from gui.language import tr
from gui.theme import px
from gui.widgets.button import Button, Kind
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, H, V


class Question(QDialog):
    """A title, a sentence, the act and the way back. Enter goes back: the act has to be chosen."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        act: str,
        stay: str,
        *,
        kind: Kind = "danger",
        glyph: str = "warning",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.act = Button(act, kind)
        self.stay = Button(stay, "primary" if kind != "primary" else "secondary")
        self.act.clicked.connect(self.accept)
        self.stay.clicked.connect(self.reject)
        self.stay.setDefault(True)
        words = V(Text(title, "lead", wrap=True), 6, Text(text, "body", "text2", wrap=True))
        self.setLayout(
            V(
                H((Icon(glyph, "warn", 28), 0, TOP), 16, (words, 1)),
                24,
                H(None, self.act, 10, self.stay),
                margins=24,
            )
        )
        self.setMinimumWidth(px(460))
        self.stay.setFocus()


def ask(parent: QWidget | None, title: str, text: str, act: str, stay: str) -> bool:
    """True when the person chose the act."""
    question = Question(parent, title, text, act, stay)
    try:
        return question.exec() == QDialog.DialogCode.Accepted
    finally:
        question.deleteLater()


def tell_fault(parent: QWidget | None, text: str, report: str) -> None:
    """The last resort on screen: one plain sentence; the report can be copied, it holds no personal data."""
    dialog = Question(
        parent,
        tr("Payung menemui masalah"),
        text,
        tr("Salin laporan"),
        tr("Lanjutkan"),
        kind="secondary",
        glyph="lifebuoy",
    )
    dialog.act.clicked.disconnect()
    dialog.act.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
