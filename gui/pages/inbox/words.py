"""Sentences about villages, bundles and states."""

from __future__ import annotations

from datetime import datetime

from gui.format import date_long, file_size, number
from gui.language import tr
from gui.messages import sentence
from gui.pages.inbox.facts import BundleLine, State, VillageCell


def state_words(state: State) -> str:
    """How a village stands, as the legend says it."""
    return {
        "ok": tr("terbaru, bulan ini"),
        "old": tr("bulan lalu"),
        "gap": tr("ada nomor terlewat"),
        "late": tr("lebih dari 30 hari"),
        "none": tr("belum pernah"),
        "usb": tr("ada di USB ini"),
    }[state]


def village_title(cell: VillageCell) -> str:
    """Kelurahan Mlangsen, Kecamatan Blora."""
    kind = tr("Kelurahan {name}", name=cell.name) if cell.is_kelurahan else tr("Desa {name}", name=cell.name)
    return tr("{village}, Kecamatan {subdistrict}", village=kind, subdistrict=cell.subdistrict)


def village_news(cell: VillageCell) -> str:
    """What there is to say about a village, in one or two short sentences."""
    if cell.last_no:
        day = date_long(datetime.fromisoformat(cell.last_at).date())
        parts = [
            tr("Terakhir digabung ke-{no}, {day}.", no=cell.last_no, day=day),
            tr("{count} pekerja terdata.", count=number(cell.workers)),
        ]
    else:
        parts = [tr("Belum pernah kirim.")]
    if cell.missing:
        parts.append(tr("Nomor {numbers} terlewat.", numbers=_numbers(cell.missing)))
    if cell.waiting:
        parts.append(tr("{count} paket ada di USB ini.", count=number(cell.waiting)))
    return " ".join(parts)


def bundle_note(line: BundleLine) -> tuple[str, str]:
    """The line under a bundle's village and its colour token."""
    if line.problem:
        return sentence(line.problem), "err"
    if line.known:
        return tr("ke-{no}, sudah digabung", no=line.no), "text3"
    if line.gap:
        return tr("ke-{no}, ke-{gap} belum ada", no=line.no, gap=line.gap), "warn"
    return tr("Kec. {subdistrict}, ke-{no}", subdistrict=line.subdistrict, no=line.no), "text3"


def bundle_size(line: BundleLine) -> str:
    """18,4 KB; empty when the file could not be read."""
    return file_size(line.size) if line.size else ""


def _numbers(missing: tuple[int, ...]) -> str:
    shown = ", ".join(str(number_) for number_ in missing[:4])
    return f"{shown}…" if len(missing) > 4 else shown
