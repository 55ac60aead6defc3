"""«Kata dari kantor desa»: a village reads its four words by telephone, and the delivery is found or is not there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from gui.format import date_time, number
from gui.forms.field import FormField
from gui.language import tr
from gui.messages import sentence_for
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, H, Line, V
from gui.widgets.text_input import TextInput
from services.changes import Changes
from services.errors import AppError
from services.handover.confirming import Answer, Delivery, Match, confirm, find_delivery

if TYPE_CHECKING:
    from gui.page import PageTools

_NEEDED = 4
_LONGEST = 200


class WordsDialog(QDialog):
    """Looks while somebody types; nothing has to be pressed to see whether the words fit."""

    def __init__(self, parent: QWidget | None, tools: PageTools) -> None:
        super().__init__(parent)
        self._tools, self._run = tools, tools.run_for(self)
        self._asked = 0
        self._found: Delivery | None = None
        self.setWindowTitle(tr("Kata dari kantor desa"))
        self.setModal(True)
        self.words = TextInput(placeholder="padi sumu kanto jati")
        self.words.setMaxLength(_LONGEST)
        self.words.textChanged.connect(self._ask)
        help_text = tr("Empat kata dari tanda terima, dengan spasi. Bisa juga kode QR dari pemindai.")
        self.field = FormField(tr("Kata pencocok"), self.words, help_text)
        self.answer = Banner("info", "-")
        self.answer.action_clicked.connect(self._confirm)
        self.answer.hide()
        close = Button(tr("Tutup"), "ghost", keycap="Esc", on_click=self.reject)
        self.setLayout(V(self._head(), 18, self.field, 12, self.answer, 20, H(None, close), margins=24))
        self.setMinimumWidth(px(560))
        self.words.setFocus()

    @staticmethod
    def _head() -> Line:
        text = tr(
            "Minta petugas desa membacakan empat kata dari tanda terimanya. Bila sama, kirimannya sudah ada di sini."
        )
        words = V(Text(tr("Kata dari kantor desa"), "lead"), 6, Text(text, "body", "text2", wrap=True))
        return H((Icon("phone", "accent", 28), 0, TOP), 16, (words, 1))

    def _ask(self, text: str) -> None:
        self._asked += 1
        asked, ctx = self._asked, self._tools.context
        self._run(
            lambda _: find_delivery(ctx, text),
            lambda answer: self._show(answer) if asked == self._asked else None,
            self._on_trouble,
        )

    def _show(self, answer: Answer) -> None:
        self._found = answer.delivery if answer.match is Match.SAME else None
        self.answer.setVisible(bool(self.words.text().strip()))
        if answer.match is Match.TOO_FEW:
            title = tr("{count} dari {needed} kata", count=number(answer.right), needed=_NEEDED)
            self.answer.set_news("info", title, tr("Ketik sampai keempat kata lengkap."))
        elif answer.delivery is None:
            text = tr("Mungkin USB-nya belum sampai atau belum digabung. Data di desa ikut lagi di paket berikutnya.")
            self.answer.set_news("err", tr("Tidak ada kiriman dengan kata itu"), text)
        elif answer.match is Match.ALMOST:
            title = tr("Hampir sama dengan kiriman {village} ke-{no}", **self._named(answer.delivery))
            self.answer.set_news("warn", title, tr("Tiga dari empat kata cocok. Minta dibacakan sekali lagi."))
        else:
            self._show_same(answer.delivery)

    def _show_same(self, delivery: Delivery) -> None:
        title = tr("Cocok: {village} ke-{no} sudah diterima", **self._named(delivery))
        merged = tr("Digabung {time}.", time=date_time(datetime.fromisoformat(delivery.at)))
        if delivery.confirmed:
            heard = tr("Dikonfirmasi lewat telepon {time}.", time=date_time(datetime.fromisoformat(delivery.confirmed)))
            self.answer.set_news("ok", title, f"{merged} {heard}")
        else:
            self.answer.set_news("ok", title, merged, tr("Catat sudah dikonfirmasi"))

    def _named(self, delivery: Delivery) -> dict[str, str | int]:
        village = self._tools.context.reference.villages.get(delivery.office)
        return {"village": village.name if village else delivery.office, "no": delivery.no}

    def _confirm(self) -> None:
        found, ctx = self._found, self._tools.context
        if found is None:
            return

        def done(_: str) -> None:
            self._tools.publish(Changes("", {"bundle": frozenset({found.sha256})}))
            self._ask(self.words.text())
            self.words.setFocus()

        self._run(lambda _: confirm(ctx, found.sha256), done, self._on_trouble)

    def _on_trouble(self, error: AppError) -> None:
        self.answer.set_news("err", tr("Belum bisa diperiksa"), sentence_for(error))
        self.answer.show()
