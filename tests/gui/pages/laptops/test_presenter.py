from __future__ import annotations

from pathlib import Path

import pytest

from gui.pages.laptops.facts import Facts
from gui.pages.laptops.presenter import LaptopsPresenter
from services.changes import Changes
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.replacing_laptop import ReplacementKit
from services.workers.commands import register_worker
from tests.gui.doubles import Recorder, run_now
from tests.gui.pages.laptops.conftest import Scene
from tests.offices import OTHER_VILLAGE, VILLAGE, worker


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
    kit, revoked = page.view.last("show_replacement")
    assert isinstance(kit, ReplacementKit) and kit.kit.exists() and kit.content.exists() and kit.people == 3
    assert revoked is True
    page.ask.load()
    assert next(row.state for row in page.facts.laptops if row.device == device) == "revoked"
    before = scene.folder / "lagi"
    page.ask.replace(VILLAGE, before)
    assert page.view.last("show_replacement")[0].kit.parent == before, "also when every laptop is revoked"


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
