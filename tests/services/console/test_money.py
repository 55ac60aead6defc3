"""What decides about money, as a person types it: a district whose data went back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from main import main
from services import startup
from tests.offices import PASSPHRASE
from tests.twice import FIRST_DECREE, decided_twice, funded, the_batch, went_back
from tests.world import reopened, two_villages


def run(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    code = main(["--data", str(folder), *words, "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def test_deciding_waits_for_the_villages_unless_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)
    with two_villages(tmp_path) as world:
        went_back(world)
        programme = the_batch(world.district).id
        startup.close(world.district)
        folder = world.district.paths.data
        assert main(["--data", str(folder), "decide", programme]) == 1
        assert "0 dari 2 desa" in capsys.readouterr().err
        code, ranking = run(capsys, folder, "decide", programme, "--anyway")
        assert (code, ranking["funded"]) == (0, 4)
        world.district = reopened(folder)


def test_versions_are_listed_and_one_is_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)
    with two_villages(tmp_path) as world:
        twice = decided_twice(world)
        programme, folder = the_batch(world.district).id, world.district.paths.data
        startup.close(world.district)
        code, told = run(capsys, folder, "versions", programme)
        assert (code, told["disputed"], len(told["versions"])) == (0, True, 2)
        (first,) = (each for each in told["versions"] if each["decree_no"] == FIRST_DECREE)
        assert (first["funded"], first["cost"]) == (4, 806_400)
        code, after = run(capsys, folder, "versions", programme, "--use", first["id"])
        assert (code, after["disputed"]) == (0, False)
        world.district = reopened(folder)
        assert funded(world.district) == twice.first
