"""check, history, witness and support as a person types them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from main import main
from services import startup
from services.audit.history import office_history
from services.context import AppContext
from tests.offices import PASSPHRASE
from tests.world import World, two_villages

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with two_villages(tmp_path / "world") as made:
        made.up()
        made.down()
        made.up()
        made.down()
        for ctx in (made.district, made.one, made.two):
            startup.close(ctx)
        yield made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)

    def call(ctx: AppContext | None, *words: object) -> tuple[int, Any, str]:
        data = ["--data", str(ctx.paths.data)] if ctx is not None else []
        code = main([*data, *map(str, words)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out, said.err

    return call


def reopened(ctx: AppContext) -> AppContext:
    return startup.open_office(ctx.paths.data, PASSPHRASE)


def test_check_counts_what_it_compared_and_changes_nothing(world: World, run: Run) -> None:
    before = world.one.paths.database.read_bytes()
    code, told, _ = run(world.one, "check", "--json")
    assert (code, told["problems"], told["database"], told["journal"], told["workers"]) == (0, [], True, True, 6)
    assert told["chains"]["heads"] > 0 and told["chains"]["bundles"] > 0
    code, told, _ = run(world.one, "check", "--quick", "--json")
    assert (code, told["chains"]["bundles"]) == (0, 0)
    assert world.one.paths.database.read_bytes() == before
    assert "Semua diperiksa dan baik." in run(world.district, "check")[1]


def test_check_says_what_is_wrong_and_what_to_do(world: World, run: Run) -> None:
    ctx = reopened(world.two)
    with ctx.database.write() as connection:
        connection.exec_driver_sql("UPDATE worker SET full_name = 'SESEORANG' WHERE seq = 1")
    startup.close(ctx)
    code, told, _ = run(world.two, "check")
    assert code == 1
    assert "Jalankan perintah rebuild" in told and "baik" not in told


def test_history_lists_and_writes_a_workbook(world: World, run: Run, tmp_path: Path) -> None:
    code, told, _ = run(world.one, "history", "--out", tmp_path / "r.xlsx", "--json")
    assert code == 0 and told["total"] >= 2
    assert {"sign_in", "register"} <= {entry["kind"] for entry in told["entries"]}
    assert (tmp_path / "r.xlsx").stat().st_size > 1000
    code, lines, _ = run(world.one, "history", "--limit", "4")
    assert "Mengekspor ke berkas" in lines and lines.count("\n") == 4


def test_witness_files_are_written_and_compared_without_an_office(world: World, run: Run, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.payung-saksi" for number in range(3)]
    for ctx, file in zip((world.district, world.one, world.two), files, strict=True):
        assert run(ctx, "witness", "--out", file)[0] == 0
    code, told, _ = run(None, "witness", *files, "--json")
    assert (code, told["good"], told["files"], told["findings"]) == (0, True, 3, [])
    text = run(None, "witness", files[1], files[2])[1]
    assert "Berkas saksi kabupaten tidak ikut" in text and "Semua cocok" in text


def test_witness_files_that_contradict_exit_one(world: World, run: Run, tmp_path: Path) -> None:
    ctx = reopened(world.one)
    with ctx.database.write() as connection:
        connection.exec_driver_sql("UPDATE witness SET signature = substr(signature, 2) || 'A'")
    startup.close(ctx)
    run(world.one, "witness", "--out", tmp_path / "a")
    code, text, _ = run(None, "witness", tmp_path / "a")
    assert code == 1 and "tidak ditandatangani kabupaten" in text and "Inspektorat" in text
    code, _, error = run(None, "witness", tmp_path / "nothing")
    assert (code, error) == (1, "nothing tidak ada di tempat itu. Periksa nama dan foldernya.\n")
    (tmp_path / "broken").write_bytes(b"{")
    assert "bukan berkas saksi yang utuh" in run(None, "witness", tmp_path / "broken")[2]
    code, _, error = run(None, "witness")
    assert (code, error.count("\n")) == (1, 1)


def test_support_is_written_and_noted(world: World, run: Run, tmp_path: Path) -> None:
    code, told, _ = run(world.two, "support", "--out", tmp_path / "b.zip", "--json")
    assert (code, told["parts"]) == (0, ["BACA-SAYA.txt", "ringkasan.json", "masalah.log"])
    ctx = reopened(world.two)
    assert office_history(ctx)[0].kind == "support"
    startup.close(ctx)


def test_whole_niks_on_the_terminal_are_noted(world: World, run: Run) -> None:
    run(world.one, "workers")
    ctx = reopened(world.one)
    assert "reveal" not in {entry.kind for entry in office_history(ctx)}
    startup.close(ctx)
    assert len(run(world.one, "workers", "--full-nik", "--json")[1]["workers"][0]["nik"]) == 16
    ctx = reopened(world.one)
    (noted,) = (entry for entry in office_history(ctx) if entry.kind == "reveal")
    assert noted.count == 6
    startup.close(ctx)
