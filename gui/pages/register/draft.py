"""What the form holds while it is being filled: the sections, and what is said about each field. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from gui.language import tr
from services.rules.completeness import REQUIRED
from services.workers.records import WorkerForm


class Section(IntEnum):
    """The cards of the form, from top to bottom. PHOTO is there only where the office turned it on."""

    IDENTITY = 0
    ADDRESS = 1
    WORK = 2
    HEIRS = 3
    PHOTO = 4
    NOTICE = 5


SECTION_OF: Mapping[str, Section] = {
    "nik": Section.IDENTITY,
    "full_name": Section.IDENTITY,
    "birth_place": Section.IDENTITY,
    "birth_date": Section.IDENTITY,
    "sex": Section.IDENTITY,
    "mother_name": Section.IDENTITY,
    "phone": Section.IDENTITY,
    "kk_number": Section.ADDRESS,
    "address": Section.ADDRESS,
    "rt": Section.ADDRESS,
    "rw": Section.ADDRESS,
    "hamlet": Section.ADDRESS,
    "village_code": Section.ADDRESS,
    "occupation_code": Section.WORK,
    "workplace": Section.WORK,
    "monthly_income": Section.WORK,
    "income_source": Section.WORK,
    "work_start": Section.WORK,
    "work_end": Section.WORK,
    "occupation2_code": Section.WORK,
    "welfare_decile": Section.WORK,
    "welfare_source": Section.WORK,
    "heirs": Section.HEIRS,
    "notice_given_on": Section.NOTICE,
    "consent_given": Section.NOTICE,
    "consent_method": Section.NOTICE,
}
"""Every field, in the order of the form, and the card it stands in."""

TYPED = tuple(name for name in REQUIRED if name != "village_code")
"""Required fields that somebody has to fill: the village is the office's own."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The form as it stands. ``unreadable``: field → code, where something is typed that has no meaning yet."""

    form: WorkerForm = field(default_factory=WorkerForm)
    unreadable: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence at a field. ``same_as_nik``: the value of the NIK can be taken over by one button.

    ``looks_daily``: the income of a month is asked for.
    """

    tone: Literal["err", "warn"]
    text: str
    same_as_nik: bool = False
    looks_daily: bool = False


def section_names() -> dict[Section, str]:
    """What the rail calls the sections."""
    return {
        Section.IDENTITY: tr("Identitas"),
        Section.ADDRESS: tr("Alamat"),
        Section.WORK: tr("Pekerjaan"),
        Section.HEIRS: tr("Ahli waris"),
        Section.PHOTO: tr("Foto KTP"),
        Section.NOTICE: tr("Persetujuan"),
    }


def missing_sentence(name: str) -> str:
    """What to do about a required field that is blank; NIK, name and birth date have sentences of their own."""
    return {
        "sex": tr("Jenis kelamin belum dipilih. Pilih sesuai KTP."),
        "address": tr("Alamat belum diisi. Ketik sesuai KTP."),
        "occupation_code": tr("Jenis pekerjaan belum dipilih. Pilih dari daftar."),
        "notice_given_on": tr("Pemberitahuan belum dicentang. Bacakan atau serahkan, lalu centang."),
    }[name]
