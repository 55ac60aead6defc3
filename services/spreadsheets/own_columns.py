"""The columns of workbooks that Payung itself writes: template and export. Their headings read back by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.values import Relationship
from services.reference import Reference
from services.spreadsheets.roles import LABELS, Meaning, Role
from services.workers.records import Heir, WorkerForm

HEIRS = 3
RELATIONSHIPS: dict[Relationship, str] = {
    Relationship.SPOUSE: "Suami/Istri",
    Relationship.CHILD: "Anak",
    Relationship.PARENT: "Orang tua",
    Relationship.SIBLING: "Saudara",
    Relationship.OTHER: "Lainnya",
}

Value = str | int | date | None
Write = Callable[[WorkerForm, Reference], Value]


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """One column. ``rule``: what the comment on its heading says to the officer."""

    meaning: Meaning
    write: Write
    rule: str
    width: int = 18

    @property
    def heading(self) -> str:
        """As written in row 1."""
        label = LABELS[self.meaning.role]
        return f"{label} {self.meaning.number + 1}" if self.meaning.number else label

    @property
    def is_date(self) -> bool:
        """Whether its cells are real dates."""
        return self.meaning.role in (Role.BIRTH_DATE, Role.NOTICE)

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers to count with; all others are text."""
        return self.meaning.role is Role.INCOME


def _field(name: str) -> Write:
    return lambda form, _: getattr(form, name) or None


def _income(form: WorkerForm, reference: Reference) -> Value:
    return form.monthly_income


def _occupation(name: str) -> Write:
    def write(form: WorkerForm, reference: Reference) -> Value:
        found = reference.occupations.get(getattr(form, name))
        return found.label if found else None

    return write


def _village(form: WorkerForm, reference: Reference) -> Value:
    found = reference.villages.get(form.village_code)
    return found.name if found else None


def _sex(form: WorkerForm, reference: Reference) -> Value:
    return form.sex.value if form.sex else None


def _of_heir(number: int, tell: Callable[[Heir], str]) -> Write:
    def write(form: WorkerForm, reference: Reference) -> Value:
        return tell(form.heirs[number]) or None if number < len(form.heirs) else None

    return write


def _heir_columns(number: int) -> tuple[OwnColumn, ...]:
    def column(role: Role, tell: Callable[[Heir], str], rule: str) -> OwnColumn:
        return OwnColumn(Meaning(role, number), _of_heir(number, tell), rule, 20)

    return (
        column(Role.HEIR_NAME, lambda heir: heir.name, "Nama ahli waris seperti di KTP atau KK."),
        column(Role.HEIR_RELATIONSHIP, lambda heir: RELATIONSHIPS[heir.relationship], "Pilih dari daftar."),
        column(Role.HEIR_NIK, lambda heir: heir.nik, "16 angka. Boleh kosong."),
        column(Role.HEIR_PHONE, lambda heir: heir.phone, "Mulai dengan 0. Boleh kosong."),
    )


def _own(role: Role, write: Write, rule: str, width: int = 18) -> OwnColumn:
    return OwnColumn(Meaning(role), write, rule, width)


OWN_COLUMNS: tuple[OwnColumn, ...] = (
    _own(Role.NIK, _field("nik"), "16 angka dari KTP. Kolom ini sudah berupa teks; jangan diubah menjadi angka.", 20),
    _own(Role.NAME, _field("full_name"), "Seperti di KTP, tanpa gelar.", 28),
    _own(Role.BIRTH_PLACE, _field("birth_place"), "Seperti di KTP."),
    _own(Role.BIRTH_DATE, _field("birth_date"), "Tanggal-bulan-tahun, misalnya 12-03-1979.", 14),
    _own(Role.SEX, _sex, "L untuk laki-laki, P untuk perempuan.", 10),
    _own(Role.MOTHER, _field("mother_name"), "Nama ibu kandung, diminta BPJS.", 24),
    _own(Role.KK, _field("kk_number"), "16 angka dari Kartu Keluarga.", 20),
    _own(Role.ADDRESS, _field("address"), "Alamat tanpa RT dan RW.", 30),
    _own(Role.HAMLET, _field("hamlet"), "Nama dusun atau dukuh."),
    _own(Role.RT, _field("rt"), "Tiga angka, misalnya 003.", 8),
    _own(Role.RW, _field("rw"), "Tiga angka, misalnya 002.", 8),
    _own(Role.VILLAGE, _village, "Desa atau kelurahan ini saja. Boleh kosong."),
    _own(Role.PHONE, _field("phone"), "Mulai dengan 0. Boleh kosong.", 16),
    _own(Role.OCCUPATION, _occupation("occupation_code"), "Pilih dari daftar, atau tulis kata sehari-hari.", 30),
    _own(Role.OCCUPATION_2, _occupation("occupation2_code"), "Kalau punya pekerjaan kedua.", 30),
    _own(Role.WORKPLACE, _field("workplace"), "Di mana bekerja.", 24),
    _own(Role.WORK_START, _field("work_start"), "Jam mulai, misalnya 07:00.", 10),
    _own(Role.WORK_END, _field("work_end"), "Jam selesai, misalnya 15:00.", 10),
    _own(Role.INCOME, _income, "Rupiah sebulan, bukan sehari."),
    *_heir_columns(0),
    *_heir_columns(1),
    *_heir_columns(2),
    _own(
        Role.NOTICE,
        _field("notice_given_on"),
        "Hari orangnya diberi tahu untuk apa datanya dipakai.",
        16,
    ),
)
"""In the order of the form."""
