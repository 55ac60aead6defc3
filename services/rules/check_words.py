"""Check words (kata pencocok): a hash as words that two people can read to each other (handover.md, «Check words»).

Every word is two syllables of consonant and vowel, like «padi», and stands for 11 bits. No letter e (it has two sounds
in Indonesian), so a word has one reading.
"""

from __future__ import annotations

from itertools import islice, product

BITS = 11

_FIRST = "bcdghjklmnprstwy"
_SECOND = "dgjklmnrs"
_VOWELS = "aiuo"
_UNWANTED = frozenset(
    "bisu bodo boda cina cino coli cuki dosa gila gilo hina homo jijo kuli mala mani misa mono musu niko puki sara "
    "susu tolo tuli zina lola lolo".split()
)
"""Rude, mocking or sad words in Indonesian or Javanese."""


def _pronounceable() -> tuple[str, ...]:
    words = ("".join(letters) for letters in product(_FIRST, _VOWELS, _SECOND, _VOWELS))
    return tuple(islice((word for word in words if word not in _UNWANTED), 1 << BITS))


WORDS = _pronounceable()
"""All 2,048 words; the position is the value. Changing it makes printed receipts unreadable."""


def check_words(digest: bytes, count: int = 4) -> list[str]:
    """The first ``count`` × 11 bits of a digest as words: four on a receipt, six for a key fingerprint.

    Raises ValueError when the digest is too short.
    """
    spare = len(digest) * 8 - count * BITS
    if count < 1 or spare < 0:
        raise ValueError(f"{count} check words need {count * BITS} bits")
    value = int.from_bytes(digest, "big") >> spare
    return [WORDS[value >> (BITS * place) & ((1 << BITS) - 1)] for place in reversed(range(count))]
