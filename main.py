"""Payung: arguments in, a window or one command without a window out."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path

READ_WORKBOOK = "--read-workbook"
"""How the frozen program starts itself as the process that opens a workbook (services/spreadsheets/reader)."""


def main(arguments: list[str] | None = None) -> int:
    """Run Payung and return its exit code."""
    if (sys.argv[1:] if arguments is None else arguments) == [READ_WORKBOOK]:
        from services.spreadsheets.reader_child import main as read_workbook

        return read_workbook()
    # Only now, so that the process above stays as small as it can be.
    from gui.language import set_language
    from gui.messages import sentence
    from services.console.parser import WINDOW_COMMANDS, make_parser
    from services.console.run import run_command
    from services.redacting import install_logging

    _prepare_output()
    install_logging()
    args = make_parser(_default_data()).parse_args(arguments)
    set_language(args.lang or "id")
    if args.command is not None and args.command not in WINDOW_COMMANDS:
        return run_command(args, sentence)
    from gui.launch import run_with_window

    return run_with_window(args)


def _prepare_output() -> None:
    """UTF-8 whatever the console; and somewhere to write where Windows gives a windowed program no output at all."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  stays open to the end
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _default_data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("Payung", appauthor=False)


if __name__ == "__main__":
    sys.exit(main())
