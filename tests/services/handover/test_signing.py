from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from services.handover.signing import (
    content_id,
    is_signed_by,
    private_key_from_pem,
    private_key_to_pem,
    public_key_bytes,
    public_key_from_pem,
    public_key_to_pem,
    signature_from_text,
    signature_to_text,
)


def test_keys_survive_as_texts() -> None:
    secret = Ed25519PrivateKey.generate()
    again = private_key_from_pem(private_key_to_pem(secret))
    key = public_key_from_pem(public_key_to_pem(again.public_key()))
    assert is_signed_by(key, b"dokumen", secret.sign(b"dokumen"))
    assert not is_signed_by(key, b"dokumeN", secret.sign(b"dokumen"))
    assert not is_signed_by(key, b"dokumen", b"short")
    assert len(public_key_bytes(public_key_to_pem(key))) == 32


def test_only_ed25519_keys_are_taken() -> None:
    other = X25519PrivateKey.generate().public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    pem = other.public_bytes(serialization.Encoding.PEM, form).decode()
    for text in (pem, "", "x" * 5000, pem[:40], "kunci é"):
        with pytest.raises(ValueError, match=r".+"):
            public_key_from_pem(text)


def test_a_signature_has_one_spelling() -> None:
    raw = bytes(range(64))
    text = signature_to_text(raw)
    assert signature_from_text(text) == raw
    assert len(text) == 86
    # The last character carries four unused bits: another letter there would be another spelling.
    for wrong in (text[:-1], text + "=", text[:-1] + "x", " " + text, text.replace("_", "/"), "é" * 86, ""):
        if wrong != text:
            with pytest.raises(ValueError, match="signature text"):
                signature_from_text(wrong)


def test_a_content_id_is_the_hash_of_the_exact_text() -> None:
    assert content_id("") == "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
    assert content_id("a") != content_id("a ")
