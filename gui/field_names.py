"""How the fields of a worker are called within a sentence. Plain Python."""

from __future__ import annotations

from gui.language import tr


def field_words() -> dict[str, str]:
    """Field of the form → its name: required ones, and the homework that may follow later."""
    return {
        "nik": tr("NIK"),
        "full_name": tr("nama"),
        "birth_date": tr("tanggal lahir"),
        "sex": tr("jenis kelamin"),
        "village_code": tr("desa"),
        "address": tr("alamat"),
        "occupation_code": tr("pekerjaan"),
        "notice_given_on": tr("pemberitahuan data pribadi"),
        "mother_name": tr("nama ibu"),
        "kk_number": tr("nomor KK"),
        "heirs": tr("ahli waris"),
        "work_hours": tr("jam kerja"),
        "phone": tr("nomor HP"),
    }
