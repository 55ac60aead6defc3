"""Codes of the services → sentences for people. Plain Python, so the command line says the same."""

from __future__ import annotations

from collections.abc import Mapping

from gui.format import number
from gui.language import pick
from gui.message_texts import (
    access,
    audit,
    backup,
    bundle,
    keys,
    nik,
    officer,
    photo,
    practice,
    programme,
    progress,
    repair,
    stick,
    stream,
    tour,
    workbook,
    worker,
)
from services.errors import AppError

Datum = str | int

_UNKNOWN = "programme.fault"


def _all_texts() -> dict[str, tuple[str, str]]:
    merged: dict[str, tuple[str, str]] = {}
    for area in (
        nik,
        worker,
        workbook,
        bundle,
        stick,
        stream,
        access,
        backup,
        programme,
        progress,
        tour,
        practice,
        photo,
        officer,
        keys,
        audit,
        repair,
    ):
        for code, pair in area.TEXTS.items():
            if code in merged:
                raise ValueError(f"two sentences for {code}")
            merged[code] = pair
    return merged


TEXTS = _all_texts()


class _Gaps(dict[str, str]):
    """A gap that nobody filled shows as three dots rather than hiding the whole sentence."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(code: str, data: Mapping[str, Datum] | None = None) -> str:
    """What is the case and what to do. Whole numbers in ``data`` are written in groups of three."""
    # Labels of long work may come as «progress.stick.write».
    template = pick(TEXTS.get(code.removeprefix("progress."), TEXTS[_UNKNOWN]))
    return template.format_map(
        _Gaps({key: number(value) if isinstance(value, int) else value for key, value in (data or {}).items()})
    )


def sentence_for(error: AppError) -> str:
    """The sentence of a failure."""
    return sentence(error.code, error.data)
