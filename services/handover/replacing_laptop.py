"""A dead or stolen laptop replaced in one trip: kit, the village's work, and words on paper (handover.md C6).

The work is an ordinary reply to the village, sealed for a key made for this one trip. That key lies in the kit, locked
with five words; the words are printed and carried apart from the stick. Whoever finds the stick can read nothing.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from models.journal import Bundle
from models.office import IssuedKit
from models.values import EventKind, Role
from services.context import AppContext
from services.errors import BundleRejected, Cancelled, NotAllowed, NotFound, StorageTrouble
from services.handover.age_file import decrypt_to, encrypt, new_identity, recipient_of
from services.handover.file_names import build_name, slug
from services.handover.incoming import Accepted, receive
from services.handover.kit import Kit, Replacement, kit_name, new_code
from services.handover.kits import kit_bytes, kit_place, write_at
from services.handover.manifest import Direction
from services.handover.office_facts import identity
from services.handover.office_facts import signed_root as root_here
from services.handover.outgoing import Built, build_down
from services.handover.passphrase_file import WORK, lock_with_words, open_with_words
from services.handover.regular_file import MAX_BYTES, open_regular
from services.progress import SILENT, Held, Reporter
from services.rules.check_words import WORDS

WORDS_ON_PAPER = 5
"""55 bits, and each guess costs half a second and 256 MiB."""
_ENDING = ".payung-isi"
_STEPS = "kits.replacing"


@dataclass(frozen=True, slots=True)
class ReplacementKit:
    """Two files on the stick and the words for the paper. The words are kept nowhere."""

    office: str
    kit: Path
    content: Path
    words: tuple[str, ...]
    people: int

    def __repr__(self) -> str:
        return f"ReplacementKit({self.office})"


@dataclass(frozen=True, slots=True)
class Carried:
    """A village's work, checked and ready to be taken in. ``plain``: the ZIP inside; kept in memory only."""

    office: str
    office_name: str
    no: int
    people: int
    plain: bytes

    def __repr__(self) -> str:
        return f"Carried({self.office})"


def make_replacement_kit(
    ctx: AppContext, village: str, folder: Path, reporter: Reporter = SILENT, *, work: int = WORK
) -> ReplacementKit:
    """District: write a kit that brings back everything the district holds of a village.

    ``work``: of the words, see ``lock_with_words``. Raises NotAllowed("district.only" | "handover.not_enrolled"),
    NotFound("village.unknown"), StorageTrouble as ``make_kits``, Cancelled while there is no whole kit yet.
    """
    if ctx.office.role is not Role.DISTRICT:
        raise NotAllowed("district.only")
    ctx.require_writable()
    ctx.stay_inside(folder)
    if village not in ctx.reference.villages:
        raise NotFound("village.unknown")
    reporter.step(0, 3, _STEPS)
    secret, recipient = new_identity()
    built = build_down(ctx, village, only_for=recipient)
    sealed = built.sealed.data
    reporter.step(1, 3, _STEPS)
    words = tuple(secrets.choice(WORDS) for _ in range(WORDS_ON_PAPER))
    stem = f"{slug(ctx.reference.villages[village].name)}-pengganti"
    replacement = Replacement(
        content=f"{village.replace('.', '')}-{stem}{_ENDING}",
        sha256=hashlib.sha256(sealed).hexdigest(),
        size=len(sealed),
        no=built.sealed.no,
        people=built.workers,
        key=base64.b64encode(lock_with_words(secret.encode("ascii"), passphrase_of(words), work=work)).decode("ascii"),
    )
    data = _kit(ctx, built, replacement)
    reporter.step(2, 3, _STEPS)
    place, held = kit_place(ctx, folder), Held(reporter, 2, 3, _STEPS)
    content = write_at(place, replacement.content, sealed, held)
    kit = write_at(place, kit_name(village, stem), data, held)
    with suppress(Cancelled):  # the kit is there: its words must be told
        reporter.step(3, 3, _STEPS)
    return ReplacementKit(village, kit, content, words, built.workers)


def _kit(ctx: AppContext, built: Built, replacement: Replacement) -> bytes:
    """The kit with a fresh one-time code; code and reply number are kept before the kit is written."""
    code, made_at, village = new_code(), ctx.now().isoformat(timespec="seconds"), built.to_office
    with ctx.write() as unit:
        values = {"code": code, "office": village, "made_at": made_at, "kind": "replacement"}
        unit.connection.execute(insert(IssuedKit).values(values))
        unit.connection.execute(insert(Bundle).values(_reply_row(ctx, built, replacement, made_at)))
        unit.note(EventKind.KIT_MADE, 1, f"replacement {village}")
        unit.touch("bundle", replacement.sha256)
        root = root_here(unit.connection)
    if root is None:
        raise NotAllowed("handover.no_kit")
    return kit_bytes(ctx, root, village, code, made_at, replacement)


def _reply_row(ctx: AppContext, built: Built, replacement: Replacement, at: str) -> dict[str, Any]:
    """It is a reply like every other, and takes a number of its own."""
    return {
        "sha256": replacement.sha256,
        "direction": Direction.DOWN.value,
        "written": True,
        "from_office": ctx.office.code,
        "from_device": ctx.device_id,
        "to_office": built.to_office,
        "no": built.sealed.no,
        "at": at,
        "made_at": built.sealed.manifest.created,
        "size": replacement.size,
        "changes": built.changes,
        "workers": built.workers,
        "upto": built.upto,
    }


def passphrase_of(words: Sequence[str] | str) -> str:
    """The words as they lock: small letters, hyphens between. A typed line may have spaces, commas and capitals."""
    parts = words.replace(",", " ").replace("-", " ").split() if isinstance(words, str) else words
    return "-".join(word.strip().lower() for word in parts)


def open_replacement(kit: Kit, kit_path: Path, words: str, scratch: Path) -> Carried:
    """Village: check the file beside the kit and open it with the words, before anything is made.

    ``scratch``: a private folder that exists. Raises AccessDenied("kit.words_wrong"),
    BundleRejected("kit.content_missing" | "kit.content_other" | "kit.damaged"), StorageTrouble("stick.gone").
    """
    replacement = kit.replacement
    if replacement is None:
        raise BundleRejected("kit.damaged")
    try:
        locked = base64.b64decode(replacement.key, validate=True)
    except ValueError:
        raise BundleRejected("kit.damaged") from None
    secret = open_with_words(locked, passphrase_of(words)).decode("ascii", "replace")
    sealed = _content_beside(kit_path, replacement)
    plain = _plain(sealed, secret, scratch)
    return Carried(kit.office, kit.body.office_name, replacement.no, replacement.people, plain)


def _content_beside(kit_path: Path, replacement: Replacement) -> bytes:
    path = kit_path.with_name(replacement.content)
    try:
        with open_regular(path) as stream:
            sealed = stream.read(MAX_BYTES + 1)
    except BundleRejected:
        raise BundleRejected("kit.content_missing", name=replacement.content) from None
    except OSError:
        raise StorageTrouble("stick.gone") from None
    if len(sealed) != replacement.size or hashlib.sha256(sealed).hexdigest() != replacement.sha256:
        raise BundleRejected("kit.content_other", name=replacement.content)
    return sealed


def _plain(sealed: bytes, secret: str, scratch: Path) -> bytes:
    try:
        with decrypt_to(BytesIO(sealed), [secret], scratch) as plain:
            return plain.read()
    except ValueError:
        raise BundleRejected("kit.damaged") from None


def take_carried(ctx: AppContext, carried: Carried) -> Accepted:
    """Village: take the work in, as a reply sealed for this laptop; that copy is archived like every other.

    The kit was taken before. Raises BundleRejected, StorageTrouble("scratch.not_writable").
    """
    with ctx.read() as connection:
        own = identity(connection)
    sealed = encrypt(carried.plain, [recipient_of(own)])
    digest = hashlib.sha256(sealed).hexdigest()
    path = ctx.paths.scratch / build_name(carried.office, carried.office_name, Direction.DOWN, carried.no, digest)
    try:
        path.write_bytes(sealed)
    except OSError:
        path.unlink(missing_ok=True)
        raise StorageTrouble("scratch.not_writable") from None
    try:
        outcome = receive(ctx, [path])
    finally:
        path.unlink(missing_ok=True)
    if outcome.refused:
        refused = outcome.refused[0]
        raise BundleRejected(refused.code, **refused.data)
    return outcome.accepted[0]
