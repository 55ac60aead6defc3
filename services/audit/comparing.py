"""Comparing witness files without any database: heads that cannot both be true prove that history was rewritten.

One mismatch proves it; that none is found proves it for the heads that were compared and for nothing else. A district
that was honestly restored from an older copy writes in a new stream: what it lost is told, and is no proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from msgspec import UNSET

from models.values import Role
from services.audit.witness import KeptHead, WitnessBody, WitnessRefused, read_witness
from services.errors import BundleRejected
from services.handover.manifest import Direction, Manifest, decode_manifest
from services.handover.root import Root, verify_root
from services.handover.signing import is_signed_by, public_key_bytes, public_key_from_pem, signature_from_text

Place = tuple[str, int]
"""A stream and a number in it."""


class Kind(StrEnum):
    """What a comparison found."""

    TWO_HEADS = "two_heads"
    NOT_IN_CHAIN = "not_in_chain"
    WENT_BACK = "went_back"
    NUMBER_TWICE = "number_twice"
    OTHER_ROOT = "other_root"
    UNSIGNED = "unsigned"
    BRANCHES_KEPT = "branches_kept"
    MISSING = "missing"


NOTICES = frozenset({Kind.BRANCHES_KEPT, Kind.MISSING})
"""Told and explained, but no proof of anything hidden."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``stream``, ``n``: where (empty and 0 for a whole file). ``offices``: whose files show it, by code."""

    kind: Kind
    stream: str
    n: int
    offices: tuple[str, ...]

    @property
    def code(self) -> str:
        """Of its sentence."""
        return f"witness.{self.kind.value}"

    @property
    def data(self) -> dict[str, str | int]:
        """For the gaps of its sentence."""
        return {"stream": self.stream[:8] or "–", "n": self.n, "offices": ", ".join(self.offices)}


@dataclass(frozen=True, slots=True)
class Compared:
    """``heads``: signed heads that were checked; ``with_district``: whether its own chain was among the files."""

    files: int
    offices: tuple[str, ...]
    heads: int
    with_district: bool
    findings: tuple[Finding, ...]

    @property
    def good(self) -> bool:
        """Whether nothing contradicts anything."""
        return all(finding.kind in NOTICES for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Head:
    office: str
    device: str
    no: int
    stream: str
    n: int
    id: str

    @property
    def place(self) -> Place:
        return self.stream, self.n


def compare_files(paths: Sequence[Path]) -> Compared:
    """Read and compare. Raises WitnessRefused("witness.unreadable" | "witness.altered" | "witness.too_few")."""
    return compare([read_witness(path) for path in paths])


def compare(bodies: Sequence[WitnessBody]) -> Compared:
    """What these files say together. Raises WitnessRefused("witness.too_few") without any."""
    if not bodies:
        raise WitnessRefused("witness.too_few")
    findings: list[Finding] = []
    roots = _roots(bodies, findings)
    heads = [head for body in bodies for head in _heads(body, roots, findings)]
    chain = _chain(bodies)
    findings += _contradictions(heads, chain)
    findings += _numbers(heads)
    if chain:
        findings += _against_chain(heads, chain)
    return Compared(
        files=len(bodies),
        offices=tuple(sorted({body.office for body in bodies})),
        heads=len(heads),
        with_district=bool(chain),
        findings=tuple(dict.fromkeys(findings)),
    )


def _roots(bodies: Sequence[WitnessBody], findings: list[Finding]) -> list[Root]:
    """The root documents that hang on one root key: that of the first file; the others' must be the same."""
    found: list[Root] = []
    first: bytes | None = None
    for body in bodies:
        try:
            root = verify_root(body.root)
            key = public_key_bytes(body.root.root_key_pem)
        except (BundleRejected, ValueError):
            findings.append(Finding(Kind.OTHER_ROOT, "", 0, (body.office,)))
            continue
        first = first or key
        if key != first:
            findings.append(Finding(Kind.OTHER_ROOT, "", 0, (body.office,)))
        else:
            found.append(root)
    return found


def _heads(body: WitnessBody, roots: Sequence[Root], findings: list[Finding]) -> Iterator[_Head]:
    for kept in body.heads:
        manifest = _signed_manifest(kept, roots)
        if manifest is None:
            findings.append(Finding(Kind.UNSIGNED, "", 0, (body.office,)))
            continue
        for stream, (n, change) in manifest.heads.items():
            yield _Head(body.office, manifest.from_.device, manifest.no, stream, n, change)


def _signed_manifest(kept: KeptHead, roots: Sequence[Root]) -> Manifest | None:
    """The manifest, when a key that the root document names signed exactly this text."""
    data = kept.manifest.encode()
    try:
        manifest = decode_manifest(data)
        signature = signature_from_text(kept.signature)
    except (BundleRejected, ValueError):
        return None
    if manifest.direction is not Direction.DOWN or manifest.epoch is UNSET:
        return None
    keys = {root.signing_key(manifest.from_.device) for root in roots} - {None}
    signed = any(is_signed_by(public_key_from_pem(pem), data, signature) for pem in keys if pem is not None)
    return manifest if signed else None


def _chain(bodies: Iterable[WitnessBody]) -> dict[Place, dict[str, set[str]]]:
    """By place: every id that a district file gives it, with the offices whose files say so."""
    chain: dict[Place, dict[str, set[str]]] = {}
    for body in bodies:
        if body.role is Role.DISTRICT:
            for own in body.streams:
                for n, change in own.changes:
                    chain.setdefault((own.stream, n), {}).setdefault(change, set()).add(body.office)
    return chain


def _contradictions(heads: Iterable[_Head], chain: dict[Place, dict[str, set[str]]]) -> Iterator[Finding]:
    """Two ids for one place. Where the district itself keeps both branches, nothing is hidden."""
    told: dict[Place, dict[str, set[str]]] = {}
    for head in heads:
        told.setdefault(head.place, {}).setdefault(head.id, set()).add(head.office)
    for (stream, n), ids in sorted(told.items()):
        if len(ids) > 1:
            kept = set(ids) <= set(chain.get((stream, n), ()))
            kind = Kind.BRANCHES_KEPT if kept else Kind.TWO_HEADS
            yield Finding(kind, stream, n, tuple(sorted(set().union(*ids.values()))))
    for (stream, n), ids in sorted(chain.items()):
        if len(ids) > 1 and len(told.get((stream, n), ())) < 2:
            yield Finding(Kind.BRANCHES_KEPT, stream, n, tuple(sorted(set().union(*ids.values()))))


def _numbers(heads: Iterable[_Head]) -> Iterator[Finding]:
    """In one stream a later bundle never stands earlier, and one number belongs to one bundle."""
    by_stream: dict[tuple[str, str], list[_Head]] = {}
    for head in heads:
        by_stream.setdefault((head.device, head.stream), []).append(head)
    for (_, stream), told in sorted(by_stream.items()):
        told.sort(key=lambda head: (head.no, head.n))
        for before, after in zip(told, told[1:], strict=False):
            offices = tuple(sorted({before.office, after.office}))
            if before.no == after.no and before.place != after.place:
                yield Finding(Kind.NUMBER_TWICE, stream, after.n, offices)
            elif before.no < after.no and before.n > after.n:
                yield Finding(Kind.WENT_BACK, stream, after.n, offices)


def _against_chain(heads: Iterable[_Head], chain: dict[Place, dict[str, set[str]]]) -> Iterator[Finding]:
    missing: dict[str, tuple[int, set[str]]] = {}
    for head in heads:
        ids = chain.get(head.place)
        if ids is None:
            highest, offices = missing.get(head.stream, (0, set()))
            missing[head.stream] = max(highest, head.n), offices | {head.office}
        elif head.id not in ids:
            yield Finding(Kind.NOT_IN_CHAIN, head.stream, head.n, (head.office,))
    for stream, (n, offices) in sorted(missing.items()):
        yield Finding(Kind.MISSING, stream, n, tuple(sorted(offices)))
