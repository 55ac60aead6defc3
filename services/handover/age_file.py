"""The outer layer of a bundle: an age v1 file with X25519 recipients (handover.md C1, C5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

import pyrage

from services.errors import BundleRejected

MAX_HEADER_BYTES = 16 * 1024
MAX_STANZAS = 32
MAX_RECIPIENTS = 30
"""Fewer than the stanzas we accept, because writers add a grease stanza of their own."""
MAX_PLAIN_BYTES = 256 * 1024 * 1024
SPOOL_BYTES = 8 * 1024 * 1024
"""Up to here decrypted content stays in memory; beyond, in an unnamed file in the private folder."""

_VERSION = b"age-encryption.org/v1\n"
_FAMILY = b"age-encryption.org/"
_STANZA = re.compile(rb"-> ([\x21-\x7e]+)((?: [\x21-\x7e]+)*)")
_FULL_LINE = re.compile(rb"[A-Za-z0-9+/]{64}")
_LAST_LINE = re.compile(rb"[A-Za-z0-9+/]{0,63}")
_KEY_TEXT = re.compile(rb"[A-Za-z0-9+/]{43}")
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}")
_SMALLEST_BODY = 16 + 16
"""Nonce and the tag of an empty last chunk, in bytes."""


@dataclass(frozen=True, slots=True)
class AgeHeader:
    """What an age header tells without a key. ``recipients`` leaves grease out; ``size`` is in bytes."""

    size: int
    recipients: int
    stanzas: int


def new_identity() -> tuple[str, str]:
    """A fresh key pair: (``AGE-SECRET-KEY-1...``, ``age1...``)."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_of(secret: str) -> str:
    """The public half of a secret key; raises ValueError when the text is no key."""
    try:
        return str(pyrage.x25519.Identity.from_str(secret).to_public())
    except pyrage.IdentityError as error:
        raise ValueError("not an age identity") from error


def is_recipient(text: str) -> bool:
    """Whether this is an X25519 age recipient."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def check_age_header(source: bytes | Path) -> AgeHeader:
    """Bound the header before any parser with unbounded work sees it.

    pyrage needs 12 seconds for 1,000 stanzas, before anything is authenticated; this needs microseconds.
    Raises BundleRejected: ``bundle.not_age``, ``bundle.header_too_big``, ``bundle.not_for_us``, ``bundle.damaged``.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return check_header_bytes(stream.read(MAX_HEADER_BYTES + _SMALLEST_BODY))
    return check_header_bytes(source[: MAX_HEADER_BYTES + _SMALLEST_BODY])


def check_header_bytes(start: bytes) -> AgeHeader:
    """As ``check_age_header``, on the first bytes of a file."""
    if not start.startswith(_VERSION):
        newer = start.startswith(_FAMILY) and start[len(_FAMILY) : len(_VERSION) - 1] != b"v1"
        raise BundleRejected("bundle.newer_version" if newer else "bundle.not_age")
    kinds, position = _read_stanzas(start, len(_VERSION))
    if len(start) < position + _SMALLEST_BODY:
        raise BundleRejected("bundle.damaged")
    if b"X25519" not in kinds:
        raise BundleRejected("bundle.not_for_us")
    return AgeHeader(position, kinds.count(b"X25519"), len(kinds))


def _read_stanzas(start: bytes, position: int) -> tuple[list[bytes], int]:
    """Kinds of all stanzas and the position after the header's MAC line."""
    kinds: list[bytes] = []
    body_open = False
    while True:
        line, position = _next_line(start, position)
        if body_open:
            body_open = _FULL_LINE.fullmatch(line) is not None
            if not body_open and (not _LAST_LINE.fullmatch(line) or _is_bad_x25519(kinds[-1], line)):
                raise BundleRejected("bundle.damaged")
        elif _MAC.fullmatch(line):
            return kinds, position
        else:
            kinds.append(_stanza_kind(line))
            body_open = True
            if len(kinds) > MAX_STANZAS:
                raise BundleRejected("bundle.header_too_big", stanzas=MAX_STANZAS)


def _is_bad_x25519(kind: bytes, last_line: bytes) -> bool:
    return kind == b"X25519" and not _KEY_TEXT.fullmatch(last_line)


def _next_line(start: bytes, position: int) -> tuple[bytes, int]:
    end = start.find(b"\n", position, MAX_HEADER_BYTES)
    if end >= 0:
        return start[position:end], end + 1
    raise BundleRejected("bundle.header_too_big" if len(start) > MAX_HEADER_BYTES else "bundle.damaged")


def _stanza_kind(line: bytes) -> bytes:
    match = _STANZA.fullmatch(line)
    if match is None:
        raise BundleRejected("bundle.damaged")
    kind, arguments = match[1], match[2].split()
    if kind == b"X25519":
        if len(arguments) != 1 or not _KEY_TEXT.fullmatch(arguments[0]):
            raise BundleRejected("bundle.damaged")
    elif not kind.endswith(b"-grease"):
        raise BundleRejected("bundle.not_for_us")
    return kind


def encrypt(data: bytes, recipients: Iterable[str]) -> bytes:
    """Seal ``data`` for all these ``age1...`` recipients. Raises ValueError for none, more than 30 or a bad one."""
    names = sorted(set(recipients))
    if not 1 <= len(names) <= MAX_RECIPIENTS:
        raise ValueError("a bundle has 1 to 30 recipients")
    try:
        keys = [pyrage.x25519.Recipient.from_str(name) for name in names]
    except pyrage.RecipientError as error:
        raise ValueError("not an age recipient") from error
    sealed: bytes = pyrage.encrypt(data, keys)
    return sealed


class _CappedSink:
    """Passes bytes on to a file until the cap; remembers why it stopped, since pyrage may rewrite the error."""

    def __init__(self, target: IO[bytes], cap: int) -> None:
        self._target = target
        self._left = cap
        self.trouble: Exception | None = None

    def write(self, block: bytes) -> int:
        self._left -= len(block)
        try:
            if self._left < 0:
                raise BundleRejected("bundle.too_big")
            return self._target.write(block)
        except Exception as error:
            self.trouble = error
            raise

    def flush(self) -> None:
        self._target.flush()


def decrypt_to(
    source: Path | IO[bytes],
    identities: Sequence[str],
    scratch_dir: Path,
    *,
    cap: int = MAX_PLAIN_BYTES,
) -> IO[bytes]:
    """Open an age file into an unnamed spooled file in the private folder; the caller closes it.

    ``cap`` is the largest plaintext, in bytes. The header is checked here once more.
    Raises BundleRejected as ``check_age_header`` does, and ``bundle.not_for_us``, ``bundle.damaged``,
    ``bundle.too_big``; OSError when the private folder cannot be written.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return decrypt_to(stream, identities, scratch_dir, cap=cap)
    source.seek(0)
    check_header_bytes(source.read(MAX_HEADER_BYTES + _SMALLEST_BODY))
    source.seek(0)
    # A spooled file: small bundles never touch the disk, large ones have no name and vanish with the program.
    plain: IO[bytes] = SpooledTemporaryFile(max_size=SPOOL_BYTES, dir=str(scratch_dir))  # noqa: SIM115 - the caller closes
    try:
        _decrypt(source, plain, identities, cap)
    except BaseException:
        plain.close()
        raise
    plain.seek(0)
    return plain


def _decrypt(source: IO[bytes], plain: IO[bytes], identities: Sequence[str], cap: int) -> None:
    sink = _CappedSink(plain, cap)
    try:
        keys = [pyrage.x25519.Identity.from_str(secret) for secret in identities]
    except pyrage.IdentityError:
        raise ValueError("not an age identity") from None
    try:
        pyrage.decrypt_io(source, sink, keys)
    except Exception as error:  # noqa: BLE001 - pyrage wraps what a stream raises in types of its own
        if sink.trouble is not None:
            raise sink.trouble from None
        # pyrage has one error type; its text is the only way to tell "other people's file" from damage.
        missing = isinstance(error, pyrage.DecryptError) and "No matching keys" in str(error)
        raise BundleRejected("bundle.not_for_us" if missing else "bundle.damaged") from None
