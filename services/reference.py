"""Reference data: villages, occupations, tariff and benefits, read once from ``resources``."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from models.values import Insurance, Month, Payer, Sector
from resources import locate
from services.rules.benefits import Benefits, Scholarship
from services.rules.lookup import Entry, find
from services.rules.tariff import Bracket, Modifier, Tariff


@dataclass(frozen=True, slots=True)
class Village:
    """A desa or kelurahan. ``code``: 33.16.CC.TNNN; names repeat, codes do not."""

    code: str
    name: str
    kind: str
    subdistrict_code: str
    subdistrict: str

    @property
    def is_kelurahan(self) -> bool:
        """Papers say «Lurah» instead of «Kepala Desa»."""
        return self.kind == "kelurahan"


@dataclass(frozen=True, slots=True)
class Occupation:
    """One of the 20 occupations. ``risk``: 1 low to 5 high. ``synonyms``: everyday words and dialect, lower case.

    ``short``: the name where there is little room, in lists.
    """

    code: str
    label: str
    sector: Sector
    risk: int
    synonyms: tuple[str, ...]
    short: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything that is the same in every office. Mappings are in code order (occupations: list order)."""

    version: str
    district_code: str
    district_name: str
    villages: Mapping[str, Village]
    subdistricts: Mapping[str, str]
    occupations: Mapping[str, Occupation]
    tariff: Tariff
    benefits: Benefits


@cache
def load_reference() -> Reference:
    """The reference data this program was shipped with. Raises FileNotFoundError when files are missing."""
    return build_reference(reference_content())


def build_reference(content: Mapping[str, Any]) -> Reference:
    """Reference data from the plain values that a kit carries. Raises KeyError, TypeError or ValueError when broken."""
    subdistricts = {row["code"]: row["name"] for row in content["subdistricts"]}
    return Reference(
        version=content["version"],
        district_code=content["district"]["code"],
        district_name=content["district"]["name"],
        villages=MappingProxyType({row["code"]: _village(row, subdistricts) for row in content["villages"]}),
        subdistricts=MappingProxyType(subdistricts),
        occupations=MappingProxyType({row["code"]: _occupation(row) for row in content["occupations"]}),
        tariff=_tariff(content["tariff"]),
        benefits=_benefits(content["benefits"]),
    )


def reference_content() -> dict[str, Any]:
    """The same data as plain JSON values, as it travels in a kit. A fresh copy every time."""
    return {
        "version": _read_json("reference.json")["version"],
        "district": _read_json("regions/district.json"),
        "villages": _read_csv("regions/villages.csv"),
        "subdistricts": _read_csv("regions/subdistricts.csv"),
        "occupations": _read_json("occupations/occupations.json"),
        "tariff": {**_read_json("tariffs/rules.json"), "brackets": _read_csv("tariffs/brackets.csv")},
        "benefits": _read_json("benefits/benefits.json"),
    }


def find_villages(reference: Reference, text: str) -> list[Village]:
    """Villages whose name or sub-district begins with or holds the words typed, best first; all of them for a blank."""
    entries = _village_entries() if reference is load_reference() else _entries_of_villages(reference)
    return [reference.villages[code] for code in find(entries, text)]


def find_occupations(reference: Reference, text: str) -> list[Occupation]:
    """Occupations for an everyday word («ngarit», «ojol», «bakul sayur»), best first; all of them for a blank."""
    entries = _occupation_entries() if reference is load_reference() else _entries_of_occupations(reference)
    return [reference.occupations[code] for code in find(entries, text)]


def occupation_named(reference: Reference, text: str) -> Occupation | None:
    """The one occupation that a cell of a list means: its code, its label or one of its synonyms, exactly."""
    entries = _occupation_entries() if reference is load_reference() else _entries_of_occupations(reference)
    exact = find(entries, text, exact=True) if text.strip() else []
    return reference.occupations[exact[0]] if len(exact) == 1 else None


@cache
def _village_entries() -> tuple[Entry, ...]:
    return _entries_of_villages(load_reference())


@cache
def _occupation_entries() -> tuple[Entry, ...]:
    return _entries_of_occupations(load_reference())


def _entries_of_villages(reference: Reference) -> tuple[Entry, ...]:
    return tuple(
        Entry.of(code, (village.name, f"{village.kind} {village.name}", code), (village.subdistrict,))
        for code, village in reference.villages.items()
    )


def _entries_of_occupations(reference: Reference) -> tuple[Entry, ...]:
    return tuple(
        Entry.of(code, (occupation.label, code, *occupation.synonyms), ())
        for code, occupation in reference.occupations.items()
    )


def _village(row: Mapping[str, str], subdistricts: Mapping[str, str]) -> Village:
    subdistrict = row["code"][:8]
    return Village(row["code"], row["name"], row["kind"], subdistrict, subdistricts[subdistrict])


def _occupation(row: Mapping[str, Any]) -> Occupation:
    short = row.get("short", row["label"])
    return Occupation(row["code"], row["label"], Sector(row["sector"]), row["risk"], tuple(row["synonyms"]), short)


def _tariff(content: Mapping[str, Any]) -> Tariff:
    return Tariff(
        brackets=tuple(Bracket(**{name: int(value) for name, value in row.items()}) for row in content["brackets"]),
        jkm=content["jkm"],
        modifiers=tuple(_modifier(row) for row in content["modifiers"]),
        first_month=Month.parse(content["first_month"]),
        bracket_rule=content["rules"]["jkk"],
        jkm_rule=content["rules"]["jkm"],
        jht_rule=content["rules"]["jht"],
    )


def _modifier(row: Mapping[str, Any]) -> Modifier:
    return Modifier(
        insurance=Insurance(row["insurance"]),
        sector=None if row["sector"] == "*" else Sector(row["sector"]),
        except_payers=frozenset(Payer(code) for code in row["except_payers"]),
        unclear_payers=frozenset(Payer(code) for code in row["unclear_payers"]),
        month_from=Month.parse(row["month_from"]),
        month_to=Month.parse(row["month_to"]),
        multiplier=Fraction(row["value"]),
        legal_basis=row["legal_basis"],
        rule=row["rule"],
        full_months_for_new=row["full_months_for_new"],
    )


def _benefits(content: Mapping[str, Any]) -> Benefits:
    return Benefits(
        **{
            **content,
            "unable_to_work_first": Fraction(content["unable_to_work_first"]),
            "unable_to_work_later": Fraction(content["unable_to_work_later"]),
            "scholarship": tuple(Scholarship(**row) for row in content["scholarship"]),
        }
    )


def _read_json(name: str) -> Any:
    return json.loads(locate(name).read_text(encoding="utf-8"))


def _read_csv(name: str) -> list[dict[str, str]]:
    with locate(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
