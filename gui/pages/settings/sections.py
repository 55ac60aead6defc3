"""What can be chosen: look, lock, and what Payung is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.office_name import office_name
from gui.pages.settings.presenter import LOCK_CHOICES
from gui.pages.settings.rows import setting_row
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import Box, H, Rule, V
from gui.widgets.segment import Segment
from gui.widgets.switch import Switch
from services import APP_VERSION
from services.context import AppContext
from services.handover.fingerprints import own_words
from services.settings import ZOOMS, Settings


class LookSection(QWidget):
    """``chosen(name, value)``: one preference."""

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.theme = self._segment(
            tr("Tema"), [("system", tr("Ikut komputer")), ("light", tr("Terang")), ("dark", tr("Gelap"))], 400
        )
        self.language = self._segment(tr("Bahasa"), [("id", "Bahasa Indonesia"), ("en", "English")], 300)
        self.zoom = self._segment(tr("Ukuran tulisan"), [(str(zoom), f"{zoom}%") for zoom in ZOOMS], 300)
        self.motion = Switch(tr("Kurangi gerakan"))
        self.theme.changed.connect(lambda value: self.chosen.emit("theme", value))
        self.language.changed.connect(lambda value: self.chosen.emit("language", value))
        self.zoom.changed.connect(lambda value: self.chosen.emit("zoom", int(value)))
        self.motion.toggled.connect(lambda on: self.chosen.emit("reduced_motion", on))
        card = Card(
            Text(tr("Tampilan"), "h2"),
            2,
            setting_row(tr("Tema"), tr("Gelap lebih tenang di ruangan redup."), self.theme),
            Rule(),
            setting_row(
                tr("Ukuran tulisan"), tr("Juga dengan Ctrl dan tombol + atau −, di halaman mana pun."), self.zoom
            ),
            Rule(),
            setting_row(tr("Bahasa"), tr("Cetakan dan surat tetap berbahasa Indonesia."), self.language),
            Rule(),
            setting_row(tr("Kurangi gerakan"), tr("Pemberitahuan dan panel muncul tanpa bergeser."), self.motion),
            margins=(20, 16, 20, 8),
        )
        self.setLayout(V(card, None))

    def show_settings(self, settings: Settings) -> None:
        """What holds now."""
        self.theme.set_value(settings.theme)
        self.language.set_value(settings.language)
        self.zoom.set_value(str(settings.zoom))
        blocked = self.motion.blockSignals(True)
        self.motion.setChecked(settings.reduced_motion)
        self.motion.blockSignals(blocked)

    @staticmethod
    def _segment(name: str, choices: list[tuple[str, str]], width: int) -> Segment:
        segment = Segment(choices, name=name)
        segment.setMinimumWidth(width)
        return segment


class LockSection(QWidget):
    """``chosen(name, value)``, ``lock_wanted()``."""

    chosen = Signal(str, object)
    lock_wanted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.minutes = Segment(
            [(str(minutes), tr("{minutes} menit", minutes=minutes)) for minutes in LOCK_CHOICES],
            name=tr("Kunci otomatis setelah"),
        )
        self.minutes.setMinimumWidth(340)
        self.minutes.changed.connect(lambda value: self.chosen.emit("lock_minutes", int(value)))
        lock = Button(tr("Kunci sekarang"), icon="lock", keycap="Ctrl+L")
        lock.clicked.connect(self.lock_wanted)
        card = Card(
            Text(tr("Kunci otomatis"), "h2"),
            2,
            setting_row(tr("Kunci otomatis setelah"), tr("Bila tidak ada ketikan dan gerakan tetikus."), self.minutes),
            Rule(),
            setting_row(
                tr("Sedang masuk: {name}", name=context.user.name),
                tr("Kunci saat meninggalkan meja, isian yang belum selesai tetap ada."),
                lock,
            ),
            margins=(20, 16, 20, 8),
        )
        self.setLayout(V(card, None))

    def show_settings(self, settings: Settings) -> None:
        """What holds now."""
        self.minutes.set_value(str(settings.lock_minutes))


class AboutSection(QWidget):
    """Version, office, and where the data lies; ``help``: what stands below. ``practice_wanted()``: invented people."""

    practice_wanted = Signal()

    def __init__(self, context: AppContext, help: QWidget) -> None:
        super().__init__()
        facts = [
            (tr("Versi"), APP_VERSION),
            (tr("Kantor"), office_name(context, with_subdistrict=True)),
            (tr("Kode kantor"), context.office.code),
            (tr("Data rujukan"), context.reference.version),
            (tr("Nomor komputer"), context.device_id),
            (tr("Enam kata laptop ini"), "  ".join(own_words(context))),
            (tr("Folder data"), str(context.paths.data)),
            (tr("Lisensi"), "MIT"),
        ]
        card = Card(Text(tr("Tentang Payung"), "h2"), 6, margins=(20, 16, 20, 14))
        for position, (name, value) in enumerate(facts):
            if position:
                card.body.add(Rule())
            label = Box(V(Text(name, "small")), width=150)
            card.body.add(H(label, (Text(value, "bodyStrong", wrap=True, selectable=True), 1), margins=(0, 9, 0, 9)))
        purpose = Text(
            tr(
                "Payung mencatat pekerja rentan untuk bantuan iuran BPJS Ketenagakerjaan dan membawanya ke kabupaten "
                "tanpa internet. Data terkunci di komputer ini. Terdata belum berarti menjadi peserta."
            ),
            "small",
            wrap=True,
        )
        self.practise = Button(tr("Mulai latihan"), icon="graduation-cap")
        self.practise.clicked.connect(self.practice_wanted)
        words = tr("Kantor ini dikunci dulu. Orang rekaan dan USB latihan, tidak ada yang tersimpan.")
        practice = Card(setting_row(tr("Latihan dengan data contoh"), words, self.practise), margins=(20, 4, 20, 4))
        if context.practice is not None:  # setVisible(True) here would flash a window: it has no parent yet
            practice.hide()
        self.setLayout(V(card, 14, help, 14, practice, 14, purpose, None))
