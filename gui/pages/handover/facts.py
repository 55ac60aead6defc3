"""What the handover page shows: steps, what is on the way, what reading brought, where each bundle stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from gui.language import tr
from gui.messages import sentence
from services.context import AppContext
from services.handover.due import Pending, pending
from services.handover.handing_over import PastHandover, history
from services.handover.incoming import Received
from services.handover.office_facts import count_other_laptops, has_kit
from services.handover.standing import NOTHING, Standing, standing

HISTORY_LIMIT = 200


class Step(IntEnum):
    """In the order of the stepper."""

    PLUG = 0
    CHECK = 1
    WRITE = 2
    RECEIPT = 3


class Stage(StrEnum):
    """What writing does, in order. ``label`` of the services' progress tells which."""

    BUILD = "build"
    WRITE = "stick.write"
    READ_BACK = "stick.read_back"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is on the way. ``previous``: number and day of the handover before this one.

    ``laptops``: other laptops of this office that the roster knows. ``standing``: what is where, and how old.
    """

    pending: Pending
    no: int
    previous: tuple[int, date] | None
    has_kit: bool
    past: tuple[PastHandover, ...] = ()
    laptops: int = 0
    standing: Standing = NOTHING


class Fate(StrEnum):
    """Where a bundle of the history stands."""

    WRITTEN = "written"
    RECEIVED = "received"
    READ = "read"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading brought, in sentences. ``refused``: file and why. ``took``: something was taken in."""

    title: str
    lines: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    decisions: bool = False
    took: bool = False

    @property
    def good(self) -> bool:
        """Nothing was refused."""
        return not self.refused


def count_waiting(ctx: AppContext) -> Waiting:
    """What is on the way, and what was handed over before."""
    past = tuple(history(ctx, HISTORY_LIMIT))
    written = [each for each in past if each.written]
    newest = max(written, key=lambda each: each.no, default=None)
    previous = None if newest is None else (newest.no, datetime.fromisoformat(newest.at).date())
    number = 1 if newest is None else newest.no + 1
    return Waiting(pending(ctx), number, previous, has_kit(ctx), past, count_other_laptops(ctx), standing(ctx))


def fates(waiting: Waiting) -> list[tuple[PastHandover, Fate]]:
    """Where each bundle stands; only the district's receipts make one «diterima»."""
    return [(item, _fate(item)) for item in waiting.past]


def _fate(item: PastHandover) -> Fate:
    if not item.written:
        return Fate.READ
    return Fate.RECEIVED if item.arrived else Fate.WRITTEN


def read_result(received: Received, office: str) -> ReadResult:
    """The outcome of reading in sentences."""
    kits = sum(1 for item in received.accepted if item.office == office and not item.sha256)
    exchanged = [item for item in received.accepted if item.office == office and item.sha256]
    replies = len(received.accepted) - kits - len(exchanged)
    decisions = sum(item.decisions for item in received.accepted)
    lines = []
    if kits:
        lines.append(tr("Kit dari kabupaten sudah masuk. Paket sekarang bisa dikunci dan diserahkan."))
    if replies:
        lines.append(tr("{count} balasan kabupaten masuk.", count=replies))
    if exchanged:
        lines.append(_exchanged(len(exchanged), sum(item.new for item in exchanged)))
    if decisions:
        lines.append(tr("{count} keputusan tentang pekerja desa ini.", count=decisions))
    if received.known:
        lines.append(tr("{count} berkas sudah pernah dibaca, tidak diulang.", count=len(received.known)))
    lines += [sentence(code) for code in received.notices]
    refused = tuple((item.file, sentence(item.code, item.data)) for item in received.refused)
    title = _read_title(bool(received.accepted), bool(received.known), bool(refused))
    return ReadResult(title, tuple(lines), refused, bool(decisions), bool(received.accepted))


def _exchanged(bundles: int, new: int) -> str:
    if not new:
        return tr("{count} paket dari laptop lain desa ini masuk; isinya sudah ada di sini.", count=bundles)
    return tr("{count} paket dari laptop lain desa ini masuk: {new} perubahan baru.", count=bundles, new=new)


def _read_title(accepted: bool, known: bool, refused: bool) -> str:
    if accepted and refused:
        return tr("Sebagian sudah dibaca")
    if accepted:
        return tr("Sudah dibaca")
    if refused:
        return tr("Belum ada yang masuk")
    return tr("Tidak ada yang baru") if known else tr("Tidak ada berkas untuk kantor ini")
