"""Names of people: sorting, likeness, and what does not belong in one."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

_NOT_LETTERS = re.compile(r"[^a-z0-9 ]+")
_JOINING = re.compile(r"['’`‘.]")
_ALLOWED = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .,'’`‘-])*")
_TITLES = re.compile(
    r"(?i)(?:^|[\s,.])(?:hj?|drs?|dra|ir|kh|prof|s\.?pd(?:\.?i)?|s\.?h|s\.?e|s\.?ag|s\.?sos|s\.?kom|s\.?t|a\.?md|m\.?pd|m\.?si)\."
)
_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"))


def name_key(name: str) -> str:
    """What names are sorted and compared by: lower case, no accents, no punctuation, single spaces."""
    if name.isascii():
        plain = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name.casefold())
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(_NOT_LETTERS.sub(" ", _JOINING.sub("", plain)).split())


def name_likeness(first: str, second: str) -> int:
    """How alike two names are, 0 to 100; word order, old spelling (Soetrisno) and punctuation do not count."""
    return int(fuzz.token_sort_ratio(_spelled(first), _spelled(second)))


def title_case(name: str) -> str:
    """``SITI AMINAH`` as ``Siti Aminah``; a letter after an apostrophe stays small (``Ma'ruf``)."""
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in name.lower().split())


def is_person_name(name: str) -> bool:
    """Letters, spaces and ``.'-,`` only, beginning with a letter. One single name is normal in Java."""
    return _ALLOWED.fullmatch(name.strip()) is not None


def has_title(name: str) -> bool:
    """Whether an academic or religious title stands in the name; a KTP name carries none."""
    return "." in name and _TITLES.search(name) is not None


def _spelled(name: str) -> str:
    key = name_key(name)
    for old, new in _OLD_SPELLING:
        key = key.replace(old, new)
    return key
