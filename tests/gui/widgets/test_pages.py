"""Page, search box, panel, rail, steps, tiles and the rest of what pages are made of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import set_theme
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.empty_state import EmptyState, StartCard
from gui.widgets.form_rail import FormRail, _Section
from gui.widgets.keycap import key_hint
from gui.widgets.label import Initials, Text
from gui.widgets.layouts import H, Line, V
from gui.widgets.logo import Hero, app_icon
from gui.widgets.paper import PaperPreview
from gui.widgets.pill import StatusPill, pill_width
from gui.widgets.progress_bar import ProgressBar
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.search_box import SearchBox
from gui.widgets.side_panel import PanelSplit, SidePanel
from gui.widgets.stat_tile import StatTile
from gui.widgets.stepper import StepBars, Stepper
from gui.widgets.text_input import TextArea, TextInput
from tests.gui.widgets.conftest import Present

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform


def test_page_closes_up_in_low_windows(qtbot: QtBot) -> None:
    card = Card(Text("a"), margins=20)
    page = ScrollPage("Pekerja", "214 pekerja")
    page.body.add(card)
    qtbot.addWidget(page)
    page.resize(1000, 760)
    page.show()
    assert not page.is_short()
    assert card.layout().contentsMargins().top() == 20
    page.resize(1000, 690)
    assert page.is_short()
    assert not page._subtitle.isVisible()
    assert card.layout().contentsMargins().top() == 15
    page.resize(1000, 760)
    assert page._subtitle.isVisible()


def test_page_scrolls_what_does_not_fit(qtbot: QtBot) -> None:
    page = ScrollPage("Formulir")
    last = TextInput("Persetujuan")
    page.body.add(*(Card(Text(str(number)), margins=60) for number in range(12)), last)
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    qtbot.waitExposed(page)
    assert page.scroll.horizontalScrollBar().maximum() == 0
    assert page.scroll.verticalScrollBar().maximum() > 0
    page.reveal(last)
    assert page.scroll.viewport().rect().contains(last.mapTo(page.scroll.viewport(), last.rect().center()))


def test_breadcrumb_goes_up(qtbot: QtBot) -> None:
    told: list[str] = []
    page = ScrollPage("Baru", breadcrumb=[("Pekerja", None), ("Daftar", lambda: told.append("own"))])
    page.went_up.connect(lambda: told.append("up"))
    qtbot.addWidget(page)
    for button in page._crumb_box.findChildren(Button):
        button.click()
    assert told == ["up", "own"]


def test_search_tells_after_a_pause_and_at_once_on_enter(qtbot: QtBot) -> None:
    box = SearchBox("Cari nama")
    qtbot.addWidget(box)
    told: list[str] = []
    box.searched.connect(told.append)
    qtbot.keyClicks(box, "sut")
    assert told == []
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told == ["sut"]
    with qtbot.waitSignal(box.searched, timeout=1000):
        qtbot.keyClicks(box, "i")
    assert told == ["sut", "suti"]


def test_escape_clears_then_leaves(qtbot: QtBot) -> None:
    box = SearchBox("Cari nama")
    qtbot.addWidget(box)
    told: list[str] = []
    box.searched.connect(told.append)
    box.escaped.connect(lambda: told.append("left"))
    qtbot.keyClicks(box, "x")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert told == ["x", "", "left"]


def test_panel_shows_a_record_as_plain_text(qtbot: QtBot) -> None:
    panel = SidePanel()
    qtbot.addWidget(panel)
    panel.show_record(
        "<b>Sutini</b>", "Buruh tani", [[("NIK", "•••• 9004")], [("Iuran", "Rp16.800")]], pills=[("Terdata", "neutral")]
    )
    texts = {text.text(): text for text in panel.findChildren(Text)}
    assert texts["<b>Sutini</b>"].textFormat() == Qt.TextFormat.PlainText
    assert "Rp16.800" in texts
    told: list[bool] = []
    panel.closed.connect(lambda: told.append(True))
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert told == [True]


def test_panel_becomes_a_drawer_where_there_is_little_room(qtbot: QtBot, present: Present) -> None:
    listed, panel = TextInput(), SidePanel()
    split = PanelSplit(listed, panel, narrow=800)
    split.resize(1000, 500)
    present(split)
    assert (split.is_drawer(), panel.isVisible()) == (False, True)
    assert listed.width() == 1000 - 280 - 16
    split.resize(700, 500)
    assert (split.is_drawer(), panel.isVisible()) == (True, False)
    qtbot.waitUntil(lambda: listed.width() == 700, timeout=1000)
    split.set_open(True)
    assert panel.isVisible()
    assert panel.geometry().height() == 500
    panel.closed.emit()
    assert not split.is_open()
    split.resize(1000, 500)
    assert panel.isVisible()


def test_long_texts_are_never_squeezed(qtbot: QtBot) -> None:
    page = ScrollPage("Panjang")
    texts = [Text("Terdata belum berarti menjadi peserta. " * 12, wrap=True) for _ in range(20)]
    page.body.add(*texts)
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show()
    qtbot.waitExposed(page)
    assert all(text.height() >= text.heightForWidth(text.width()) for text in texts)


def test_rail_says_state_and_is_pressed_by_enter(qtbot: QtBot) -> None:
    rail = FormRail(["Identitas", "Alamat"])
    qtbot.addWidget(rail)
    told: list[int] = []
    rail.chosen.connect(told.append)
    rail.set_state(0, "error", "NIK kurang 1 angka")
    sections = rail.findChildren(_Section)
    assert sections[0].accessibleName() == "1. Identitas, NIK kurang 1 angka"
    assert sections[1].accessibleName() == "2. Alamat, belum diisi"
    qtbot.keyClick(sections[1], Qt.Key.Key_Return)
    assert told == [1]


@pytest.mark.parametrize("kind", [Stepper, StepBars])
def test_steps_are_said(qtbot: QtBot, kind: type[Stepper]) -> None:
    steps = kind(["Colok USB", "Periksa isi", "Tanda terima"])
    qtbot.addWidget(steps)
    steps.set_current(1)
    assert steps.accessibleName() == "Langkah 2 dari 3: Periksa isi"
    steps.set_current(3)
    assert steps.accessibleName() == "Langkah 3 dari 3: Tanda terima"


def test_tile_is_a_filter_only_when_clickable(qtbot: QtBot) -> None:
    plain, pressed = StatTile("Terdata", "214"), StatTile("daftar tunggu", "4", clickable=True, layout="side")
    qtbot.addWidget(plain)
    qtbot.addWidget(pressed)
    assert plain.focusPolicy() == Qt.FocusPolicy.NoFocus
    qtbot.keyClick(pressed, Qt.Key.Key_Return)
    assert pressed.isChecked()
    plain.set_loading()
    assert plain.value() == "…"
    assert plain.accessibleName() == "Terdata, …"


def test_pill_is_as_wide_as_its_word(qtbot: QtBot) -> None:
    pill = StatusPill("Draf")
    qtbot.addWidget(pill)
    short = pill.sizeHint().width()
    pill.set_status("Perlu perbaikan", "warn")
    assert pill.sizeHint().width() == pill_width("Perlu perbaikan") > short
    assert pill.accessibleName() == "Perlu perbaikan"


def test_long_text_ends_in_dots_and_tells_all_as_tip(present: Present) -> None:
    text = Text("Desa Sambongrejo, Kecamatan Sambong, Kabupaten Blora", elide=True)
    present(text)
    text.resize(80, 20)
    assert text.toolTip() == text.text()
    text.resize(900, 20)
    assert text.toolTip() == ""


def test_paper_is_white_in_both_themes(qtbot: QtBot, qapp: QApplication) -> None:
    asked: list[int] = []
    preview = PaperPreview(lambda painter, page: asked.append(page), pages=3, size=QSizeF(595, 842))
    qtbot.addWidget(preview)
    preview.resize(300, 424)
    set_theme(qapp, "dark")
    image = preview.grab().toImage()
    set_theme(qapp, "light")
    center = preview.paper_rect().center().toPoint()
    assert image.pixelColor(center).name() == "#ffffff"
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    preview.grab()
    assert asked == [0, 1]
    preview.show_page(99)
    assert preview.page() == 2
    assert preview.accessibleName() == "Pratinjau cetak. Halaman 3 dari 3"


def test_paper_is_painted_in_points(qtbot: QtBot) -> None:
    def paint(painter: QPainter, page: int) -> None:
        painter.fillRect(QRectF(0, 0, 297.6, 421), Qt.GlobalColor.black)

    preview = PaperPreview(paint)
    qtbot.addWidget(preview)
    preview.resize(320, 440)
    image = preview.grab().toImage()
    paper = preview.paper_rect()
    assert image.pixelColor(int(paper.x() + paper.width() * 0.25), int(paper.y() + 20)).name() == "#000000"
    assert image.pixelColor(int(paper.x() + paper.width() * 0.75), int(paper.y() + 20)).name() == "#ffffff"


def test_bar_share_stays_between_nothing_and_all(qtbot: QtBot) -> None:
    bar = ProgressBar(name="Kemajuan")
    qtbot.addWidget(bar)
    bar.set_share(1.7)
    assert bar.share() == 1.0
    assert bar.accessibleName() == "Kemajuan 100%"


@pytest.mark.parametrize("size", [(430, 768), (300, 400)])
def test_hero_paints_at_any_size(qtbot: QtBot, size: tuple[int, int]) -> None:
    hero = Hero()
    qtbot.addWidget(hero)
    hero.resize(*size)
    image = hero.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert len({image.pixel(x, image.height() // 2) for x in range(0, image.width(), 3)}) > 5


def test_window_icon_has_all_sizes(qapp: QApplication) -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 256}


def test_empty_state_offers_ways_to_begin(qtbot: QtBot) -> None:
    button = Button("Daftarkan", "primary")
    empty = EmptyState("Mulai dari mana saja", "Tidak perlu lengkap.", cards=[StartCard("usb", "A", "b", button)])
    qtbot.addWidget(empty)
    empty.show()
    assert button.isVisible()
    empty.set_text("Beres", "")
    assert not empty._text.isVisible()


def test_text_area_moves_on_with_tab(qtbot: QtBot, present: Present) -> None:
    holder = QWidget()
    area, after = TextArea(name="Alasan"), TextInput()
    holder.setLayout(V(area, after))
    present(holder)
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    area.set_state("error")
    assert area.state() == "error"


def test_clearing_a_line_deletes_what_was_in_it(qtbot: QtBot) -> None:
    holder = QWidget()
    line: Line = V(Text("a"), 10, H(Text("b"), None))
    holder.setLayout(line)
    qtbot.addWidget(holder)
    line.clear()
    assert line.count() == 0
    assert [text for text in holder.findChildren(Text) if text.parent() is holder] == []


def test_hints_and_initials_have_a_size(qtbot: QtBot) -> None:
    hint, letters = key_hint("Ctrl", "Enter", text="simpan"), Initials("SA", 44)
    qtbot.addWidget(hint)
    qtbot.addWidget(letters)
    assert hint.sizeHint().width() > 100
    assert letters.sizeHint().width() == 44
