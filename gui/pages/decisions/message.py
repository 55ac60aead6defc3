"""A message to one person, ready to be sent. Always Indonesian: it leaves the program.

It promises nothing: enrolment and payment are said only where they are known (design, «Corrections»).
"""

from __future__ import annotations

from gui.indonesian import day_long, month_long
from gui.pages.decisions.words import Group, group_of
from models.values import Payer, Sex
from services.programmes.queries import DecisionRow
from services.programmes.ranking import covered_months
from services.programmes.records import ProgrammeView
from services.reference import Village
from services.rules.dates import MONTH_NAMES
from services.rules.standing import Standing

_TITLES = {Sex.FEMALE: "Ibu", Sex.MALE: "Bapak", None: "Bapak/Ibu"}
_REASONS = {
    "data.incomplete": "data belum lengkap",
    "birth_date.missing": "tanggal lahir belum tercatat",
    "nik.duplicate": "NIK tercatat pada lebih dari satu orang",
    "age.over_65": "peserta baru harus berusia di bawah 65 tahun",
    "age.under_17": "peserta harus berusia paling sedikit 17 tahun",
    "status.left": "tercatat sudah tidak bekerja atau pindah",
}


def message_for(row: DecisionRow, view: ProgrammeView, standing: Standing, village: Village, district: str) -> str:
    """What to tell this person. ``village``: where to come; ``district``: its name without «Kabupaten»."""
    group = group_of(row)
    name = f"{_TITLES[row.sex]} {_named(row.full_name)}".strip()
    if group is Group.CHOSEN:
        said = _chosen(view, standing, district) if view.decree_no else _proposed()
    elif group is Group.WAITING:
        said = _waiting(row)
    else:
        said = _refused(row, group, village)
    return f"{name}, {said} Kabar ini dari {_office(village)}."


def _chosen(view: ProgrammeView, standing: Standing, district: str) -> str:
    payer = {
        Payer.APBN: "pemerintah pusat",
        Payer.APBD: f"Pemerintah Kabupaten {district}",
        Payer.APBDES: "pemerintah desa",
        Payer.CSR: "perusahaan penyumbang",
    }.get(view.payer, "program")
    return (
        "nama Anda ditetapkan sebagai penerima bantuan iuran BPJS Ketenagakerjaan (JKK dan JKM) dengan "
        f"SK Bupati {view.decree_no}. Iuran {_months(view)} dibayar {payer}, tidak dipungut biaya. "
        f"{_enrolment(standing)}"
    )


def _enrolment(standing: Standing) -> str:
    if standing.enrolled_on is None:
        return "Pendaftaran ke BPJS belum selesai. Kami kabari sesudah terdaftar dan iuran terbayar."
    enrolled = f"Terdaftar di BPJS sejak {day_long(standing.enrolled_on)}."
    if standing.paid_until is None:
        return f"{enrolled} Iuran pertama belum tercatat terbayar."
    return f"{enrolled} Iuran terbayar sampai {month_long(standing.paid_until)}."


def _proposed() -> str:
    return (
        "nama Anda diajukan sebagai calon penerima bantuan iuran BPJS Ketenagakerjaan. Keputusan Bupati belum terbit, "
        "jadi ini belum berarti menjadi peserta."
    )


def _waiting(row: DecisionRow) -> str:
    number = f" nomor {row.reserve_no}" if row.reserve_no is not None else ""
    return (
        f"nama Anda masuk daftar tunggu{number} bantuan iuran BPJS Ketenagakerjaan. Bila ada kuota yang belum terisi, "
        "Anda kami kabari. Ini belum berarti menjadi peserta."
    )


def _refused(row: DecisionRow, group: Group, village: Village) -> str:
    why = " dan ".join(_REASONS[code] for code in row.reasons if code in _REASONS)
    because = f" karena {why}" if why else ""
    if group is Group.FIX:
        place = "kantor kelurahan" if village.is_kelurahan else "balai desa"
        return (
            f"data Anda untuk bantuan iuran BPJS Ketenagakerjaan perlu diperbaiki{because}. "
            f"Bawa KTP dan KK ke {place}, tidak dipungut biaya."
        )
    return f"nama Anda belum bisa menerima bantuan iuran BPJS Ketenagakerjaan{because}."


def _named(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split()) if name.isupper() else name


def _office(village: Village) -> str:
    return f"Kelurahan {village.name}" if village.is_kelurahan else f"Pemerintah Desa {village.name}"


def _months(view: ProgrammeView) -> str:
    first, last = covered_months(view)
    if first == last:
        return month_long(first)
    start = MONTH_NAMES[first.number - 1] if first.year == last.year else month_long(first)
    return f"{start} sampai {month_long(last)}"
