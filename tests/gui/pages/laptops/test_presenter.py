from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gui.messages import sentence
from gui.pages.laptops.facts import Facts
from gui.pages.laptops.presenter import LaptopsPresenter
from services.changes import Changes
from services.errors import Cancelled
from services.handover.age_file import new_identity
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.replacing_laptop import ReplacementKit
from services.handover.stick_places import Stick
from services.safekeeping.district_keys import read_root_secret
from services.workers.commands import register_worker
from tests.gui.doubles import Done, Recorder, run_now
from tests.gui.pages.laptops.conftest import Scene
from tests.offices import OTHER_VILLAGE, VILLAGE, worker


class Steps:
    """What the overlay hears; stops at the step after the last that is allowed."""

    def __init__(self, left: int = 10_000) -> None:
        self.labels: list[str] = []
        self._left = left

    def step(self, done: int, total: int, label: str = "") -> None:
        self.labels.append(label)
        if len(self.labels) > self._left:
            raise Cancelled


class Page:
    """The presenter, its view and what it published."""

    def __init__(self, scene: Scene) -> None:
        self.view, self.published = Recorder(), list[Changes]()
        self.ask = LaptopsPresenter(self.view, scene.district, run_now, self.published.append, work=4)
        self.ask.load()

    @property
    def facts(self) -> Facts:
        facts: Facts = self.view.last("show_facts")[0]
        return facts


@pytest.fixture
def page(scene: Scene) -> Page:
    return Page(scene)


def test_who_waits_and_who_is_in(page: Page, scene: Scene) -> None:
    (waiting,) = page.facts.waiting
    assert (waiting.office, waiting.name, waiting.no) == (OTHER_VILLAGE, "Bangkleyan", 1)
    assert len(waiting.words) == 6
    states = {row.office: row.state for row in page.facts.laptops}
    assert states == {"33.16": "here", VILLAGE: "active"}
    assert scene.count(f"SELECT count(*) FROM worker WHERE owner = '{OTHER_VILLAGE}'") == 0


def test_letting_in_takes_in_what_it_brought(page: Page, scene: Scene) -> None:
    page.ask.admit_all()
    assert page.facts.waiting == ()
    assert "2 pekerja" in page.view.last("show_done")[0]
    assert {row.office for row in page.facts.laptops} == {"33.16", VILLAGE, OTHER_VILLAGE}
    assert scene.count(f"SELECT count(*) FROM worker WHERE owner = '{OTHER_VILLAGE}'") == 2
    assert any(changes.touches("worker") for changes in page.published)


def test_a_file_that_is_gone_is_told_with_what_to_do(page: Page, scene: Scene) -> None:
    for file in scene.district.paths.archive.iterdir():
        file.unlink()
    page.ask.admit_all()
    assert page.view.last("show_trouble") == (sentence("waiting.file_gone"),)


def test_turning_away_voids_the_code(page: Page, scene: Scene) -> None:
    page.ask.turn_away(page.facts.waiting[0].device)
    assert page.facts.waiting == ()
    assert [refused.code for refused in scene.deliver(OTHER_VILLAGE).refused] == ["bundle.unknown_sender"]


def test_a_cut_and_what_came_since(page: Page, scene: Scene) -> None:
    device = scene.laptops[VILLAGE].device_id
    page.ask.revoke(device)
    row = next(row for row in page.facts.laptops if row.device == device)
    assert row.state == "revoked" and not row.may_be_revoked and row.is_village
    people = f"SELECT count(*) FROM worker WHERE owner = '{VILLAGE}'"
    assert scene.count(people) == 3, "everything received stays"
    register_worker(scene.laptops[VILLAGE], worker(9700))
    scene.deliver(VILLAGE)
    assert scene.count(people) == 3
    page.ask.load()
    row = next(row for row in page.facts.laptops if row.device == device)
    assert row.state == "later" and row.later >= 1
    page.ask.extend(device)
    assert scene.count(people) == 4
    assert next(row.state for row in page.facts.laptops if row.device == device) == "revoked"


def test_the_own_computer_stays(page: Page, scene: Scene) -> None:
    page.ask.revoke(scene.district.device_id)
    assert "tidak bisa mencabut dirinya" in page.view.last("show_trouble")[0]


def test_a_replacement_kit_for_a_stolen_laptop_cuts_it_off_in_the_same_act(page: Page, scene: Scene) -> None:
    device = scene.laptops[VILLAGE].device_id
    page.ask.replace(VILLAGE, scene.folder / "usb", device)
    kit, revoked, place = page.view.last("show_replacement")
    assert place is not None and place.stick.path == scene.folder / "usb" and not place.stick.removable
    assert isinstance(kit, ReplacementKit) and kit.kit.exists() and kit.content.exists() and kit.people == 3
    assert revoked is True
    page.ask.load()
    assert next(row.state for row in page.facts.laptops if row.device == device) == "revoked"
    before = scene.folder / "lagi"
    page.ask.replace(VILLAGE, before)
    assert page.view.last("show_replacement")[0].kit.parent == before, "also when every laptop is revoked"


def test_the_words_come_first_when_the_old_laptop_cannot_be_cut_off(page: Page, scene: Scene) -> None:
    page.ask.replace(VILLAGE, scene.folder / "usb", scene.district.device_id)
    kit, revoked, _ = page.view.last("show_replacement")
    assert (len(kit.words), kit.kit.exists(), revoked) == (5, True, False)
    (text,) = page.view.last("show_trouble")
    assert text.startswith("Kit pengganti sudah ditulis, tetapi") and "tidak bisa mencabut dirinya" in text
    assert list(page.view.told).index("show_replacement") < list(page.view.told).index("show_trouble")


def test_long_acts_show_their_progress_and_those_that_may_be_stopped_can(scene: Scene) -> None:
    asked: dict[str, tuple[bool, int]] = {}

    def run(job: Callable[[Any], Any], on_ok: Callable[[Any], None], *rest: Any, **options: Any) -> Done:
        heard = Steps()
        if options.get("title"):
            done = run_now(lambda _: job(heard), on_ok, *rest, **options)
            asked[options["title"]] = (options["cancellable"], len(heard.labels))
            return done
        return run_now(job, on_ok, *rest, **options)

    view = Recorder()
    ask = LaptopsPresenter(view, scene.district, run, lambda _: None, work=4)
    ask.load()
    ask.admit_all()
    ask.replace(VILLAGE, scene.folder / "usb")
    hand_over(scene.laptops[VILLAGE], scene.folder)
    ask.read_with_recovery(new_identity()[0], scene.folder)
    ask.rotate(read_root_secret(scene.district.paths.data / "kunci-akar"), (), None)
    stoppable = {title: cancellable for title, (cancellable, _) in asked.items()}
    assert stoppable == {
        "Mengizinkan 1 laptop": True,
        "Membuat kit pengganti": True,
        "Membaca USB dengan kunci pemulihan": True,
        "Mengganti daftar kunci": False,
    }
    assert all(steps for title, (may_stop, steps) in asked.items() if may_stop), "the overlay hears how far it is"


def test_stopping_is_told_and_leaves_the_page_usable(scene: Scene) -> None:
    def stopped(job: Callable[[Any], Any], on_ok: Callable[[Any], None], *rest: Any, **options: Any) -> Done:
        return run_now((lambda _: job(Steps(0))) if options.get("title") else job, on_ok, *rest, **options)

    view = Recorder()
    ask = LaptopsPresenter(view, scene.district, stopped, lambda _: None, work=4)
    ask.load()
    ask.admit_all()
    assert view.last("show_done")[0].startswith("Pembacaan dihentikan.")
    ask.replace(VILLAGE, scene.folder / "usb")
    assert view.last("show_done")[0] == "Kit pengganti tidak jadi dibuat."
    assert view.last("show_busy") == (False,) and "show_replacement" not in view.told


def test_a_kit_on_a_stick_can_be_taken_out_safely(scene: Scene) -> None:
    usb = scene.folder / "usb"
    usb.mkdir()
    view = Recorder()
    stick = replace(Stick.for_folder(usb), label="DINPERINNAKER", removable=True)
    ask = LaptopsPresenter(view, scene.district, run_now, lambda _: None, work=4, find=lambda: (stick,))
    ask.release()
    assert "show_releasing" not in view.told
    ask.replace(VILLAGE, usb / "kit")
    assert view.last("show_replacement")[2].stick == stick
    ask.release()
    assert view.told["show_releasing"] == [()] and "show_released" in view.told


def test_a_stick_that_cannot_be_written_cuts_nobody_off(page: Page, scene: Scene) -> None:
    (scene.folder / "usb").write_text("no folder")
    device = scene.laptops[VILLAGE].device_id
    page.ask.replace(VILLAGE, scene.folder / "usb", device)
    assert page.view.told.get("show_replacement") is None and page.view.last("show_trouble")[0]
    assert next(row.state for row in page.facts.laptops if row.device == device) == "active"


def test_searching_by_village_or_by_words(page: Page) -> None:
    row = next(row for row in page.facts.laptops if row.office == VILLAGE)
    page.ask.search("sambongrejo")
    assert page.view.last("show_rows") == ((row,), "sambongrejo")
    page.ask.search(" ".join(row.words[:3]))
    assert page.view.last("show_rows")[0] == (row,)
    page.ask.search("tidak ada")
    assert page.view.last("show_rows")[0] == ()


def test_the_reply_after_a_cut_does_not_open_on_the_old_laptop(page: Page, scene: Scene, tmp_path: Path) -> None:
    page.ask.admit_all()
    device = scene.laptops[VILLAGE].device_id
    page.ask.revoke(device)
    (tmp_path / "balasan").mkdir()
    page.ask.replace(VILLAGE, tmp_path / "bekal")
    kit = page.view.last("show_replacement")[0]
    old = scene.laptops[VILLAGE]
    copy = tmp_path / "balasan" / "3316062002-sambongrejo__turun__000009__00000000.payung"
    copy.write_bytes(kit.content.read_bytes())
    assert [refused.code for refused in receive(old, [copy]).refused] == ["bundle.name_hash"]
    written = hand_over(scene.district, tmp_path / "balasan", villages=[OTHER_VILLAGE])
    assert len(written) == 1
