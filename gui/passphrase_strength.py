"""How hard a passphrase is to guess, in words, while it is typed. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gui.language import tr
from gui.messages import sentence
from services.safekeeping.passphrase import passphrase_problem

_STRONG_WORDS = 4
_LONG = 16


@dataclass(frozen=True, slots=True)
class Strength:
    """``bars`` of four, and what to say beside them."""

    bars: int
    text: str
    good: bool


def strength_of(text: str, denied: Iterable[str]) -> Strength | None:
    """None while there is nothing to judge. ``denied``: what everybody here knows: village, officer."""
    if not text:
        return None
    problem = passphrase_problem(text, denied)
    if problem is not None:
        return Strength(min(2, 1 + len(text) // 8), sentence(problem), good=False)
    if len(text.split()) >= _STRONG_WORDS or len(text) >= _LONG:
        return Strength(4, tr("Kuat. Sulit ditebak orang maupun komputer."), good=True)
    return Strength(3, tr("Cukup. Tambah satu kata lagi supaya lebih kuat."), good=True)
