"""The language on screen. Indonesian is the source text; English is a complete translation in JSON."""

from __future__ import annotations

import json
from functools import cache
from typing import Literal

from resources import locate

Language = Literal["id", "en"]

_current: Language = "id"


def set_language(language: Language) -> None:
    """Choose the language of every sentence asked for from now on; widgets that exist keep theirs."""
    global _current  # the one piece of state: sentences are asked for from everywhere, also without a window
    _current = language


def language() -> Language:
    """The language in use."""
    return _current


def tr(source: str, **values: object) -> str:
    """The Indonesian ``source`` in the chosen language, its ``{gaps}`` filled. Missing English stays Indonesian."""
    text = english().get(source, source) if _current == "en" else source
    return text.format(**values) if values else text


def pick(pair: tuple[str, str]) -> str:
    """One of (Indonesian, English)."""
    return pair[1] if _current == "en" else pair[0]


@cache
def english() -> dict[str, str]:
    """All of ``resources/i18n/en/*.json`` merged; where two files disagree the first by name holds."""
    merged: dict[str, str] = {}
    for entries in _catalogues().values():
        merged = entries | merged
    return merged


def disagreements() -> list[str]:
    """Sentences that two files translate differently. A test keeps this empty."""
    merged = english()
    return [source for entries in _catalogues().values() for source, text in entries.items() if merged[source] != text]


def _catalogues() -> dict[str, dict[str, str]]:
    paths = sorted(locate("i18n/en").glob("*.json"))
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}
