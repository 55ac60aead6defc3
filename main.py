"""Payung: arguments in, a window or one command without a window out."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_data_path

from gui.language import set_language
from gui.messages import sentence
from services.console.parser import WINDOW_COMMANDS, make_parser
from services.console.run import run_command


def main(arguments: list[str] | None = None) -> int:
    """Run Payung and return its exit code."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    args = make_parser(_default_data()).parse_args(arguments)
    set_language(args.lang or "id")
    if args.command is not None and args.command not in WINDOW_COMMANDS:
        return run_command(args, sentence)
    from gui.launch import run_with_window

    return run_with_window(args)


def _default_data() -> Path:
    return user_data_path("Payung", appauthor=False)


if __name__ == "__main__":
    sys.exit(main())
