"""The kit: what an office gets in person so that it can begin and be recognised (handover.md C6).

A kit holds public keys, reference data and a one-time code. It never holds a private key.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from services.errors import BundleRejected
from services.handover.manifest import Id, Instant, OfficeCode
from services.handover.regular_file import open_regular
from services.handover.root import Root, SignedRoot, verify_root
from services.handover.signing import (
    is_signed_by,
    public_key_bytes,
    public_key_from_pem,
    signature_from_text,
    signature_to_text,
)
from services.handover.strict_json import Json, strict_loads

FORMAT = "payung-kit-v1"
SUFFIX = ".payung-kit"
VERSION = (1, 0)
MAX_KIT_BYTES = 2 * 1024 * 1024
CODE_LENGTH = 10
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs without 0, 1, I and O, which people mix up on paper."""

_DOMAIN = b"payung-kit-v1\0"
_ENROL_DOMAIN = b"payung-enrol-v1\0"
_DEPTH = 8
"""Reference data nests deeper than a journal line."""
_CODE = re.compile(f"[{ALPHABET}]{{{CODE_LENGTH}}}")


class Replacement(Struct, frozen=True, kw_only=True):
    """For a laptop that died or was stolen: where the village's work lies, and the key to it, locked with words.

    ``content``: name of the file beside the kit, ``sha256`` and ``size`` (bytes) of it. ``no``: number of the bundle in
    it. ``key``: base64 of an age file that the words on paper open, holding the age identity for the content.
    """

    content: Annotated[str, Meta(pattern=r"\A[a-z0-9-]{1,60}\.payung-isi\Z")]
    sha256: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
    size: Annotated[int, Meta(ge=1, le=64 * 1024 * 1024)]
    no: Annotated[int, Meta(ge=1, le=999_999_999)]
    people: Annotated[int, Meta(ge=0, le=999_999_999)]
    key: Annotated[str, Meta(min_length=1, max_length=2048)]


class KitBody(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the district device signs. ``reference`` is opaque here; ``code`` works once.

    Older readers pass over ``replacement``: for them it is an ordinary kit.
    """

    format: str
    v: tuple[int, int]
    office: OfficeCode
    office_name: Annotated[str, Meta(min_length=1, max_length=100)]
    by: Id
    created: Instant
    code: Annotated[str, Meta(pattern=rf"\A[{ALPHABET}]{{{CODE_LENGTH}}}\Z")]
    reference_version: Annotated[str, Meta(max_length=64)]
    reference: dict[str, Any]
    replacement: Replacement | UnsetType = UNSET


class _Envelope(Struct, frozen=True, kw_only=True):
    format: str
    v: tuple[int, int]
    kit: str
    signature: str
    root: SignedRoot


class Kit(Struct, frozen=True, kw_only=True):
    """A kit that was checked. ``root`` is verified; ``signed_root`` is kept, to check later versions against."""

    body: KitBody
    root: Root
    signed_root: SignedRoot

    @property
    def office(self) -> str:
        """Code of the office this kit is for."""
        return self.body.office

    @property
    def replacement(self) -> Replacement | None:
        """What brings a dead laptop's work back; None in an ordinary kit."""
        return None if self.body.replacement is UNSET else self.body.replacement


def new_code() -> str:
    """A fresh enrolment code, 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def kit_name(office: str, office_slug: str) -> str:
    """File name of a kit: ``3316012001-bangkleyan.payung-kit``."""
    return f"{office.replace('.', '')}-{office_slug}{SUFFIX}"


def write_kit(
    signed_root: SignedRoot,
    sign: Callable[[bytes], bytes],
    *,
    office: str,
    office_name: str,
    by: str,
    created: str,
    code: str,
    reference_version: str,
    reference: Mapping[str, Json],
    replacement: Replacement | UnsetType = UNSET,
) -> bytes:
    """The bytes of a kit file. ``sign`` is the key of district device ``by``, which the root must list.

    Raises ValueError when the result is not a kit that ``read_kit`` takes.
    """
    body = KitBody(
        format=FORMAT,
        v=VERSION,
        office=office,
        office_name=office_name,
        by=by,
        created=created,
        code=code,
        reference_version=reference_version,
        reference=dict(reference),
        replacement=replacement,
    )
    text = msgspec.json.encode(body).decode("utf-8")
    signature = signature_to_text(sign(_DOMAIN + text.encode("utf-8")))
    envelope = _Envelope(format=FORMAT, v=VERSION, kit=text, signature=signature, root=signed_root)
    data = msgspec.json.format(msgspec.json.encode(envelope), indent=1) + b"\n"
    try:
        parse_kit(data)
    except BundleRejected as error:
        raise ValueError(f"kit breaks its own format: {error.code}") from error
    return data


def read_kit(
    path: Path, *, pinned_key_pem: str | None = None, office: str | None = None, root_at_least: int = 1
) -> Kit:
    """Read a kit file from a stick.

    ``pinned_key_pem``: root key already trusted here; None at first set-up, where a person compares the fingerprint.
    ``office``: the office this laptop is for. ``root_at_least``: the highest root version seen here.
    Raises BundleRejected: ``kit.damaged``, ``kit.signature``, ``kit.other_office``, ``kit.newer_version``,
    ``kit.older_version``, ``root.older``, and what ``open_regular`` raises.
    """
    with open_regular(path) as stream:
        try:
            data = stream.read(MAX_KIT_BYTES + 1)
        except OSError:
            raise BundleRejected("kit.damaged") from None
    return parse_kit(data, pinned_key_pem=pinned_key_pem, office=office, root_at_least=root_at_least)


def parse_kit(
    data: bytes, *, pinned_key_pem: str | None = None, office: str | None = None, root_at_least: int = 1
) -> Kit:
    """As ``read_kit``, on the bytes of the file."""
    if len(data) > MAX_KIT_BYTES:
        raise BundleRejected("kit.damaged")
    try:
        kit = _parse(data, pinned_key_pem, root_at_least)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise BundleRejected("kit.damaged") from None
    if office is not None and kit.body.office != office:
        raise BundleRejected("kit.other_office", office=kit.body.office)
    return kit


def _parse(data: bytes, pinned_key_pem: str | None, root_at_least: int) -> Kit:
    envelope = msgspec.convert(_loads(data.decode("utf-8")), _Envelope)
    try:
        root = verify_root(envelope.root, pinned_key_pem=pinned_key_pem, at_least=root_at_least)
    except BundleRejected as error:
        if error.code == "root.older":
            raise
        raise BundleRejected("kit.signature" if error.code == "root.signature" else "kit.damaged") from None
    body = msgspec.convert(_loads(envelope.kit), KitBody)
    pem = root.signing_key(body.by)
    signed = _DOMAIN + envelope.kit.encode("utf-8")
    if pem is None or not is_signed_by(public_key_from_pem(pem), signed, signature_from_text(envelope.signature)):
        raise BundleRejected("kit.signature")
    if not body.office.startswith(root.district + "."):
        raise BundleRejected("kit.other_office", office=body.office)
    return Kit(body=body, root=root, signed_root=envelope.root)


class _Version(Struct, frozen=True):
    format: str
    v: tuple[int, int]


def _loads(text: str) -> Any:
    """Decode, and settle the version before anything else in it matters."""
    value = strict_loads(text, depth=_DEPTH, line_feeds=True)
    found = msgspec.convert(value, _Version)
    if not found.format.startswith("payung-kit-v"):
        raise BundleRejected("kit.damaged")
    if found.v[0] != VERSION[0]:
        raise BundleRejected("kit.newer_version" if found.v[0] > VERSION[0] else "kit.older_version")
    if found.format != FORMAT:
        raise BundleRejected("kit.damaged")
    return value


def clean_code(text: str) -> str:
    """A code as a person typed it: spaces and hyphens dropped, upper case. Raises ValueError when it is no code."""
    code = re.sub(r"[\s-]+", "", text).upper()
    if _CODE.fullmatch(code) is None:
        raise ValueError("not an enrolment code")
    return code


def enrolment_proof(code: str, device: str, public_key_pem: str, age_recipient: str) -> str:
    """Proof (hex) that whoever made these device keys holds the kit's code. Raises ValueError for a bad code or key."""
    parts = (device.encode("utf-8"), public_key_bytes(public_key_pem), age_recipient.encode("utf-8"))
    message = _ENROL_DOMAIN + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.new(clean_code(code).encode("ascii"), message, hashlib.sha256).hexdigest()


def is_enrolment_proof(proof: str, code: str, device: str, public_key_pem: str, age_recipient: str) -> bool:
    """Whether the proof fits, compared in constant time."""
    try:
        expected = enrolment_proof(code, device, public_key_pem, age_recipient)
    except ValueError:
        return False
    return hmac.compare_digest(expected.encode("ascii"), proof.encode("utf-8", "replace"))
