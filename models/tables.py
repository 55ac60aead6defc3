"""Every table in one place, so that the metadata is complete wherever it is used."""

from __future__ import annotations

from models.base import Base
from models.desk import Act, Draft, Photo, Preference, Told
from models.journal import Accepted, Bundle, Epoch, Erased, Fork, JournalEntry, KnownBy, Order, Stream, Witness
from models.office import Account, Device, IssuedKit, ReferenceTable, Secret, Setting, Waiting
from models.programme import Batch, Contribution, Decision, Participation, Programme
from models.worker import Worker

__all__ = [
    "Accepted",
    "Act",
    "Account",
    "Base",
    "Batch",
    "Bundle",
    "Contribution",
    "Decision",
    "Device",
    "Draft",
    "Epoch",
    "Erased",
    "Fork",
    "IssuedKit",
    "JournalEntry",
    "KnownBy",
    "Order",
    "Participation",
    "Photo",
    "Preference",
    "Programme",
    "ReferenceTable",
    "Secret",
    "Setting",
    "Stream",
    "Told",
    "Waiting",
    "Witness",
    "Worker",
]
