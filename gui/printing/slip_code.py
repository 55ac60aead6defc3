"""The number on a proof and what its QR code holds (docs/qr-format.md). Neither NIK nor name. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

REGISTERED, RECIPIENT = "D", "P"
"""Bukti pendaftaran (terdata) and bukti penerima bantuan iuran."""
_MARK = "PAYUNG2"
_SHORT = 12  # hex digits: 48 of the 122 random bits of a record's id


@dataclass(frozen=True, slots=True)
class SlipCode:
    """``kind``: REGISTERED or RECIPIENT. ``record``: 12 hex digits in capitals. ``office``: 33.16.CC.TNNN.

    ``day``: recorded, or decided by decree.
    """

    kind: str
    record: str
    office: str
    day: date

    @property
    def number(self) -> str:
        """As printed, in fours with the check digits: «3F2A 91C0 77BE 41»."""
        parts = [self.record[start : start + 4] for start in range(0, _SHORT, 4)]
        return " ".join([*parts, self.check])

    @property
    def check(self) -> str:
        """Two digits over everything before (ISO 7064 MOD 97-10). They find slips of the pen, not forgers."""
        return f"{98 - _remainder(self._body + '00'):02d}"

    @property
    def qr_text(self) -> str:
        """PAYUNG2:D:33.16.06.2002:20261123:3F2A91C077BE:41, all of QR's short alphabet."""
        return f"{self._body}:{self.check}"

    @property
    def _body(self) -> str:
        return ":".join((_MARK, self.kind, self.office, f"{self.day:%Y%m%d}", self.record))


def slip_code(kind: str, record_id: str, office: str, day: date) -> SlipCode:
    """The code of one record."""
    return SlipCode(kind, record_id.replace("-", "")[:_SHORT].upper(), office, day)


def is_whole(qr_text: str) -> bool:
    """Whether a text that was read or typed carries fitting check digits."""
    body, _, check = qr_text.rpartition(":")
    return body.startswith(f"{_MARK}:") and len(check) == 2 and check.isdecimal() and _remainder(f"{body}{check}") == 1


def _remainder(text: str) -> int:
    """Letters count as 10 to 35, as in an IBAN; dots and colons are passed over. Raises nothing for other signs."""
    digits = "".join(str(int(sign, 36)) for sign in text if sign.isascii() and sign.isalnum())
    return int(digits or "0") % 97
