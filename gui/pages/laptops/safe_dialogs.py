"""The dialogs that need a sheet from the safe: another list of keys, and reading sticks with the recovery key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from gui.forms.field import FormField
from gui.language import tr
from gui.messages import sentence_for
from gui.page import Run
from gui.pages.laptops.rotation import Rotation
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.check import Check
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, Line, V
from gui.widgets.text_input import TextArea, TextInput
from services.errors import AccessDenied
from services.handover.rotating import RootFacts
from services.safekeeping.district_keys import read_root_secret
from services.safekeeping.paper_keys import PaperKey, secret_from

_WIDTH = 600


class RotateDialog(QDialog):
    """Two steps: what changes, with the root key from the safe; then new sheets, where there is a new key.

    Accepted when everything was checked; ``rotation.wanted()`` tells what to sign.
    """

    def __init__(self, parent: QWidget | None, rotation: Rotation, facts: RootFacts, run: Run) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Ganti daftar kunci"))
        self.setModal(True)
        self.rotation, self._run = rotation, run
        self._choosing, self._printing = Box(self._make_choice(facts)), Box(self._make_sheets())
        self._printing.hide()
        self._trouble = Text("", "smallStrong", "err", wrap=True)
        self._trouble.hide()
        self.go_on = Button(tr("Lanjut"), "primary", on_click=self._go_on)
        cancel = Button(tr("Batal"), keycap="Esc", on_click=self.reject)
        foot = H(None, cancel, 10, self.go_on)
        self.setLayout(V(self._choosing, self._printing, 12, self._trouble, 12, foot, margins=24))
        self.setMinimumWidth(px(_WIDTH))
        self.typed.setFocus()
        self.finished.connect(lambda _: self.typed.clear())

    def _make_choice(self, facts: RootFacts) -> Line:
        text = tr("Ambil satu lembar dari brankas. Sesudah selesai, segel lagi amplopnya dan catat tanggalnya.")
        self.typed = TextArea(name=tr("Kunci akar"), placeholder="A1\nA2\nA3\nA4", lines=4)
        self.recovery = Check(tr("Kunci pemulihan baru, dicetak lagi dua lembar"))
        self.leave_out = {
            each.device: Check(tr("Keluarkan komputer {words}", words=" ".join(each.words)), wrap=True)
            for each in facts.computers
            if not each.here
        }
        self.file = Button(tr("Pilih berkas kunci akar"), "link", icon="folder", on_click=self._choose_file)
        return V(
            _title(tr("Ganti daftar kunci"), text),
            16,
            FormField(tr("Kunci akar, baris A1 sampai A4"), self.typed),
            4,
            H(self.file, None),
            10,
            self.recovery,
            *self.leave_out.values(),
        )

    def _make_sheets(self) -> Line:
        text = tr("Cetak dua lembar baru untuk dua brankas. Lembar lama disobek sesudah semua desa membaca balasan.")
        self.print = Button(tr("Cetak dua lembar"), "primary", icon="printer", on_click=self._print)
        self.save = Button(tr("Simpan PDF ke USB"), icon="usb", on_click=self._save)
        self.proof = TextInput(name=tr("Dua kata di bawah lembar kedua"))
        return V(
            _title(tr("Cetak lembar kunci yang baru"), text),
            16,
            H(self.print, 10, self.save, None),
            16,
            FormField(tr("Dua kata di bawah lembar kedua"), self.proof),
        )

    def problem(self) -> str:
        """The sentence shown now."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    def _say(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def _go_on(self) -> None:
        if self._printing.isVisible():
            problem = self.rotation.prove(self.proof.text())
            self._say(problem)
            if not problem:
                self.accept()
            return
        gone = [device for device, check in self.leave_out.items() if check.isChecked()]
        problem = self.rotation.check(self.typed.toPlainText(), gone, self.recovery.isChecked())
        self._say(problem)
        if problem:
            return
        if not self.rotation.must_print:
            self.accept()
            return
        self._choosing.hide()
        self._printing.show()
        self.go_on.set_text(tr("Pakai daftar kunci baru"))
        self.print.setFocus()

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Pilih berkas kunci akar"), "", "PEM (*.pem)")
        if name:
            path = Path(name)
            self._run(lambda _: read_root_secret(path), self.typed.setPlainText, self._on_error, pool="file")

    def _print(self) -> None:
        from gui.printing.key_sheet import key_document
        from gui.printing.printer import print_document  # the printing plug-ins are slow to load

        print_document(self, key_document(self.rotation.ceremony.sheet()), self._on_paper)

    def _on_paper(self, good: bool) -> None:
        if good:
            self._printed()
        else:
            self._say(tr("Pencetak tidak menerima. Periksa kabel dan kertasnya, lalu cetak lagi."))

    def _save(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Pilih USB untuk lembar kunci"))
        if name:
            self.save_sheets(Path(name))

    def save_sheets(self, folder: Path) -> None:
        """Both sheets as one PDF, off the window's thread."""
        from gui.printing.document import save_document
        from gui.printing.key_sheet import FILE_NAME, key_document

        document = key_document(self.rotation.ceremony.sheet())
        self._run(
            lambda _: save_document(folder / FILE_NAME, document),
            lambda _: self._printed(),
            self._on_error,
            pool="file",
        )

    def _printed(self) -> None:
        self.rotation.ceremony.printed()
        self._say("")
        self.proof.setFocus()

    def _on_error(self, error: Exception) -> None:
        self._say(sentence_for(error))  # type: ignore[arg-type]


class RecoveryDialog(QDialog):
    """The recovery key typed from the safe. Accepted when it is one; ``secret()`` gives the age identity."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Baca USB dengan kunci pemulihan"))
        self.setModal(True)
        self._secret = ""
        text = tr(
            "Untuk paket yang dikunci bagi komputer kabupaten yang sudah tidak ada. Kunci dipakai satu kali ini dan "
            "tidak disimpan."
        )
        self.typed = TextArea(name=tr("Kunci pemulihan"), placeholder="P1\nP2\nP3\nP4", lines=4)
        self.field = FormField(tr("Kunci pemulihan, baris P1 sampai P4"), self.typed)
        self.read = Button(tr("Pilih folder di USB"), "primary", icon="usb", on_click=self._accept)
        cancel = Button(tr("Batal"), keycap="Esc", on_click=self.reject)
        head = _title(tr("Baca USB dengan kunci pemulihan"), text)
        self.setLayout(V(head, 16, self.field, 20, H(None, cancel, 10, self.read), margins=24))
        self.setMinimumWidth(px(_WIDTH))
        self.typed.setFocus()
        self.finished.connect(lambda _: self.typed.clear())

    def secret(self) -> str:
        """The age identity; empty before it was accepted."""
        return self._secret

    def _accept(self) -> None:
        try:
            self._secret = secret_from(PaperKey.RECOVERY, self.typed.toPlainText())
        except AccessDenied as error:
            self.field.set_error(sentence_for(error))
            return
        self.accept()


def _title(title: str, text: str) -> Line:
    words = V(Text(title, "lead", wrap=True), 6, Text(text, "body", "text2", wrap=True))
    return H((Icon("key-fill", "accent", 28), 0, TOP), 16, (words, 1))
