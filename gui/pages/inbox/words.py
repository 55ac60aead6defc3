"""Sentences about villages, bundles and states."""

from __future__ import annotations

from datetime import datetime

from gui.format import date_long, file_size, number
from gui.language import tr
from gui.messages import sentence
from gui.pages.inbox.facts import State, VillageCell
from gui.pages.inbox.stick_facts import BundleLine


def state_words(state: State) -> str:
    """How a village stands, as the legend says it."""
    return {
        "ok": tr("bulan ini"),
        "old": tr("bulan lalu"),
        "gap": tr("nomor terlewat"),
        "late": tr("lewat 30 hari"),
        "none": tr("belum pernah"),
        "wait": tr("menunggu izin"),
        "fork": tr("laptop kembar"),
        "newer": tr("versi lebih baru"),
        "usb": tr("di USB ini"),
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
            people_words(cell),
        ]
    else:
        parts = [tr("Belum pernah kirim.")]
    parts += _concerns(cell)
    if cell.missing:
        parts.append(tr("Nomor {numbers} terlewat.", numbers=_numbers(cell.missing)))
    if cell.waiting:
        parts.append(tr("{count} paket ada di USB ini.", count=number(cell.waiting)))
    return " ".join(parts)


def delivery_words(cell: VillageCell) -> str:
    """The check words of the newest delivery, and whether they were heard by telephone."""
    if not cell.words:
        return ""
    words = tr("Kata ke-{no}: {words}", no=cell.last_no, words="  ".join(cell.words))
    if not cell.confirmed:
        return words
    day = date_long(datetime.fromisoformat(cell.confirmed).date())
    return tr("{words}. Dikonfirmasi {day}.", words=words, day=day)


def people_words(cell: VillageCell) -> str:
    """People here against people in the village's own register."""
    here = number(cell.workers)
    if cell.register < 0:
        return tr("{count} pekerja terdata.", count=here)
    if not cell.difference:
        return tr("{count} pekerja, sama dengan di desa.", count=here)
    return tr("{count} pekerja di sini, {register} di desa.", count=here, register=number(cell.register))


def _concerns(cell: VillageCell) -> list[str]:
    """What a person has to look at, and what to do."""
    parts = []
    if cell.laptops:
        parts.append(tr("{count} laptop baru menunggu izin.", count=number(cell.laptops)))
    if cell.delivery == "fork":
        parts.append(tr("Ada salinan lama laptop desa ini yang ikut menulis. Datanya utuh; kirim balasan, lalu beres."))
    if cell.newer_no:
        parts.append(tr("Kiriman ke-{no} dari versi lebih baru. Perbarui Payung di sini.", no=cell.newer_no))
    return parts


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
