"""``manifest.json``: who sends what to whom, signed over its exact bytes (handover.md C1, B7, B10)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeAlias

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from services.errors import BundleRejected
from services.handover.strict_json import MAX_INT, check_has_one_meaning

FORMAT = "payung-manifest-v1"
VERSION = (1, 0)
MAX_MANIFEST_BYTES = 1024 * 1024
MAX_ROOT_BYTES = 64 * 1024
MAX_IDS = 10_000
"""Longest list of epochs, streams or recipients in one manifest."""
MAX_REPLIES = 64
"""Most district databases a village answers to at once; there is one, or two while a copy of it is about."""
MAX_WITNESS = 3
"""Most manifests of the district that a village brings back; one for each district database that it believes alive."""
MAX_WITNESS_TEXT = 100 * 1024
"""Characters. A reply's manifest has a few thousand; a longer one stays at home rather than stop the handover."""

OfficeCode = Annotated[str, Meta(pattern=r"\A[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?\Z")]
Id = Annotated[str, Meta(pattern=r"\A[0-9A-Za-z_-]{1,64}\Z")]
Target = Annotated[str, Meta(pattern=r"\A[0-9A-Za-z_.-]{1,64}\Z")]
"""An office code or a device id."""
Count = Annotated[int, Meta(ge=0, le=MAX_INT)]
Hash = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Instant = Annotated[str, Meta(pattern=r"\A[0-9TZ:.+-]{1,40}\Z")]
"""A time as its device claims it. Shown, never decided by."""
Ids: TypeAlias = Annotated[tuple[Id, ...], Meta(max_length=MAX_IDS)]


class Direction(StrEnum):
    """Up: village to district (naik). Down: district to village (turun)."""

    UP = "up"
    DOWN = "down"


class ManifestFrom(Struct, frozen=True, kw_only=True):
    """The sender. ``public_key`` is PEM, so that ``openssl`` can check; trust comes from the roster."""

    office: OfficeCode
    device: Id
    stream: Id
    public_key: Annotated[str, Meta(min_length=1, max_length=1024)]


class Enrolment(Struct, frozen=True, kw_only=True):
    """A device asks to be let in. ``proof`` shows that it holds the code of its kit (handover.md C6)."""

    age_recipient: Annotated[str, Meta(pattern=r"\Aage1[0-9a-z]{20,90}\Z")]
    proof: Annotated[str, Meta(max_length=128)]


class SignedRoot(Struct, frozen=True, kw_only=True):
    """A root document's exact text, the signature over it, and the root public key it claims (``root.py`` checks)."""

    text: Annotated[str, Meta(max_length=MAX_ROOT_BYTES)]
    signature: Annotated[str, Meta(max_length=86)]
    root_key_pem: Annotated[str, Meta(min_length=1, max_length=1024)]


class SignedManifest(Struct, frozen=True, kw_only=True):
    """The exact text of a reply's manifest and the district's signature over it (``witnesses.py`` checks)."""

    text: Annotated[str, Meta(max_length=MAX_WITNESS_TEXT)]
    signature: Annotated[str, Meta(max_length=86)]


class Manifest(Struct, frozen=True, kw_only=True, omit_defaults=False):
    """The whole manifest. ``no``: number of this device's bundle. Sizes are bytes.

    ``files``: name to (bytes, SHA-256 hex). ``counts``: name to lines. ``heads``: stream to (number, change id).
    ``witness`` (what the district signed last in each of its databases), ``enrolment`` and ``replies`` (SHA-256 hex of
    the newest bundle read from each living one) travel up; ``epoch``, ``epochs_dead``, ``forks`` and
    ``last_no_received`` travel down; ``root`` both ways.
    """

    format: str = FORMAT
    v: tuple[Count, Count] = VERSION
    min_reader: tuple[Count, Count] = (1, 0)
    direction: Direction
    from_: ManifestFrom = msgspec.field(name="from")
    to: Annotated[tuple[Target, ...], Meta(min_length=1, max_length=64)]
    no: Annotated[int, Meta(ge=1, le=999_999_999)]
    app: Annotated[str, Meta(pattern=r"\A[ -~]{0,64}\Z")]
    sv: Count
    created: Instant
    files: Annotated[dict[str, tuple[Count, Hash]], Meta(max_length=20)]
    counts: Annotated[dict[str, Count], Meta(max_length=20)]
    total_plain: Count
    heads: Annotated[dict[Id, tuple[Count, Id]], Meta(max_length=MAX_IDS)]
    orders_upto: Count
    witness: Annotated[tuple[SignedManifest, ...], Meta(max_length=MAX_WITNESS)] | UnsetType = UNSET
    enrolment: Enrolment | None | UnsetType = UNSET
    replies: Annotated[tuple[Hash, ...], Meta(max_length=MAX_REPLIES)] | UnsetType = UNSET
    epoch: Id | UnsetType = UNSET
    epochs_dead: Ids | UnsetType = UNSET
    forks: Ids | UnsetType = UNSET
    last_no_received: Count | UnsetType = UNSET
    root: SignedRoot | UnsetType = UNSET


class _Version(Struct, frozen=True):
    """As little as any version of the format must keep: enough to say which program is needed."""

    format: str
    v: tuple[int, int]
    min_reader: tuple[int, int]


_VERSIONS = msgspec.json.Decoder(_Version)
_MANIFESTS = msgspec.json.Decoder(Manifest)
_UP_ONLY = ("witness", "enrolment", "replies")
_DOWN_ONLY = ("epoch", "epochs_dead", "forks", "last_no_received")


def encode_manifest(manifest: Manifest) -> bytes:
    """The exact bytes to sign. Raises ValueError when our own reader would refuse them."""
    data = msgspec.json.encode(manifest)
    try:
        decode_manifest(data)
    except BundleRejected as error:
        raise ValueError("manifest breaks its own format") from error
    return data


def decode_manifest(data: bytes) -> Manifest:
    """Read a manifest; nothing in it is trusted before its signature has been checked.

    Raises BundleRejected: ``bundle.newer_version``, ``bundle.older_version``, ``bundle.manifest``.
    """
    if len(data) > MAX_MANIFEST_BYTES or not data.startswith(b'{"format":"'):
        raise BundleRejected("bundle.manifest")
    try:
        text = data.decode("utf-8")
        _check_version(_VERSIONS.decode(text))
        manifest = _MANIFESTS.decode(text)
        check_has_one_meaning(text, manifest, line_feeds=True)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise BundleRejected("bundle.manifest") from None
    wrong = _DOWN_ONLY if manifest.direction is Direction.UP else _UP_ONLY
    right = _UP_ONLY if manifest.direction is Direction.UP else _DOWN_ONLY
    if any(getattr(manifest, name) is not UNSET for name in wrong) or getattr(manifest, right[0]) is UNSET:
        raise BundleRejected("bundle.manifest")
    return manifest


def _check_version(found: _Version) -> None:
    if not found.format.startswith("payung-manifest-v"):
        raise BundleRejected("bundle.manifest")
    if found.v[0] > VERSION[0] or found.min_reader > VERSION:
        raise BundleRejected("bundle.newer_version", major=found.v[0])
    if found.v[0] < VERSION[0]:
        raise BundleRejected("bundle.older_version", major=found.v[0])
    if found.format != FORMAT:
        raise BundleRejected("bundle.manifest")
