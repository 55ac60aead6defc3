"""Finding the entry of a short list that a person means: exact, then beginnings of words, then anywhere, then alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from services.rules.names import name_key

_ALIKE = 80
"""Least likeness (0-100) of a word that was mistyped; below it «tukang cat» would find «tukang becak»."""
_SHORTEST_ALIKE = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """``names`` find the entry by themselves, ``context`` only narrows down. All lower case, plain letters."""

    code: str
    names: tuple[str, ...]
    context: tuple[str, ...]

    @classmethod
    def of(cls, code: str, names: Iterable[str], context: Iterable[str]) -> Entry:
        """Make one from words as written."""
        return cls(code, tuple(map(name_key, names)), tuple(map(name_key, context)))


def find(entries: Sequence[Entry], text: str, *, exact: bool = False) -> list[str]:
    """Codes of the entries that fit, best first, equal ones in their given order; every code for a blank text.

    Mistyped words count only when nothing else fits. ``exact``: only entries one of whose names is the text.
    """
    key = name_key(text)
    if not key:
        return [entry.code for entry in entries]
    if exact:
        return [entry.code for entry in entries if key in entry.names]
    ranked = [(rank, place) for place, entry in enumerate(entries) if (rank := _rank(entry, key)) is not None]
    if not ranked and len(key) >= _SHORTEST_ALIKE:
        ranked = [
            (100 - score, place) for place, entry in enumerate(entries) if (score := _likeness(entry, key)) >= _ALIKE
        ]
    return [entries[place].code for _, place in sorted(ranked)]


def _rank(entry: Entry, key: str) -> int | None:
    if key in entry.names:
        return 0
    if any(name.startswith(key) for name in entry.names):
        return 1
    words = key.split()
    own = [word for name in entry.names for word in name.split()]
    if all(any(mine.startswith(word) for mine in own) for word in words):
        return 2
    around = [word for name in entry.context for word in name.split()]
    in_own = [any(mine.startswith(word) for mine in own) for word in words]
    in_context = [any(mine.startswith(word) for mine in around) for word in words]
    if all(a or b for a, b in zip(in_own, in_context, strict=True)):
        return 3 if any(in_own) else 4
    if any(key in name for name in entry.names):
        return 5
    return None


def _likeness(entry: Entry, key: str) -> int:
    return max(int(fuzz.ratio(name, key)) for name in entry.names)
