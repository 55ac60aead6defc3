"""From a refusal to one sentence and an exit code; every command has its function."""

from __future__ import annotations

from argparse import Namespace, _SubParsersAction
from collections.abc import Mapping
from pathlib import Path

import pytest

from services.console import run
from services.console.parser import WINDOW_COMMANDS, make_parser
from services.errors import AppError


def said_code(code: str, data: Mapping[str, str | int]) -> str:
    return f"<{code}>"


def test_every_command_that_can_be_typed_can_be_run() -> None:
    (commands,) = (each for each in make_parser(Path("x"))._actions if isinstance(each, _SubParsersAction))
    typed = set(commands.choices) - set(WINDOW_COMMANDS)
    assert typed == set(run._MODULES)
    assert all(callable(run._command(name)) for name in typed)


def test_every_problem_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    args = make_parser(Path("x")).parse_args(["plan", "--ceiling", "1000", "--months", "999"])
    assert run.run_command(args, said_code) == 1
    assert capsys.readouterr() == ("", "<months.range>\n")


@pytest.mark.parametrize(("error", "line"), [(AppError("disk.full"), "disk.full"), (KeyboardInterrupt(), "cancelled")])
def test_a_refusal_is_one_sentence(
    error: BaseException, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(args: Namespace, say: object) -> int:
        raise error

    monkeypatch.setattr("services.console.auditing.check_command", refuse)
    assert run.run_command(Namespace(command="check"), said_code) == 1
    assert capsys.readouterr() == ("", f"<{line}>\n")
