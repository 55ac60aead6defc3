from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from gui.pages.replies.facts import News, Written, reply_rows
from gui.pages.replies.presenter import RepliesPresenter, write_replies
from models.values import Month, Payer
from services import startup
from services.changes import Changes
from services.context import AppContext
from services.errors import Cancelled
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.stick_places import Stick
from services.programmes.commands import create_programme, decide
from services.programmes.records import ProgrammeTerms
from services.progress import SILENT
from services.workers.commands import register_workers
from tests.gui.doubles import Recorder, run_now
from tests.offices import NOW, OTHER_VILLAGE, VILLAGE, at, district_office, village_office, worker


@dataclass
class Desk:
    """The district's desk after two villages delivered."""

    district: AppContext
    villages: tuple[AppContext, ...]
    stick: Stick
    view: Recorder = field(default_factory=Recorder)
    published: list[Changes] = field(default_factory=list)

    def presenter(self, ctx: AppContext | None = None) -> RepliesPresenter:
        made = RepliesPresenter(self.view, ctx or self.district, run_now, self.published.append, lambda: (self.stick,))
        made.start()
        return made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    district = district_office(tmp_path / "district")
    kits = {kit.office: kit.path for kit in make_kits(district, [VILLAGE, OTHER_VILLAGE], tmp_path / "kits")}
    folder = tmp_path / "usb"
    folder.mkdir()
    villages = []
    for seed, code in enumerate((VILLAGE, OTHER_VILLAGE), start=11):
        ctx = village_office(tmp_path / code, code, kit=kits[code], seed=seed)
        register_workers(ctx, [worker(9000 + seed, village_code=code)])
        hand_over(ctx, folder)
        villages.append(ctx)
    receive(district, [folder], admit_new=True)
    stick = replace(Stick.for_folder(folder), label="KABUPATEN", removable=True, free=10**9)
    yield Desk(district, tuple(villages), stick)
    for ctx in (district, *villages):
        startup.close(ctx)


def news(ctx: AppContext, told: frozenset[str] = frozenset()) -> dict[str, News]:
    return {row.code: row.news for row in reply_rows(ctx, told)}


def test_only_villages_whose_computer_is_known_are_listed(desk: Desk) -> None:
    assert news(desk.district) == {VILLAGE: News.NEVER, OTHER_VILLAGE: News.NEVER}


def test_the_news_follows_deliveries_and_decisions(desk: Desk) -> None:
    folder = desk.stick.path
    hand_over(desk.district, folder)
    assert set(news(desk.district).values()) == {News.NONE}
    later = at(desk.district, NOW + timedelta(days=1))
    register_workers(desk.villages[0], [worker(9555)])
    hand_over(desk.villages[0], folder)
    receive(later, [folder])
    assert news(later) == {VILLAGE: News.DELIVERY, OTHER_VILLAGE: News.NONE}
    hand_over(later, folder)
    much_later = at(desk.district, NOW + timedelta(days=3))
    terms = ProgrammeTerms(year=2027, payer=Payer.APBD, ceiling=10**7, from_month=Month(2027, 1), months=12)
    decide(much_later, create_programme(much_later, terms).first("programme"))
    assert set(news(much_later).values()) == {News.DECISION}
    hand_over(much_later, folder)
    assert set(news(much_later, frozenset({VILLAGE, OTHER_VILLAGE})).values()) == {News.NONE}


def test_all_that_is_shown_is_written_and_then_nothing_is_due(desk: Desk) -> None:
    presenter = desk.presenter()
    presenter.write()
    written, place = desk.view.last("show_written")
    assert [item.to_office for item in written.done] == [OTHER_VILLAGE, VILLAGE]
    assert (written.failed, written.problem, written.cancelled, place.name) == ((), "", False, "KABUPATEN")
    assert len(list(desk.stick.path.rglob("*turun*.payung"))) == 2
    assert desk.published[0].touches("bundle")
    rows, with_news, whole, only = desk.view.last("show_rows")
    assert (rows, with_news, whole, only) == ((), 0, 2, True)
    assert presenter.again() and not presenter.again()
    presenter.write()
    assert "Tidak ada desa yang perlu dibalas" in desk.view.last("show_problem")[0]
    presenter.show_only_news(False)
    assert len(presenter.chosen_rows()) == 2
    for ctx in desk.villages:
        assert len(receive(ctx, [desk.stick.path]).accepted) == 1


def test_without_a_stick_or_with_a_locked_one_nothing_is_written(desk: Desk) -> None:
    desk.stick = replace(desk.stick, read_only=True)
    presenter = desk.presenter()
    presenter.write()
    assert desk.view.last("show_problem")[0] == "Pilih dulu USB yang dipakai."
    presenter.sticks.choose(str(desk.stick.path))
    presenter.write()
    assert desk.view.last("show_problem")[0].startswith("USB ini hanya bisa dibaca")
    assert "show_written" not in desk.view.told


class StopAt:
    """A person who presses cancel before the n-th village."""

    def __init__(self, number: int) -> None:
        self.number = number

    def step(self, done: int, total: int, label: str = "") -> None:
        if done >= self.number:
            raise Cancelled


def test_stopping_keeps_what_is_written(desk: Desk) -> None:
    written = write_replies(desk.district, desk.stick.path, [OTHER_VILLAGE, VILLAGE], StopAt(1))
    assert ([item.to_office for item in written.done], written.cancelled) == ([OTHER_VILLAGE], True)
    assert len(receive(desk.villages[1], [desk.stick.path]).accepted) == 1


def test_a_village_without_a_known_computer_never_stops_the_others(desk: Desk) -> None:
    stranger = "33.16.01.2002"
    written = write_replies(desk.district, desk.stick.path, [stranger, VILLAGE], SILENT)
    assert [item.to_office for item in written.done] == [VILLAGE]
    assert "belum terdaftar" in written.failed[0].why


def test_a_stick_that_is_gone_ends_it_in_a_sentence(desk: Desk, tmp_path: Path) -> None:
    written = write_replies(desk.district, tmp_path / "tidak-ada", [VILLAGE], SILENT)
    assert written == Written((), (), written.problem, False, 1)
    assert written.problem.startswith("USB tercabut")
