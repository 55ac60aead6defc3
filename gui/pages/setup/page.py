"""The wizard of the first start: layout, requests out, ``show_*`` in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from gui import recovery_sheet
from gui.hero_page import HeroPage
from gui.language import tr
from gui.messages import sentence_for
from gui.pages.setup.bars import StepBars
from gui.pages.setup.district_step import PAPER, DistrictStep
from gui.pages.setup.place_step import VillageStep
from gui.pages.setup.presenter import STEPS, Answers, SetupPresenter, Step
from gui.pages.setup.role_step import RoleStep
from gui.pages.setup.secret_steps import OfficerStep, PassphraseStep, RecoveryStep
from gui.passphrase_strength import Strength
from gui.tasks import TaskRunner
from gui.theme import NARROW_WIDTH, is_short, px
from gui.widgets.button import Button
from gui.widgets.label import Text
from gui.widgets.layouts import Canvas, H, V
from gui.widgets.scroll_page import make_scroll
from models.values import Role
from services import startup
from services.errors import AppError
from services.reference import Village, load_reference

_HERO = 430


class SetupPage(HeroPage):
    """``done(AppContext)``: the office exists. ``practice(Role)``: a throw-away office of invented people is wanted."""

    done = Signal(object)
    practice = Signal(object)
    courier = Signal()
    restore = Signal()

    def __init__(self, tasks: TaskRunner, data: Path, choose: Callable[[int], int], doors: startup.Doors) -> None:
        self._right = Canvas("canvas")
        super().__init__(self._right, _HERO)
        self.role, self.village, self.district = RoleStep(), VillageStep(), DistrictStep()
        self.officer, self.passphrase, self.recovery = OfficerStep(), PassphraseStep(), RecoveryStep()
        self._codes: Sequence[str] = ()
        self._asked = 0
        self._tasks = tasks
        run = partial(tasks.run, self)
        self.presenter = SetupPresenter(self, run, data, load_reference(), choose, doors)
        self._lay_out()
        self._connect()
        self.presenter.start()

    # What the presenter tells

    def show_step(self, step: Step, answers: Answers) -> None:
        position = STEPS.index(step)
        self._bars.set_step(position, self._names(answers.role))
        title, text = self._words(step, answers.role)
        self._title.setText(title)
        self._subtitle.setText(text)
        self._back.setVisible(step not in (Step.ROLE, Step.RECOVERY))
        self._offline.setVisible(step is Step.ROLE)
        self._next.set_text(tr("Mulai memakai Payung") if step is Step.RECOVERY else tr("Lanjut"))
        part = self._part(step, answers.role)
        self._areas.setCurrentIndex(self._parts.index(part))
        self.setFocusProxy(part)
        part.setFocus()

    def show_villages(self, villages: Sequence[Village], chosen: Village | None) -> None:
        self.village.show_villages(villages, chosen)

    def show_kit(self, text: str, problem: str) -> None:
        self.village.show_kit(text, problem)

    def show_kit_words(self, words: Sequence[str], replacement: bool) -> None:
        self.village.show_kit_words(words, replacement)

    def show_keys(self, text: str) -> None:
        self.district.show_keys(text)

    def show_printed(self, words: Sequence[str], printed: bool) -> None:
        self.district.show_printed(words, printed)

    def show_old_kit(self, text: str) -> None:
        self.district.show_kit(text)

    def show_brought(self, text: str) -> None:
        self.recovery.tell(text)

    def show_strength(self, strength: Strength | None, same: bool) -> None:
        self.passphrase.show_strength(strength, same)

    def show_problem(self, field: str, text: str) -> None:
        if field == "keys":
            self.district.show_problem(text)
            return
        if field == "same":
            self.village.show_kit("", text)
            self.village.compare.same.setFocus()
            return
        target = {
            "village": self.village.search,
            "opening": self.village.words,
            "officer": self.officer.name,
            "passphrase": self.passphrase.first,
            "again": self.passphrase.second,
            "group": self.recovery.typed,
        }[field]
        target.show_problem(text)
        target.setFocus()

    def show_busy(self, text: str) -> None:
        self._next.set_busy(text or None)
        self._back.setEnabled(not text)
        self._areas.setEnabled(not text)

    def show_recovery(self, groups: Sequence[str], asked: int) -> None:
        self.district.forget()
        self._codes, self._asked = tuple(groups), asked
        self.recovery.show_code(groups, asked)

    def show_trouble(self, text: str) -> None:
        """Why practice could not be made."""
        self._subtitle.setText(text)

    def finish(self, done: startup.SetUp) -> None:
        self.done.emit(done.context)

    # What the person asks

    def go_on(self) -> None:
        """As the button at the bottom right."""
        if self._next.is_busy():
            return
        step = self.presenter.step
        if step is Step.RECOVERY and not self.recovery.kept.isChecked():
            self.recovery.tell(tr("Centang dulu bahwa lembar kode sudah disimpan."))
            self.recovery.kept.setFocus()
            return
        if step is Step.PLACE and self.presenter.answers.from_paper:
            self.presenter.go_on(self.district.root.toPlainText(), self.district.recovery.toPlainText())
            return
        fields = {
            Step.PLACE: self.district.proof,
            Step.PASSPHRASE: self.passphrase.second,
            Step.RECOVERY: self.recovery.typed,
        }
        self.presenter.go_on(fields[step].text() if step in fields else "")

    def asked_group(self) -> str:
        """The group of the code that is asked back, for pictures of this page."""
        return self._codes[self._asked - 1]

    def _choose_kit(self) -> None:
        kinds = tr("Kit Payung (*.payung-kit)")
        name, _ = QFileDialog.getOpenFileName(self, tr("Pilih kit dari kabupaten"), "", kinds)
        if name:
            self.presenter.choose_kit(Path(name))

    def _choose_keys(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Pilih folder untuk kunci kabupaten"))
        if name:
            self.presenter.choose_keys(Path(name))

    def _choose_old_kit(self) -> None:
        kinds = tr("Kit Payung (*.payung-kit)")
        name, _ = QFileDialog.getOpenFileName(self, tr("Pilih satu kit lama"), "", kinds)
        if name:
            self.presenter.choose_old_kit(Path(name))

    def _print_keys(self) -> None:
        from gui.printing.key_sheet import key_document
        from gui.printing.printer import print_document  # the printing plug-ins are slow to load

        print_document(self, key_document(self.presenter.ceremony.sheet()), self._keys_on_paper)

    def _keys_on_paper(self, good: bool) -> None:
        if good:
            self.presenter.keys_printed()
        else:
            self.presenter.keys_failed(tr("Pencetak tidak menerima. Periksa kabel dan kertasnya, lalu cetak lagi."))

    def _save_keys(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Pilih USB untuk lembar kunci"))
        if name:
            self.save_keys(Path(name))

    def save_keys(self, folder: Path) -> None:
        """Both sheets as one PDF, off the window's thread."""
        from gui.printing.document import save_document
        from gui.printing.key_sheet import FILE_NAME, key_document

        sheet = self.presenter.ceremony.sheet()
        self._tasks.run(
            self,
            lambda _: save_document(folder / FILE_NAME, key_document(sheet)),
            lambda _: self.presenter.keys_printed(),
            lambda error: self.presenter.keys_failed(sentence_for(error)),
            pool="file",
        )

    def _print(self) -> None:
        if recovery_sheet.print_sheet(self, self._codes):
            self.recovery.tell(tr("Lembar kode dikirim ke printer."))

    def _save(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Pilih USB untuk lembar kode"))
        if not name:
            return
        try:
            path = recovery_sheet.save_sheet(Path(name), self._codes)
        except AppError as error:
            self.recovery.tell(sentence_for(error))
        else:
            self.recovery.tell(tr("Tersimpan sebagai {name}. Cabut USB, lalu simpan.", name=path.name))

    # Layout

    def _lay_out(self) -> None:
        self._bars = StepBars(self._names(Role.VILLAGE))
        self._title = Text("", "display", wrap=True)
        self._subtitle = Text("", "body", "text2", size=15, wrap=True)
        self._offline = Text(tr("Bisa dipakai tanpa internet"), "small", "text3")
        self._back = Button(tr("Kembali"), "ghost", size="l")
        self._next = Button(tr("Lanjut"), "primary", size="l", trail="arrow-right-bold")
        self._parts: list[QWidget] = [
            self.role,
            self.village,
            self.district,
            self.officer,
            self.passphrase,
            self.recovery,
        ]
        self._areas = QStackedWidget()
        for part in self._parts:
            self._areas.addWidget(make_scroll(part))
        self._column = V(
            self._bars,
            22,
            self._title,
            6,
            self._subtitle,
            22,
            (self._areas, 1),
            14,
            H(self._back, self._offline, None, self._next),
            margins=(56, 40, 56, 36),
        )
        self._right.setLayout(self._column)

    def _connect(self) -> None:
        ask = self.presenter
        self.role.chosen.connect(ask.choose_role)
        self.role.practice.connect(self.practice)
        self.role.courier.connect(self.courier)
        self.role.restore.connect(self.restore)
        self.village.searched.connect(ask.search)
        self.village.taken.connect(ask.choose_village)
        self.village.kit_wanted.connect(self._choose_kit)
        self.village.agreed.connect(ask.agree)
        self.village.opening.connect(ask.type_opening)
        self.district.keys_wanted.connect(self._choose_keys)
        self.district.print_wanted.connect(self._print_keys)
        self.district.save_wanted.connect(self._save_keys)
        self.district.kit_wanted.connect(self._choose_old_kit)
        self.district.mode_chosen.connect(lambda mode: ask.choose_from_paper(mode == PAPER))
        self.officer.typed.connect(ask.type_officer)
        self.passphrase.typed.connect(ask.type_passphrase)
        self.recovery.print_wanted.connect(self._print)
        self.recovery.save_wanted.connect(self._save)
        for part in (self.role, self.village, self.district, self.officer, self.passphrase, self.recovery):
            part.entered.connect(self.go_on)
        self._back.clicked.connect(ask.back)
        self._next.clicked.connect(self.go_on)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go_on)
        QShortcut(QKeySequence("Escape"), self).activated.connect(ask.back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = 56 if self.width() >= px(NARROW_WIDTH) else 24
        self._column.set_margins((side, 20, side, 16) if is_short(self.height()) else (side, 40, side, 36))

    def _part(self, step: Step, role: Role) -> QWidget:
        place = self.village if role is Role.VILLAGE else self.district
        return dict(zip(STEPS, (self.role, place, self.officer, self.passphrase, self.recovery), strict=True))[step]

    @staticmethod
    def _names(role: Role) -> list[str]:
        place = tr("Desa") if role is Role.VILLAGE else tr("Kabupaten")
        return [tr("Peran"), place, tr("Petugas"), tr("Kata sandi"), tr("Kode pemulihan")]

    @staticmethod
    def _words(step: Step, role: Role) -> tuple[str, str]:
        """Title and the sentence below it."""
        if step is Step.PLACE and role is Role.DISTRICT:
            return tr("Kantor kabupaten"), tr("Komputer ini akan menggabungkan data semua desa.")
        if step is Step.RECOVERY and role is Role.DISTRICT:
            text = tr("Simpan kode ini di brankas bersama kunci kabupaten. Kode hanya ditampilkan sekali.")
            return tr("Cetak kode pemulihan"), text
        return {
            Step.ROLE: (tr("Komputer ini dipakai di mana?"), tr("Pilih satu. Bisa dicoba dulu dengan data contoh.")),
            Step.PLACE: (tr("Desa mana?"), tr("Ketik beberapa huruf nama desa atau kelurahan.")),
            Step.OFFICER: (tr("Siapa petugasnya?"), tr("Petugas lain bisa ditambahkan nanti.")),
            Step.PASSPHRASE: (
                tr("Buat kata sandi"),
                tr("Data NIK dan KTP di komputer ini dikunci dengan kata sandi. Setiap petugas punya sendiri."),
            ),
            Step.RECOVERY: (
                tr("Cetak kode pemulihan"),
                tr("Simpan kode ini. Bila hilang, kabupaten dapat membantu dengan kunci pemulihan."),
            ),
        }[step]
