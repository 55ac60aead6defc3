"""What can go wrong, as codes and data. Sentences live in ``gui/messages.py``."""

from __future__ import annotations

from collections.abc import Sequence

from models.values import Problem

Datum = str | int


class AppError(Exception):
    """Base of every expected failure.

    ``code`` names the sentence; ``data`` fills its gaps and never holds a NIK, name or phone number.
    """

    def __init__(self, code: str, **data: Datum) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


class Invalid(AppError):
    """The input breaks rules; ``problems`` says which field and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("input.invalid", count=len(problems))
        self.problems = tuple(problems)


class NotFound(AppError):
    """The thing asked for is not here."""


class NotAllowed(AppError):
    """This office or account may not do that."""


class Conflict(AppError):
    """The record changed since it was shown."""


class StorageTrouble(AppError):
    """Disk full, stick gone, file damaged: bad luck, not a bug."""


class AccessDenied(AppError):
    """Wrong passphrase, or too many tries."""


class BundleRejected(AppError):
    """A bundle or kit is not taken in; nothing was changed."""


class WorkbookRejected(AppError):
    """A workbook cannot be read at all; nothing was written."""


class Cancelled(AppError):
    """The person pressed cancel; everything is as before."""

    def __init__(self) -> None:
        super().__init__("cancelled")
