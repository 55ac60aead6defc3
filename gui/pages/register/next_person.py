"""What the next person may take over: from the one saved last, or from the family on the same card. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gui.language import tr
from models.values import Relationship, Sex
from services.rules.dates import age_on
from services.rules.names import name_key
from services.rules.worker_fields import MOST_HEIRS
from services.workers.records import Heir, WorkerForm

PREFERENCE = "register.carried"
"""Where the office's choice of groups is kept."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "hamlet": ("hamlet",),
    "rt_rw": ("rt", "rw"),
    "address": ("address",),
    "occupation": ("occupation_code",),
    "workplace": ("workplace",),
    "hours": ("work_start", "work_end"),
    "income_source": ("income_source",),
}
"""What can be carried over to the next person, and the fields each is made of."""
AT_FIRST = ("hamlet", "rt_rw", "occupation", "workplace", "hours", "income_source")
"""Carried until the office chooses otherwise. Addresses differ more often than not."""
FAMILY = ("kk_number", "address", "hamlet", "rt", "rw")
"""What people on one family card share."""
HOUSEHOLD = (*FAMILY, "welfare_decile", "welfare_source")
"""What the next one of a family takes over from the one saved just now: a decile is that of the whole household."""
_GENERATION = 15  # years between parent and child at least


def group_words() -> dict[str, str]:
    """Name of each group, in the order of the form."""
    return {
        "hamlet": tr("Dukuh"),
        "rt_rw": tr("RT/RW"),
        "address": tr("Alamat"),
        "occupation": tr("Pekerjaan"),
        "workplace": tr("Tempat"),
        "hours": tr("Jam"),
        "income_source": tr("Sumber"),
    }


@dataclass(frozen=True, slots=True)
class Carried:
    """What the form on screen took over. ``name``: from whom. ``chosen``: groups that are carried over."""

    name: str = ""
    chosen: frozenset[str] = frozenset(AT_FIRST)
    values: Mapping[str, object] = field(default_factory=dict)


def carried_values(last: WorkerForm | None, chosen: Iterable[str]) -> dict[str, object]:
    """The values that the next person takes over; blank ones are not carried."""
    if last is None:
        return {}
    names = [name for group in GROUPS if group in chosen for name in GROUPS[group]]
    return {name: value for name in names if (value := getattr(last, name))}


def family_values(known: WorkerForm) -> dict[str, object]:
    """Family card and address of somebody on the same card; blank ones are not taken."""
    return {name: value for name in FAMILY if (value := getattr(known, name))}


def household_values(known: WorkerForm) -> dict[str, object]:
    """The same with the decile of the household."""
    return {name: value for name in HOUSEHOLD if (value := getattr(known, name))}


def family_heirs(known: WorkerForm, new: WorkerForm) -> tuple[Heir, ...]:
    """Whom the new person may name as heirs: ``known`` and the heirs that ``known`` named, without the new person.

    How they are related follows from how ``known`` named the new person, else from sex and age. An offer to look at.
    """
    named = next((heir for heir in known.heirs if _is(heir, new)), None)
    to_known = named.relationship if named is not None else _guess(known, new)
    heirs = [Heir(known.full_name, _other_way(to_known), known.nik, known.phone)] if known.full_name else []
    for heir in known.heirs:
        if heir is not named and heir.name:
            relation = _through(to_known, heir.relationship)
            heirs.append(Heir(heir.name, relation, heir.nik, heir.phone))
    return tuple(heirs[:MOST_HEIRS])


def _is(heir: Heir, person: WorkerForm) -> bool:
    if heir.nik and person.nik:
        return heir.nik == person.nik
    return bool(person.full_name) and name_key(heir.name) == name_key(person.full_name)


def _guess(known: WorkerForm, new: WorkerForm) -> Relationship:
    """What the new person probably is to ``known``."""
    older = _years_older(known.birth_date, new.birth_date)
    if older is None:
        return Relationship.SPOUSE
    if older >= _GENERATION:
        return Relationship.CHILD
    if older <= -_GENERATION:
        return Relationship.PARENT
    both = {known.sex, new.sex}
    return Relationship.SPOUSE if both == {Sex.MALE, Sex.FEMALE} else Relationship.SIBLING


def _years_older(one: date | None, other: date | None) -> int | None:
    return None if one is None or other is None else age_on(one, other) if one <= other else -age_on(other, one)


_BACK = {Relationship.CHILD: Relationship.PARENT, Relationship.PARENT: Relationship.CHILD}


def _other_way(relation: Relationship) -> Relationship:
    """The worker's child has the worker as parent, and so on."""
    return _BACK.get(relation, relation)


_THROUGH = {
    (Relationship.SPOUSE, Relationship.CHILD): Relationship.CHILD,
    (Relationship.CHILD, Relationship.SPOUSE): Relationship.PARENT,
    (Relationship.CHILD, Relationship.CHILD): Relationship.SIBLING,
    (Relationship.PARENT, Relationship.PARENT): Relationship.SPOUSE,
    (Relationship.PARENT, Relationship.SIBLING): Relationship.CHILD,
    (Relationship.SIBLING, Relationship.PARENT): Relationship.PARENT,
    (Relationship.SIBLING, Relationship.SIBLING): Relationship.SIBLING,
}


def _through(new_to_known: Relationship, heir_to_known: Relationship) -> Relationship:
    """What an heir of ``known`` is to the new person: a spouse's child is a child, a child's spouse something else."""
    return _THROUGH.get((new_to_known, heir_to_known), Relationship.OTHER)
