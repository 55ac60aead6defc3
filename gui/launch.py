"""The commands that need Qt: the window, the demo, the tour, the screenshots."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

from gui.language import set_language
from gui.messages import sentence
from models.values import Role
from services.errors import AppError


def run_with_window(args: Namespace) -> int:
    """Run one of them; 0 done, 1 refused with one sentence on stderr."""
    try:
        if args.command == "tour":
            return _tour(args)
        if args.command == "screenshots":
            return _screenshots(args)
        if args.demo is not None:
            return _demo(args)
        return _window(args.data)
    except AppError as error:
        print(sentence(error.code, error.data), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(sentence("tour.stopped" if args.command == "tour" else "cancelled", {}), file=sys.stderr)
        return 1


def _window(data: Path) -> int:
    from gui.application import run_window

    return run_window(data)


def _demo(args: Namespace) -> int:
    """The window on invented people in a folder that is gone afterwards."""
    from gui.application import choose_platform, no_screen_text, run_window
    from services.practice.demo import demo_context

    if choose_platform():
        print(no_screen_text(), file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="payung-latihan-", ignore_cleanup_errors=True) as folder:
        return run_window(Path(folder), demo_context(args.demo, Path(folder)))


def _offscreen() -> None:
    """Pictures are always made without a screen, so that they look the same everywhere."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _tour(args: Namespace) -> int:
    import msgspec

    from gui.tour import run_tour
    from gui.tour.words import summary_lines

    _offscreen()
    set_language(args.lang or "id")
    summary = run_tour(args.out, full=args.full)
    if args.json:
        print(msgspec.json.format(msgspec.json.encode(summary), indent=2).decode())
    else:
        print("\n".join(summary_lines(summary, args.out)))
    return 0


def _screenshots(args: Namespace) -> int:
    from gui.screenshots import render_all

    _offscreen()
    if args.for_guide:
        from gui.guide_pictures import render_guide

        render_guide(args.out, told=print)
        return 0
    role = Role(args.role) if args.role else None
    render_all(args.out, role, args.theme, args.size, args.lang or "id", told=print)
    return 0
