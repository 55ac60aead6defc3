"""What helps when something is wrong: the support pack without personal data, and the way to the office's history."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.page import PageTools
from gui.pages.settings.rows import setting_row
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.layouts import Rule
from services.audit.support import write_support
from services.errors import AppError, Cancelled


class SupportCard(Card):
    """Two rows, each with its button."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        self.save = Button(tr("Simpan paket bantuan"), icon="lifebuoy")
        self.history = Button(tr("Buka riwayat kantor"), icon="history")
        super().__init__(
            setting_row(
                tr("Paket bantuan"),
                tr("Versi, jumlah, hasil pemeriksaan dan catatan masalah. Tanpa nama, NIK, nomor HP atau kunci."),
                self.save,
            ),
            Rule(),
            setting_row(
                tr("Riwayat kantor"),
                tr("Siapa masuk, mencetak, mengekspor, memulihkan. Dari sana juga berkas saksi."),
                self.history,
            ),
            margins=(20, 4, 20, 4),
        )
        self.save.clicked.connect(lambda *_: self._ask())
        self.history.clicked.connect(lambda *_: tools.open_page("office_history"))

    def _ask(self) -> None:
        proposed = f"bantuan-payung-{self._tools.context.today():%Y-%m-%d}.zip"
        name, _ = QFileDialog.getSaveFileName(self, tr("Simpan paket bantuan"), proposed, "*.zip")
        if name:
            self.write(Path(name).with_suffix(".zip"))

    def write(self, path: Path) -> None:
        """Make the pack in a worker and tell."""
        tools = self._tools

        def done(parts: tuple[str, ...]) -> None:
            tools.notify(sentence("support.written", {"count": len(parts)}))

        def failed(error: AppError) -> None:
            if not isinstance(error, Cancelled):
                tools.notify(sentence_for(error), "err")

        tools.run_for(self)(
            lambda reporter: write_support(tools.context, path, reporter),
            done,
            failed,
            pool="file",
            title=tr("Menyusun paket bantuan"),
        )
