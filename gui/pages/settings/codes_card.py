"""Codes that are shown once: the recovery code, and codes with which other officers sign in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from gui import recovery_sheet
from gui.language import tr
from gui.messages import sentence_for
from gui.pages.settings.officer_presenter import Codes
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.check import Check
from gui.widgets.flow import Flow
from gui.widgets.label import Text
from gui.widgets.layouts import MIDDLE, Box, H, Line, V
from services.errors import AppError


class CodesCard(Panel):
    """Large enough to write down; goes only after the tick that it was kept. ``kept()``: then it is forgotten."""

    kept = Signal()

    def __init__(self) -> None:
        self._codes = Codes()
        self._title = Text("", "lead", wrap=True)
        self._groups = Flow(gap=24)
        self._recovery = Box(V(Text(tr("Kode pemulihan"), "bodyStrong"), 8, self._groups))
        self.print = Button(tr("Cetak lembar kode"), icon="printer")
        self.save = Button(tr("Simpan ke USB"), icon="usb")
        self._told = Text("", "small", "text2", wrap=True)
        self._sheet = Box(V(H(self.print, 12, self.save, None), 8, self._told, margins=(0, 16, 0, 0)))
        self._names: Line = V()
        self._once = Box(
            V(
                Text(tr("Kode sekali masuk"), "bodyStrong"),
                2,
                Text(
                    tr("Catat di kertas dan serahkan. Petugas memilih kata sandi sendiri saat masuk."),
                    "small",
                    wrap=True,
                ),
                8,
                self._names,
                margins=(0, 16, 0, 0),
            )
        )
        self.sure = Check(tr("Sudah dicetak atau dicatat, dan disimpan"))
        self.close_it = Button(tr("Selesai"), "primary")
        super().__init__(
            V(
                self._title,
                2,
                Text(
                    tr("Ditampilkan satu kali ini saja. Kode yang lama tidak berlaku lagi."), "body", "text2", wrap=True
                ),
                16,
                self._recovery,
                self._sheet,
                self._once,
                16,
                self.sure,
                12,
                H(self.close_it, None),
                margins=(20, 16, 20, 16),
            ),
            line="primaryLine",
        )
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        self.sure.toggled.connect(self.close_it.setEnabled)
        self.close_it.clicked.connect(self._on_close)
        self.setFocusProxy(self.print)

    def show_codes(self, codes: Codes) -> None:
        """These; what was shown before is forgotten."""
        self._codes = codes
        self._title.setText(tr("Kode baru") if codes.recovery else tr("Kode untuk {name}", name=codes.once[0][0]))
        self._told.setText("")
        self._fill_recovery(codes.recovery)
        self._fill_once(codes.once)
        self.sure.setChecked(False)
        self.close_it.setEnabled(False)
        (self.print if codes.recovery else self.sure).setFocus()

    def forget(self) -> None:
        """Nothing of it stays in a widget."""
        self._codes = Codes()
        self._fill_recovery("")
        self._fill_once(())

    def _fill_recovery(self, code: str) -> None:
        while (item := self._groups.itemAt(0)) is not None:
            shown = item.widget()
            self._groups.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        for index, group in enumerate(code.split("-") if code else ()):
            number = Text(str(index + 1), "bodyStrong", "text3")
            letters = Text(group, "number", size=22, weight=800, selectable=True)
            self._groups.addWidget(Box(H((number, 0, MIDDLE), 12, letters, None), width=140))
        self._recovery.setVisible(bool(code))
        self._sheet.setVisible(bool(code))

    def _fill_once(self, once: tuple[tuple[str, str], ...]) -> None:
        self._names.clear()
        for name, code in once:
            row = Box(V(Text(name, "small", wrap=True), Text(code, "number", size=18, weight=700, selectable=True)))
            self._names.add(row, 8)
        self._once.setVisible(bool(once))

    def _on_print(self) -> None:
        if recovery_sheet.print_sheet(self, self._codes.recovery.split("-")):
            self._told.setText(tr("Lembar kode dikirim ke printer."))

    def _on_save(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Pilih USB untuk lembar kode"))
        if not name:
            return
        try:
            path = recovery_sheet.save_sheet(Path(name), self._codes.recovery.split("-"))
        except AppError as error:
            self._told.setText(sentence_for(error))
        else:
            self._told.setText(tr("Tersimpan sebagai {name}. Cabut USB, lalu simpan.", name=path.name))

    def _on_close(self) -> None:
        self.forget()
        self.kept.emit()
