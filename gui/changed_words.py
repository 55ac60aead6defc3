"""«Data berubah setelah putusan»: which facts a decision rested on differ now, in words. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence

from gui.format import number
from gui.language import tr


def facts_words(facts: Sequence[str]) -> str:
    """«NIK, tanggal lahir», as the end of a line."""
    names = {
        "nik": tr("NIK"),
        "full_name": tr("nama"),
        "birth_date": tr("tanggal lahir"),
        "occupation_code": tr("pekerjaan"),
        "monthly_income": tr("penghasilan"),
        "dependants": tr("tanggungan"),
        "village": tr("desa"),
        "status": tr("status data"),
    }
    said = ", ".join(names.get(fact, fact) for fact in facts)
    return said[:1].upper() + said[1:]


def changed_words(count: int, unknown: int) -> str:
    """One line about a batch; empty where nothing changed and everything can be told."""
    parts = []
    if count:
        parts.append(tr("Data berubah setelah putusan: {count} orang.", count=number(count)))
    if unknown:
        parts.append(
            tr("{count} putusan tidak mencatat dasarnya, jadi perubahannya tidak diketahui.", count=number(unknown))
        )
    return " ".join(parts)
