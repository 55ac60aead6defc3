"""All components on one sheet: ``python -m gui.gallery OUT.png [dark]``. For looking, not part of the program."""

from __future__ import annotations

import os
import sys
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.focus_ring import FocusRing
from gui.forms.choice import Choice
from gui.forms.date_field import DateField
from gui.forms.field import FormField
from gui.forms.money import MoneyField
from gui.forms.nik_field import NikInput, SixteenInput
from gui.theme import px, set_theme
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.check import Check
from gui.widgets.chip import FilterChip
from gui.widgets.keycap import key_hint
from gui.widgets.label import Text
from gui.widgets.layouts import Box, Canvas, H, V
from gui.widgets.logo import Logo
from gui.widgets.menu import Menu
from gui.widgets.painting import rounded, smooth
from gui.widgets.pill import StatusPill
from gui.widgets.progress_bar import ProgressBar
from gui.widgets.radio import Radio
from gui.widgets.segment import Segment
from gui.widgets.slider import Slider
from gui.widgets.stepper import Stepper
from gui.widgets.switch import Switch
from gui.widgets.text_input import TextInput
from gui.widgets.toast import Toast
from gui.widgets.village_matrix import VillageMark


class _Focused(QWidget):
    """A control with the ring around it, as if it had the focus."""

    def __init__(self, control: QWidget) -> None:
        super().__init__()
        self.setLayout(V(control, margins=3))

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(smooth(self), self.rect(), px(10), None, "primary", 2)


def _section(title: str, *items: object) -> Box:
    return Box(V(Text(title, "smallStrong", "text2", weight=700), 8, *items))


def _buttons(kind: str, label: str) -> object:
    off = Button(label, kind)
    off.setEnabled(False)
    plain, focused = Button(label, kind), Button(label, kind)
    return H((plain, 0), _Focused(focused), off, None, spacing=11)


def _village_legend() -> list[object]:
    states = (("ok", "terbaru"), ("old", "bulan lalu"), ("gap", "terlewat"), ("late", "terlambat"), ("none", "belum"))
    return [
        part
        for state, text in (*states, ("usb", "di USB"))
        for part in (VillageMark(state), 5, Text(text, "caption", "text2"), 7)
    ]


def _left_column() -> object:
    busy = Button("Simpan", "primary", icon="check-bold")
    busy.set_busy("Menyimpan…")
    kinds = (("primary", "Simpan"), ("secondary", "Cetak"), ("soft", "Tambah"), ("danger", "Hapus"), ("ghost", "Batal"))
    rows = [item for kind, label in kinds for item in (_buttons(kind, label), 0)]
    every = FilterChip("Semua", 214)
    every.setChecked(True)
    job = FilterChip("Buruh tani", removable=True)
    job.setChecked(True)
    on, mixed, off = Check(), Check(), Check()
    on.setChecked(True)
    mixed.setTristate(True)
    mixed.setCheckState(Qt.CheckState.PartiallyChecked)
    one, two = Radio(), Radio()
    two.setAutoExclusive(False)
    two.setChecked(True)
    lit = Switch("Nyala")
    lit.setChecked(True)
    return V(
        _section("Tombol: biasa, fokus, tidak aktif", *rows, H(busy, 10, Button("Lihat semua", "link"), None)),
        14,
        _section(
            "Status: selalu ikon + kata",
            H(
                StatusPill("Terdata", "neutral"),
                StatusPill("Ditetapkan", "info"),
                StatusPill("Iuran terbayar", "ok"),
                None,
                spacing=8,
            ),
            8,
            H(
                StatusPill("Perlu perbaikan", "warn"),
                StatusPill("Ditolak", "err"),
                StatusPill("Daftar tunggu", "accent"),
                None,
                spacing=8,
            ),
        ),
        16,
        _section("Filter", H(every, FilterChip("Status", menu=Menu()), job, None, spacing=8)),
        16,
        _section(
            "Pilihan",
            H(off, on, mixed, 8, one, two, 8, Switch("Padam"), lit, None, spacing=10),
            10,
            Box(
                V(Segment([("a", "Tanda tangan"), ("b", "Cap jempol"), ("c", "Lisan")]), 8, Slider("Bobot", 0, 50, 35)),
                330,
            ),
        ),
        14,
        _section("Matriks desa", H(*_village_legend(), None)),
        None,
    )


def _middle_column() -> object:
    today = date(2026, 11, 23)
    wrong = SixteenInput(text="331606 520379 900")
    fields = [
        FormField("Biasa", TextInput("Dukuh Ngasem")),
        FormField("Fokus", TextInput("Sutini")),
        FormField("Salah", wrong),
        FormField("Perlu dilihat", DateField(lambda: today, width=None)),
        FormField("Benar", SixteenInput(text="331606 520379 9004")),
        FormField("Dikunci", TextInput("Kecamatan Sambong")),
        FormField("Dengan satuan", MoneyField(900_000, suffix="/bulan"), "Rata-rata, boleh dikira-kira", optional=True),
        FormField(
            "Jenis pekerjaan", Choice([("1", "Buruh tani"), ("2", "Tukang ojek")], placeholder="Ketik, misalnya: tani")
        ),
    ]
    fields[1].editor.setObjectName("focused")
    fields[2].set_error("NIK baru 15 angka. Lengkapi sampai 16 angka.")
    fields[3].editor.set_value(date(1957, 2, 19))
    fields[3].set_warning("Di NIK tertulis 19 Februari 1975.")
    fields[4].set_ok()
    fields[5].set_read_only(True)
    fields[7].editor.set_value("1")
    return V(_section("Isian"), *[item for field in fields for item in (field, 6)], None)


def _right_column() -> object:
    parts = ProgressBar(height=10)
    parts.set_parts([(0.7, "ok"), (0.2, "chart2"), (0.1, "borderStrong")])
    nik = NikInput()
    nik.set_kept("3316065203799004")
    nik.set_state("ok")
    holder = QWidget()
    toast = Toast(holder)
    toast.show_message("Tersimpan. Sutini masuk daftar.", action="Urungkan", on_action=lambda: None)
    return V(
        _section(
            "Kabar di halaman",
            Banner("accent", "Keputusan sudah datang", "38 disetujui, 4 daftar tunggu.", icon="decision-fill"),
            8,
            Banner("warn", "2 pekerja belum lengkap", "Tetap boleh diserahkan."),
            8,
            Banner("err", "USB tidak terbaca", "Coba port lain, lalu tekan Ulangi.", "Ulangi"),
            8,
            Banner("ok", "Data aman", "Dicadangkan kemarin 16.20."),
        ),
        14,
        _section("Kabar singkat", H(toast, None)),
        14,
        _section("Langkah", Stepper(["Pilih", "Cocokkan", "Periksa"], 1)),
        12,
        _section("Kemajuan", ProgressBar(0.68, height=10), 8, parts),
        14,
        _section("NIK", H(nik, None)),
        14,
        _section(
            "Tombol papan ketik",
            H(key_hint("Ctrl", "Enter", text="simpan & berikutnya"), 14, key_hint("F9", text="serah terima"), None),
        ),
        None,
    )


def make_gallery() -> QWidget:
    """The sheet, 1366 x 768."""
    head = V(Text("Komponen Payung", "h1"), Text("Semua kendali Qt yang asli, ukuran 100%", "caption"))
    columns = H(
        (Box(_left_column()), 10),
        (Box(_middle_column()), 9),
        (Box(_right_column()), 11),
        spacing=24,
        margins=(22, 14, 22, 12),
    )
    sheet = Canvas("canvas", V(H(Logo(34), 12, head, None), 14, (Panel(columns), 1), margins=(24, 12, 24, 12)))
    sheet.resize(1366, 768)
    sheet.setWindowTitle("Payung")
    FocusRing(sheet)
    return sheet


def main(arguments: list[str]) -> int:
    """Save the sheet as a picture, or show it without a file name."""
    if arguments:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    set_theme(app, "dark" if "dark" in arguments else "light")
    sheet = make_gallery()
    sheet.show()
    focused = sheet.findChild(TextInput, "focused")
    if focused is not None:
        focused.setFocus()
        focused.end(False)
    app.processEvents()
    if not arguments:
        return app.exec()
    return 0 if sheet.grab().save(arguments[0]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
