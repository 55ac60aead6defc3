"""What stands on the sheets with the district's secret keys. Plain Python; the painting is in ``key_sheet.py``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.safekeeping.district_keys import DistrictSecrets

COPIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySheet:
    """Both copies. ``proofs``: two words for each copy, typed back to show that the paper lies there."""

    district: str
    made_at: datetime
    secrets: DistrictSecrets
    words: tuple[str, ...]
    proofs: tuple[tuple[str, str], tuple[str, str]]

    def __repr__(self) -> str:
        return "KeySheet(...)"
