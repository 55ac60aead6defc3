"""Telling by telephone which bundle arrived: the four words of a receipt, its QR code, or its code (issue 4, C)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from services.context import AppContext
from services.preferences import read_preference, write_preference
from services.rules.check_words import check_words

QR_MARK = "payung"
QR_VERSION = "1"
_KEY = "board.confirmed"
_WORDS = 4
_MOST_KEPT = 2_000
_NOT_LETTERS = re.compile(r"[^a-z]+")
_CODE = re.compile(r"[0-9a-f]{8,64}")


class Match(StrEnum):
    """How well the words fit a bundle that is here."""

    SAME = "same"
    ALMOST = "almost"
    NONE = "none"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A bundle that was taken in. ``at``: when, ISO text. ``confirmed``: when somebody confirmed it by telephone."""

    sha256: str
    office: str
    no: int
    at: str
    words: tuple[str, ...]
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the words lead to; ``delivery`` is None for NONE and TOO_FEW. ``right``: how many words are in place."""

    match: Match
    delivery: Delivery | None = None
    right: int = 0


def qr_text(office: str, no: int, sha256: str, words: tuple[str, ...]) -> str:
    """What the QR code of a receipt holds: ``payung:1:33.16.06.2002:11:b7f209c4:padi-sumu-kanto-jati``."""
    return ":".join((QR_MARK, QR_VERSION, office, str(no), sha256[:8], "-".join(words)))


def find_delivery(ctx: AppContext, text: str) -> Answer:
    """The received bundle that these words, this QR text or this code belong to.

    Three words of four in their place are ALMOST: one was misheard. Nothing is ever taken for SAME but all four words,
    or a code of at least eight digits.
    """
    code, words = _read(text)
    if not code and len(words) < _WORDS:
        return Answer(Match.TOO_FEW, right=len(words))
    best, right = None, 0
    for delivery in deliveries(ctx):
        if code:
            if delivery.sha256.startswith(code):
                return Answer(Match.SAME, delivery, _WORDS)
            continue
        same = sum(1 for said, true in zip(words, delivery.words, strict=False) if said == true)
        if same > right:
            best, right = delivery, same
    if right == _WORDS:
        return Answer(Match.SAME, best, right)
    return Answer(Match.ALMOST, best, right) if right == _WORDS - 1 else Answer(Match.NONE)


def _read(text: str) -> tuple[str, list[str]]:
    """The code, or else the words."""
    plain = text.strip().lower()
    if plain.startswith(f"{QR_MARK}:"):
        parts = plain.split(":")
        return (parts[4] if len(parts) == 6 and _CODE.fullmatch(parts[4]) else ""), []
    joined = plain.replace(" ", "")
    if _CODE.fullmatch(joined) and any(sign.isdigit() for sign in joined):
        return joined, []
    return "", [word for word in _NOT_LETTERS.split(plain) if word][:_WORDS]


def deliveries(ctx: AppContext, office: str = "") -> list[Delivery]:
    """Bundles of villages that were taken in, newest first; only of one office where it is named."""
    confirmed = read_preference(ctx, _KEY, dict[str, str], {})
    with ctx.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT sha256, from_office, no, at FROM bundle WHERE NOT written AND direction = 'up' "
            "AND (? = '' OR from_office = ?) ORDER BY at DESC, no DESC",
            (office, office),
        ).all()
    return [
        Delivery(
            row.sha256,
            row.from_office,
            row.no,
            row.at,
            tuple(check_words(bytes.fromhex(row.sha256))),
            confirmed.get(row.sha256, ""),
        )
        for row in rows
    ]


def confirm(ctx: AppContext, sha256: str) -> str:
    """Note that the village's words were heard and fit; gives when. Raises StorageTrouble."""
    confirmed = read_preference(ctx, _KEY, dict[str, str], {})
    confirmed.pop(sha256, None)
    confirmed[sha256] = ctx.now().isoformat(timespec="seconds")
    write_preference(ctx, _KEY, dict(list(confirmed.items())[-_MOST_KEPT:]))
    return confirmed[sha256]
