"""Officers without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gui.messages import sentence
from services import startup
from services.console.parser import make_parser
from services.console.run import run_command
from services.errors import NotFound
from services.safekeeping.tries import read_tries
from tests.offices import PASSPHRASE, village_office

NEW = "gagak sawah lumbung kendi"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ctx = village_office(tmp_path / "desa")
    startup.close(ctx)
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("PAYUNG_NEW_PASSPHRASE", NEW)
    return ctx.paths.data


def run(data: Path, *words: str, user: str = "Siti Aminah") -> int:
    return run_command(make_parser(data).parse_args(["--user", user, "officer", *words]), sentence)


def test_an_officer_comes_is_given_a_code_and_goes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "add", "Rohmat Hidayat") == 0
    capsys.readouterr()
    assert run(data, "list", "--json") == 0
    assert [each["name"] for each in json.loads(capsys.readouterr().out)] == ["Siti Aminah", "Rohmat Hidayat"]
    assert run(data, "code", "rohmat hidayat") == 0
    code = capsys.readouterr().out.strip()
    startup.close(startup.sign_in(data, code, "Rohmat Hidayat"))
    assert run(data, "remove", "Rohmat Hidayat") == 0
    with pytest.raises(NotFound):
        startup.sign_in(data, code, "Rohmat Hidayat")
    assert run(data, "remove", "Rohmat Hidayat") == 1


def test_somebody_who_is_not_trusted_costs_a_new_key(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "add", "Rohmat") == 0
    before = (data / "payung.db").read_bytes()[:16]
    capsys.readouterr()
    assert run(data, "remove", "Rohmat", "--distrusted", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (len(told["recovery_code"]), told["once"], told["backup"]) == (29, {}, 1)
    assert (data / "payung.db").read_bytes()[:16] != before


def test_a_passphrase_of_ones_own_and_a_new_recovery_code(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(data, "recovery") == 0
    assert run(data, "passphrase") == 0
    assert run(data, "list") == 1
    assert read_tries(data).misses == 1, "misses without a window count too"
    monkeypatch.setenv("PAYUNG_PASSPHRASE", NEW)
    assert run(data, "list") == 0
    assert read_tries(data).misses == 0
