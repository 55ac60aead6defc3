"""Making the district's keys on paper: two sheets, and two words from the second to show that it lies there. Plain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from gui.printing.key_facts import KeySheet
from services.errors import AccessDenied
from services.handover.kit import read_kit
from services.handover.root import Root
from services.rules.check_words import WORDS
from services.safekeeping.district_keys import (
    DistrictSecrets,
    KeyPlace,
    new_district_secrets,
    require_root_of_kit,
    secrets_from_paper,
)


class KeyCeremony:
    """Holds the secrets between making and printing them; nothing of them is written by this program.

    ``choose(n)``: a number below n, for the words that prove a sheet. ``earlier``: the root document of an earlier
    computer, when its keys were typed from paper.
    """

    def __init__(self, choose: Callable[[int], int], now: Callable[[], datetime], office: str, district: str) -> None:
        self._choose, self._now, self._office, self._district = choose, now, office, district
        self._sheet: KeySheet | None = None
        self._folder: Path | None = None
        self.is_printed = False
        self.earlier: Root | None = None

    def sheet(self) -> KeySheet:
        """Both sheets; the keys are made when it is first asked for and stay the same until ``forget``."""
        return self._sheet or self.begin(new_district_secrets())

    def begin(self, secrets: DistrictSecrets) -> KeySheet:
        """Sheets for these secrets; whatever was printed before does not count for them."""
        self.is_printed = False
        self._sheet = KeySheet(
            district=self._district,
            made_at=self._now(),
            secrets=secrets,
            words=secrets.root_print(self._office).words,
            proofs=(self._two_words(), self._two_words()),
        )
        return self._sheet

    def printed(self) -> None:
        """Printer or PDF took both sheets."""
        self.is_printed = True
        self._folder = None

    def choose_folder(self, folder: Path) -> None:
        """Two files in a folder instead of two sheets."""
        self._folder = folder

    def is_proof(self, typed: str) -> bool:
        """Whether these are the two words at the foot of the second sheet."""
        return self._sheet is not None and typed.lower().replace(",", " ").split() == list(self._sheet.proofs[1])

    def place(self) -> KeyPlace | None:
        """Where the keys are: a folder, or paper. None before anything was chosen."""
        if self._folder is not None:
            return self._folder
        return self._sheet.secrets if self._sheet is not None and self.is_printed else None

    def from_paper(self, root: str, recovery: str, kit: Path | None) -> DistrictSecrets:
        """An earlier district's keys, typed from the safe, for a new computer.

        ``kit``: any kit of that district: it tells which computers spoke for it and which version is next.
        Raises AccessDenied("keysheet.…"), BundleRejected("kit.…").
        """
        if kit is None:
            raise AccessDenied("keysheet.no_kit")
        typed = secrets_from_paper(root, recovery)
        found = read_kit(kit)
        require_root_of_kit(typed, found)
        self.earlier = found.root
        return DistrictSecrets(typed.root_pem, typed.recovery, found.root.version + 1)

    def forget(self) -> None:
        """The office is made: the secrets are on paper only."""
        self._sheet = None
        self.is_printed = False

    def _two_words(self) -> tuple[str, str]:
        return WORDS[self._choose(len(WORDS))], WORDS[self._choose(len(WORDS))]
