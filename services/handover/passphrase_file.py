"""An age v1 file that a passphrase opens: the key inside a replacement kit (handover.md C6).

``pyrage`` writes such files too, but chooses the work by how fast this computer is; a slow laptop then cannot read
what a fast one wrote. So the writing is here, with the work that the ``age`` program uses, and ``age -d`` opens it.
Reading looks at the header first: the work in it is a stranger's wish for our memory and time.
"""

from __future__ import annotations

import base64
import os
import re

import pyrage
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from services.errors import AccessDenied, BundleRejected

WORK = 18
"""Logarithm of scrypt's work: 256 MiB and about half a second."""
MAX_WORK = 18
MAX_BYTES = 4096
_CHUNK = 64 * 1024
_SALT_LABEL = b"age-encryption.org/v1/scrypt"
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n"
)


def lock_with_words(plain: bytes, passphrase: str, *, work: int = WORK) -> bytes:
    """Seal up to 64 KiB for whoever knows the passphrase. ``work``: tests hand in less."""
    if not 0 < len(plain) < _CHUNK or not 1 <= work <= MAX_WORK:
        raise ValueError("too much to lock with words")
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    kek = Scrypt(salt=_SALT_LABEL + salt, length=32, n=1 << work, r=8, p=1).derive(passphrase.encode("utf-8"))
    wrapped = ChaCha20Poly1305(kek).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_b64(salt), work, _b64(wrapped))
    mac = hmac.HMAC(_derive(file_key, b"", b"header"), hashes.SHA256())
    mac.update(header)
    # One chunk, and it is the last: eleven bytes of counter, then 1.
    body = ChaCha20Poly1305(_derive(file_key, nonce, b"payload")).encrypt(bytes(11) + b"\x01", plain, None)
    return header + b" " + _b64(mac.finalize()) + b"\n" + nonce + body


def open_with_words(sealed: bytes, passphrase: str) -> bytes:
    """What is inside. Raises BundleRejected("kit.damaged") before any work, AccessDenied("kit.words_wrong")."""
    header = _HEADER.match(sealed)
    if header is None or len(sealed) > MAX_BYTES or int(header[1]) > MAX_WORK:
        raise BundleRejected("kit.damaged")
    try:
        return bytes(pyrage.passphrase.decrypt(sealed, passphrase))
    except pyrage.DecryptError:
        raise AccessDenied("kit.words_wrong") from None


def _derive(key: bytes, salt: bytes, label: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=label).derive(key)


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
