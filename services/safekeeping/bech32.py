"""Bech32 (BIP 173), as far as age's secret keys need it: ``AGE-SECRET-KEY-1`` and 32 bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX = "age-secret-key-"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_KEY_BYTES = 32
_CHECKSUM = 6


def encode_age_secret(raw: bytes) -> str:
    """The spelling that the ``age`` program reads. Raises ValueError unless there are 32 bytes."""
    if len(raw) != _KEY_BYTES:
        raise ValueError("an age secret has 32 bytes")
    data = _regroup(raw, 8, 5, pad=True)
    rest = _polymod([*_expanded(), *data, *([0] * _CHECKSUM)]) ^ 1
    checksum = [rest >> 5 * (5 - place) & 31 for place in range(_CHECKSUM)]
    return f"{_PREFIX}1{''.join(_SIGNS[value] for value in (*data, *checksum))}".upper()


def decode_age_secret(text: str) -> bytes:
    """The 32 bytes of an age secret. Raises ValueError for a text that is none."""
    found = text.strip().lower()
    prefix, _, body = found.rpartition("1")
    if prefix != _PREFIX or any(sign not in _SIGNS for sign in body):
        raise ValueError("not an age secret")
    values = [_SIGNS.index(sign) for sign in body]
    if len(values) <= _CHECKSUM or _polymod([*_expanded(), *values]) != 1:
        raise ValueError("not an age secret")
    raw = bytes(_regroup(values[:-_CHECKSUM], 5, 8, pad=False))
    if len(raw) != _KEY_BYTES:
        raise ValueError("not an age secret")
    return raw


def _expanded() -> list[int]:
    return [ord(sign) >> 5 for sign in _PREFIX] + [0] + [ord(sign) & 31 for sign in _PREFIX]


def _polymod(values: Iterable[int]) -> int:
    rest = 1
    for value in values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            if top >> place & 1:
                rest ^= generator
    return rest


def _regroup(values: bytes | Sequence[int], size: int, wanted: int, *, pad: bool) -> list[int]:
    """The same bits in groups of another size. Raises ValueError when bits that are not zero would be left over."""
    held = bits = 0
    groups: list[int] = []
    for value in values:
        held, bits = held << size | value, bits + size
        while bits >= wanted:
            bits -= wanted
            groups.append(held >> bits & (1 << wanted) - 1)
    if pad and bits:
        groups.append(held << (wanted - bits) & (1 << wanted) - 1)
    elif not pad and (bits >= size or held & (1 << bits) - 1):
        raise ValueError("not an age secret")
    return groups
