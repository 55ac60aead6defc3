from __future__ import annotations

import hashlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import Invalid
from services.rules.ranking import COMPONENTS, Candidate, Weights, rank, reasons

candidates = st.lists(
    st.builds(
        Candidate,
        st.uuids().map(str),
        st.none() | st.integers(0, 6_000_000),
        st.integers(1, 5),
        st.integers(0, 6),
        st.integers(17, 64),
        st.integers(0, 3),
    ),
    unique_by=lambda candidate: candidate.worker_id,
    max_size=30,
)


def test_the_parts_of_one_score() -> None:
    (found,) = rank([Candidate("a", 2_000_000, 3, 2, 55, 0)], "batch")
    # 75 % of 35, 60 % of 25, half of 20, a tenth of 10, all of 10
    assert found.components == (26_25, 15_00, 10_00, 1_00, 10_00)
    assert found.score == 62_25
    assert found.rank == 1


@pytest.mark.parametrize(
    ("candidate", "component", "points"),
    [
        (Candidate("a", 0, 1, 0, 17), "income", 35_00),
        (Candidate("a", 1_000_000, 1, 0, 17), "income", 35_00),
        (Candidate("a", 5_000_000, 1, 0, 17), "income", 0),
        (Candidate("a", 9_000_000, 1, 0, 17), "income", 0),
        (Candidate("a", None, 1, 0, 17), "income", 0),
        (Candidate("a", 0, 5, 0, 17), "risk", 25_00),
        (Candidate("a", 0, 1, 4, 17), "dependants", 20_00),
        (Candidate("a", 0, 1, 9, 17), "dependants", 20_00),
        (Candidate("a", 0, 1, 0, 54), "age", 0),
        (Candidate("a", 0, 1, 0, 64), "age", 10_00),
        (Candidate("a", 0, 1, 0, 17, 1), "turn", 5_00),
        (Candidate("a", 0, 1, 0, 17, 2), "turn", 0),
    ],
)
def test_each_component(candidate: Candidate, component: str, points: int) -> None:
    (found,) = rank([candidate], "batch")
    assert found.components[COMPONENTS.index(component)] == points


def test_equal_scores_follow_the_hash_of_batch_and_worker() -> None:
    people = [Candidate(f"w{number}", 900_000, 3, 1, 40) for number in range(50)]
    for batch in ("b1", "b2"):
        expected = sorted(
            (person.worker_id for person in people),
            key=lambda worker: hashlib.sha256((batch + worker).encode()).digest(),
        )
        assert [found.worker_id for found in rank(people, batch)] == expected
    first = [found.worker_id for found in rank(people, "b1")]
    assert first != [found.worker_id for found in rank(people, "b2")]


@given(candidates, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(people: list[Candidate], random: Random) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)
    assert rank(people, "batch") == rank(shuffled, "batch")


@given(candidates)
def test_places_are_dense_and_scores_fall_and_parts_add_up(people: list[Candidate]) -> None:
    found = rank(people, "batch")
    assert [line.rank for line in found] == list(range(1, len(people) + 1))
    assert all(one.score >= next_.score for one, next_ in zip(found, found[1:], strict=False))
    assert all(sum(line.components) == line.score for line in found)
    assert all(0 <= line.score <= 100_00 for line in found)


@given(st.integers(0, 6_000_000), st.integers(0, 1_000_000))
def test_a_lower_income_never_scores_less(income: int, more: int) -> None:
    poorer, richer = Candidate("p", income, 1, 0, 30), Candidate("r", income + more, 1, 0, 30)
    score = {line.worker_id: line.score for line in rank([poorer, richer], "b")}
    assert score["p"] >= score["r"]


def test_weights_make_a_hundred() -> None:
    with pytest.raises(Invalid) as caught:
        Weights(income=36)
    assert (caught.value.problems[0].code, caught.value.problems[0].data) == ("weights.sum", {"sum": 101})
    with pytest.raises(Invalid) as caught:
        Weights(income=-5, risk=65)
    assert caught.value.problems[0].code == "weights.negative"


def test_other_weights_change_the_order() -> None:
    poor, risky = Candidate("poor", 300_000, 1, 0, 30), Candidate("risky", 4_500_000, 5, 0, 30)
    assert rank([poor, risky], "b")[0].worker_id == "poor"
    assert rank([poor, risky], "b", Weights(0, 80, 0, 10, 10))[0].worker_id == "risky"


def test_reasons() -> None:
    assert reasons(Candidate("a", 900_000, 5, 2, 60)) == (
        "income.low", "risk.high", "dependants.many", "age.older", "turn.never_funded",
    )  # fmt: skip
    assert reasons(Candidate("a", None, 1, 0, 30, 1)) == ("income.unknown",)
