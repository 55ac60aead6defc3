"""The page of one person, with real keys, on a real encrypted database."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui.photo_reading import encode
from gui.printing.preview import PreviewDialog
from models.values import ActKind, LeftReason, Relationship
from services import startup
from services.context import AppContext
from services.workers.acts import recent_acts
from services.workers.commands import update_worker
from services.workers.photos import save_photo
from services.workers.queries import get_worker
from services.workers.records import Heir
from tests.decided import Decided
from tests.gui.doubles import Shell
from tests.gui.pages.person.conftest import Open
from tests.gui.pages.person.looking import said, save, settle
from tests.offices import worker
from tests.world import reopened, two_villages

KK = "3316060101019001"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_everything_about_one_worker(open_page: Open, village: AppContext) -> None:
    heir = Heir("SUPARDI", Relationship.SPOUSE, "3316061503759992", "081200000002")
    worker_id = save(village, heirs=(heir,), phone="081325900147", notice_given_by="Siti Aminah")
    page = open_page(village, worker_id)
    assert (page.title(), page.subtitle()) == ("Sutini", "47 tahun · Buruh tani · Desa Sambongrejo")
    band = said(page.parts.band)
    assert "Terdata" in band and "Lengkap" in band and "Belum diterima kabupaten" in band
    assert "Belum diisi: jam kerja." in band
    shown = said(page.parts)
    for words in (
        "Blora, 12 Maret 1979",
        "Perempuan",
        "Ngatmi",
        "Dk. Ngasem",
        "003/002",
        "0813 2590 0147",
        "Rp900.000 /bulan",
        "Supardi",
        "suami · NIK •••• 9992 · 0812 0000 0002",
        "diberikan 20 November 2026",
        "versi 1",
        "Belum ada keputusan tentang pekerja ini.",
        "Dapat diusulkan untuk Desember 2026",
        "Didaftarkan",
        "Siti Aminah · 23 November 2026, 09.14",
    ):
        assert words in shown, words
    assert not page.parts.months.isVisibleTo(page)
    assert "lindung" not in shown.lower()
    assert page.edit.hasFocus()


def test_the_nik_is_masked_until_asked_for_and_that_is_noted(
    open_page: Open, village: AppContext, qtbot: QtBot
) -> None:
    page = open_page(village, save(village))
    assert "331606" not in said(page)
    assert page.parts.band.nik_text() == "•••• 9001"
    qtbot.mouseClick(page.parts.band.reveal, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.parts.band.nik_text() == "331606 520379 9001")
    settle(qtbot, page)
    assert "331606 010101 9001" in said(page.parts.family)
    (seen,) = recent_acts(village, kinds=[ActKind.REVEAL])
    assert (seen.count, seen.note) == (1, "")
    page.arrive(worker=page.presenter.worker_id)
    settle(qtbot, page)
    assert "331606" not in said(page), "another look begins masked again"


def test_what_was_decided_and_the_months_one_by_one(open_page: Open, story: Decided) -> None:
    page = open_page(story.village, story.row("KASMIDI").worker_id)
    band = said(page.parts.band)
    assert "Penerima bantuan iuran" in band and "SK Bupati 400.5/312/2026" in band
    assert "Daftar BPJS Blora" in band and "November 2026" in band
    assert "Penerima bantuan iuran" in said(page.parts.decisions)
    assert "3 dari 14 bulan tercatat terbayar" in said(page.parts.months)
    months = page.parts.months.grid.accessibleDescription()
    assert "Oktober 2026 Rp16.800 tercatat" in months and "Februari 2027 Rp16.800 nanti" in months
    assert "lindung" not in said(page).lower()


def test_a_refusal_says_why_and_what_to_do(open_page: Open, story: Decided) -> None:
    page = open_page(story.village, story.row("NGATINI").worker_id)
    assert "Perlu perbaikan" in said(page.parts.band)
    assert "Data belum lengkap. Lengkapi, lalu serahkan lagi." in said(page.parts.decisions)


def test_keys_lead_to_the_form_to_paper_and_to_the_next_person(
    open_page: Open, village: AppContext, shell: Shell, qtbot: QtBot
) -> None:
    adi, budi = save(village, full_name="ADI"), save(village, 9002, full_name="BUDI")
    page = open_page(village, adi)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    assert shell.opened == [("register", {"worker": adi, "back": "person"})]
    qtbot.keyClick(page, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(page, Qt.Key.Key_Left, ALT)
    assert shell.opened[1:] == [("person", {"worker": budi})]
    qtbot.keyClick(page, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None)
    dialog = page.findChild(PreviewDialog)
    assert "Nama: Adi" in dialog.paper.accessibleDescription()
    assert "Terdata belum berarti menjadi peserta." in dialog.paper.accessibleDescription()
    dialog.reject()


def test_others_of_the_family_are_one_key_away(
    open_page: Open, village: AppContext, shell: Shell, qtbot: QtBot
) -> None:
    here, other = save(village, kk_number=KK), save(village, 9002, kk_number=KK, full_name="SUPARDI")
    page = open_page(village, here)
    (link,) = page.parts.family.links
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert shell.opened == [("person", {"worker": other})]


def test_the_history_says_what_before_and_what_after(open_page: Open, village: AppContext) -> None:
    worker_id = save(village)
    update_worker(village, worker_id, worker(9001, rt="007", occupation_code="OJK", monthly_income=1_200_000))
    page = open_page(village, worker_id)
    first = page.history.views[0]
    shown = said(first)
    for words in ("Diubah", "003 → 007", "Buruh tani → Tukang ojek", "Rp900.000 → Rp1.200.000"):
        assert words in shown, words
    assert "RT" in shown and "Penghasilan" in shown


def test_the_district_reads_and_sees_who_keeps_the_record(
    open_page: Open, story: Decided, shell: Shell, qtbot: QtBot
) -> None:
    page = open_page(story.district, story.row("SUTINI").worker_id)
    assert not page.edit.isVisible() and not page.leave.isVisible()
    assert page.print.isVisible() and page.print.hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_F2)
    assert shell.opened == []
    assert "Desa Sambongrejo" in said(page.parts.notice)
    assert "Desa Sambongrejo" in said(page.parts.band)
    assert "diterima kabupaten" not in said(page.parts.band), "the district knows what it holds"
    assert all(view.undo is None for view in page.history.views)
    assert "Siti Aminah · Desa Sambongrejo · 14 November 2026" in said(page.history)


def test_a_person_who_is_not_here_is_told(open_page: Open, village: AppContext) -> None:
    page = open_page(village, "00000000-0000-4000-8000-000000000000")
    assert page.trouble.isVisible() and not page.parts.isVisible()
    assert "Muat ulang daftarnya" in said(page.trouble)


def test_without_a_person_the_way_to_the_list(open_page: Open, village: AppContext) -> None:
    page = open_page(village, "")
    assert page.nobody.isVisible() and not page.edit.isVisible()


def test_a_long_history_shows_the_latest_first_and_all_when_asked(
    open_page: Open, village: AppContext, qtbot: QtBot
) -> None:
    worker_id = save(village)
    for number in range(10):
        update_worker(village, worker_id, worker(9001, rt=f"{number + 10:03d}"))
    page = open_page(village, worker_id)
    assert len(page.history.views) == 8 and page.history.more.label() == "Tampilkan semua, 11 catatan"
    page.history.more.setFocus()
    qtbot.keyClick(page.history.more, Qt.Key.Key_Return)
    assert len(page.history.views) == 11 and not page.history.more.isVisible()


@pytest.mark.parametrize(("width", "columns"), [(1150, 3), (900, 2), (631, 1)])
def test_nothing_is_wider_than_the_window(
    open_page: Open, story: Decided, qtbot: QtBot, width: int, columns: int
) -> None:
    page = open_page(story.village, story.row("KASMIDI").worker_id, width)
    assert page.parts.columns.count() == columns
    page.leave.click()
    page.leaving.radios[LeftReason.DOUBLE].setChecked(True)
    page.leaving.submit()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())
    assert page.scroll.horizontalScrollBar().maximum() == 0
    for card in (page.history, page.parts.decisions, page.parts.family, page.parts.prospect):
        assert card.height() >= card.layout().minimumHeightForWidth(card.width()), "no card is squeezed"


def test_page_keys_scroll_wherever_the_focus_is(open_page: Open, village: AppContext, qtbot: QtBot) -> None:
    page = open_page(village, save(village))
    bar = page.scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(page.edit, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(page.edit, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def a_picture() -> bytes:
    image = QImage(400, 250, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    return encode(image)


def test_the_photo_stands_in_for_the_initials_and_a_lost_file_is_told(
    open_page: Open, village: AppContext, qtbot: QtBot
) -> None:
    worker_id = save(village)
    save_photo(village, worker_id, a_picture())
    page = open_page(village, worker_id)
    qtbot.waitUntil(lambda: page.parts.band.photo.isVisible())
    assert page.parts.band.photo.pixmap().height() == 64
    for file in (village.paths.data / "foto").iterdir():
        file.unlink()
    page.presenter.load()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: not page.parts.band.photo.isVisible())
    assert "foto" in said(page.parts.band).lower()


def test_where_two_laptops_disagree_both_values_are_shown(open_page: Open, tmp_path: Path) -> None:
    with two_villages(tmp_path / "world") as world:
        world.up(world.one)
        with world.one.read() as connection:
            worker_id = connection.exec_driver_sql("SELECT id FROM worker ORDER BY seq LIMIT 1").scalar_one()
        serial = int(get_worker(world.one, worker_id).form.nik[-4:])
        copied = world.copy_of(world.one, "copy")
        world.one, second = reopened(world.one.paths.data, seed=41), reopened(copied, seed=42)
        update_worker(world.one, worker_id, worker(serial, rt="001"))
        update_worker(second, worker_id, worker(serial, rt="002"))
        world.up(world.one, second)
        startup.close(second)
        page = open_page(world.district, worker_id)
        shown = said(page.parts.disputes)
        assert page.parts.disputes.isVisible()
        for words in ("Isian berbeda", "RT", "001", "002", "Siti Aminah · Desa Sambongrejo"):
            assert words in shown, words
