"""How people reach this office: printed in the letterhead and on what a worker takes home."""

from __future__ import annotations

from dataclasses import dataclass

from services.context import AppContext
from services.preferences import read_preference, write_preference

PREFERENCE = "office.contact"
LONGEST = 90
"""Characters of one line: more does not fit under a letterhead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeContact:
    """All optional. ``address``: street, number, post code. ``phone``: as the office writes it. ``hours``: when open.

    ``head``: who signs as Kepala Desa or Lurah. These belong to the office, not to a registered person.
    """

    address: str = ""
    phone: str = ""
    hours: str = ""
    head: str = ""

    @property
    def line(self) -> str:
        """As under a letterhead: «Jl. Raya Sambong No. 12, Kode Pos 58371. Telepon 0296 000000»."""
        parts = (self.address, f"Telepon {self.phone}" if self.phone else "")
        return ". ".join(part for part in parts if part)


NO_CONTACT = OfficeContact()


def read_contact(ctx: AppContext) -> OfficeContact:
    """What the office wrote down; empty lines until it did."""
    return read_preference(ctx, PREFERENCE, OfficeContact, NO_CONTACT)


def write_contact(ctx: AppContext, contact: OfficeContact) -> None:
    """Keep it, each line without stray spaces and no longer than a letterhead has room for. Raises StorageTrouble."""
    tidy = {name: " ".join(str(getattr(contact, name)).split())[:LONGEST] for name in OfficeContact.__slots__}
    write_preference(ctx, PREFERENCE, OfficeContact(**tidy))
