"""The key that an exported list carries for each person: who a row is about, also when NIK or name were corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from models.values import Problem, Severity, WorkerStatus
from services.context import AppContext
from services.rules.names import name_likeness
from services.spreadsheets.sheets import Cell, cell_text
from services.workers.records import WorkerForm, WorkerRef

KEY_FIELD = "key"
LEFT = "key.left"
"""Told of a row about somebody who left the register: nothing of it is taken."""
SAME_NAME = 70
"""Least likeness (0-100) of two names that one person may carry without a question."""
_KNOWN_DIGITS = 15
"""What is left of a NIK that was a number once."""
_BY_ID = """
SELECT id, nik, full_name, village_code, status FROM worker WHERE id IN (SELECT value FROM json_each(?))
"""


class KeyHolder(NamedTuple):
    """Somebody of the register, found by key. ``nik``: as it is kept."""

    worker: WorkerRef
    nik: str

    @property
    def has_left(self) -> bool:
        """Whether the register shows this person no more."""
        return self.worker.status is WorkerStatus.LEFT


Keyed = Callable[[Iterable[str]], Mapping[str, KeyHolder]]
"""Who of the register has these keys."""


def keyed_in(ctx: AppContext) -> Keyed:
    """Where ``check_source`` finds the people whose keys stand in an exported list."""

    def keyed(keys: Iterable[str]) -> dict[str, KeyHolder]:
        wanted = msgspec.json.encode(list(keys)).decode()
        with ctx.read() as connection:
            rows = connection.exec_driver_sql(_BY_ID, (wanted,)).all()
        return {
            worker_id: KeyHolder(
                WorkerRef(id=worker_id, full_name=name, village_code=village, status=WorkerStatus(status)), nik
            )
            for worker_id, nik, name, village, status in rows
        }

    return keyed


def read_key(value: Cell) -> str:
    """The key in a cell, whatever was made of it there; ``""`` for a blank one."""
    return cell_text(value).lower() if value != "" else ""


class Keys:
    """The keys of a list: which rows carry them and whose they are. ``look_up`` None: keys are passed over."""

    def __init__(self, look_up: Keyed | None) -> None:
        self._look_up = look_up
        self.rows: dict[str, tuple[int, ...]] = {}
        self._known: dict[str, KeyHolder] = {}

    def copy(self) -> Keys:
        """A copy that can be changed without this one changing."""
        made = Keys(self._look_up)
        made.rows, made._known = dict(self.rows), dict(self._known)
        return made

    @property
    def are_read(self) -> bool:
        """Whether keys mean anything in this check."""
        return self._look_up is not None

    def ask(self, keys: Iterable[str]) -> None:
        """Ask the register about keys that were not asked for yet."""
        wanted = [key for key in keys if key and key not in self._known]
        if wanted and self._look_up is not None:
            self._known.update(self._look_up(wanted))

    def holder(self, key: str) -> KeyHolder | None:
        """Whose key it is."""
        return self._known.get(key)

    def row_about(self, worker_id: str) -> int:
        """The first row that carries this person's key; -1 for none."""
        return self.rows[worker_id][0] if worker_id in self.rows else -1

    def other_row(self, key: str, index: int) -> int:
        """Another row with the same key; -1 for none."""
        return next((at for at in self.rows[key] if at != index), -1)


def is_damaged_copy(value: Cell, kept: str, was_number: bool) -> bool:
    """Whether a NIK in a list is the kept one as Excel spoils it: the first 15 digits, the last one lost.

    ``was_number``: a text in a column whose NIKs are known to have been numbers (the NIK doctor).
    """
    if isinstance(value, float):
        text = f"{value:.0f}"
    else:
        text = cell_text(value) if was_number else ""
        text = text if text.endswith("0") else ""
    return len(text) == len(kept) == _KNOWN_DIGITS + 1 and text[:_KNOWN_DIGITS] == kept[:_KNOWN_DIGITS]


def held(code: str, **data: str | int) -> Problem:
    """A key that says nothing sure keeps its row out."""
    return Problem(KEY_FIELD, code, data=data)


def looks_like_another(form: WorkerForm, holder: KeyHolder) -> bool:
    """Whether neither NIK nor name is that of the key's owner: a row typed over, or keys that slipped."""
    if not form.full_name or form.nik == holder.nik != "":
        return False
    return name_likeness(form.full_name, holder.worker.full_name) < SAME_NAME


def about_other_name(form: WorkerForm, holder: WorkerRef) -> Iterator[tuple[None, Problem]]:
    """Another name under the same NIK is worth a look; whoever is here needs no other correcting."""
    if form.full_name and name_likeness(form.full_name, holder.full_name) < SAME_NAME:
        yield None, Problem("full_name", "nik.other_name", Severity.WARNING, {"worker_id": holder.id})
