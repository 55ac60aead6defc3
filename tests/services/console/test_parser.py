"""What may be typed, and what is refused with exit 2 before any office is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.values import Insurance, Month, Payer
from services.console.parser import make_parser

PARSER = make_parser(Path("here"))


def test_without_arguments_the_window_of_the_usual_folder() -> None:
    args = PARSER.parse_args([])
    assert (args.command, args.data, args.demo, args.lang) == (None, Path("here"), None, None)


def test_values_arrive_as_what_they_are() -> None:
    args = PARSER.parse_args(
        ["contribution", "--month", "2026-02", "--payer", "apbd", "--occupation", "OJK", "--programmes", "jkk, jht"]
    )
    assert (args.month, args.payer, args.income) == (Month(2026, 2), Payer.APBD, None)
    assert args.programmes == (Insurance.JKK, Insurance.JHT)
    shots = PARSER.parse_args(["screenshots", "--out", "x", "--size", "1920x1080"])
    assert shots.size == (1920, 1080)


def test_the_language_may_stand_before_or_behind_screenshots() -> None:
    assert PARSER.parse_args(["--lang", "en", "screenshots", "--out", "x"]).lang == "en"
    assert PARSER.parse_args(["screenshots", "--out", "x", "--lang", "en"]).lang == "en"


@pytest.mark.parametrize(
    "words",
    [
        "workers --limit 0",
        "workers --limit -3",
        "kit --to x",
        "kit --all --village 33.16.06.2002 --to x",
        "plan --ceiling 1.000 --months 12",
        "contribution --month 2026-00 --payer self --occupation OJK",
        "contribution --month 2026-01 --payer self --occupation OJK --programmes jkk,jp",
        "screenshots --out x --size big",
        "setup --role subdistrict --officer Siti",
        "workers --passphrase x",
    ],
)
def test_wrong_usage_is_two_lines_and_exit_2(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        PARSER.parse_args(words.split())
    said = capsys.readouterr()
    assert (stopped.value.code, said.out) == (2, "")
    assert said.err.startswith("main.py") and "usage:" in said.err
