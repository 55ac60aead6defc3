from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gui.pages.inbox.count_view import board_lines
from gui.pages.inbox.facts import STATES
from gui.pages.inbox.outcome_facts import Outcome
from gui.pages.inbox.presenter import InboxPresenter
from gui.pages.inbox.stick_facts import StickContent
from models.values import ActKind, EventKind
from services.audit.events import office_events
from services.errors import Cancelled
from services.handover.handing_over import hand_over
from services.handover.revoking import revoke
from services.handover.stick_places import Stick
from services.workers.acts import recent_acts
from services.workers.commands import register_worker
from tests.gui.doubles import Done, Recorder, run_now
from tests.gui.pages.inbox.conftest import World
from tests.offices import OTHER_VILLAGE, VILLAGE, worker
from tests.world import two_villages


def opened(world: World, run: Any = run_now) -> tuple[InboxPresenter, Recorder]:
    view = Recorder()
    presenter = InboxPresenter(view, world.district, run, lambda changes: presenter.refresh(changes), world.find)
    presenter.start()
    return presenter, view


def stick(view: Recorder) -> StickContent:
    return view.last("show_stick")[0]


def outcome(view: Recorder) -> Outcome:
    return view.last("show_outcome")[0]


def counts(view: Recorder) -> dict[str, int]:
    return dict(view.last("show_board")[1].counts)


def test_the_board_counts_every_village_and_the_stick(world: World) -> None:
    hand_over(world.one, world.stick)
    _, view = opened(world)
    assert counts(view) == dict.fromkeys(STATES, 0) | {"none": 295, "usb": 1}
    cells, facts = view.last("show_board")
    assert facts.villages == 295
    assert [cell.code for cell in cells if cell.state == "usb"] == [VILLAGE]


def test_merging_takes_all_and_gives_the_check_words(world: World) -> None:
    (sent,) = hand_over(world.one, world.stick)
    hand_over(world.two, world.stick)
    presenter, view = opened(world)
    assert [line.village for line in stick(view).waiting] == ["Bangkleyan", "Sambongrejo"]
    presenter.merge([line.path for line in stick(view).waiting])
    assert (outcome(view).count("merged"), outcome(view).workers) == (2, 9)
    assert sent.words in {line.words for line in outcome(view).lines}
    assert counts(view)["ok"] == 2
    assert stick(view).waiting == ()


def test_a_missing_number_goes_in_and_the_gap_is_shown(world: World) -> None:
    hand_over(world.one, world.stick)
    next(world.stick.rglob("*.payung")).unlink()
    hand_over(world.one, world.stick)
    presenter, view = opened(world)
    (line,) = stick(view).waiting
    assert (line.no, line.gap) == (2, 1)
    presenter.merge([line.path])
    (merged,) = outcome(view).lines
    assert (merged.state, merged.missing, merged.workers) == ("gap", (1,), 6)
    assert counts(view)["gap"] == 1


def test_a_damaged_bundle_is_refused_in_words_and_the_others_go_in(world: World) -> None:
    hand_over(world.one, world.stick)
    hand_over(world.two, world.stick)
    bad = next(path for path in world.stick.rglob("*.payung") if "sambongrejo" in path.name)
    bad.write_bytes(bad.read_bytes()[:-1] + b"?")
    presenter, view = opened(world)
    assert [line.problem for line in stick(view).bundles] == ["", "bundle.name_hash"]
    presenter.merge([line.path for line in stick(view).waiting])
    assert {line.village: line.state for line in outcome(view).lines} == {
        "Bangkleyan": "merged",
        "Sambongrejo": "refused",
    }


def test_a_renamed_bundle_is_a_line_with_the_reason_and_the_others_go_in(world: World) -> None:
    (mine,) = hand_over(world.one, world.stick)
    hand_over(world.two, world.stick)
    renamed = mine.path.rename(mine.path.with_name(f"{mine.path.stem} (1).payung"))
    presenter, view = opened(world)
    assert [(line.village, line.problem) for line in stick(view).bundles] == [
        ("Bangkleyan", ""),
        (renamed.name, "bundle.name"),
    ]
    presenter.merge([line.path for line in stick(view).waiting])
    assert [(line.village, line.state, line.code) for line in outcome(view).lines] == [
        ("Bangkleyan", "merged", ""),
        (renamed.name, "refused", "bundle.name"),
    ]


def test_the_same_stick_twice_has_nothing_new(world: World) -> None:
    hand_over(world.one, world.stick)
    presenter, view = opened(world)
    files = [line.path for line in stick(view).bundles]
    presenter.merge(files)
    presenter.merge(files)
    assert [line.state for line in outcome(view).lines] == ["known"]


def test_a_folder_stays_until_it_is_put_away_and_a_lost_one_is_told(world: World, tmp_path: Path) -> None:
    presenter, view = opened(world)
    chosen = tmp_path / "unduhan"
    chosen.mkdir()
    hand_over(world.one, chosen)
    presenter.open_folder(chosen)
    assert (stick(view).chosen, len(stick(view).waiting)) == (True, 1)
    presenter.put_away()
    assert stick(view).path == world.stick
    presenter.open_folder(tmp_path / "hilang")
    assert view.last("show_trouble")[0].startswith("USB tercabut")
    assert presenter.opened is None


def test_stopping_says_what_is_kept(world: World) -> None:
    hand_over(world.one, world.stick)

    def run(job: Any, on_ok: Any, on_error: Any = None, *_: Any, title: str = "", **__: Any) -> Done:
        if title:
            on_error(Cancelled())
            return Done()
        return run_now(job, on_ok, on_error)

    presenter, view = opened(world, run)
    presenter.merge([line.path for line in stick(view).waiting])
    assert "dihentikan" in view.last("show_trouble")[0]
    assert view.told["show_busy"] == [(True,), (False,)]


def test_kits_are_written_for_the_villages_asked(world: World, tmp_path: Path) -> None:
    presenter, view = opened(world)
    presenter.make_kits([VILLAGE, OTHER_VILLAGE], tmp_path / "bekal")
    assert view.last("show_kits") == (2, tmp_path / "bekal")
    assert len(list((tmp_path / "bekal").iterdir())) == 2
    presenter.make_kits(["33.16.99.2001"], tmp_path / "bekal")
    assert view.last("show_trouble")[0]


def test_the_name_that_a_saved_file_was_given_is_not_kept(world: World, tmp_path: Path) -> None:
    presenter, view = opened(world)
    cells = view.last("show_board")[0]
    presenter.save_counts(tmp_path / "SUTINI dan Kasmidi.xlsx", board_lines(cells))
    assert view.last("show_saved") == ("SUTINI dan Kasmidi.xlsx",)
    assert [event.note for event in office_events(world.district) if event.kind is EventKind.EXPORT] == [".xlsx"]
    assert [act.note for act in recent_acts(world.district, kinds=[ActKind.EXPORT])] == [".xlsx"]


def test_among_several_sticks_a_person_chooses(world: World, tmp_path: Path) -> None:
    other = tmp_path / "KECAMATAN-7"
    other.mkdir()
    hand_over(world.one, world.stick)
    hand_over(world.two, other)
    view = Recorder()
    sticks = (Stick.for_folder(world.stick), Stick.for_folder(other))
    presenter = InboxPresenter(view, world.district, run_now, lambda _: None, lambda: sticks)
    presenter.start()
    assert stick(view).path == world.stick
    assert [(each.label, each.waiting) for each in stick(view).others] == [("KECAMATAN-7", 1)]
    presenter.choose_stick(other)
    assert stick(view).path == other and [each.path for each in stick(view).others] == [world.stick]


def test_a_laptop_nobody_knows_waits_and_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    with two_villages(tmp_path) as made:
        hand_over(made.one, folder)
        view = Recorder()
        sticks = (Stick.for_folder(folder),)
        presenter = InboxPresenter(view, made.district, run_now, lambda _: None, lambda: sticks)
        presenter.start()
        presenter.merge([line.path for line in stick(view).waiting])
        assert [line.state for line in outcome(view).lines] == ["asking"]
        assert counts(view)["wait"] == 1


def test_what_a_revoked_laptop_brings_is_not_called_merged(world: World) -> None:
    hand_over(world.one, world.stick)
    presenter, view = opened(world)
    presenter.merge([line.path for line in stick(view).waiting])
    revoke(world.district, world.one.device_id)
    register_worker(world.one, worker(9077))
    hand_over(world.one, world.stick)
    presenter.look()
    presenter.merge([line.path for line in stick(view).waiting])
    assert [line.state for line in outcome(view).lines if line.new] == ["revoked"]


def test_a_bundle_of_a_newer_program_stays_on_the_board(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_over(world.one, world.stick)
    presenter, view = opened(world)
    monkeypatch.setattr("services.handover.manifest.VERSION", (0, 9))  # this program is the older one
    presenter.merge([line.path for line in stick(view).waiting])
    (line,) = outcome(view).lines
    assert (line.state, line.code) == ("refused", "bundle.newer_version")
    assert counts(view)["newer"] == 1
    monkeypatch.undo()
    presenter.merge([line.path for line in stick(view).waiting])
    assert (counts(view)["newer"], counts(view)["ok"]) == (0, 1)
