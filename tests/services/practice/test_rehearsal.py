"""The practice of a village: the whole round, and nothing of it gets out of its folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.values import ActKind, Outcome
from services import startup
from services.context import AppContext
from services.errors import NotAllowed, NotFound
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.stick_places import list_bundles, list_kits
from services.practice.answering import answer
from services.practice.demo import VILLAGE
from services.practice.pretend_stick import FOLDER, LABEL, sticks_for
from services.practice.rehearsal import EXAMPLE_NIK, LIST_NAME, make_rehearsal
from services.practice.steps import Step, practice_progress
from services.programmes.news import mark_decisions_seen
from services.programmes.queries import outcome_counts
from services.spreadsheets.importing import import_workbook
from services.workers.commands import register_worker
from services.workers.search import count_workers
from tests.offices import VILLAGE as REAL_VILLAGE
from tests.offices import district_office, village_office, worker


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[AppContext]:
    ctx = make_rehearsal(tmp_path / "latihan")
    yield ctx
    startup.close(ctx)


def stick(ctx: AppContext) -> Path:
    assert ctx.practice is not None
    return ctx.practice / FOLDER


def test_the_whole_round_step_by_step(practice: AppContext) -> None:
    assert practice.practice is not None
    assert practice_progress(practice).next is Step.REGISTER
    register_worker(practice, worker(9050, nik=EXAMPLE_NIK))
    assert practice_progress(practice).next is Step.IMPORT
    before = count_workers(practice)
    result = import_workbook(practice, practice.practice / LIST_NAME)
    assert result.ready > 5
    assert result.held >= 1
    assert count_workers(practice) == before + result.ready
    assert practice_progress(practice).next is Step.HAND_OVER
    hand_over(practice, stick(practice))
    assert practice_progress(practice).next is Step.ANSWER
    chosen = answer(practice).chosen
    assert practice_progress(practice).next is Step.READ
    received = receive(practice, [stick(practice)])
    assert len(received.accepted) == 1
    assert outcome_counts(practice)[Outcome.FUNDED] == chosen > 0
    assert practice_progress(practice).next is Step.SEE
    mark_decisions_seen(practice)
    assert practice_progress(practice).next is None


def test_the_district_answers_again_and_again(practice: AppContext) -> None:
    for number in range(3):
        hand_over(practice, stick(practice))
        answer(practice)
        assert len(receive(practice, [stick(practice)]).accepted) == 1, number


def test_before_anything_was_handed_over_nobody_answers(practice: AppContext) -> None:
    with pytest.raises(NotFound) as refused:
        answer(practice)
    assert refused.value.code == "practice.nothing_handed_over"


def test_a_real_office_has_no_practice_district(village: AppContext) -> None:
    with pytest.raises(NotFound) as refused:
        answer(village)
    assert refused.value.code == "practice.no_practice"


def test_the_example_nik_is_free_and_all_is_invented(practice: AppContext) -> None:
    with practice.read() as connection:
        niks = {row[0] for row in connection.exec_driver_sql("SELECT nik FROM worker")}
    assert EXAMPLE_NIK not in niks
    assert len(niks) == count_workers(practice)
    assert all(int(nik[-4:]) >= 9001 for nik in niks)


def test_only_the_pretend_stick_is_offered(practice: AppContext) -> None:
    (only,) = sticks_for(practice)
    assert (only.path, only.label, only.removable) == (stick(practice), LABEL, True)


def test_practice_writes_and_reads_nowhere_else(practice: AppContext, tmp_path: Path) -> None:
    real = tmp_path / "usb-sungguhan"
    real.mkdir()
    for act in (lambda: hand_over(practice, real), lambda: receive(practice, [real])):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.code == "practice.outside"
    (real / "link").symlink_to(real)
    (stick(practice) / "keluar").symlink_to(real)
    with pytest.raises(NotAllowed):
        hand_over(practice, stick(practice) / "keluar")
    assert [path.name for path in real.iterdir()] == ["link"]


def test_a_practice_district_makes_no_kits_for_real_offices(practice: AppContext, tmp_path: Path) -> None:
    from services.practice.demo import PASSPHRASE, begin_practice

    assert practice.practice is not None
    district = begin_practice(startup.sign_in(practice.practice / "kabupaten", PASSPHRASE), practice.practice)
    with pytest.raises(NotAllowed):
        make_kits(district, [VILLAGE], tmp_path / "kit")
    startup.close(district)
    assert not (tmp_path / "kit").exists()


def test_no_kit_is_left_lying_about(practice: AppContext) -> None:
    assert practice.practice is not None
    assert not list(practice.practice.rglob("*.payung-kit"))
    assert not list_kits(stick(practice))


def test_real_offices_refuse_what_practice_wrote(practice: AppContext, tmp_path: Path) -> None:
    """The same village code, but another root: neither a village nor a district takes any of it."""
    hand_over(practice, stick(practice))
    answer(practice)
    up = list_bundles(stick(practice) / "PAYUNG" / "ke-kabupaten")
    down = list_bundles(stick(practice) / "PAYUNG" / "ke-desa" / VILLAGE.replace(".", ""))
    assert (len(up), len(down)) == (1, 1)
    district = district_office(tmp_path / "district")
    (kit,) = make_kits(district, [REAL_VILLAGE], tmp_path / "kit")
    enrolled = village_office(tmp_path / "with-kit", kit=kit.path)
    bare = village_office(tmp_path / "bare", seed=5)
    for office, files in ((district, up), (enrolled, down), (bare, down)):
        received = receive(office, files)
        assert len(received.refused) == 1
        assert not received.accepted
        assert count_workers(office) == 0
        startup.close(office)


def test_what_was_registered_for_practice_counts_from_its_beginning(practice: AppContext) -> None:
    with practice.read() as connection:
        kinds = {row[0] for row in connection.exec_driver_sql("SELECT kind FROM act")}
    assert ActKind.REGISTER in kinds
    assert practice_progress(practice).done == frozenset()
