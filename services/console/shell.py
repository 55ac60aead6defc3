"""Shared by all commands: opening the office, the passphrase, printing results."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from services import startup
from services.context import AppContext
from services.errors import AccessDenied, NotFound
from services.one_program import alone
from services.safekeeping.tries import enter
from services.safekeeping.waking import sentence_code

Say = Callable[[str, Mapping[str, str | int]], str]
"""Turns a code and its data into a sentence in the person's language."""

PASSPHRASE_VARIABLE = "PAYUNG_PASSPHRASE"


def passphrase(*, new: bool = False) -> str:
    """From the environment or a prompt, never from an argument. Raises AccessDenied("passphrase.missing")."""
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise AccessDenied("passphrase.missing")
    typed = getpass.getpass("Kata sandi: ")
    if new and typed != getpass.getpass("Kata sandi, sekali lagi: "):
        raise AccessDenied("passphrase.differs")
    return typed


def secret(variable: str, question: str, *, twice: bool = False) -> str:
    """Another secret, from the environment or a prompt. Raises AccessDenied("secret.missing", "passphrase.differs")."""
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise AccessDenied("secret.missing", variable=variable)
    typed = getpass.getpass(question)
    if twice and typed != getpass.getpass("Sekali lagi: "):
        raise AccessDenied("passphrase.differs")
    return typed


@contextmanager
def office(args: Namespace, say: Say) -> Iterator[AppContext]:
    """The office in ``--data``, signed in, closed afterwards; the folder is held meanwhile, as the window holds it.

    What was found at sign-in is told first, on stderr.
    Raises NotFound("setup.missing"), NotAllowed("folder.in_use") and what signing in raises.
    """
    if startup.state(args.data) == "new":
        raise NotFound("setup.missing")
    with office_of(args, passphrase(), say) as ctx:
        yield ctx


@contextmanager
def office_of(args: Namespace, word: str, say: Say) -> Iterator[AppContext]:
    """As ``office``, with a passphrase that was asked for already."""
    with alone(args.data):
        ctx = enter(args.data, word, args.user).context
        try:
            tell_notices(ctx, say)
            yield ctx
        finally:
            startup.close(ctx)


def tell_notices(ctx: AppContext, say: Say) -> None:
    """Whether the data went back or moved, each in a sentence on stderr: a program reads stdout."""
    for code in ctx.notices:
        print(say(sentence_code(code, ctx.office.role), {}), file=sys.stderr)


@contextmanager
def looked_at(args: Namespace) -> Iterator[AppContext]:
    """The office in ``--data``, opened only to be looked at: nothing is noted, and no new stream is begun.

    So nothing is told of either: whoever signs in next is told.
    """
    if startup.state(args.data) == "new":
        raise NotFound("setup.missing")
    ctx = startup.open_office(args.data, passphrase(), args.user)
    try:
        yield ctx
    finally:
        startup.close(ctx)


def show(args: Namespace, result: Any, lines: Callable[[], list[str]]) -> None:
    """Print a result: JSON where a program reads it, else short lines for a person."""
    if args.json:
        print(msgspec.json.format(msgspec.json.encode(result, enc_hook=_plain), indent=2).decode())
    else:
        print("\n".join(lines()))


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value).__name__)


class PrintedProgress:
    """Progress as one rewritten line on stderr, only where a person watches."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._shown = sys.stderr.isatty()

    def step(self, done: int, total: int, label: str = "") -> None:
        """Show it; the command line has no cancel but Ctrl+C."""
        if self._shown and total:
            end = "\n" if done >= total else ""
            sys.stderr.write(f"\r{self._say('progress.' + label, {})} {done}/{total}{end}")
            sys.stderr.flush()
