"""The notice on personal data (UU 27/2022 Ps. 21), versioned as data in ``resources/notice``.

Which version somebody was given is kept with the person, so a version that was ever given is never edited: a new text
is a new file, and ``CURRENT`` names it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Literal

from resources import locate

CURRENT = "1"
Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One version in one language for one kind of office. ``short``: on screen, to be read out. ``full``: on paper.

    ``core``: the sentence that nobody may miss. ``received``: above the line for signature or thumb print.
    """

    version: str
    since: str
    title: str
    core: str
    short: tuple[str, ...]
    full: tuple[tuple[str, str], ...]
    received: str
    signature: str


@cache
def load_notice(version: str = CURRENT, language: Language = "id", *, urban: bool = False) -> Notice:
    """The text as a desa or, ``urban``, a kelurahan says it. Raises FileNotFoundError for a version unknown here."""
    content = json.loads(locate(f"notice/{version}.json").read_text("utf-8"))
    said = content[language]
    place = said["places"]["kelurahan" if urban else "desa"]
    return Notice(
        version=content["version"],
        since=content["since"],
        title=said["title"],
        core=said["core"],
        short=tuple(text.format(place=place) for text in said["short"]),
        full=tuple((title, text.format(place=place)) for title, text in said["full"]),
        received=said["received"],
        signature=said["signature"],
    )
