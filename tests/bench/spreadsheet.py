"""How many keys the same person takes in a spreadsheet: our own template, cell by cell, by somebody who knows Excel.

The counting rule, in Excel's favour wherever there is a doubt:

* A row begins in its first cell. Every cell costs what is typed plus one key (Tab; Enter behind the last one), a blank
  cell in between one key. Keys held down count, as they do in the form.
* Cells are typed as the heading's comment asks: 003, 12-03-1979, 06:00, a phone with its 0. An occupation may be the
  everyday word that the import understands, where that is shorter.
* AutoComplete: a text is typed up to the first letter where only one text of the column above begins like it; Excel
  shows it, Tab takes it. The column above is everybody registered in the village so far, without a gap, however far
  up. As in Excel, numbers, dates and hours do not complete.
* Ctrl+D, two keys, takes over the cell above where that is the same; Ctrl+; writes today's date.
* What the form keeps and the template has no column for gets one column each: source of the income, decile, source
  of the decile, consent, kind of consent, with one-letter completion. What the form adds by itself (sub-district,
  officer, version of the notice, date and time) is not counted at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.reference import Reference, find_occupations
from services.spreadsheets.own_columns import OWN_COLUMNS
from services.spreadsheets.roles import Role
from services.workers.records import WorkerForm

_SOURCES = {"self": "Kata pekerja", "officer": "Taksiran petugas", "document": "Surat"}
_CONSENTS = {"signature": "Tanda tangan", "thumb": "Cap jempol", "oral": "Lisan"}
_CHORD = 2
_JUST_TYPED = frozenset({Role.NAME})
_WORDS = ("derep", "ojol")


@dataclass(frozen=True, slots=True)
class Cost:
    """Keys for one row. ``plain``: everything typed out. ``helped``: with AutoComplete and both chords."""

    plain: int
    helped: int


def row_cost(form: WorkerForm, above: Sequence[WorkerForm], reference: Reference, today: date) -> Cost:
    """Keys for this person under the rows of those before."""
    form = replace(form, notice_given_on=today)
    plain = helped = 0
    for column in OWN_COLUMNS:
        text = _as_typed(column.write(form, reference))
        column_above = [_as_typed(column.write(each, reference)) for each in above]
        plain += len(text) + 1
        if column.meaning.role is Role.NOTICE:
            helped += _CHORD + 1
        elif column.meaning.role is Role.OCCUPATION:
            helped += min(_cell(text, column_above), _everyday(form, reference)) + 1
        elif text:
            helped += (len(text) if column.meaning.role in _JUST_TYPED else _cell(text, column_above)) + 1
        else:
            helped += 1
    extra = _without_column(form)
    return Cost(plain + sum(len(text) + 1 for text in extra), helped + sum(2 for text in extra))


def _as_typed(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return "" if value is None else str(value)


def _cell(text: str, above: Sequence[str]) -> int:
    """The cheapest way to get this text into a cell."""
    ways = [len(text)]
    if above and above[-1] == text:
        ways.append(_CHORD)
    if any(sign.isalpha() for sign in text):
        others = {each.casefold() for each in above if each}
        ways += [end for end in range(1, len(text)) if _completes(text.casefold(), end, others)]
    return min(ways)


def _completes(text: str, end: int, others: set[str]) -> bool:
    return {each for each in others if each.startswith(text[:end])} == {text}


def _everyday(form: WorkerForm, reference: Reference) -> int:
    return min(
        (
            len(word)
            for word in _WORDS
            if [each.code for each in find_occupations(reference, word)][:1] == [form.occupation_code]
        ),
        default=1_000,
    )


def _without_column(form: WorkerForm) -> list[str]:
    return [
        _SOURCES[form.income_source],
        str(form.welfare_decile),
        form.welfare_source,
        "Ya",
        _CONSENTS[form.consent_method],
    ]
