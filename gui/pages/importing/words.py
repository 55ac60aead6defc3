"""Sentences about a workbook. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gui.format import date_short, nik, number, rupiah, title_case
from gui.language import tr
from gui.messages import sentence
from models.values import Sex
from services.reference import Reference
from services.spreadsheets.session import HEIR_ROLES, Counts, Meaning, Preset, Role, RowProblem, RowState

State = RowState
_NUMBERS = ("nik", "kk_number")


def role_words() -> dict[Role, str]:
    """What a column may be filled into."""
    return {
        Role.IGNORED: tr("Tidak dipakai"),
        Role.NIK: tr("NIK"),
        Role.NAME: tr("Nama lengkap"),
        Role.BIRTH: tr("Tempat, tanggal lahir"),
        Role.BIRTH_PLACE: tr("Tempat lahir"),
        Role.BIRTH_DATE: tr("Tanggal lahir"),
        Role.SEX: tr("Jenis kelamin L/P"),
        Role.MALE_MARK: tr("Tanda laki-laki"),
        Role.FEMALE_MARK: tr("Tanda perempuan"),
        Role.MOTHER: tr("Nama ibu kandung"),
        Role.KK: tr("Nomor KK"),
        Role.ADDRESS: tr("Alamat"),
        Role.ADDRESS_RT_RW: tr("Alamat + RT + RW"),
        Role.HAMLET: tr("Dusun"),
        Role.RT: tr("RT"),
        Role.RW: tr("RW"),
        Role.RT_RW: tr("RT/RW"),
        Role.VILLAGE: tr("Desa atau kelurahan"),
        Role.PHONE: tr("Nomor HP"),
        Role.OCCUPATION: tr("Jenis pekerjaan"),
        Role.OCCUPATION_2: tr("Pekerjaan kedua"),
        Role.WORKPLACE: tr("Tempat kerja"),
        Role.HOURS: tr("Jam kerja"),
        Role.WORK_START: tr("Jam mulai kerja"),
        Role.WORK_END: tr("Jam selesai kerja"),
        Role.INCOME: tr("Penghasilan sebulan"),
        Role.INCOME_SOURCE: tr("Asal keterangan penghasilan"),
        Role.HEIR_NAME: tr("Ahli waris: nama"),
        Role.HEIR_RELATIONSHIP: tr("Ahli waris: hubungan"),
        Role.HEIR_NIK: tr("Ahli waris: NIK"),
        Role.HEIR_PHONE: tr("Ahli waris: nomor HP"),
        Role.NOTICE: tr("Tanggal pemberitahuan"),
        Role.DECILE: tr("Desil kesejahteraan"),
        Role.KEY: tr("Kunci Payung"),
    }


def meaning_words(meaning: Meaning) -> str:
    """As ``role_words``, with the number of the heir: «Ahli waris 2: nama»."""
    words = role_words().get(meaning.role, meaning.role.value)
    if meaning.role not in HEIR_ROLES or not meaning.number:
        return words
    return words.replace(tr("Ahli waris"), f"{tr('Ahli waris')} {meaning.number + 1}", 1)


def column_title(meaning: Meaning) -> str:
    """The same, short enough for a heading."""
    short = {Role.NAME: tr("Nama"), Role.OCCUPATION: tr("Pekerjaan"), Role.INCOME: tr("Penghasilan")}
    return short.get(meaning.role) or meaning_words(meaning)


def field_words() -> dict[str, str]:
    """Fields of a worker, as labels."""
    return {
        "nik": tr("NIK"),
        "full_name": tr("Nama lengkap"),
        "birth_place": tr("Tempat lahir"),
        "birth_date": tr("Tanggal lahir"),
        "sex": tr("Jenis kelamin"),
        "mother_name": tr("Nama ibu kandung"),
        "kk_number": tr("Nomor KK"),
        "heirs": tr("Ahli waris"),
        "address": tr("Alamat"),
        "hamlet": tr("Dusun"),
        "rt": tr("RT"),
        "rw": tr("RW"),
        "village_code": tr("Desa atau kelurahan"),
        "phone": tr("Nomor HP"),
        "occupation_code": tr("Jenis pekerjaan"),
        "occupation2_code": tr("Pekerjaan kedua"),
        "workplace": tr("Tempat kerja"),
        "work_start": tr("Jam mulai kerja"),
        "work_end": tr("Jam selesai kerja"),
        "monthly_income": tr("Penghasilan sebulan"),
        "income_source": tr("Asal keterangan penghasilan"),
        "welfare_decile": tr("Desil kesejahteraan"),
        "notice_given_on": tr("Tanggal pemberitahuan"),
    }


def value_words(field: str, value: object, reference: Reference) -> str:
    """A value of a worker's field as people read it; a dash where there is none."""
    if value is None or value in ("", ()):
        return "–"
    if field in _NUMBERS and isinstance(value, str):
        return nik(value)
    if field.startswith("occupation"):
        found = reference.occupations.get(str(value))
        return found.label if found else str(value)
    if field == "village_code":
        village = reference.villages.get(str(value))
        return village.name if village else str(value)
    if field == "heirs" and isinstance(value, tuple):
        return ", ".join(title_case(heir.name) for heir in value)
    if isinstance(value, date):
        return date_short(value)
    if isinstance(value, Sex):
        return tr("Laki-laki") if value is Sex.MALE else tr("Perempuan")
    if field == "monthly_income" and isinstance(value, int):
        return rupiah(value)
    if field == "income_source":
        return {"self": tr("Kata sendiri"), "officer": tr("Taksiran petugas"), "document": tr("Surat")}.get(
            str(value), str(value)
        )
    return str(value)


def preset_words(preset: Preset) -> str:
    """What kind of list it was recognised as."""
    return {
        Preset.TEMPLATE: tr("Contoh berkas Payung"),
        Preset.REGISTRY: tr("Daftar penduduk Dukcapil"),
        Preset.VILLAGE_SYSTEM: tr("Data penduduk dari sistem desa"),
        Preset.BPJS: tr("Daftar peserta dari BPJS"),
    }[preset]


def said(problem: RowProblem) -> tuple[str, str]:
    """What is the case, and what to do: the first sentence, and the rest."""
    return halves(sentence(problem.code, problem.data))


def halves(text: str) -> tuple[str, str]:
    """The first sentence without its full stop, and the rest."""
    first, _, rest = text.partition(". ")
    return first.rstrip("."), rest


def state_words() -> dict[RowState, str]:
    """How a row stands, for screen readers and chips."""
    return {
        RowState.READY: tr("Siap"),
        RowState.WARNED: tr("Peringatan"),
        RowState.HELD: tr("Ditahan"),
        RowState.ALREADY_HERE: tr("Sudah ada"),
    }


def waiting(counts: Counts, updates: int, *, partial: bool) -> str:
    """Beside the button: that nothing is written yet, and what will not come in."""
    parts = [tr("Belum ada yang ditulis")]
    if counts.held:
        parts.append(tr("{count} ditahan, tidak ikut", count=number(counts.held)))
    if counts.already_here - updates > 0:
        parts.append(tr("{count} sudah terdaftar, dilewati", count=number(counts.already_here - updates)))
    if updates and not partial:
        parts.append(tr("{count} diperbarui", count=number(updates)))
    return ". ".join((parts[0], *filter(None, [", ".join(parts[1:])])))


def sum_of(parts: Mapping[str, int]) -> str:
    """«181 masuk + 12 ditahan + 7 sudah ada»."""
    return " + ".join(f"{number(count)} {text}" for text, count in parts.items() if count)
