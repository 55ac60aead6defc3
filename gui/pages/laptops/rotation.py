"""What the dialog for another list of keys knows: the root key that was typed, and what is to change. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from gui.key_ceremony import KeyCeremony
from gui.messages import sentence, sentence_for
from services.errors import AccessDenied
from services.handover.age_file import new_identity
from services.handover.fingerprints import KeyKind, key_print
from services.handover.root import public_half
from services.handover.rotating import RootFacts
from services.safekeeping.district_keys import DistrictSecrets, root_secret_from


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to sign. ``recovery``: another age recipient, or None to keep the present one."""

    root_pem: str
    leave_out: tuple[str, ...]
    recovery: str | None

    def __repr__(self) -> str:
        return "Wanted(...)"


class Rotation:
    """``choose(n)``: a number below n, for the words that prove a printed sheet."""

    def __init__(
        self, facts: RootFacts, district: str, now: Callable[[], datetime], choose: Callable[[int], int]
    ) -> None:
        self._facts = facts
        self.ceremony = KeyCeremony(choose, now, facts.print.holder, district)
        self._root_pem = ""
        self._leave_out: tuple[str, ...] = ()
        self._recovery: str | None = None

    def check(self, typed: str, leave_out: Sequence[str], new_recovery: bool) -> str:
        """Take what was typed and ticked; a sentence about what is wrong, empty when nothing is."""
        if not new_recovery and not leave_out:
            return sentence("root.nothing_chosen")
        try:
            root_pem = root_secret_from(typed)
        except AccessDenied as error:
            return sentence_for(error)
        if key_print(KeyKind.ROOT, self._facts.print.holder, public_half(root_pem)) != self._facts.print:
            return sentence("root.wrong_key")
        self._root_pem, self._leave_out = root_pem, tuple(leave_out)
        self._recovery = None
        if new_recovery:
            secret, self._recovery = new_identity()
            self.ceremony.begin(DistrictSecrets(root_pem, secret))
        return ""

    @property
    def must_print(self) -> bool:
        """Whether there is a new key that has to be on paper first."""
        return self._recovery is not None

    def prove(self, typed: str) -> str:
        """A sentence when the new sheets were not printed, or the words are not those of the second."""
        if not self.must_print or (self.ceremony.is_printed and self.ceremony.is_proof(typed)):
            return ""
        return sentence("setup.keys_not_proven")

    def wanted(self) -> Wanted:
        """What to sign, once everything was checked."""
        return Wanted(self._root_pem, self._leave_out, self._recovery)

    def forget(self) -> None:
        """The dialog is closed: nothing secret stays."""
        self._root_pem, self._recovery = "", None
        self.ceremony.forget()
