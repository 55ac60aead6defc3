"""Sentences of problems where the form knows more than the code alone. Plain Python."""

from __future__ import annotations

from datetime import date

from gui.format import date_long
from gui.language import tr
from gui.messages import sentence
from gui.pages.register.nik_reading import sex_word
from models.values import Problem, Sex
from services.rules.nik import LENGTH


def problem_words(problem: Problem, nik_length: int) -> str:
    """What is the case and what to do. ``nik_length``: how many digits are typed."""
    if problem.code == "nik.length" and nik_length < LENGTH:
        return tr("NIK baru {count} angka. Lengkapi sampai 16 angka.", count=nik_length)
    if problem.code == "nik.birth_date_differs" and "nik_date" in problem.data:
        born = date.fromisoformat(str(problem.data["nik_date"]))
        return tr("Tanggal lahir di NIK {date}. Samakan atau periksa KTP.", date=date_long(born))
    if problem.code == "nik.sex_differs":
        sex = sex_word(Sex(str(problem.data["nik_sex"])))
        return tr("Jenis kelamin di NIK {sex}. Samakan atau periksa KTP.", sex=sex.lower())
    return sentence(problem.code, problem.data)
