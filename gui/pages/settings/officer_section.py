"""Officers and passphrases: who may sign in here, and the code on paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.pages.settings.codes_card import CodesCard
from gui.pages.settings.officer_forms import AddForm, AskForm, ChangeForm, OfficerForm, RemoveForm
from gui.pages.settings.officer_presenter import Codes, Field
from gui.pages.settings.rows import setting_row
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from gui.widgets.pill import StatusPill
from services.context import AppContext
from services.safekeeping.accounts import Officer


class OfficerSection(QWidget):
    """One form at a time stands above the list. The signals carry what was typed; see ``OfficerPresenter``.

    ``opened()``: something new stands at the top.
    """

    change_wanted = Signal(str, str, str)
    add_wanted = Signal(str, str, str, str)
    remove_wanted = Signal(object)
    distrust_wanted = Signal(object, str)
    code_wanted = Signal(object, str)
    recovery_wanted = Signal(str)
    new_key_wanted = Signal(str)
    opened = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._officer: Officer | None = None
        self._open: OfficerForm | None = None
        self._trouble = Banner("err", tr("Belum berhasil"), "")
        self._trouble.hide()
        self.codes = CodesCard()
        self.change = ChangeForm([context.office.name, context.user.name])
        self.adding = AddForm(context.office.name)
        self.removing = RemoveForm()
        self.coding = AskForm(
            "",
            tr("Untuk petugas yang lupa kata sandinya. Kode berlaku satu kali, lalu ia memilih kata sandi baru."),
            tr("Buat kode"),
        )
        self.recovering = AskForm(
            tr("Buat kode pemulihan baru"),
            tr("Untuk lembar yang hilang atau terlihat orang lain. Lembar yang lama tidak bisa dipakai lagi."),
            tr("Buat kode baru"),
        )
        self.locking = AskForm(
            tr("Ganti kunci data"),
            tr(
                "Semua data ditulis ulang dengan kunci baru. Kode pemulihan diganti, petugas lain masuk dengan kode "
                "sekali pakai, cadangan baru dibuat."
            ),
            tr("Ganti kunci data"),
        )
        self._forms: tuple[OfficerForm, ...] = (
            self.change,
            self.adding,
            self.removing,
            self.coding,
            self.recovering,
            self.locking,
        )
        self._boxes = {form: Box(V(form, 16)) for form in self._forms}
        self._codes_box = Box(V(self.codes, 16))
        for box in (*self._boxes.values(), self._codes_box):
            box.hide()
        self.codes.kept.connect(self._on_kept)
        self._rows = V()
        above = (self._trouble, self._codes_box, *self._boxes.values())
        self.setLayout(V(*above, self._people(), 16, self._own(), None))
        self._wire()

    # What the presenter tells

    def show_officers(self, officers: tuple[Officer, ...]) -> None:
        self._rows.clear()
        for position, officer in enumerate(officers):
            if position:
                self._rows.add(Rule())
            self._rows.add(self._row(officer))

    def show_problem(self, field: Field, text: str) -> None:
        if self._open is not None:
            self._open.show_problem(field, text)

    def show_trouble(self, text: str) -> None:
        if self._open is not None:
            self._open.show_trouble(text)
        else:
            self._trouble.set_news("err", tr("Belum berhasil"), text)
            self._trouble.setVisible(bool(text))

    def show_busy(self, busy: bool) -> None:
        if self._open is not None:
            self._open.show_busy(busy)

    def show_done(self) -> None:
        self._show_form(None)
        self.add.setFocus()

    def show_codes(self, codes: Codes) -> None:
        self._show_form(None)
        self._codes_box.show()
        self.codes.show_codes(codes)
        self.opened.emit()

    # What the person asks

    def ask_remove(self, officer: Officer) -> None:
        """Somebody goes: why."""
        self._show_form(self.removing)
        self.removing.ask(officer)

    def ask_code(self, officer: Officer) -> None:
        """Somebody forgot the passphrase."""
        self._officer = officer
        self._show_form(self.coding)
        self.coding.ask(tr("Kode sekali masuk untuk {name}", name=officer.name))

    def open_form(self, form: OfficerForm) -> None:
        """Change, add or a new recovery code."""
        self._show_form(form)
        form.begin()

    def close_form(self) -> bool:
        """True when one was open."""
        was = self._open is not None
        self._show_form(None)
        return was

    def _show_form(self, form: OfficerForm | None) -> None:
        for each in self._forms:
            if each is not form and each is self._open:
                each.begin()  # nothing that was typed stays behind
        self._open = form
        self._trouble.hide()
        for each, box in self._boxes.items():
            box.setVisible(each is form)
        if form is not None:
            form.setFocus()
            self.opened.emit()

    def _on_kept(self) -> None:
        self._codes_box.hide()
        self.add.setFocus()

    def _wire(self) -> None:
        change, adding, removing = self.change, self.adding, self.removing
        acts: dict[OfficerForm, Callable[[], None]] = {
            change: lambda: self.change_wanted.emit(
                change.own.text(), change.new.first.text(), change.new.second.text()
            ),
            adding: lambda: self.add_wanted.emit(
                adding.name.text(), adding.own.text(), adding.new.first.text(), adding.new.second.text()
            ),
            removing: self._on_remove,
            self.coding: lambda: self.code_wanted.emit(self._officer, self.coding.own.text()),
            self.recovering: lambda: self.recovery_wanted.emit(self.recovering.own.text()),
            self.locking: lambda: self.new_key_wanted.emit(self.locking.own.text()),
        }
        for form, act in acts.items():
            form.wanted.connect(act)
            form.left.connect(self.close_form)

    def _on_remove(self) -> None:
        if self.removing.distrusted:
            self.distrust_wanted.emit(self.removing.officer, self.removing.own.text())
        else:
            self.remove_wanted.emit(self.removing.officer)

    # Layout

    def _people(self) -> Card:
        self.add = Button(tr("Tambah petugas"), icon="user-plus", size="s")
        self.add.clicked.connect(lambda *_: self.open_form(self.adding))
        words = tr("Setiap petugas masuk dengan nama dan kata sandinya sendiri.")
        return Card(
            H((V(Text(tr("Petugas di komputer ini"), "h2"), 2, Text(words, "small", wrap=True)), 1), 16,
              (self.add, 0, MIDDLE)),
            8,
            self._rows,
            margins=(20, 16, 20, 8),
        )  # fmt: skip

    def _row(self, officer: Officer) -> QWidget:
        name = Text(officer.name, "bodyStrong", wrap=True)
        state: list[object] = []
        if officer.here:
            state = [(StatusPill(tr("Sedang masuk"), "ok", "check-bold"), 0, MIDDLE)]
        elif officer.once:
            state = [(StatusPill(tr("Belum memilih kata sandi"), "warn", "clock"), 0, MIDDLE)]
        acts: list[object] = []
        if not officer.here:
            code = Button(tr("Lupa kata sandi"), "link", size="s")
            code.setAccessibleName(tr("Kode sekali masuk untuk {name}", name=officer.name))
            code.clicked.connect(lambda *_: self.ask_code(officer))
            out = Button(tr("Keluarkan"), "link", size="s")
            out.setAccessibleName(tr("Keluarkan {name}", name=officer.name))
            out.clicked.connect(lambda *_: self.ask_remove(officer))
            acts = [16, (code, 0, MIDDLE), 16, (out, 0, MIDDLE)]
        return Box(H((Icon("user", "text3", 20), 0, MIDDLE), 12, (name, 1, MIDDLE), 12, *state, *acts,
                     margins=(0, 12, 0, 12)))  # fmt: skip

    def _own(self) -> Card:
        self.change_own = Button(tr("Ganti kata sandi"), icon="key", size="s")
        self.change_own.clicked.connect(lambda *_: self.open_form(self.change))
        self.renew = Button(tr("Buat kode baru"), icon="printer", size="s")
        self.renew.clicked.connect(lambda *_: self.open_form(self.recovering))
        self.lock = Button(tr("Ganti kunci data"), icon="lock-closed", size="s")
        self.lock.clicked.connect(lambda *_: self.open_form(self.locking))
        return Card(
            setting_row(
                tr("Kata sandi Anda"),
                tr("Ganti bila orang lain mungkin melihatnya. Tidak perlu diganti berkala."),
                self.change_own,
            ),
            Rule(),
            setting_row(
                tr("Kode pemulihan"),
                tr("Lembar cetak ini membuka data bila semua kata sandi lupa. Lembar hilang: buat kode baru."),
                self.renew,
            ),
            Rule(),
            setting_row(
                tr("Kunci data"),
                tr("Ganti bila salinan kunci mungkin ada di tangan orang lain, juga sesudah memulihkan cadangan lama."),
                self.lock,
            ),
            margins=(20, 4, 20, 4),
        )
