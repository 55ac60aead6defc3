"""A field and its value in words, for the history and for fields in dispute. Plain Python."""

from __future__ import annotations

from datetime import date
from typing import Any

from gui.field_names import field_words
from gui.format import date_long, rupiah, title_case
from gui.language import tr
from gui.pages.person.words import (
    method_words,
    nik_words,
    occupation,
    phone_words,
    sex_words,
    source_words,
    village_words,
)
from models.values import Sex, WorkerStatus
from services.reference import Reference


def value_words(field: str, value: Any, reference: Reference, *, shown: bool) -> str:
    """A value of a field in words, for the history and for fields in dispute."""
    if value is None or value == "" or value == ():
        return tr("kosong")
    if field in ("nik", "kk_number"):
        return nik_words(str(value), shown=shown)
    if isinstance(value, Sex):
        return sex_words(value)
    if isinstance(value, bool):
        return tr("ya") if value else tr("tidak")
    if isinstance(value, date):
        return date_long(value)
    if field == "monthly_income":
        return rupiah(value)
    if field == "heirs":
        return ", ".join(title_case(heir.name) for heir in value)
    return _text_words(field, str(value), reference)


def _text_words(field: str, text: str, reference: Reference) -> str:
    if field in ("occupation_code", "occupation2_code"):
        return occupation(reference, text)
    if field == "village_code":
        return village_words(reference, text)
    if field == "phone":
        return phone_words(text)
    if field == "income_source":
        return source_words(text) or text
    if field == "consent_method":
        return method_words(text) or text
    if field == "status":
        return tr("keluar dari daftar") if text == WorkerStatus.LEFT.value else text
    return title_case(text)


def field_label(field: str) -> str:
    """What a field is called in the history."""
    names = {
        **field_words(),
        "birth_place": tr("tempat lahir"),
        "hamlet": tr("dusun"),
        "rt": tr("RT"),
        "rw": tr("RW"),
        "occupation2_code": tr("pekerjaan kedua"),
        "workplace": tr("tempat kerja"),
        "work_start": tr("jam mulai"),
        "work_end": tr("jam selesai"),
        "monthly_income": tr("penghasilan"),
        "income_source": tr("sumber penghasilan"),
        "welfare_decile": tr("desil"),
        "welfare_source": tr("sumber desil"),
        "notice_version": tr("naskah pemberitahuan"),
        "notice_given_by": tr("pemberi pemberitahuan"),
        "consent_given": tr("persetujuan"),
        "consent_method": tr("cara persetujuan"),
        "status": tr("keadaan"),
    }
    found = names.get(field, field)
    return found[:1].upper() + found[1:]
