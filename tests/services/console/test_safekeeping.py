"""Backup, restore and repair without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gui.messages import sentence
from services import startup
from services.console.parser import make_parser
from services.console.run import run_command
from services.one_program import claim
from services.workers.commands import register_workers
from services.workers.search import count_workers
from tests.offices import PASSPHRASE, village_office, worker


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ctx = village_office(tmp_path / "desa")
    register_workers(ctx, [worker(9001), worker(9002)])
    startup.close(ctx)
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("PAYUNG_NEW_PASSPHRASE", "gagak sawah lumbung kendi")
    return ctx.paths.data


def run(data: Path, *words: str) -> int:
    return run_command(make_parser(data).parse_args(list(words)), sentence)


def test_a_backup_comes_back_and_what_was_there_lies_beside(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "backup", "--json") == 0
    backup = json.loads(capsys.readouterr().out)["path"]
    ctx = startup.sign_in(data, PASSPHRASE)
    register_workers(ctx, [worker(9003)])
    startup.close(ctx)
    assert run(data, "restore", backup, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["workers"] == 2
    beside = startup.sign_in(Path(told["safety_copy"]), PASSPHRASE)
    assert count_workers(beside) == 3
    startup.close(beside)
    assert told["lacking"] == 1


def test_a_restore_says_what_lies_where_and_what_comes_next(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "backup", "--json") == 0
    backup = json.loads(capsys.readouterr().out)["path"]
    ctx = startup.sign_in(data, PASSPHRASE)
    register_workers(ctx, [worker(9003), worker(9004)])
    startup.close(ctx)
    assert run(data, "restore", backup) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Data dipulihkan: 2 pekerja."
    assert str(data / "sebelum-pulih-1") in told[1]
    assert told[2].startswith("2 orang")
    assert "balasan terakhir dari kabupaten" in told[-1]
    assert run(data / "baru", "restore", backup) == 0
    assert "sebelum-pulih" not in capsys.readouterr().out, "nothing lay there, so nothing was kept"


def test_a_damaged_file_names_the_way_to_repair_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = data / "payung.db"
    file.write_bytes(bytes(4096) + file.read_bytes()[4096:])
    assert run(data, "workers") == 1
    told = capsys.readouterr().err.splitlines()
    assert told == [sentence("database.damaged"), f"Tanpa jendela: jalankan main.py --data {data} repair."]
    assert run(data, "repair") == 0


@pytest.mark.parametrize("act", ["restore", "repair", "remove"])
def test_nothing_replaces_the_office_under_an_open_window(
    data: Path, act: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "officer", "add", "Rohmat") == 0
    capsys.readouterr()
    assert run(data, "backup", "--json") == 0
    backup = json.loads(capsys.readouterr().out)["path"]
    words = {"restore": ["restore", backup], "repair": ["repair"], "remove": ["officer", "remove", "Rohmat"]}[act]
    more = ["--distrusted"] if act == "remove" else []
    before = (data / "payung.db").read_bytes()[:16], sorted(path.name for path in data.iterdir())
    window = claim(data)
    assert window is not None
    assert run(data, "--user", "Siti Aminah", *words, *more) == 1
    assert capsys.readouterr().err.strip() == sentence("folder.in_use")
    after = (data / "payung.db").read_bytes()[:16], sorted(path.name for path in data.iterdir())
    assert set(after[1]) - set(before[1]) <= {"payung.satu-program"}
    assert after[0] == before[0]
    window.release()
