"""The damage itself: it follows from the seed, and it is damage."""

from __future__ import annotations

from random import Random

from services.errors import BundleRejected
from tests.prove.fuzz_child import one, where
from tests.prove.mutate import mutated, mutated_value

CORPUS = [b"a small file of forty bytes, as it came in", b"another"]
VALUE = {"a": [1, {"b": "text"}], "c": None}


def test_the_same_seed_gives_the_same_damage_and_another_seed_another() -> None:
    made = [[mutated(Random(seed), CORPUS, [b"token"]) for seed in range(200)] for _ in range(2)]
    assert made[0] == made[1]
    assert len(set(made[0])) > 150
    assert sum(data in CORPUS for data in made[0]) < 20


def test_a_value_is_damaged_and_the_one_that_came_in_is_not() -> None:
    made = [mutated_value(Random(seed), VALUE) for seed in range(200)]
    assert sum(value != VALUE for value in made) > 180
    assert VALUE == {"a": [1, {"b": "text"}], "c": None}


def test_a_refusal_is_its_code_and_anything_else_is_told_with_its_place() -> None:
    def refuse(_rng: Random) -> None:
        raise BundleRejected("bundle.zip")

    def fail(_rng: Random) -> None:
        raise KeyError("what was in the file")

    assert one(refuse, 1, 1) == "bundle.zip"
    try:
        one(fail, 1, 1)
    except KeyError as error:
        assert "KeyError in test_mutate.py" in where(error)
        assert "what was in the file" not in where(error)
