from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.handover.facts import Step
from gui.pages.handover.page import HandoverPage
from gui.printing.preview import PreviewDialog
from gui.tasks import TaskRunner
from gui.widgets.label import Text
from gui.widgets.pill import StatusPill
from services import startup
from services.contact import OfficeContact, write_contact
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.stick_places import Stick
from services.settings import SettingsFile
from services.workers.commands import register_workers
from services.workers.search import count_workers
from tests.gui.doubles import Recorder
from tests.offices import NOW, PASSPHRASE, VILLAGE, at, district_office, doors, village_office, worker
from tests.services.handover.volumes import volume


@dataclass
class Shown:
    """The real page on a real office; ``sticks``: what is plugged in."""

    page: HandoverPage
    ctx: AppContext
    folder: Path
    sticks: list[Stick] = field(default_factory=list)

    def plug(self, **over: object) -> None:
        path = self.folder / "usb"
        path.mkdir(exist_ok=True)
        stick = replace(Stick.for_folder(path), label="SAMBONGREJO", removable=True, free=10**9)
        self.sticks[:] = [replace(stick, **over)]  # type: ignore[arg-type]
        self.page.presenter.sticks.look()


@pytest.fixture
def shown(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Shown]:
    district = district_office(tmp_path / "district")
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "kits")
    startup.close(district)
    ctx = village_office(tmp_path / "village", kit=kit.path)
    register_workers(ctx, [worker(9001), worker(9002)])
    sticks: list[Stick] = []
    tasks = TaskRunner()
    tools = PageTools(ctx, tasks, ChangeHub(), SettingsFile(tmp_path), Recorder())  # type: ignore[arg-type]
    page = HandoverPage(tools, lambda: tuple(sticks))
    page.resize(1150, 768)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.arrive()
    qtbot.waitUntil(lambda: not tasks.busy)
    yield Shown(page, ctx, tmp_path, sticks)
    tasks.close()
    startup.close(ctx)


def test_with_the_keyboard_from_the_stick_to_the_paper(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    shown.plug()
    qtbot.waitUntil(lambda: len(page.plug.sticks.cards) == 1)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.check.isVisible() and page.check.new.number.text() == "2"
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.receipt.isVisible())
    assert page.receipt.release.title.text() == "Cocok. Jangan cabut dulu."
    assert page.receipt.release.button.hasFocus()
    assert len(page.receipt.words.words()) == 4
    assert " ".join(page.receipt.words.words()) in page.receipt.paper.accessibleDescription()
    qtbot.keyClick(page.receipt.release.button, Qt.Key.Key_Return)
    qtbot.waitUntil(page.print_button.hasFocus)
    assert page.receipt.release.title.text().startswith("Selesai.") and page.receipt.release.button.isHidden()
    assert page.print_button.isVisible() and not page.next_button.isVisible()
    assert list((shown.folder / "usb" / "PAYUNG" / "ke-kabupaten").glob("*.payung"))


def test_the_letter_number_appears_on_the_paper_while_typing(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    shown.plug()
    qtbot.waitUntil(lambda: len(page.plug.sticks.cards) == 1)
    page.presenter.go_on()
    page.presenter.go_on()
    qtbot.waitUntil(lambda: page.receipt.isVisible())
    blank = page.receipt.paper.grab().toImage()
    qtbot.keyClicks(page.receipt.letter, "400.5/011")
    assert "Nomor: 400.5/011" in page.receipt.paper.accessibleDescription()
    assert page.receipt.paper.grab().toImage() != blank


def test_those_not_handed_over_yet_can_be_listed_on_paper(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    shown.plug()
    qtbot.waitUntil(lambda: len(page.plug.sticks.cards) == 1)
    page.presenter.go_on()
    page.check.list.setFocus()
    qtbot.keyClick(page.check.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None)
    assert "2 pekerja · Belum diterima" in page.findChild(PreviewDialog).paper.accessibleDescription()


def test_a_renamed_reply_on_the_stick_is_told(shown: Shown, qtbot: QtBot) -> None:
    folder = shown.folder / "usb" / "PAYUNG" / "ke-desa" / VILLAGE.replace(".", "")
    folder.mkdir(parents=True)
    (folder / "3316062002-sambongrejo__turun__000001__00000000 (1).payung").write_bytes(b"x" * 300)
    shown.plug()
    banner = shown.page.plug.misnamed
    qtbot.waitUntil(banner.isVisible)
    assert "(1).payung. Nama berkas ini bukan nama paket Payung" in banner.accessibleName()
    assert shown.page.plug.replies.isHidden()


def test_address_and_head_of_the_office_stand_on_the_receipt(shown: Shown, qtbot: QtBot) -> None:
    write_contact(shown.ctx, OfficeContact(address="Jl. Raya Sambong No. 12", head="Purwanto"))
    shown.plug()
    qtbot.waitUntil(lambda: len(shown.page.plug.sticks.cards) == 1)
    shown.page.presenter.go_on()
    shown.page.presenter.go_on()
    qtbot.waitUntil(lambda: shown.page.receipt.isVisible())
    receipt = shown.page.presenter.desk.receipt
    assert receipt is not None and (receipt.contact, receipt.head) == ("Jl. Raya Sambong No. 12", "Purwanto")


def test_without_a_stick_it_says_what_to_do(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    assert page.plug.sticks.empty_folder.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.plug.problem.isVisible() and page.check.isHidden()


def test_an_infected_stick_is_named_but_can_be_used(shown: Shown, qtbot: QtBot) -> None:
    shown.plug(suspicious=True)
    banner = shown.page.plug.sticks._infected
    qtbot.waitUntil(banner.isVisible)
    assert "SAMBONGREJO" in banner.accessibleName() and "Data Payung aman" in banner.accessibleName()
    shown.page.presenter.go_on()
    assert shown.page.check.isVisible()


def test_nobody_picks_what_travels(shown: Shown, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QCheckBox

    assert not shown.page.check.findChildren(QCheckBox)


def test_a_failure_stands_on_the_page_with_a_way_to_repeat(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    shown.plug()
    qtbot.waitUntil(lambda: len(page.plug.sticks.cards) == 1)
    page.presenter.go_on()
    (shown.folder / "usb").rmdir()
    page.presenter.go_on()
    qtbot.waitUntil(page.write.failure.isVisible)
    assert not page.receipt.isVisible() and not page.cancel_button.isVisible()
    (shown.folder / "usb").mkdir()
    qtbot.mouseClick(page.write.failure.button(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.receipt.isVisible())


def test_only_a_volume_that_is_gone_may_be_pulled_out(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    with volume(shown.folder / "usb"):
        shown.plug()
        qtbot.waitUntil(lambda: len(page.plug.sticks.cards) == 1)
        page.presenter.go_on()
        page.presenter.go_on()
        qtbot.waitUntil(page.receipt.isVisible)
        release = page.receipt.release
        with (shown.folder / "usb" / "terbuka").open("wb"):
            qtbot.keyClick(release.button, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: release.button.label() == "Coba lagi")
        assert "masih dipakai program lain" in release.accessibleDescription()
        assert release.title.text() == "Sudah ditulis, tetapi belum boleh dicabut."
        qtbot.keyClick(release.button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: release.title.text() == "Selesai. Boleh dicabut.")
        assert not os.path.ismount(shown.folder / "usb")


def test_a_picked_folder_says_that_nothing_is_to_be_pulled_out(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    shown.plug(removable=False)
    qtbot.waitUntil(lambda: len(page.plug.sticks.cards) == 1)
    page.presenter.go_on()
    page.presenter.go_on()
    qtbot.waitUntil(page.receipt.isVisible)
    assert page.receipt.release.title.text() == "Selesai. Ini folder biasa, tidak ada yang perlu dicabut."
    assert page.receipt.release.button.isHidden() and page.print_button.hasFocus()


def test_what_is_where_adds_up_and_has_an_age(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    card = page.plug.standing
    assert [line.number.text() for line in (card.unsent, card.carried, card.received)] == ["2", "0", "0"]
    hand_over(at(shown.ctx, NOW - timedelta(days=3)), shown.folder)
    register_workers(shown.ctx, [worker(9003)])
    page.presenter.reload()
    qtbot.waitUntil(lambda: card.carried.number.text() == "2")
    assert (card.unsent.number.text(), card.received.number.text()) == ("1", "0")
    assert card.unsent.age.text() == "Paling lama menunggu hari ini"
    assert card.carried.age.text() == "1 paket, paling lama 3 hari"
    page.presenter.show_history()
    assert "3 hari di USB, belum dijawab" in " ".join(pill.text() for pill in page.history.findChildren(StatusPill))


def test_the_paper_of_an_earlier_handover_opens_from_the_history(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    hand_over(shown.ctx, shown.folder)
    page.presenter.reload()
    qtbot.waitUntil(lambda: bool(page.presenter._state.waiting and page.presenter._state.waiting.past))
    page.presenter.show_history()
    (button,) = page.history.receipts
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None)
    assert "Serah terima: ke-1." in page.findChild(PreviewDialog).paper.accessibleDescription()


@pytest.mark.parametrize(("width", "also"), [(700, ()), (600, ("Ke kabupaten", "2 pekerja"))])
def test_size_and_check_words_come_below_where_there_is_little_room(
    shown: Shown, qtbot: QtBot, width: int, also: tuple[str, ...]
) -> None:
    page = shown.page
    (sent,) = hand_over(shown.ctx, shown.folder)
    page.presenter.reload()
    qtbot.waitUntil(lambda: bool(page.presenter._state.waiting and page.presenter._state.waiting.past))
    page.presenter.show_history()
    ((_, below),) = page.history.below
    carrier = f"USB {shown.folder.name}  ·  ditulis {shown.ctx.user.name}"
    assert below.text() == carrier
    page.resize(width, 690)
    qtbot.waitUntil(lambda: below.text() != carrier)
    for part in (" ".join(sent.words), "KB", *also):
        assert part in below.text()
    page.resize(1150, 690)
    qtbot.waitUntil(lambda: below.text() == carrier)


def test_history_and_back_with_esc(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    qtbot.mouseClick(page._history, Qt.MouseButton.LeftButton)
    assert page.history.isVisible() and page.title() == "Riwayat serah terima"
    assert page.step_back()
    assert page.plug.isVisible() and page.title() == "Serah terima ke kabupaten"
    assert not page.step_back()


@pytest.mark.parametrize("size", [(1150, 690), (630, 360)])
def test_nothing_needs_scrolling_sideways(shown: Shown, qtbot: QtBot, size: tuple[int, int]) -> None:
    page = shown.page
    shown.plug()
    qtbot.waitUntil(lambda: len(page.plug.sticks.cards) == 1)
    page.resize(*size)
    for step in (Step.PLUG, Step.CHECK, Step.RECEIPT):
        qtbot.waitUntil(lambda step=step: page.presenter.step is step)
        qtbot.waitUntil(lambda: page.width() == size[0] >= page.minimumSizeHint().width())
        qtbot.waitUntil(lambda: page.scroll.widget().width() <= page.scroll.viewport().width())
        page.presenter.go_on()
    page.presenter.reload()
    qtbot.waitUntil(lambda: bool(page.presenter._state.waiting and page.presenter._state.waiting.past))
    page.presenter.show_history()
    qtbot.waitUntil(lambda: page.width() == size[0] and page.history.width() <= page.scroll.viewport().width())


def test_two_laptops_exchange_with_one_stick(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    """Before the district's reply the page says how; after it the button reads what the other laptop wrote."""
    card = shown.page.plug.laptops
    assert card.isVisible() and not card.read.isVisible()
    district = startup.sign_in(tmp_path / "district", PASSPHRASE, doors=doors(31))
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "second-kit")
    other = village_office(tmp_path / "second", VILLAGE, kit=kit.path, seed=21)
    register_workers(other, [worker(9050)])
    road = tmp_path / "road"
    road.mkdir()
    for ctx in (shown.ctx, other):
        hand_over(ctx, road)
    receive(district, [road], admit_new=True)
    hand_over(district, road)
    for ctx in (shown.ctx, other):
        assert not receive(ctx, [road]).refused
    register_workers(other, [worker(9060), worker(9061)])
    shown.plug()
    hand_over(other, shown.folder / "usb")
    shown.page.arrive()
    qtbot.waitUntil(card.read.isVisible)
    assert "1 laptop lain" in card.findChildren(Text)[1].text()
    card.read.setFocus()
    qtbot.keyClick(card.read, Qt.Key.Key_Space)
    qtbot.waitUntil(shown.page.plug.result.isVisible)
    assert "2 perubahan baru" in shown.page.plug.result.accessibleDescription() + _words(shown.page.plug.result)
    assert count_workers(shown.ctx) == 2 + 1 + 2

    def told() -> bool:  # what was read is counted again in the background
        shown.page.presenter.show_history()
        return "Dari laptop lain" in _words(shown.page.history)

    qtbot.waitUntil(told)
    startup.close(other)
    startup.close(district)


def _words(widget: QWidget) -> str:
    return " ".join(text.text() for text in widget.findChildren(QLabel))


def test_who_comes_to_read_finds_the_reply_under_the_enter_key(shown: Shown, qtbot: QtBot) -> None:
    page = shown.page
    shown.plug()
    qtbot.waitUntil(lambda: len(page.plug.sticks.cards) == 1)
    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.receipt.isVisible())
    district = startup.sign_in(shown.folder / "district", PASSPHRASE, doors=doors(71))
    receive(district, [shown.folder / "usb"], admit_new=True)
    hand_over(district, shown.folder / "usb")
    startup.close(district)
    page.arrive(reading=True)
    assert page.plug.isVisible() and not page.receipt.isVisible()
    qtbot.waitUntil(lambda: page.plug.replies.button().hasFocus())
    qtbot.keyClick(page.plug.replies.button(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.plug.result.isVisible() and not page.plug.read.is_busy())
    assert page.next_button.hasFocus()
