"""A village and a district with real keys, and bundles made of invented content, for the tests in this folder."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from models.values import Role
from services.handover.age_file import new_identity
from services.handover.bundle import Me, Outgoing, SealedBundle, seal
from services.handover.lines import ChangeHeader, ChangeLine, OrderLine, ReceiptLine, encode_header
from services.handover.manifest import Direction, Manifest, ManifestFrom
from services.handover.signing import content_id, public_key_to_pem, signature_to_text

VILLAGE, DISTRICT = "33.16.01.2001", "33.16"
WHEN = "2026-11-23T08:15:00+07:00"
SIGNATURE = signature_to_text(bytes(64))


@dataclass
class Machine:
    """One device with its keys."""

    office: str
    role: Role
    device: str
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    age: tuple[str, str] = field(default_factory=new_identity)

    @property
    def pem(self) -> str:
        return public_key_to_pem(self.key.public_key())

    @property
    def secret(self) -> str:
        return self.age[0]

    @property
    def recipient(self) -> str:
        return self.age[1]

    @property
    def me(self) -> Me:
        return Me(self.office, self.device, self.role)

    @property
    def sender(self) -> ManifestFrom:
        return ManifestFrom(office=self.office, device=self.device, stream=f"stream-{self.device}", public_key=self.pem)

    def trusted(self, sender: ManifestFrom, _manifest: Manifest) -> Ed25519PublicKey | None:
        """A roster that holds only this machine."""
        return self.key.public_key() if sender.device == self.device else None


@dataclass
class Offices:
    """Both ends of the way."""

    village: Machine = field(default_factory=lambda: Machine(VILLAGE, Role.VILLAGE, "laptop-1"))
    district: Machine = field(default_factory=lambda: Machine(DISTRICT, Role.DISTRICT, "district-1"))

    def up(self, changes: int = 2, no: int = 7, **other: Any) -> Outgoing:
        given: dict[str, Any] = {
            "direction": Direction.UP,
            "from_": self.village.sender,
            "to": (DISTRICT,),
            "no": no,
            "app": "payung 0.1",
            "sv": 1,
            "created": WHEN,
            "heads": {"stream-laptop-1": (changes, content_id("head"))},
            "change_lines": [change_line(number) for number in range(1, changes + 1)],
            "order_lines": [OrderLine('{"format":"payung-order-v1"}', SIGNATURE)],
        }
        return Outgoing(**{**given, **other})

    def down(self, no: int = 3, **other: Any) -> Outgoing:
        given: dict[str, Any] = {
            "direction": Direction.DOWN,
            "from_": self.district.sender,
            "to": (VILLAGE,),
            "epoch": "epoch-1",
            "receipt_lines": [ReceiptLine(content_id("one"), "stream-laptop-1")],
        }
        return replace(self.up(no=no), **{**given, **other})

    def seal_up(self, outgoing: Outgoing | None = None) -> SealedBundle:
        recipients = [self.district.recipient, self.village.recipient]
        return seal(outgoing or self.up(), self.village.key.sign, recipients)

    def seal_down(self, outgoing: Outgoing | None = None) -> SealedBundle:
        recipients = [self.village.recipient, self.district.recipient]
        return seal(outgoing or self.down(), self.district.key.sign, recipients)


def change_line(number: int, payload: str | None = '{"_g":"c2FsdA","contact":{"hamlet":"Krajan"}}') -> ChangeLine:
    header = ChangeHeader(
        version=1,
        stream="stream-laptop-1",
        number=number,
        previous=None if number == 1 else content_id(f"change {number - 1}"),
        device="laptop-1",
        office=VILLAGE,
        user="account-1",
        entity="worker",
        record=f"record-{number}",
        replaces={"contact": ()},
        act=f"act-{number}",
        written_at=WHEN,
        schema_version=1,
        payload_hash=content_id(payload or ""),
    )
    return ChangeLine(encode_header(header), SIGNATURE, payload)


def put(folder: Path, sealed: SealedBundle, office_name: str = "Bangkleyan") -> Path:
    """The bundle as a file, named as on a stick."""
    path = folder / sealed.file_name(office_name)
    path.write_bytes(sealed.data)
    return path


def put_bytes(folder: Path, data: bytes, like: SealedBundle) -> Path:
    """Other bytes under a name whose hash fits them, as a careful forger would do."""
    forged = SealedBundle(data, hashlib.sha256(data).hexdigest(), len(data), like.manifest)
    return put(folder, forged)


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A ZIP by the standard library alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return buffer.getvalue()


def unzip(data: bytes) -> dict[str, bytes]:
    """All files of a ZIP by the standard library alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def dumps(value: object) -> str:
    """Compact JSON text."""
    return msgspec.json.encode(value).decode()
