"""What a column may mean, and the many ways villages write it over a column."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """The meaning of one column. Heir roles may occur several times, numbered."""

    NIK = "nik"
    NAME = "full_name"
    BIRTH = "birth"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    MALE_MARK = "male_mark"
    FEMALE_MARK = "female_mark"
    MOTHER = "mother_name"
    KK = "kk_number"
    ADDRESS = "address"
    ADDRESS_RT_RW = "address_rt_rw"
    HAMLET = "hamlet"
    RT = "rt"
    RW = "rw"
    RT_RW = "rt_rw"
    VILLAGE = "village_code"
    PHONE = "phone"
    OCCUPATION = "occupation_code"
    OCCUPATION_2 = "occupation2_code"
    WORKPLACE = "workplace"
    HOURS = "work_hours"
    WORK_START = "work_start"
    WORK_END = "work_end"
    INCOME = "monthly_income"
    INCOME_SOURCE = "income_source"
    HEIR_NAME = "heir_name"
    HEIR_RELATIONSHIP = "heir_relationship"
    HEIR_NIK = "heir_nik"
    HEIR_PHONE = "heir_phone"
    NOTICE = "notice_given_on"
    DECILE = "welfare_decile"
    KEY = "key"
    IGNORED = "ignored"


OUR_HEADINGS = ("Alasan", "Asal lembar", "Asal baris")
"""What a held-rows workbook adds to the village's own columns."""

HEIR_ROLES = frozenset({Role.HEIR_NAME, Role.HEIR_RELATIONSHIP, Role.HEIR_NIK, Role.HEIR_PHONE})
LONG_NUMBERS = frozenset({Role.NIK, Role.KK, Role.HEIR_NIK, Role.PHONE, Role.HEIR_PHONE})
"""Digits that are no amount: they must be text."""

LABELS: dict[Role, str] = {
    Role.NIK: "NIK",
    Role.NAME: "Nama Lengkap",
    Role.BIRTH: "Tempat, Tanggal Lahir",
    Role.BIRTH_PLACE: "Tempat Lahir",
    Role.BIRTH_DATE: "Tanggal Lahir",
    Role.SEX: "Jenis Kelamin",
    Role.MALE_MARK: "Jenis Kelamin L",
    Role.FEMALE_MARK: "Jenis Kelamin P",
    Role.MOTHER: "Nama Ibu Kandung",
    Role.KK: "No. KK",
    Role.ADDRESS: "Alamat",
    Role.ADDRESS_RT_RW: "Alamat, RT, RW",
    Role.HAMLET: "Dusun",
    Role.RT: "RT",
    Role.RW: "RW",
    Role.RT_RW: "RT/RW",
    Role.VILLAGE: "Desa/Kelurahan",
    Role.PHONE: "No. HP",
    Role.OCCUPATION: "Pekerjaan",
    Role.OCCUPATION_2: "Pekerjaan Kedua",
    Role.WORKPLACE: "Tempat Kerja",
    Role.HOURS: "Jam Kerja",
    Role.WORK_START: "Jam Kerja Mulai",
    Role.WORK_END: "Jam Kerja Selesai",
    Role.INCOME: "Penghasilan per Bulan",
    Role.INCOME_SOURCE: "Sumber Penghasilan",
    Role.HEIR_NAME: "Nama Ahli Waris",
    Role.HEIR_RELATIONSHIP: "Hubungan Ahli Waris",
    Role.HEIR_NIK: "NIK Ahli Waris",
    Role.HEIR_PHONE: "No. HP Ahli Waris",
    Role.NOTICE: "Tanggal Pemberitahuan Data Pribadi",
    Role.DECILE: "Desil",
    Role.KEY: "Kunci Payung",
    Role.IGNORED: "Tidak dipakai",
}
"""How our own template writes each heading, and what stands over a column whose meaning was chosen by hand."""

_EXACT: dict[str, Role] = {
    "l": Role.MALE_MARK,
    "p": Role.FEMALE_MARK,
    "lk": Role.MALE_MARK,
    "pr": Role.FEMALE_MARK,
    "tempat": Role.BIRTH_PLACE,
    "tmp lahir": Role.BIRTH_PLACE,
    "tanggal": Role.BIRTH_DATE,
    "tgl": Role.BIRTH_DATE,
    "hub": Role.HEIR_RELATIONSHIP,
    "ortu ibu": Role.MOTHER,
    "telp": Role.PHONE,
    "mulai": Role.WORK_START,
    "selesai": Role.WORK_END,
}

# In order: the first that fits decides. Words are plain lower case without punctuation, one space apart.
_RULES: tuple[tuple[Role, str], ...] = (
    (Role.KEY, r"^(catatan )?kunci payung\b"),
    (Role.IGNORED, r"^tidak dipakai\b|\bnik\b.*\b(ibu|ayah|bapak)\b|\b(ibu|ayah|bapak)\b.*\bnik\b"),
    (Role.IGNORED, r"\bshdk\b|\bkk level\b|stat hbkel|hubungan (dalam |dlm )?(keluarga|kk)$|^nama (kk|kep|kepala) ?"),
    (Role.IGNORED, r"\b(jht|jkk|jkm|kpj|npp)\b|^masa grace|(tgl|tanggal|tg) (kepesertaan|berakhir|daftar|input|mulai)"),
    (Role.HEIR_NIK, r"(nik|ktp).*(ahli waris|waris)|(ahli waris|waris).*(nik|ktp)"),
    (Role.HEIR_PHONE, r"(hp|telp|telepon|wa|handphone).*waris|waris.*(hp|telp|telepon|wa|handphone)"),
    (
        Role.HEIR_RELATIONSHIP,
        r"hubungan|status keluarga|hub (kel|dgn|dengan|ahli)\b.*|.*waris (hub|status)|^hub keluarga",
    ),
    (Role.HEIR_NAME, r"ahli waris|nama waris|pewaris"),
    (Role.NOTICE, r"pemberitahuan|tgl info data|informasi data pribadi"),
    (Role.KK, r"^(kk|kartu keluarga)\b|\b(no|nomor|nmr) ?(kk|kartu keluarga)\b|nomor induk keluarga"),
    (Role.MOTHER, r"\bibu\b"),
    (Role.IGNORED, r"\b(ayah|bapak)\b"),
    (
        Role.NIK,
        r"\bnik\b|^(?!.*nama).*\bktp\b|nomor induk kependudukan|no induk kependudukan|nomor identitas|\bnik ktp\b",
    ),
    (Role.WORKPLACE, r"(tempat|lokasi|tmpt|lok) (kerja|usaha|bekerja|pekerjaan)|alamat (kerja|usaha)"),
    (Role.WORK_START, r"jam (kerja )?(mulai|masuk|awal|dari)|mulai (kerja|jam)"),
    (Role.WORK_END, r"jam (kerja )?(selesai|pulang|akhir|sampai)|selesai (kerja|jam)"),
    (Role.HOURS, r"jam kerja|waktu kerja"),
    (Role.BIRTH_PLACE, r"(ttl|lahir) (tempat|tmp|tmpt|tpt|kota)( lahir)?$"),
    (Role.BIRTH_DATE, r"(ttl|lahir) (tanggal|tgl|tg)( lahir)?$"),
    (Role.BIRTH, r"\bttl\b|(tempat|tmp|tmpt|tpt).*(tanggal|tgl|tg).*(lahir|lhr)|tempat dan tanggal lahir"),
    (Role.BIRTH_DATE, r"(tanggal|tgl|tg) ?(lahir|lhr)|lahir (tanggal|tgl)|kelahiran (tanggal|tgl)|tanggal kelahiran"),
    (Role.BIRTH_PLACE, r"(tempat|tmp|tmpt|kota|kab) ?(lahir|lhr)|(ke)?lahir(an)? (tempat|di)|tempat kelahiran"),
    (Role.MALE_MARK, r"(jenis kelamin|kelamin|jk|sex|gender) (l|lk|laki laki|pria)$"),
    (Role.FEMALE_MARK, r"(jenis kelamin|kelamin|jk|sex|gender) (p|pr|perempuan|wanita)$"),
    (Role.SEX, r"kelamin|klmin|^(jk|jns kel|jenis kel|l p|p l|lk pr|sex|gender|klmn)\b"),
    (
        Role.INCOME_SOURCE,
        r"(sumber|asal) (data |info )?(penghasilan|pendapatan)|(penghasilan|pendapatan) (menurut|sumber)",
    ),
    (Role.DECILE, r"\bdesil\b"),
    (Role.OCCUPATION_2, r"(pekerjaan|kerja|usaha) (ke ?)?(2|ii|dua|kedua|sampingan|lain)"),
    (Role.INCOME, r"penghasilan|pendapatan|hasil bln|hasil bulan|\bgaji\b|\bupah\b|\bincome\b"),
    (
        Role.OCCUPATION,
        r"pekerjaan|pkrjn|\bprofesi\b|mata pencaharian|jenis usaha|^kerja$|^jenis kerja|^job\b|bidang usaha",
    ),
    (Role.ADDRESS_RT_RW, r"^(alamat|alamat lengkap) rt rw$|alamat.*(beserta|dengan|dan) rt\b"),
    (Role.RT_RW, r"\brt\b.*\brw\b"),
    (Role.RT, r"\brt\b"),
    (Role.RW, r"\brw\b"),
    (Role.HAMLET, r"\b(dusun|dukuh|dukuhan|dk|lingkungan|padukuhan)\b"),
    (Role.IGNORED, r"kecamatan|kabupaten|provinsi|propinsi|kode pos"),
    (Role.VILLAGE, r"^(alamat |nama )?(desa|kelurahan|kel)\b"),
    (Role.ADDRESS, r"alamat|\balmt\b|domisili|tempat tinggal"),
    (Role.PHONE, r"\b(hp|no hp|nohp|telp|tlp|tlpn|telepon|telpon|wa|whatsapp|handphone|ponsel|kontak)\b"),
    (Role.IGNORED, r"^(nama )?(petugas|pendata|dinas|program|kegiatan|bank|kelompok|panggilan|alias)"),
    (Role.NAME, r"\bnama\b|\bnm\b(?! ibu)|nama lengkap"),
    (
        Role.IGNORED,
        r"^(no|nomor|nmr|nourut|urut|no urut|ket|keterangan|catatan|alasan|asal lembar|asal baris|umur|usia|agama)$",
    ),
    (Role.IGNORED, r"^(asal|catatan|status|tanda tangan|ttd|paraf|pendidikan|gol darah|email|npwp|no urut)\b"),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _RULES)
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SPELLED_OUT = re.compile(r"\b(?:[a-z] ){1,5}[a-z]\b")
_HEIR_NUMBER = re.compile(r"\b([1-9])\b|\bke ([1-9])\b")
LONGEST_HEADING = 80
"""Characters; longer text over a column is a title or a note."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A recognised heading: the role, and for heirs which one (from 0)."""

    role: Role
    number: int = 0


def heading_words(text: str) -> str:
    """A heading as plain words: ``N I K`` and ``N.I.K`` become ``nik``, punctuation goes."""
    plain = unicodedata.normalize("NFKC", text).lower()
    words = _NOT_WORD.sub(" ", plain).strip()
    return _SPELLED_OUT.sub(_joined, words)


def _joined(match: re.Match[str]) -> str:
    together = match[0].replace(" ", "")
    return together if together not in ("lp", "pl") else match[0]


@lru_cache(maxsize=4096)
def recognise(text: str) -> Meaning | None:
    """What a heading means, or None. Bracketed remarks («NIK (16 angka)») count only when the rest says nothing."""
    if not text or len(text) > LONGEST_HEADING:
        return None
    for version in (_IN_BRACKETS.sub(" ", text), text):
        words = heading_words(version)
        role = _EXACT.get(words) or next((role for role, pattern in _COMPILED if pattern.search(words)), None)
        if role is not None:
            return Meaning(role, _heir_number(words) if role in HEIR_ROLES else 0)
    return None


def _heir_number(words: str) -> int:
    match = _HEIR_NUMBER.search(words)
    return int(match[1] or match[2]) - 1 if match else 0
