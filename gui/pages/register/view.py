"""What the presenter of the form tells its page. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from gui.pages.register.age_words import AgeLine
from gui.pages.register.checking import Standing
from gui.pages.register.draft import Note
from gui.pages.register.estimate import Estimate
from gui.pages.register.neighbours import FamilyOffer, SameOffer
from gui.pages.register.next_person import Carried
from gui.pages.register.nik_reading import NikReading
from gui.pages.register.waiting import DraftLine
from services.reference import Village
from services.workers.records import WorkerForm

Errors = Sequence[tuple[str, str]]


class View(Protocol):
    """The page."""

    def show_form(self, form: WorkerForm, village: Village | None, name: str) -> None:
        """Fill every field anew. ``name``: of the person being changed, empty for a new one."""

    def show_values(self, values: Mapping[str, object]) -> None:
        """Put values into some fields, as if they had been typed."""

    def show_typed(self, typed: Mapping[str, Any], focus: str) -> None:
        """Put a draft back, word for word, with the cursor where it was."""

    def show_again(self, form: WorkerForm) -> None:
        """Put a whole person back that was saved and taken back."""

    def show_nik(self, reading: NikReading) -> None: ...

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """What is said at the fields; a field that is not named has nothing to say."""

    def show_errors(self, errors: Errors) -> None:
        """The summary of a save that was refused; empty takes it away."""

    def show_estimate(self, estimate: Estimate) -> None: ...

    def show_age(self, line: AgeLine | None) -> None: ...

    def show_standing(self, standing: Standing) -> None: ...

    def show_carried(self, carried: Carried) -> None:
        """What was taken over from the person before."""

    def show_family(self, offer: FamilyOffer) -> None: ...

    def show_same(self, offer: SameOffer) -> None: ...

    def show_known(self, known: Mapping[str, Sequence[str]]) -> None:
        """Texts in use, for fields that complete themselves."""

    def show_drafts(self, drafts: Sequence[DraftLine]) -> None:
        """The drafts that wait; none takes the list away."""

    def show_draft(self, trouble: str | None) -> None:
        """The form on screen was kept as a draft (None), or why not."""

    def show_resumed(self, line: DraftLine) -> None:
        """A draft was taken up again."""

    def show_photo(self, on: bool) -> None:
        """Whether the office keeps photos of the KTP."""

    def keep_photo(self, worker_id: str) -> None:
        """The person was saved: keep the photo that was chosen."""

    def show_saving(self, saving: bool) -> None: ...

    def show_trouble(self, text: str, reload: bool) -> None:
        """Something outside the form; empty takes it away. ``reload``: the record can be loaded anew."""

    def show_kept(self, text: str, complete: bool, act: str) -> None:
        """A person was saved. ``act``: what to take back."""

    def show_taken_back(self, text: str) -> None:
        """A save was undone."""

    def finish(self, worker_id: str) -> None:
        """The changed person was saved: go where one came from."""
