"""What the page says about erasures that were ordered. Plain Python; nothing here is about the person."""

from __future__ import annotations

from datetime import datetime

from gui.format import date_long, number
from gui.language import tr
from services.erasing.completion import Erasure, ErasureLaptop


def day_of(at: str) -> str:
    """The day of an ISO time, written out."""
    return date_long(datetime.fromisoformat(at).date())


def short_number(record: str) -> str:
    """As much of a record's number as one reads out."""
    return record[:8]


def done_words(erasure: Erasure) -> str:
    """«1 dari 2 laptop»."""
    return tr("{done} dari {all} laptop", done=number(erasure.done), all=number(len(erasure.laptops)))


def state_words(erasure: Erasure) -> str:
    """Whether it is done everywhere, in a word."""
    if not erasure.known:
        return tr("Belum terbukti")
    return tr("Selesai") if erasure.complete else tr("Menunggu")


def since_words(laptop: ErasureLaptop) -> str:
    """Since when one laptop is known to have obeyed."""
    return tr("sejak {day}", day=day_of(laptop.since)) if laptop.since else tr("menunggu")


def summary_words(erasure: Erasure) -> str:
    """What stands under the title of the list of offices."""
    said = [tr("Nomor catatan {record}, {day}.", record=short_number(erasure.record), day=day_of(erasure.at))]
    if not erasure.laptops:
        said.append(tr("Tidak ada laptop desa yang menyimpannya."))
    elif not erasure.known:
        said.append(tr("Perintah ini datang lewat desa sesudah pemulihan, jadi belum bisa dibuktikan dari sini."))
    elif not erasure.complete:
        said.append(tr("Laptop yang menunggu melaporkannya pada serah terima sesudah membaca balasan."))
    if erasure.revoked:
        said.append(tr("{count} laptop yang dicabut tidak menerima perintah ini.", count=number(erasure.revoked)))
    return " ".join(said)
