"""Every table in one place, so that the metadata is complete wherever it is used."""

from __future__ import annotations

from models.base import Base
from models.desk import Act, Draft, Photo, Preference, Told
from models.journal import Bundle, Epoch, JournalEntry, KnownBy, Order, Stream
from models.office import Account, Device, IssuedKit, ReferenceTable, Secret, Setting
from models.programme import Batch, Contribution, Decision, Participation, Programme
from models.worker import Worker

__all__ = [
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
    "Worker",
]
