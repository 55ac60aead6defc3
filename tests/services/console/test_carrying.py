"""handover and receive where there is nothing to do, and where a stick looks infected."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.messages import sentence
from main import main
from models.values import Role
from services import startup
from services.changes import Changes
from services.console.carrying import show_received
from services.context import AppContext
from services.handover.incoming import Received
from services.safekeeping.waking import WENT_BACK
from tests.offices import PASSPHRASE, district_office
from tests.world import World, two_villages


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)
    with two_villages(tmp_path / "world") as made:
        made.up()
        made.down()
        for ctx in (made.district, made.one, made.two):
            startup.close(ctx)
        yield made


def run(ctx: AppContext, *words: object) -> int:
    return main(["--data", str(ctx.paths.data), *map(str, words)])


def test_a_district_without_anything_due_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)
    district = district_office(tmp_path / "kab")
    startup.close(district)
    (tmp_path / "usb").mkdir()
    assert run(district, "handover", "--to", tmp_path / "usb") == 0
    assert capsys.readouterr().out == "Tidak ada yang perlu diserahkan sekarang, jadi tidak ada berkas yang ditulis.\n"
    assert run(district, "handover", "--to", tmp_path / "usb", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"bundles": []}


@pytest.mark.parametrize("mark", ["autorun.inf", "Data Desa.lnk", "x.vbs"])
def test_reading_an_infected_stick_warns_and_reads_on(
    world: World, mark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = world.stick()
    assert run(world.one, "handover", "--to", stick) == 0
    assert run(world.two, "receive", stick) == 1
    assert "pintasan" not in capsys.readouterr().err
    (stick / mark).write_bytes(b"x")
    assert run(world.district, "receive", stick) == 0
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert f"Stik {stick.name} tampaknya terinfeksi" in said.err and "Explorer" in said.err


@pytest.mark.parametrize(("role", "todo"), [(Role.VILLAGE, "kabupaten"), (Role.DISTRICT, "USB dari desa")])
def test_what_a_bundle_tells_of_this_office_says_what_this_office_does(
    role: Role, todo: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = Received((), (), (), Changes("", {}), notices=(WENT_BACK,))
    assert show_received(Namespace(json=True), outcome, sentence, role) == 0
    (notice,) = json.loads(capsys.readouterr().out)["notices"]
    assert notice["code"] == WENT_BACK and todo in notice["message"]
    assert ("USB dari desa" in notice["message"]) == (role is Role.DISTRICT)
