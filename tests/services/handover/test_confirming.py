"""Four words by telephone find the delivery, and nothing else passes for it."""

from __future__ import annotations

import pytest

from services.handover.confirming import Match, confirm, deliveries, find_delivery, qr_text
from services.handover.handing_over import HandedOver, hand_over
from services.handover.incoming import receive
from services.rules.check_words import WORDS
from tests.offices import OTHER_VILLAGE, VILLAGE
from tests.world import World


@pytest.fixture
def sent(world: World) -> HandedOver:
    """What village one handed over; both villages' bundles are at the district."""
    stick = world.stick()
    (done,) = hand_over(world.one, stick)
    hand_over(world.two, stick)
    receive(world.district, [stick], admit_new=True)
    return done


@pytest.mark.parametrize("how", ["{}", "  {} ", "{}."])
def test_however_they_are_typed(world: World, sent: HandedOver, how: str) -> None:
    for joined in (" ".join(sent.words), "-".join(sent.words).upper(), ", ".join(sent.words)):
        answer = find_delivery(world.district, how.format(joined))
        assert answer.match is Match.SAME
        assert answer.delivery is not None
        assert (answer.delivery.office, answer.delivery.no, answer.delivery.sha256) == (VILLAGE, 1, sent.sha256)


def test_the_qr_code_and_the_printed_code_find_it_too(world: World, sent: HandedOver) -> None:
    digits = sent.sha256[:16].upper()
    for text in (
        qr_text(VILLAGE, 1, sent.sha256, sent.words),
        sent.sha256[:16],
        " ".join(digits[start : start + 4] for start in range(0, 16, 4)),
    ):
        found = find_delivery(world.district, text).delivery
        assert found is not None and found.sha256 == sent.sha256
    assert find_delivery(world.district, "payung:1:33.16.06.2002:1:zzzz:x").delivery is None
    assert find_delivery(world.district, "0123456789abcdef").match is Match.NONE


def test_one_word_misheard_is_almost_and_two_are_nothing(world: World, sent: HandedOver) -> None:
    other = next(word for word in WORDS if word not in sent.words)
    words = list(sent.words)
    for place in range(4):
        heard = [*words[:place], other, *words[place + 1 :]]
        answer = find_delivery(world.district, " ".join(heard))
        assert (answer.match, answer.right) == (Match.ALMOST, 3)
    swapped = [words[1], words[0], *words[2:]]
    assert find_delivery(world.district, " ".join(swapped)).match is Match.NONE
    assert find_delivery(world.district, " ".join([other, other, *words[2:]])).match is Match.NONE


def test_fewer_than_four_words_prove_nothing(world: World, sent: HandedOver) -> None:
    for count in range(4):
        answer = find_delivery(world.district, " ".join(sent.words[:count]))
        assert (answer.match, answer.delivery, answer.right) == (Match.TOO_FEW, None, count)


def test_a_bundle_that_is_not_here_is_not_found(world: World, sent: HandedOver) -> None:
    (later,) = hand_over(world.one, world.stick())
    assert find_delivery(world.district, " ".join(later.words)).match is Match.NONE


def test_a_confirmation_stays(world: World, sent: HandedOver) -> None:
    at = confirm(world.district, sent.sha256)
    (mine,) = deliveries(world.district, VILLAGE)
    assert (mine.confirmed, mine.words) == (at, sent.words)
    assert [each.confirmed for each in deliveries(world.district, OTHER_VILLAGE)] == [""]
    assert {each.office for each in deliveries(world.district)} == {VILLAGE, OTHER_VILLAGE}
