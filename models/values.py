"""Enums and small value types that every layer may use."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class Role(StrEnum):
    """What an office does: the village registers, the district decides."""

    VILLAGE = "village"
    DISTRICT = "district"

    @property
    def rank(self) -> int:
        """Standing in the fold: a lower office never overrides a higher one (handover.md B5)."""
        return 2 if self is Role.DISTRICT else 1


class Sex(StrEnum):
    """As printed on the KTP: L (laki-laki) or P (perempuan)."""

    MALE = "L"
    FEMALE = "P"


class Payer(StrEnum):
    """Who pays a contribution. Decides whether a relief applies (PP 50/2025)."""

    APBN = "apbn"
    APBD = "apbd"
    APBDES = "apbdes"
    CSR = "csr"
    SELF = "self"


class Insurance(StrEnum):
    """The three insurance programmes open to non-wage workers."""

    JKK = "jkk"
    JKM = "jkm"
    JHT = "jht"


class Sector(StrEnum):
    """PP 50/2025 tells transport from all other work."""

    TRANSPORT = "transport"
    OTHER = "other"


class WorkerStatus(StrEnum):
    """Life of a saved record. A *draft* is an unsaved form and has no status."""

    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    LEFT = "left"


class LeftReason(StrEnum):
    """Why somebody left the register. Nobody is ever deleted; WITHDRAWN is an entry that was undone."""

    DIED = "died"
    MOVED = "moved"
    EMPLOYEE = "employee"
    OVER_65 = "over_65"
    REFUSED = "refused"
    DOUBLE = "double"
    WITHDRAWN = "withdrawn"


class ActKind(StrEnum):
    """What a person did in one act, for the list of acts and for undo."""

    REGISTER = "register"
    UPDATE = "update"
    IMPORT = "import"
    BULK = "bulk"
    LEAVE = "leave"
    RETURN = "return"
    UNDO = "undo"
    EXPORT = "export"
    PRINT = "print"
    REVEAL = "reveal"
    OTHER = "other"


class EventKind(StrEnum):
    """What happened in an office beside the changes of people, for its history (handover.md E)."""

    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    RECOVERY = "recovery"
    PASSPHRASE = "passphrase"
    OFFICER_ADDED = "officer_added"
    OFFICER_REMOVED = "officer_removed"
    RECOVERY_CODE = "recovery_code"
    EXPORT = "export"
    PRINT = "print"
    REVEAL = "reveal"
    RESTORE = "restore"
    REPAIR = "repair"
    REBUILD = "rebuild"
    WENT_BACK = "went_back"
    MOVED = "moved"
    FORKED = "forked"
    KIT_MADE = "kit_made"
    KIT_TAKEN = "kit_taken"
    ADMITTED = "admitted"
    REVOKED = "revoked"
    TRANSFER = "transfer"
    ERASE = "erase"
    ROTATION = "rotation"
    SUPPORT = "support"
    OTHER = "other"


class Relationship(StrEnum):
    """How an heir is related to the worker."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    OTHER = "other"


class Outcome(StrEnum):
    """What the district decided about one worker in one batch."""

    FUNDED = "funded"
    RESERVE = "reserve"
    REFUSED = "refused"


class Severity(StrEnum):
    """HELD keeps a row or form from being complete; WARNING is told and may be saved."""

    HELD = "held"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, as a code. ``data`` never carries a NIK, name or phone number."""

    field: str
    code: str
    severity: Severity = Severity.HELD
    data: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A contribution month (bulan iuran), written ``YYYY-MM``."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``YYYY-MM``; raises ValueError for anything else."""
        match = _MONTH.fullmatch(text)
        if match is None:
            raise ValueError("month must be YYYY-MM")
        return cls(int(match[1]), int(match[2]))

    def plus(self, months: int) -> Month:
        """The month that many months later (earlier when negative)."""
        index = self.year * 12 + self.number - 1 + months
        return Month(index // 12, index % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
