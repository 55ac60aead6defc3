"""The way of a list into the register, step by step; everything a page or a command needs, in one place.

1. ``open_source`` or ``paste_source``: read, in a process of its own, bounded in time and memory.
2. ``guess_mapping``, ``change_role``, ``remember_mapping``: what each column means, and how sure that is.
3. ``check_source``, ``recheck``, ``compare``: every row ready, warned, held or already here; corrected in place.
4. ``write_import``: one act, all or none; ``write_held_rows``: the rest, to be corrected and imported again.

Nothing is written before the fourth step (but for a mapping that is to be remembered).
"""

from __future__ import annotations

from services.spreadsheets.check import cells_like, check_source, recheck, undo_edits
from services.spreadsheets.comparing import compare, compare_all, mapping_problems, namesakes_in, updatable_fields
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.held import write_held_rows
from services.spreadsheets.judging import NO_DOUBT
from services.spreadsheets.keys import KEY_FIELD, keyed_in
from services.spreadsheets.mapping import (
    CHOICES,
    SURE,
    Basis,
    ListMapping,
    MappedColumn,
    Recall,
    SheetMapping,
    change_role,
    nothing_remembered,
)
from services.spreadsheets.opening import open_source, paste_source
from services.spreadsheets.presets import Preset
from services.spreadsheets.records import (
    CellAt,
    CheckedRow,
    Choice,
    Comparison,
    Counts,
    Edits,
    FieldDifference,
    ImportCheck,
    ImportOutcome,
    Key,
    NikColumn,
    Recheck,
    RowProblem,
    RowState,
)
from services.spreadsheets.remembering import SeenBefore, forget_mapping, remember_mapping, remembered, seen_before
from services.spreadsheets.roles import HEIR_ROLES, Meaning, Role
from services.spreadsheets.source import Source, SourceSheet
from services.spreadsheets.taking_in import write_import

__all__ = [
    "CHOICES",
    "HEIR_ROLES",
    "KEY_FIELD",
    "NO_DOUBT",
    "SURE",
    "Basis",
    "CellAt",
    "CheckedRow",
    "Choice",
    "Comparison",
    "Counts",
    "Edits",
    "FieldDifference",
    "ImportCheck",
    "ImportOutcome",
    "Key",
    "ListMapping",
    "MappedColumn",
    "Meaning",
    "NikColumn",
    "Preset",
    "Recall",
    "Recheck",
    "Role",
    "RowProblem",
    "RowState",
    "SeenBefore",
    "SheetMapping",
    "Source",
    "SourceSheet",
    "cells_like",
    "change_role",
    "check_source",
    "compare",
    "compare_all",
    "forget_mapping",
    "guess_mapping",
    "keyed_in",
    "mapping_problems",
    "namesakes_in",
    "nothing_remembered",
    "open_source",
    "paste_source",
    "recheck",
    "remember_mapping",
    "remembered",
    "seen_before",
    "undo_edits",
    "updatable_fields",
    "write_held_rows",
    "write_import",
]
