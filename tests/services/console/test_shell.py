"""What all commands share: the passphrase, the office, printing."""

from __future__ import annotations

import io
import json
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from gui.messages import sentence
from services import startup
from services.console import shell
from services.context import AppContext
from services.errors import AccessDenied, NotAllowed, NotFound
from services.one_program import claim
from services.safekeeping.anchor import Position
from services.workers.search import count_workers
from tests.offices import PASSPHRASE, district_office, village_office


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_no_passphrase_and_nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(AccessDenied, match=r"passphrase\.missing"):
        shell.passphrase()


def test_a_new_passphrase_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["satu dua tiga", "satu dua tiga", "satu dua tiga", "satu dua empat"])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    assert shell.passphrase(new=True) == "satu dua tiga"
    with pytest.raises(AccessDenied, match=r"passphrase\.differs"):
        shell.passphrase(new=True)


def test_an_office_is_opened_and_closed(village: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(shell.PASSPHRASE_VARIABLE, PASSPHRASE)
    with shell.office(Namespace(data=village.paths.data, user=None), sentence) as ctx:
        assert (ctx.office, count_workers(ctx)) == (village.office, 0)


@pytest.mark.parametrize(
    ("role", "todo"), [("village", "balasan terakhir dari kabupaten"), ("district", "USB dari desa")]
)
def test_data_that_went_back_is_told_once_on_stderr(
    role: str, todo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = village_office(tmp_path / "k") if role == "village" else district_office(tmp_path / "k")
    monkeypatch.setenv(shell.PASSPHRASE_VARIABLE, PASSPHRASE)
    args = Namespace(data=made.paths.data, user=None)
    with shell.office(args, sentence) as ctx:
        assert ctx.anchor is not None
        position = ctx.anchor.read()
        assert position is not None
    startup.close(made)
    ctx.anchor.keep(Position(position.stream, position.n + 5, "later"))
    capsys.readouterr()
    with shell.office(args, sentence):
        said = capsys.readouterr()
    assert (said.out, said.err.count("\n"), todo in said.err) == ("", 1, True)
    with shell.office(args, sentence):
        assert capsys.readouterr().err == ""


def test_a_folder_that_another_program_holds_is_opened_by_no_command(
    village: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(shell.PASSPHRASE_VARIABLE, PASSPHRASE)
    args = Namespace(data=village.paths.data, user=None)
    with shell.office(args, sentence):
        assert claim(village.paths.data) is None
        with pytest.raises(NotAllowed, match=r"folder\.in_use"), shell.office(args, sentence):
            pass
        with shell.looked_at(args) as ctx:
            assert ctx.office == village.office
    held = claim(village.paths.data)
    assert held is not None
    held.release()


def test_no_office_is_told_before_a_passphrase_is_asked(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"setup\.missing"), shell.office(Namespace(data=tmp_path, user=None), sentence):
        pass


def test_json_for_programs_and_lines_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    result = {"file": Path("keluar") / "a.payung", "no": 3}
    shell.show(Namespace(json=True), result, list)
    assert json.loads(capsys.readouterr().out) == {"file": str(Path("keluar") / "a.payung"), "no": 3}
    shell.show(Namespace(json=False), result, lambda: ["satu", "dua"])
    assert capsys.readouterr().out == "satu\ndua\n"


@pytest.mark.parametrize(
    ("screen", "shown"), [(Terminal(), "\r<progress.merge> 1/2\r<progress.merge> 2/2\n"), (io.StringIO(), "")]
)
def test_progress_is_shown_where_a_person_watches(
    screen: io.StringIO, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", screen)
    progress = shell.PrintedProgress(lambda code, data: f"<{code}>")
    for done, total in ((0, 0), (1, 2), (2, 2)):
        progress.step(done, total, "merge")
    assert screen.getvalue() == shown
