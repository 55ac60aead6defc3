"""The lines inside a bundle: changes, orders, receipts. Typed, bounded, one meaning only (handover.md B3, C5).

Texts stay verbatim: an id is the hash of a header's exact text, so nothing here ever re-encodes what it read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from services.errors import BundleRejected
from services.handover.manifest import Count, Id, Instant, OfficeCode
from services.handover.strict_json import check_has_one_meaning, check_plain_value, check_string, check_value, is_plain

MAX_LINE_BYTES = 32 * 1024
MAX_LINES = 200_000
MAX_REPLACED = 200
"""Most changes that one group of one change may replace at a time."""

SALT = "_g"
"""Key of the random text that makes a payload's hash a hiding commitment."""

ChangeId = Annotated[str, Meta(pattern=r"\A[0-9A-Za-z_-]{43}\Z")]
Group = Annotated[str, Meta(pattern=r"\A[a-z][a-z0-9_]{0,31}\Z")]
SignatureText = Annotated[str, Meta(pattern=r"\A[0-9A-Za-z_-]{85}[AQgw]\Z")]
"""64 bytes in the one spelling they have: the last sign carries two bits, so nobody can write a signature anew."""
_Line = TypeVar("_Line", bound=Struct)


class ChangeLine(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """``[header_text, signature, payload_text | null]``; null: erased, or not for this reader."""

    header: str
    signature: SignatureText
    payload: str | None


class OrderLine(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """``[order_text, signature]``."""

    text: str
    signature: SignatureText


class ReceiptLine(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """``[change id, stream]``: the district holds this change."""

    id: ChangeId
    stream: Id


class ChangeHeader(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a change says about itself; stays when the payload is erased.

    Keys in the text are short: v version, s stream, n number, p previous, d device, o office, u user, e entity,
    r record, a about (the worker), k replaces, x act, w written at, sv schema, ph payload hash, own owner.
    ``replaces`` maps each group this change carries to the change ids it replaces there.
    """

    version: Annotated[int, Meta(ge=1, le=999)] = msgspec.field(name="v")
    stream: Id = msgspec.field(name="s")
    number: Annotated[int, Meta(ge=1, lt=10**15)] = msgspec.field(name="n")
    previous: ChangeId | None = msgspec.field(name="p")
    device: Id = msgspec.field(name="d")
    office: OfficeCode = msgspec.field(name="o")
    user: Annotated[str, Meta(max_length=200)] = msgspec.field(name="u")
    entity: Group = msgspec.field(name="e")
    record: Id = msgspec.field(name="r")
    about: Id | None = msgspec.field(default=None, name="a")
    replaces: dict[Group, Annotated[tuple[ChangeId, ...], Meta(max_length=MAX_REPLACED)]] = msgspec.field(name="k")
    act: Id = msgspec.field(name="x")
    written_at: Instant = msgspec.field(name="w")
    schema_version: Count = msgspec.field(name="sv")
    payload_hash: Annotated[str, Meta(min_length=43, max_length=64)] = msgspec.field(name="ph")
    owner: OfficeCode | None = msgspec.field(default=None, name="own")


_CHANGES = msgspec.json.Decoder(ChangeLine)
_ORDERS = msgspec.json.Decoder(OrderLine)
_RECEIPTS = msgspec.json.Decoder(ReceiptLine)
_HEADERS = msgspec.json.Decoder(ChangeHeader)
_PAYLOADS = msgspec.json.Decoder(dict[str, dict[str, Any] | str])
_TROUBLE = (msgspec.MsgspecError, ValueError, RecursionError)


def encode_header(header: ChangeHeader) -> str:
    """The header's text: what is hashed and signed. Keys in the order of the format."""
    return msgspec.json.encode(header).decode("utf-8")


def decode_header(text: str) -> ChangeHeader:
    """Read a header's text; unknown keys are let pass. Raises BundleRejected ``bundle.line``."""
    try:
        header = _HEADERS.decode(text)
        if "\\" in text or not (text.isascii() and text.isprintable()):
            check_string(text)
            check_string(header.user)
        check_has_one_meaning(text, header)
        _check_time(header.written_at)
    except _TROUBLE:
        raise BundleRejected("bundle.line") from None
    return header


def _check_time(text: str) -> None:
    """It is shown to people in their own time, so it must be one in every zone. Raises ValueError."""
    if not 1 < datetime.fromisoformat(text).year < 9999:
        raise ValueError("a time without a neighbouring year")


def decode_payload(text: str) -> dict[str, Any]:
    """Read a payload's text: ``{"_g": salt, "<group>": {field: value}}``; every group is a dict, the salt a text.

    The salt only keeps the payload's hash from being guessed (handover.md B3). Use this before a change is written
    too: what it refuses would be refused at the other end. Raises BundleRejected ``bundle.line``.
    """
    try:
        payload = _PAYLOADS.decode(text)
        if is_plain(text):
            check_plain_value(payload)
        else:
            check_value(payload)
        check_has_one_meaning(text, payload)
    except _TROUBLE:
        raise BundleRejected("bundle.line") from None
    if not isinstance(payload.get(SALT), str) or sum(isinstance(part, str) for part in payload.values()) != 1:
        raise BundleRejected("bundle.line")
    return payload


def encode_line(line: ChangeLine | OrderLine | ReceiptLine) -> bytes:
    """One line without its line feed. Raises ValueError when it is longer than a reader takes."""
    data = msgspec.json.encode(line)
    if len(data) >= MAX_LINE_BYTES:
        raise ValueError("line is longer than 32 KiB")
    return data


def split_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines of a stream, without the line feed that ends each. Raises BundleRejected ``bundle.line``.

    Counts and lengths are checked before anything is decoded.
    """
    rest = b""
    count = 0
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        count += len(lines)
        if count > MAX_LINES or len(rest) >= MAX_LINE_BYTES:
            raise BundleRejected("bundle.line", line=count)
        for line in lines:
            if not 0 < len(line) < MAX_LINE_BYTES:
                raise BundleRejected("bundle.line", line=count)
            yield line
    if rest:
        raise BundleRejected("bundle.line", line=count + 1)


def read_changes(chunks: Iterable[bytes]) -> Iterator[ChangeLine]:
    """Change lines; their texts are not decoded yet. Raises BundleRejected ``bundle.line``."""
    return _read(chunks, _CHANGES)


def read_orders(chunks: Iterable[bytes]) -> Iterator[OrderLine]:
    """Order lines; their texts are not decoded yet. Raises BundleRejected ``bundle.line``."""
    return _read(chunks, _ORDERS)


def read_receipts(chunks: Iterable[bytes]) -> Iterator[ReceiptLine]:
    """Receipt lines. Raises BundleRejected ``bundle.line``."""
    return _read(chunks, _RECEIPTS)


def _read(chunks: Iterable[bytes], decoder: msgspec.json.Decoder[_Line]) -> Iterator[_Line]:
    for number, line in enumerate(split_lines(chunks), start=1):
        try:
            yield decoder.decode(line)
        except _TROUBLE:
            raise BundleRejected("bundle.line", line=number) from None
