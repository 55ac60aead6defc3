"""The village's first page: what to do today, and how far the register is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from gui.field_names import field_words
from gui.format import date_full, date_short, number
from gui.language import tr
from gui.messages import sentence_for
from gui.office_name import office_name
from gui.pages.home.tasks import local_day, tasks
from gui.todo import Task, greeting, moment
from services.changes import Changes
from services.context import AppContext
from services.errors import AppError, Cancelled
from services.today.load import load_today, set_target
from services.today.records import Today

if TYPE_CHECKING:
    from gui.page import Run

_SHOWN_IN = (
    "worker",
    "bundle",
    "programme",
    "batch",
    "decision",
    "kit",
    "setting",
    "draft",
    "told",
    "preference",
    "backup",
)
_OCCUPATIONS = 5
_PLACES = 6
REST = ""
"""The key of «Lainnya»: everybody."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated fact of the strip. ``tone``: warn where something should be done about it."""

    label: str
    value: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """The line of facts at the bottom."""

    today: Fact
    handed_over: Fact
    backup: Fact


class View(Protocol):
    """What the presenter tells the page."""

    def show_greeting(self, title: str, subtitle: str) -> None: ...

    def show_first_use(self, *, has_kit: bool, drafts: int) -> None: ...

    def show_news(self, text: str) -> None: ...

    def show_tasks(self, tasks: tuple[Task, ...]) -> None: ...

    def show_facts(self, today: Today, strip: Strip) -> None: ...

    def show_trouble(self, text: str) -> None: ...


class HomePresenter:
    """Reads everything in one job, off the window's thread."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish

    def start(self) -> None:
        """Greet, and load everything anew."""
        now = self._ctx.now()
        place = office_name(self._ctx, with_subdistrict=True)
        self._view.show_greeting(greeting(now, self._ctx.user.name), f"{date_full(now.date())} · {place}")
        self._run(lambda _: load_today(self._ctx), self._on_today, self._on_trouble)

    def refresh(self, changes: Changes) -> None:
        """After a command that touched what is shown here."""
        if changes.touches(*_SHOWN_IN):
            self.start()

    def set_target(self, people: int) -> None:
        """How many are to be recorded this year; 0 for no target."""

        def kept(_: None) -> None:
            self._publish(Changes("", {"preference": frozenset({"home.target"})}))

        self._run(lambda _: set_target(self._ctx, people), kept, self._on_trouble)

    def _on_today(self, today: Today) -> None:
        now = self._ctx.now()
        if not today.people.everyone:
            self._view.show_first_use(has_kit=today.has_kit, drafts=today.draft_count)
            return
        self._view.show_facts(today, strip(today, now, practice=self._ctx.practice is not None))
        self._view.show_news(news_text(today, now))
        self._view.show_tasks(tasks(today, now))

    def _on_trouble(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))


def news_text(today: Today, now: datetime) -> str:
    """«131 penerima bantuan iuran, 4 daftar tunggu, 2 perlu perbaikan. Dibaca hari ini 08.12.»; empty without news."""
    if today.news is None:
        return ""
    decided = today.decided
    parts = (
        (decided.recipients, tr("{count} penerima bantuan iuran", count=number(decided.recipients))),
        (decided.candidates, tr("{count} calon penerima, menunggu SK Bupati", count=number(decided.candidates))),
        (decided.reserve, tr("{count} masuk daftar tunggu", count=number(decided.reserve))),
        (decided.to_fix, tr("{count} perlu perbaikan data", count=number(decided.to_fix))),
    )
    said = ", ".join(text for count, text in parts if count)
    came = tr("Dibaca {moment}.", moment=moment(_at(today.news.at), now)) if today.news.at else ""
    return " ".join(part for part in (f"{said}." if said else "", came) if part)


def shown_occupations(ctx: AppContext, today: Today) -> list[tuple[str, str, int]]:
    """(code, name, people): the most frequent ones, and the rest together."""
    known = ctx.reference.occupations
    named = [(code, known[code].short if code in known else code, count) for code, count in today.people.occupations]
    return _first(named, _OCCUPATIONS)


def shown_places(today: Today) -> list[tuple[str, str, int]]:
    """(«RW|RT», name, people): where most people live."""
    named = [(f"{rw}|{rt}", place_words(rw, rt), count) for rw, rt, count in today.people.places]
    return sorted(named, key=lambda place: (-place[2], place[0]))[:_PLACES]


def place_words(rw: str, rt: str) -> str:
    """«RT 003 RW 002»; what is not known is left out."""
    if not rt and not rw:
        return tr("RT belum diisi")
    return " ".join(word for word in (f"RT {rt}" if rt else "", f"RW {rw}" if rw else "") if word)


def shown_homework(today: Today) -> list[tuple[str, str, int]]:
    """(field, name, people who lack it)."""
    return [(name, _capital(field_words()[name]), count) for name, count in today.people.homework]


def _first(named: list[tuple[str, str, int]], most: int) -> list[tuple[str, str, int]]:
    if len(named) <= most + 1:
        return named
    return [*named[:most], (REST, tr("Lainnya"), sum(count for _, _, count in named[most:]))]


def strip(today: Today, now: datetime, *, practice: bool = False) -> Strip:
    """What was done today, the last handover, the last backup; what is invented for practice needs none."""
    backup = Fact(tr("Cadangan"), tr("Tidak perlu saat latihan")) if practice else _backed_up(today, now)
    return Strip(_done(today, now), _handed_over(today, now), backup)


def _done(today: Today, now: datetime) -> Fact:
    done = today.done
    parts = (
        (done.registered, tr("{count} didaftarkan", count=number(done.registered))),
        (done.imported, tr("{count} diimpor", count=number(done.imported))),
        (done.changed, tr("{count} diubah", count=number(done.changed))),
        (done.left, tr("{count} keluar", count=number(done.left))),
    )
    said = ", ".join(text for count, text in parts if count)
    if said:
        return Fact(tr("Hari ini, semua tersimpan"), said)
    return Fact(tr("Semua tersimpan"), _capital(moment(_at(today.people.saved_at), now)))


def _handed_over(today: Today, now: datetime) -> Fact:
    last = today.handed_over
    if last is None:
        return Fact(tr("Serah terima terakhir"), tr("Belum pernah"))
    day = date_short(local_day(last.at, now))
    label = tr("Serah terima {date}", date=day)
    return Fact(label, tr("Sudah diterima") if last.arrived else tr("Belum ada balasan"))


def _backed_up(today: Today, now: datetime) -> Fact:
    if not today.backed_up_at:
        return Fact(tr("Belum ada cadangan"), tr("Cadangkan (Ctrl+B)"), "warn")
    when = _capital(moment(_at(today.backed_up_at), now))
    if today.damaged:
        return Fact(tr("Data perlu diperbaiki"), tr("Lihat pemeriksaan"), "warn")
    if today.tested_at:
        return Fact(tr("Cadangan teruji {date}", date=date_short(local_day(today.tested_at, now))), when)
    return Fact(tr("Cadangan terakhir"), when)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
