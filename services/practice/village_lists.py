"""Four ways in which villages lay out their list of workers: headings, order of columns, how each thing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.values import Relationship, Sex
from services.reference import load_reference
from services.rules.dates import MONTH_NAMES
from services.spreadsheets.roles import Role
from services.workers.records import Heir, WorkerForm

Write = Callable[[WorkerForm], Any]

_HEIRS = 3


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column. ``upper``: the merged heading above it in a list with two rows of headings."""

    heading: str
    role: Role
    write: Write
    upper: str = ""


@dataclass(frozen=True, slots=True)
class ListStyle:
    """One layout. ``numbered``: a row «1 2 3 …» stands under the headings."""

    sheet: str
    titles: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    numbered: bool = False

    @property
    def has_two_rows(self) -> bool:
        """Whether headings take two rows."""
        return any(column.upper for column in self.columns)

    def place(self, role: Role) -> int | None:
        """Number of the first column with that meaning, from 1."""
        return next((at for at, column in enumerate(self.columns, 1) if column.role is role), None)


def date_text(day: date | None) -> str:
    """``12-03-1979``; blank for None."""
    return f"{day.day:02d}-{day.month:02d}-{day.year}" if day else ""


def _slashes(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def _in_words(day: date | None) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}" if day else ""


def _field(name: str) -> Write:
    return lambda person: getattr(person, name) or None


def _label(person: WorkerForm) -> str:
    return load_reference().occupations[person.occupation_code].label if person.occupation_code else ""


def _everyday(person: WorkerForm) -> str:
    """A word people use for this work, always the same for the same person."""
    if not person.occupation_code:
        return ""
    occupation = load_reference().occupations[person.occupation_code]
    words = (occupation.label, *occupation.synonyms[:3])
    return words[int(person.nik[-4:]) % len(words)].upper()


def _rupiah(person: WorkerForm) -> str:
    return "" if person.monthly_income is None else f"Rp {person.monthly_income:,}".replace(",", ".")


def _short_money(person: WorkerForm) -> Any:
    """``900rb``, ``1,2 jt``; a number when neither is exact."""
    income = person.monthly_income
    if income is None:
        return None
    if income < 1_000_000 and income % 1_000 == 0:
        return f"{income // 1_000}rb"
    if income % 100_000 == 0:
        return f"{income // 1_000_000},{income % 1_000_000 // 100_000} jt"
    return income


def _sex(male: str, female: str) -> Write:
    return lambda person: {Sex.MALE: male, Sex.FEMALE: female}.get(person.sex) if person.sex else None


def _tick(sex: Sex) -> Write:
    return lambda person: "v" if person.sex is sex else None


def _birth(day: Callable[[date | None], str]) -> Write:
    return lambda person: ", ".join(part for part in (person.birth_place, day(person.birth_date)) if part)


def _hours(person: WorkerForm) -> str:
    if not person.work_start:
        return ""
    return f"{person.work_start} - {person.work_end}".replace(":", ".")


def _whole_address(person: WorkerForm) -> str:
    return f"{person.address} RT {person.rt} RW {person.rw}" if person.rt and person.rw else person.address


def _phone_as_number(person: WorkerForm) -> Any:
    """As Excel leaves it when nobody formats the column: the zero in front is gone."""
    return int(person.phone) if person.phone else None


def _relationship(heir: Heir, person: WorkerForm) -> str:
    spouse = "Istri" if person.sex is Sex.MALE else "Suami"
    return {
        Relationship.SPOUSE: spouse,
        Relationship.CHILD: "Anak",
        Relationship.PARENT: "Orang tua",
        Relationship.SIBLING: "Saudara",
    }.get(heir.relationship, "Lainnya")


def _heir(number: int, what: Callable[[Heir, WorkerForm], str]) -> Write:
    return lambda person: what(person.heirs[number], person) or None if number < len(person.heirs) else None


def _heirs(name: str, relationship: str, nik: str, upper: str = "") -> tuple[ListColumn, ...]:
    """Columns for three heirs; ``{}`` in a heading becomes the number."""
    columns: list[ListColumn] = []
    for number in range(_HEIRS):
        over = upper.format(number + 1)
        columns += [
            ListColumn(name.format(number + 1), Role.HEIR_NAME, _heir(number, lambda heir, _: heir.name), over),
            ListColumn(relationship.format(number + 1), Role.HEIR_RELATIONSHIP, _heir(number, _relationship), over),
            ListColumn(nik.format(number + 1), Role.HEIR_NIK, _heir(number, lambda heir, _: heir.nik), over),
        ]
    return tuple(columns)


def _number(heading: str = "NO") -> ListColumn:
    return ListColumn(heading, Role.IGNORED, lambda person: None)


_SIMPLE = ListStyle(
    sheet="Sheet1",
    titles=("DAFTAR PEKERJA RENTAN", "{kind} {name} KECAMATAN {subdistrict}", "TAHUN 2026"),
    columns=(
        _number(),
        ListColumn("NAMA LENGKAP", Role.NAME, _field("full_name")),
        ListColumn("No. KTP / NIK", Role.NIK, _field("nik")),
        ListColumn("TTL", Role.BIRTH, _birth(_slashes)),
        ListColumn("JK", Role.SEX, _sex("L", "P")),
        ListColumn("ALAMAT", Role.ADDRESS, _field("address")),
        ListColumn("DUKUH", Role.HAMLET, _field("hamlet")),
        ListColumn("RT", Role.RT, lambda person: int(person.rt) if person.rt else None),
        ListColumn("RW", Role.RW, lambda person: int(person.rw) if person.rw else None),
        ListColumn("KERJA", Role.OCCUPATION, _everyday),
        ListColumn("HASIL/BLN", Role.INCOME, _field("monthly_income")),
        ListColumn("TEMPAT KERJA", Role.WORKPLACE, _field("workplace")),
        ListColumn("JAM KERJA", Role.HOURS, _hours),
        ListColumn("No HP", Role.PHONE, _phone_as_number),
        ListColumn("NAMA IBU KANDUNG", Role.MOTHER, _field("mother_name")),
        ListColumn("NO. KK", Role.KK, _field("kk_number")),
        *_heirs("AHLI WARIS {}", "HUBUNGAN {}", "NIK AHLI WARIS {}"),
        ListColumn("TGL PEMBERITAHUAN DATA PRIBADI", Role.NOTICE, _field("notice_given_on")),
    ),
)

_MERGED = ListStyle(
    sheet="Data Pekerja",
    titles=("PEMERINTAH {kind} {name}", "REKAPITULASI PEKERJA BUKAN PENERIMA UPAH"),
    columns=(
        _number("No."),
        ListColumn("N I K", Role.NIK, _field("nik")),
        ListColumn("Nama sesuai KTP", Role.NAME, _field("full_name")),
        ListColumn("Tempat", Role.BIRTH_PLACE, _field("birth_place"), "Kelahiran"),
        ListColumn("Tanggal", Role.BIRTH_DATE, _field("birth_date"), "Kelahiran"),
        ListColumn("L", Role.MALE_MARK, _tick(Sex.MALE), "Jenis Kelamin"),
        ListColumn("P", Role.FEMALE_MARK, _tick(Sex.FEMALE), "Jenis Kelamin"),
        ListColumn("Jalan / Nomor", Role.ADDRESS, _field("address"), "Alamat"),
        ListColumn("Dusun", Role.HAMLET, _field("hamlet"), "Alamat"),
        ListColumn("RT", Role.RT, _field("rt"), "Alamat"),
        ListColumn("RW", Role.RW, _field("rw"), "Alamat"),
        ListColumn("Jenis Pekerjaan", Role.OCCUPATION, _label),
        ListColumn("Penghasilan / bulan (Rp)", Role.INCOME, _field("monthly_income")),
        ListColumn("Lokasi kerja", Role.WORKPLACE, _field("workplace")),
        ListColumn("Mulai", Role.WORK_START, _field("work_start"), "Jam Kerja"),
        ListColumn("Selesai", Role.WORK_END, _field("work_end"), "Jam Kerja"),
        ListColumn("No. Telp / WA", Role.PHONE, _field("phone")),
        ListColumn("Nama Ibu", Role.MOTHER, _field("mother_name")),
        ListColumn("Nomor KK", Role.KK, _field("kk_number")),
        *_heirs("Nama", "Hubungan", "NIK", upper="Ahli Waris {}"),
        ListColumn("Pemberitahuan data pribadi", Role.NOTICE, _field("notice_given_on")),
    ),
    numbered=True,
)

_REGISTRY = ListStyle(
    sheet="DATABASE",
    titles=(),
    columns=(
        ListColumn("NO_KK", Role.KK, _field("kk_number")),
        ListColumn("NIK", Role.NIK, _field("nik")),
        ListColumn("NAMA_LGKP", Role.NAME, _field("full_name")),
        ListColumn("JENIS_KLMIN", Role.SEX, lambda person: {Sex.MALE: 1, Sex.FEMALE: 2}.get(person.sex or Sex.MALE)),
        ListColumn("TMPT_LHR", Role.BIRTH_PLACE, _field("birth_place")),
        ListColumn("TGL_LHR", Role.BIRTH_DATE, lambda person: date_text(person.birth_date)),
        ListColumn("NAMA_LGKP_IBU", Role.MOTHER, _field("mother_name")),
        ListColumn("ALAMAT", Role.ADDRESS, _field("address")),
        ListColumn("DUSUN", Role.HAMLET, _field("hamlet")),
        ListColumn("NO_RT", Role.RT, _field("rt")),
        ListColumn("NO_RW", Role.RW, _field("rw")),
        ListColumn(
            "NAMA_KEL", Role.VILLAGE, lambda person: load_reference().villages[person.village_code].name.upper()
        ),
        ListColumn("JENIS_PKRJN", Role.OCCUPATION, lambda person: _label(person).upper()),
        ListColumn("PENDAPATAN", Role.INCOME, _rupiah),
        ListColumn("TEMPAT_KERJA", Role.WORKPLACE, _field("workplace")),
        ListColumn("JAM_MULAI", Role.WORK_START, _field("work_start")),
        ListColumn("JAM_SELESAI", Role.WORK_END, _field("work_end")),
        ListColumn("NO_HP", Role.PHONE, _field("phone")),
        *_heirs("AHLI_WARIS_{}", "HUB_AHLI_WARIS_{}", "NIK_AHLI_WARIS_{}"),
        ListColumn("TGL_PEMBERITAHUAN", Role.NOTICE, lambda person: date_text(person.notice_given_on)),
    ),
)

_WORDY = ListStyle(
    sheet="Usulan BPJS",
    titles=("USULAN PESERTA BPJS KETENAGAKERJAAN (PEKERJA RENTAN)", "{kind} {name}, KECAMATAN {subdistrict}"),
    columns=(
        _number("No Urut"),
        ListColumn("Nama (sesuai KTP)", Role.NAME, _field("full_name")),
        ListColumn("Nomor Induk Kependudukan", Role.NIK, lambda person: f"'{person.nik}"),
        ListColumn("L/P", Role.SEX, _sex("Laki-laki", "Perempuan")),
        ListColumn("Tempat, Tgl Lahir", Role.BIRTH, _birth(_in_words)),
        ListColumn("Alamat lengkap", Role.ADDRESS, _whole_address),
        ListColumn("Dukuh", Role.HAMLET, _field("hamlet")),
        ListColumn("Pekerjaan utama", Role.OCCUPATION, _everyday),
        ListColumn("Pendapatan per bulan", Role.INCOME, _short_money),
        ListColumn("Tempat usaha / bekerja", Role.WORKPLACE, _field("workplace")),
        ListColumn("Jam kerja", Role.HOURS, _hours),
        ListColumn("No. WA", Role.PHONE, lambda person: f"+62{person.phone[1:]}" if person.phone else None),
        ListColumn("Nama ibu kandung", Role.MOTHER, _field("mother_name")),
        ListColumn("No. Kartu Keluarga", Role.KK, _field("kk_number")),
        *_heirs("Nama ahli waris ke {}", "Hubungan ke {}", "NIK ahli waris ke {}"),
        ListColumn("Tanggal pemberitahuan", Role.NOTICE, lambda person: _in_words(person.notice_given_on)),
    ),
)

STYLES: tuple[ListStyle, ...] = (_SIMPLE, _MERGED, _REGISTRY, _WORDY)
