"""Choosing the office, counting what its laptop held, and by when people have to be told. Plain Python."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence_for
from services.audit.incident import Incident, incident_of, tell_before
from services.errors import AppError, Cancelled

if TYPE_CHECKING:
    from gui.page import Run
    from services.context import AppContext


class View(Protocol):
    """What the presenter tells the page."""

    def show_incident(self, incident: Incident | None) -> None: ...

    def show_deadline(self, known_at: datetime | None, deadline: datetime | None, problem: str) -> None: ...

    def show_trouble(self, text: str) -> None: ...


class IncidentPresenter:
    """``incident``: of the office that was chosen; None before."""

    def __init__(self, view: View, ctx: AppContext, run: Run) -> None:
        self._view, self._ctx, self._run = view, ctx, run
        self.incident: Incident | None = None
        self.known_at: datetime | None = None
        self._wanted = ""

    def choose(self, office: str) -> None:
        """Count for that office; an empty code shows nothing."""
        self._wanted = office
        self.incident = None
        self._view.show_incident(None)
        if office:
            ctx = self._ctx
            self._run(lambda _: incident_of(ctx, office), self._on_counted, self._failed)

    def _on_counted(self, incident: Incident) -> None:
        if incident.office == self._wanted:
            self.incident = incident
            self._view.show_incident(incident)

    def ask_known(self, day: date | None, clock: str) -> None:
        """When the loss became known: from then on the law counts."""
        at = parse_clock(clock)
        problem = ""
        self.known_at = None
        if day is not None and at is None:
            problem = tr("Jam tidak terbaca. Ketik seperti 09.30.")
        elif day is not None and at is not None:
            known = datetime.combine(day, at, tzinfo=self._ctx.now().tzinfo)
            if known > self._ctx.now():
                problem = tr("Waktu itu belum terjadi. Periksa tanggal dan jamnya.")
            else:
                self.known_at = known
        deadline = tell_before(self.known_at) if self.known_at else None
        self._view.show_deadline(self.known_at, deadline, problem)

    def _failed(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))


def parse_clock(text: str) -> time | None:
    """09.30, 9:30, 0930 or 9; None for anything else."""
    digits = text.strip().replace(":", ".")
    hours, _, minutes = digits.partition(".")
    if not minutes and len(hours) in (3, 4):
        hours, minutes = hours[:-2], hours[-2:]
    if not (hours.isdecimal() and (minutes or "0").isdecimal() and len(hours) <= 2 and len(minutes) in (0, 2)):
        return None
    try:
        return time(int(hours), int(minutes or "0"))
    except ValueError:
        return None
