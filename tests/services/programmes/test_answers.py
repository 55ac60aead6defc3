"""A district whose data went back asks for the villages' sticks before it decides."""

from __future__ import annotations

import pytest

from services.errors import Conflict, NotAllowed
from services.programmes.answers import answers_since_back, require_answers
from services.programmes.commands import create_programme, decide
from tests.twice import FIRST_DECREE, the_batch, went_back
from tests.world import World, terms


def refusal(world: World) -> dict[str, object]:
    with pytest.raises(NotAllowed) as caught:
        decide(world.district, the_batch(world.district).id)
    assert caught.value.code == "programme.after_restore"
    return dict(caught.value.data)


def test_deciding_waits_for_the_villages_and_their_sticks_bring_the_decision(world: World) -> None:
    went_back(world)
    assert refusal(world) == {"answered": 0, "villages": 2}
    world.up()
    require_answers(world.district)
    assert the_batch(world.district).decree_no == FIRST_DECREE
    with pytest.raises(Conflict, match="programme.already_decided"):
        decide(world.district, the_batch(world.district).id)


def test_one_village_of_two_is_not_all(world: World) -> None:
    went_back(world)
    other = create_programme(world.district, terms(year=2028)).first("programme")
    world.up(world.one)
    with pytest.raises(NotAllowed) as caught:
        decide(world.district, other)
    assert caught.value.data == {"answered": 1, "villages": 2}
    world.up(world.two)
    require_answers(world.district)


def test_a_bundle_that_names_a_reply_written_since_answers_too(world: World) -> None:
    """It may bring nothing new; that it knows the new reply proves when it was made."""
    went_back(world)
    world.up()
    world.down()
    world.up()
    with world.district.read() as connection:
        answers = answers_since_back(connection, world.district.office.code)
    assert answers is not None
    assert (answers.answered, answers.villages, answers.missing) == (2, 2, False)


def test_it_can_be_decided_all_the_same(world: World) -> None:
    went_back(world)
    assert decide(world.district, the_batch(world.district).id, anyway=True).funded == 4


def test_a_district_that_never_went_back_is_not_asked(world: World) -> None:
    world.up()
    create_programme(world.district, terms())
    with world.district.read() as connection:
        assert answers_since_back(connection, world.district.office.code) is None
    decide(world.district, the_batch(world.district).id)
