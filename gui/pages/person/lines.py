"""Labels and values of the cards about one person. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gui.decided_words import NOTHING
from gui.format import date_long, number, rupiah, title_case
from gui.language import tr
from gui.pages.person.words import (
    age_words,
    method_words,
    occupation,
    phone_words,
    sex_words,
    source_words,
    village_words,
)
from services.reference import Reference
from services.workers.records import WorkerForm


@dataclass(frozen=True, slots=True)
class Line:
    """A label with its value; ``known`` False while there is none."""

    label: str
    value: str
    known: bool = True


def _line(label: str, value: str) -> Line:
    return Line(label, value or tr("Belum ada"), bool(value))


def identity_lines(form: WorkerForm, today: date) -> list[Line]:
    """Who it is; the NIK stands in the band above."""
    born = date_long(form.birth_date) if form.birth_date else ""
    place = title_case(form.birth_place)
    return [
        _line(tr("Tempat, tanggal lahir"), ", ".join(part for part in (place, born) if part)),
        _line(tr("Usia"), age_words(form, today)),
        _line(tr("Jenis kelamin"), sex_words(form.sex)),
        _line(tr("Nama ibu kandung"), title_case(form.mother_name)),
    ]


def address_lines(form: WorkerForm, reference: Reference) -> list[Line]:
    """Where to find them."""
    house = f"{form.rt or NOTHING}/{form.rw or NOTHING}" if form.rt or form.rw else ""
    village = village_words(reference, form.village_code) if form.village_code else ""
    found = reference.villages.get(form.village_code)
    lines = [_line(tr("Alamat"), title_case(form.address))]
    if form.hamlet:
        lines.append(_line(tr("Dusun"), title_case(form.hamlet)))
    lines += [_line(tr("RT/RW"), house), _line(tr("Desa"), village)]
    if found is not None:
        lines.append(_line(tr("Kecamatan"), found.subdistrict))
    return [*lines, _line(tr("No. HP"), phone_words(form.phone))]


def work_lines(form: WorkerForm, reference: Reference) -> list[Line]:
    """What they do, and what they say they earn."""
    hours = tr("{start} sampai {end}", start=_hour(form.work_start), end=_hour(form.work_end))
    income = "" if form.monthly_income is None else tr("{sum} /bulan", sum=rupiah(form.monthly_income))
    source = source_words(form.income_source)
    lines = [_line(tr("Pekerjaan"), occupation(reference, form.occupation_code) if form.occupation_code else "")]
    if form.occupation2_code:
        lines.append(_line(tr("Pekerjaan kedua"), occupation(reference, form.occupation2_code)))
    lines += [
        _line(tr("Tempat kerja"), title_case(form.workplace)),
        _line(tr("Jam kerja"), hours if form.work_start and form.work_end else ""),
        _line(tr("Penghasilan"), f"{income}\n{source}" if income and source else income),
    ]
    if form.welfare_decile is not None:
        said = " · ".join(part for part in (number(form.welfare_decile), form.welfare_source) if part)
        lines.append(_line(tr("Desil kesejahteraan"), said))
    return lines


def _hour(text: str) -> str:
    return text.replace(":", ".")


def notice_lines(form: WorkerForm, owner: str) -> list[Line]:
    """Which text on personal data was given, when and by whom; consent beyond it; who keeps the record."""
    given = date_long(form.notice_given_on) if form.notice_given_on else ""
    method = method_words(form.consent_method)
    consent = (method or tr("ya")) if form.consent_given else tr("tidak diminta")
    lines = [_line(tr("Pemberitahuan"), given and tr("diberikan {day}", day=given))]
    if given:
        lines.append(_line(tr("Oleh"), form.notice_given_by))
        lines.append(_line(tr("Naskah"), form.notice_version and tr("versi {version}", version=form.notice_version)))
    lines.append(Line(tr("Persetujuan tambahan"), consent, form.consent_given))
    return [*lines, Line(tr("Dikelola"), owner)]
