"""One version of a batch that was decided twice, written again whole."""

from __future__ import annotations

import pytest

from models.values import Outcome
from services.context import AppContext
from services.errors import Conflict, NotAllowed, NotFound
from services.programmes.commands import change_terms, decide
from services.programmes.disputed import find_dispute, require_settled
from services.programmes.queries import decisions
from services.programmes.settling import OTHER_VERSION, batch_versions, settle
from services.workers.commands import register_worker
from services.workers.queries import find_by_nik
from tests.offices import worker
from tests.twice import FIRST_DECREE, decided_twice, funded, the_batch, went_back
from tests.world import ONE_PERSON, World, column


def version(ctx: AppContext, decree_no: str) -> str:
    """The version with that decree."""
    return next(each.id for each in batch_versions(ctx, the_batch(ctx).id) if each.decree_no == decree_no)


@pytest.mark.parametrize("decree_no", [FIRST_DECREE, ""])
def test_the_chosen_version_stands_whole_everywhere(world: World, decree_no: str) -> None:
    twice = decided_twice(world)
    wanted = twice.first if decree_no else twice.second
    settle(world.district, the_batch(world.district).id, version(world.district, decree_no))
    world.down()
    world.up()
    for ctx in (world.district, world.one, world.two):
        require_settled(ctx, the_batch(ctx).batch_id)
        assert the_batch(ctx).decree_no == decree_no
    assert funded(world.district) == funded(world.one, world.two) == wanted


def test_it_is_one_act_that_another_choice_takes_back(world: World) -> None:
    twice = decided_twice(world)
    district, programme = world.district, the_batch(world.district).id
    before = column(district, "SELECT count(*) FROM act")
    first, second = version(district, FIRST_DECREE), version(district, "")
    settle(district, programme, second)
    assert column(district, "SELECT count(*) FROM act") == [before[0] + 1]  # type: ignore[operator]
    assert (funded(district), the_batch(district).decree_no) == (twice.second, "")
    settle(district, programme, first)
    assert (funded(district), the_batch(district).decree_no) == (twice.first, FIRST_DECREE)
    with pytest.raises(Conflict, match="programme.not_disputed"):
        settle(district, programme, first)
    settle(district, programme, second)
    assert (funded(district), the_batch(district).decree_no) == (twice.second, "")
    assert find_dispute(district, the_batch(district).batch_id) is None


def test_whom_the_chosen_version_does_not_know_is_not_funded_by_the_other(world: World) -> None:
    first = went_back(world, people=20)
    district = world.district
    register_worker(district, worker(9901))
    newcomer = find_by_nik(district, worker(9901).nik)
    assert newcomer is not None
    decide(district, the_batch(district).id, anyway=True)
    world.up()
    assert newcomer.id in funded(district)
    settle(district, the_batch(district).id, version(district, FIRST_DECREE))
    assert funded(district) == first
    rows = {row.worker_id: row for row in decisions(district, the_batch(district).batch_id)}
    assert (rows[newcomer.id].outcome, rows[newcomer.id].reasons) == (Outcome.REFUSED, (OTHER_VERSION,))
    require_settled(district, the_batch(district).batch_id)


def test_the_ceiling_follows_the_version(world: World) -> None:
    """Nobody shows two people funded under a ceiling that pays for eight, or the other way round."""
    went_back(world)
    district = world.district
    change_terms(district, the_batch(district).id, ceiling=8 * ONE_PERSON)
    decide(district, the_batch(district).id, anyway=True)
    world.up()
    for decree_no, people in ((FIRST_DECREE, 4), ("", 8)):
        settle(district, the_batch(district).id, version(district, decree_no))
        assert (len(funded(district)), the_batch(district).ceiling) == (people, people * ONE_PERSON)


def test_only_the_district_settles_and_only_what_is_there(world: World) -> None:
    decided_twice(world)
    with pytest.raises(NotAllowed, match="district.only"):
        settle(world.one, the_batch(world.one).id, version(world.one, ""))
    with pytest.raises(NotFound, match="programme.version_missing"):
        settle(world.district, the_batch(world.district).id, "none")
