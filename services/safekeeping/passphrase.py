"""Which passphrases are refused because a colleague or a list of usual ones would guess them (handover.md D2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

_SHORTEST = 10
_WORDS = 4
# What is left of a passphrase after everything guessable is taken out must still be something.
_LEAST_LEFT = 5
_LEAST_DIFFERENT = 4

_COMMON = (
    "administrator admin adminku password passwd pasword sandi katasandi katakunci rahasia rahasiaku qwertyuiop qwerty "
    "asdfghjkl asdfgh zxcvbnm zxcvb iloveyou welcome selamat datang letmein login masuk user operator petugas "
    "sayang sayangku cinta bismillah alhamdulillah merdeka indonesia pancasila garuda nkri jawa tengah jateng blora "
    "kabupaten kecamatan kelurahan desa kantor balai kepala perangkat sekretaris bupati camat lurah dinas "
    "payung bpjs ketenagakerjaan tenaga kerja jamsostek pekerja test testing tes coba komputer laptop windows"
).split()


def passphrase_problem(text: str, deny: Iterable[str] = ()) -> str | None:
    """A code when the passphrase is refused, None when it will do.

    Accepted from 10 characters, or four words. ``deny``: what everybody here knows: village, officer, NIK.
    Codes: ``passphrase.too_short``, ``passphrase.guessable``.
    """
    text = normalize("NFKC", text).casefold().strip()
    words = re.findall(r"\w{2,}", text)
    if len(text) < _SHORTEST and len(words) < _WORDS:
        return "passphrase.too_short"
    letters = re.sub(r"[\W_]", "", text)
    left = _without(letters, deny)
    # Digits are what people add to a usual word (2026, 123), so a passphrase cannot consist of them.
    core = re.sub(r"\d", "", left)
    once = re.sub(r"^(.+?)\1+$", r"\1", core)
    if len(once) < _LEAST_LEFT or len(set(once)) < _LEAST_DIFFERENT or _is_run(once):
        return "passphrase.guessable"
    return None


def _without(letters: str, deny: Iterable[str]) -> str:
    """The text with every usual or denied word taken out, longest first."""
    denied = {word for entry in deny for word in re.findall(r"[^\W_]{3,}", normalize("NFKC", entry).casefold())}
    for word in sorted(denied | set(_COMMON), key=len, reverse=True):
        letters = letters.replace(word, "")
    return letters


def _is_run(letters: str) -> bool:
    """Letters that only go one step along the alphabet: abcdefghij, zyxwv."""
    steps = {ord(after) - ord(before) for before, after in zip(letters, letters[1:], strict=False)}
    return steps <= {0, 1} or steps <= {0, -1}
