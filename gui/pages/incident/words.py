"""What the page says about a lost laptop. Plain Python."""

from __future__ import annotations

from datetime import datetime

from gui.format import date_long, date_time, number
from gui.language import tr
from services.audit.incident import Incident


def field_names() -> dict[str, str]:
    """Field → its name at the beginning of a line."""
    return {
        "nik": tr("NIK"),
        "full_name": tr("Nama lengkap"),
        "birth_date": tr("Tanggal lahir"),
        "mother_name": tr("Nama ibu kandung"),
        "kk_number": tr("Nomor KK"),
        "address": tr("Alamat"),
        "phone": tr("Nomor HP"),
        "occupation_code": tr("Pekerjaan"),
        "monthly_income": tr("Penghasilan"),
        "heirs": tr("Ahli waris"),
    }


def people_words(incident: Incident) -> str:
    """«214 orang»."""
    return tr("{count} orang", count=number(incident.people))


def locked_words(incident: Incident) -> str:
    """That the file is locked, and since when it is known to be."""
    if not incident.since:
        return tr("Berkas Payung selalu terkunci kata sandi. Belum ada paket yang menunjukkan sejak kapan dipakai.")
    since = date_long(datetime.fromisoformat(incident.since).date())
    return tr("Berkas Payung terkunci kata sandi sejak disiapkan, paling lambat {since}.", since=since)


def delivered_words(incident: Incident) -> str:
    """Until when the counts are known."""
    if incident.here:
        return tr("Semua yang ada di komputer kabupaten terhitung.")
    if not incident.last_no:
        return tr("Kantor ini belum pernah menyerahkan, jadi isi laptopnya tidak diketahui dari sini.")
    when = date_time(datetime.fromisoformat(incident.last_at))
    return tr(
        "Dihitung dari serah terima terakhir, paket ke-{no} yang masuk {when}. Yang dicatat sesudahnya tidak "
        "diketahui dari sini.",
        no=number(incident.last_no),
        when=when,
    )


def photo_words(incident: Incident) -> str:
    """Photos never travel, so only the office itself knows."""
    return tr("Tanyakan desa") if incident.photos is None else number(incident.photos)
