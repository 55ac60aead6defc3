"""Lists that many villages have, known by their headings."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from services.spreadsheets.own_columns import OWN_COLUMNS
from services.spreadsheets.roles import heading_words


class Preset(StrEnum):
    """A layout this program knows as a whole."""

    TEMPLATE = "template"
    REGISTRY = "registry"
    VILLAGE_SYSTEM = "village_system"
    BPJS = "bpjs"


_TEMPLATE = frozenset(heading_words(column.heading) for column in OWN_COLUMNS)
_MARKS: tuple[tuple[Preset, frozenset[str], int], ...] = (
    (Preset.TEMPLATE, _TEMPLATE, 12),
    (
        Preset.BPJS,
        frozenset({"kpj", "jht", "jkk", "jkm", "tgl kepesertaan", "tgl berakhir", "masa grace", "no handphone"}),
        3,
    ),
    (
        Preset.VILLAGE_SYSTEM,
        frozenset(
            {
                "tempatlahir",
                "tanggallahir",
                "kk level",
                "agama id",
                "pekerjaan id",
                "pendidikan kk id",
                "warganegara id",
                "golongan darah id",
                "status kawin",
                "shdk",
                "status dasar",
                "ktp el",
            }
        ),
        3,
    ),
    (
        Preset.REGISTRY,
        frozenset(
            {
                "nama lgkp",
                "jenis klmin",
                "tmpt lhr",
                "tgl lhr",
                "stat hbkel",
                "nama lgkp ibu",
                "jenis pkrjn",
                "stat kwn",
                "no rt",
                "no rw",
            }
        ),
        4,
    ),
)
"""Headings that stand in such a list, and how many of them make it one."""


def preset_of(headings: Iterable[str]) -> Preset | None:
    """Which known list these headings belong to. «PROGRAM JHT» counts as «JHT»."""
    words = {heading_words(heading).removeprefix("program ") for heading in headings}
    return next((preset for preset, marks, least in _MARKS if len(words & marks) >= least), None)
