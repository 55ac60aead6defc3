from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from gui.pages.handover.facts import Fate, Stage, Step
from gui.pages.handover.presenter import HandoverPresenter
from gui.printing.receipt import Receipt, facts
from services import startup
from services.changes import Changes
from services.context import AppContext
from services.errors import StorageTrouble
from services.handover.ejecting import Released
from services.handover.handing_over import hand_over, history
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.stick_places import Stick
from services.rules.check_words import check_words
from services.workers.commands import register_workers
from tests.gui.doubles import Recorder, run_now
from tests.offices import VILLAGE, district_office, village_office, worker


@dataclass
class Desk:
    """A village at its desk, the district, and what is plugged in."""

    village: AppContext
    district: AppContext
    view: Recorder
    folder: Path
    kit: Path
    sticks: list[Stick] = field(default_factory=list)
    published: list[Changes] = field(default_factory=list)
    saved: list[tuple[Path, Receipt]] = field(default_factory=list)
    presenter: HandoverPresenter = None  # type: ignore[assignment]

    def plug(self, name: str = "usb", **over: Any) -> Stick:
        path = self.folder / name
        path.mkdir(exist_ok=True)
        stick = replace(Stick.for_folder(path), removable=True, free=10**9, **over)
        self.sticks.append(stick)
        return stick


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    district = district_office(tmp_path / "district")
    (kit,) = make_kits(district, [VILLAGE], tmp_path / "kits")
    village = village_office(tmp_path / "village")
    desk = Desk(village, district, Recorder(), tmp_path, kit.path)
    desk.presenter = HandoverPresenter(
        desk.view,
        village,
        run_now,
        desk.published.append,
        lambda path, receipt: desk.saved.append((path, receipt)),
        lambda: tuple(desk.sticks),
    )
    yield desk
    startup.close(village)
    startup.close(district)


def ready(desk: Desk) -> None:
    """Three people, a kit, one stick, at the check."""
    register_workers(desk.village, [worker(9001), worker(9002), worker(9003, address="")])
    receive(desk.village, [desk.kit])
    desk.plug()
    desk.presenter.start()
    desk.presenter.go_on()


def test_from_the_stick_to_the_receipt(desk: Desk) -> None:
    ready(desk)
    _, waiting = desk.view.last("show_check")
    assert (waiting.pending.new, waiting.pending.incomplete, waiting.no, waiting.previous) == (3, 1, 1, None)
    desk.presenter.go_on()
    receipt, place = desk.view.last("show_receipt")
    assert (receipt.no, receipt.new, receipt.changed, receipt.left) == (1, 3, 0, 0)
    assert receipt.words == tuple(check_words(bytes.fromhex(receipt.sha256)))
    assert receipt.officer == "Siti Aminah" and place.name == "usb"
    (bundle,) = (desk.folder / "usb" / "PAYUNG" / "ke-kabupaten").glob("*.payung")
    assert receipt.sha256.startswith(bundle.stem.rpartition("__")[2])
    assert desk.presenter.step is Step.RECEIPT
    assert desk.published[-1].touches("bundle")


def test_writing_delivers_nothing_until_the_district_answers(desk: Desk) -> None:
    ready(desk)
    desk.presenter.go_on()
    desk.presenter.again()
    (waiting,) = desk.view.last("show_waiting")
    assert (waiting.pending.new, waiting.no) == (3, 2)
    desk.presenter.show_history()
    ((item, fate),) = desk.view.last("show_history")[0]
    assert (item.no, fate) == (1, Fate.WRITTEN)

    receive(desk.district, [desk.folder / "usb"], admit_new=True)
    hand_over(desk.district, desk.folder / "usb")
    desk.presenter.read_from_stick()
    (result,) = desk.view.last("show_read")
    assert result.took and result.good
    desk.presenter.show_history()
    fates = {(item.written, fate) for item, fate in desk.view.last("show_history")[0]}
    assert fates == {(True, Fate.RECEIVED), (False, Fate.READ)}


def test_a_reply_on_the_stick_is_offered_once(desk: Desk) -> None:
    ready(desk)
    desk.presenter.go_on()
    receive(desk.district, [desk.folder / "usb"], admit_new=True)
    hand_over(desk.district, desk.folder / "usb")
    desk.presenter.again()
    (place,) = desk.view.last("show_places")[0]
    assert len(place.replies) == 1
    desk.presenter.read_from_stick()
    (place,) = desk.view.last("show_places")[0]
    assert place.replies == ()


def test_without_a_kit_it_says_so_and_takes_one(desk: Desk) -> None:
    register_workers(desk.village, [worker(9001)])
    desk.plug()
    desk.presenter.start()
    assert not desk.view.last("show_waiting")[0].has_kit
    desk.presenter.go_on()
    assert "kit" in desk.view.last("show_problem")[0] and desk.presenter.step is Step.PLUG
    desk.presenter.read([desk.kit])
    (result,) = desk.view.last("show_read")
    assert result.took and "Kit dari kabupaten sudah masuk" in result.lines[0]
    desk.presenter.go_on()
    assert desk.presenter.step is Step.CHECK


def test_one_stick_is_taken_and_among_several_a_person_chooses(desk: Desk) -> None:
    receive(desk.village, [desk.kit])
    one = desk.plug("satu")
    desk.presenter.start()
    assert desk.view.last("show_places")[1] == str(one.path)
    two = desk.plug("dua")
    desk.sticks.remove(one)
    desk.plug("tiga")
    desk.presenter.sticks.look()
    assert desk.view.last("show_places")[1] == ""
    desk.presenter.go_on()
    assert desk.view.last("show_problem") == ("Pilih dulu USB yang dipakai.",)
    desk.presenter.sticks.choose(str(two.path))
    desk.presenter.go_on()
    assert desk.presenter.step is Step.CHECK


def test_a_locked_stick_and_a_pulled_stick_are_told(desk: Desk) -> None:
    receive(desk.village, [desk.kit])
    desk.plug(read_only=True)
    desk.presenter.start()
    desk.presenter.sticks.choose(str(desk.sticks[0].path))
    desk.presenter.go_on()
    assert desk.view.last("show_problem")[0].startswith("USB ini hanya bisa dibaca")
    desk.sticks.clear()
    desk.plug("lain")
    desk.presenter.sticks.look()
    desk.presenter.go_on()
    assert desk.presenter.step is Step.CHECK
    desk.sticks.clear()
    desk.presenter.sticks.look()
    assert desk.presenter.step is Step.PLUG
    assert desk.view.last("show_problem")[0].startswith("USB tercabut")


def test_a_stick_that_goes_while_writing_is_told_and_nothing_counts(desk: Desk) -> None:
    ready(desk)
    (desk.folder / "usb").rmdir()
    desk.presenter.go_on()
    assert desk.view.last("show_failure")[0].startswith("USB tercabut sebelum selesai, belum ada yang diserahkan")
    assert "show_receipt" not in desk.view.told and desk.presenter.step is Step.WRITE
    desk.sticks.clear()
    desk.plug()
    desk.presenter.sticks.look()  # as every two seconds, while the failure is shown
    desk.presenter.write_again()
    assert desk.view.last("show_receipt")[0].no == 1
    assert desk.view.told["show_stage"][-1] == (Stage.DONE, 1, 1)


def test_esc_goes_one_step_back(desk: Desk) -> None:
    ready(desk)
    assert desk.presenter.back() and desk.presenter.step is Step.PLUG
    assert not desk.presenter.back()


def test_foreign_files_are_refused_in_sentences(desk: Desk) -> None:
    receive(desk.village, [desk.kit])
    bad = desk.folder / "3316062002-sambongrejo__turun__000001__00000000.payung"
    bad.write_bytes(b"x" * 400)
    desk.presenter.read([bad])
    (result,) = desk.view.last("show_read")
    assert not result.took and not result.good
    assert result.refused == ((bad.name, "Paket ini belum tersalin utuh. Salin lagi dari USB atau komputer asalnya."),)


def test_the_receipt_takes_the_letter_number_and_is_saved(desk: Desk) -> None:
    ready(desk)
    desk.presenter.go_on()
    desk.presenter.desk.set_letter_no(" 400.5/011 ")
    desk.presenter.desk.save_pdf(desk.folder / desk.presenter.desk.suggested_file())
    ((path, receipt),) = desk.saved
    assert (path.name, receipt.letter_no) == ("serah-terima-001-sambongrejo.pdf", "400.5/011")
    assert desk.view.last("show_news")[1] is True


def test_a_pdf_that_cannot_be_written_is_told(desk: Desk) -> None:
    ready(desk)
    desk.presenter.go_on()

    def fail(path: Path, receipt: Receipt) -> None:
        raise StorageTrouble("folder.not_writable")

    desk.presenter.desk._write_pdf = fail
    desk.presenter.desk.save_pdf(desk.folder / "x.pdf")
    assert desk.view.last("show_news") == ("Payung tidak bisa menulis ke folder itu. Pilih folder lain.", False)


def test_who_comes_to_read_the_reply_is_not_left_at_the_receipt(desk: Desk) -> None:
    ready(desk)
    desk.presenter.go_on()
    desk.presenter.start()
    assert desk.presenter.step is Step.RECEIPT
    desk.presenter.start(reading=True)
    assert desk.presenter.step is Step.PLUG and desk.presenter.desk.receipt is None
    assert desk.view.last("show_step") == (Step.PLUG,)


def test_what_was_missing_is_not_told_any_longer_once_it_is_there(desk: Desk) -> None:
    receive(desk.village, [desk.kit])
    desk.presenter.start()
    desk.presenter.go_on()
    assert "Colok USB" in desk.view.last("show_problem")[0]
    desk.plug()
    desk.presenter.sticks.look()
    assert desk.view.last("show_problem") == ("",)
    desk.sticks.clear()
    desk.presenter.sticks.look()
    desk.presenter.go_on()
    desk.presenter.sticks.pick_folder(desk.folder)
    assert desk.view.last("show_problem") == ("",)


def test_the_whole_journal_goes_again_when_asked_for(desk: Desk) -> None:
    ready(desk)
    desk.presenter.go_on()
    receive(desk.district, [desk.folder / "usb"], admit_new=True)
    hand_over(desk.district, desk.folder / "usb")
    desk.presenter.again()
    desk.presenter.read_from_stick()
    desk.presenter.go_on()
    assert desk.view.last("show_check")[1].pending.changes == 0
    desk.presenter.write(everything=True)
    assert desk.view.last("show_receipt")[0].no == 2
    written = {past.no: past.changes for past in history(desk.village) if past.written}
    assert written[2] >= written[1] > 0


def test_the_stick_is_let_go_only_when_somebody_asks(desk: Desk) -> None:
    ready(desk)
    desk.presenter.go_on()
    assert "show_released" not in desk.view.told
    desk.presenter.release()
    # A folder that only looks like a stick: nothing was unmounted, and that is what the page hears.
    assert desk.view.last("show_released") == (Released.FOLDER,) and (desk.folder / "usb").is_dir()


def test_the_same_paper_can_be_had_again_from_the_history(desk: Desk) -> None:
    ready(desk)
    desk.presenter.go_on()
    desk.presenter.desk.set_letter_no("400.5/011")
    desk.presenter.desk.save_pdf(desk.folder / "x.pdf")
    made = desk.presenter.desk.receipt
    (past,) = history(desk.village)
    desk.presenter.desk.show_past(past)
    (again,) = desk.view.last("show_past_receipt")
    assert replace(again, touched=0) == made and again.letter_no == "400.5/011"


def test_of_a_handover_without_the_window_the_paper_tells_what_is_known(desk: Desk) -> None:
    register_workers(desk.village, [worker(9001), worker(9002)])
    receive(desk.village, [desk.kit])
    (done,) = hand_over(desk.village, desk.plug().path)
    desk.presenter.desk.show_past(history(desk.village)[0])
    (receipt,) = desk.view.last("show_past_receipt")
    assert (receipt.officer, receipt.people, receipt.words) == ("", 2, done.words)
    assert ("Pekerja", "2 orang") in facts(receipt)
