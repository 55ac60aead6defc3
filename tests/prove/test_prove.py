"""The frame: what is asked reaches the proofs, and a failure is an exit code."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.prove import __main__ as frame
from tests.prove.proved import Asked, Proved


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """A proof called ``trial`` that fails with seed 13 and notes what it was asked."""
    seen: list[Asked] = []

    def prove(asked: Asked) -> Iterator[Proved]:
        seen.append(asked)
        assert asked.folder.is_dir()
        seeds = list(asked.seeds(3))
        failures = sum(seed == 13 for seed in seeds)
        yield Proved(name="trial", wanted=asked.wanted(3), done=len(seeds), failures=failures, seeds=str(seeds))
        if asked.seed == 99:
            raise ValueError("fell over")

    monkeypatch.setattr(frame, "PROOFS", {"trial": "tries"})
    monkeypatch.setattr(frame, "import_module", lambda name: SimpleNamespace(prove=prove))
    return seen


def test_seed_count_and_parts_reach_the_proof(ask: list[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.main(["trial:one", "trial:two", "--seed", "5", "--count", "2"]) == 0
    (asked,) = ask
    assert (asked.part("one"), asked.part("three"), asked.seed) == (True, False, 5)
    assert "trial: 2 of 2, 0 failures" in capsys.readouterr().out
    assert not asked.folder.exists()


def test_a_failure_or_a_fall_is_told_by_the_exit_code(ask: list[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.main(["--seed", "12"]) == 1
    assert frame.main(["--seed", "99"]) == 1
    out = capsys.readouterr()
    assert "trial: 3 of 3, 1 failures" in out.out
    assert "fell over" in out.err


def test_a_seed_by_chance_is_printed(ask: list[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    frame.main([])
    assert f"seed {ask[0].seed}\n" in capsys.readouterr().out


def test_time_ends_a_proof(tmp_path: Path) -> None:
    asked = Asked(seed=1, folder=tmp_path, minutes=0.0, started=0.0)
    assert list(asked.seeds(5)) == []
    asked = Asked(seed=1, folder=tmp_path, minutes=60.0)
    assert list(asked.seeds(5)) == [1, 2, 3, 4, 5]


def test_unknown_names_are_told_and_every_known_one_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.main(["nothing"]) == 2
    assert "nothing" in capsys.readouterr().err
    assert frame.main(["--list"]) == 0
    listed = capsys.readouterr().out
    for name in frame.PROOFS:
        assert name in listed
        assert callable(import_module(f"tests.prove.{name}").prove)
