"""The village's first page: what to do today, and how far the register is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from gui.field_names import field_words
from gui.format import date_full, date_long, number
from gui.language import tr
from gui.messages import sentence_for
from gui.office_name import office_name
from gui.todo import Task, days_ago, greeting, moment
from services.context import AppContext
from services.errors import AppError, Cancelled
from services.handover.due import Pending, pending
from services.workers.overview import VillageOverview, load_overview
from services.workers.search import ListFilter

if TYPE_CHECKING:
    from gui.page import Run
    from services.changes import Changes

_SHOWN_IN = ("worker", "bundle", "programme", "batch", "decision", "kit", "setting")
_OCCUPATIONS = 5
_GAPS = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the page shows."""

    overview: VillageOverview
    pending: Pending


@dataclass(frozen=True, slots=True)
class Strip:
    """The line of dated facts at the bottom."""

    saved: str
    handed_over: str
    received: str


class View(Protocol):
    """What the presenter tells the page."""

    def show_greeting(self, title: str, subtitle: str) -> None: ...

    def show_first_use(self, *, has_kit: bool) -> None: ...

    def show_news(self, text: str) -> None: ...

    def show_tasks(self, tasks: tuple[Task, ...]) -> None: ...

    def show_facts(self, facts: Facts, strip: Strip) -> None: ...

    def show_trouble(self, text: str) -> None: ...


class HomePresenter:
    """Reads everything in one job, off the window's thread."""

    def __init__(self, view: View, ctx: AppContext, run: Run) -> None:
        self._view, self._ctx, self._run = view, ctx, run

    def start(self) -> None:
        """Greet, and load everything anew."""
        now = self._ctx.now()
        place = office_name(self._ctx, with_subdistrict=True)
        self._view.show_greeting(greeting(now, self._ctx.user.name), f"{date_full(now.date())} · {place}")
        self._run(lambda _: Facts(load_overview(self._ctx), pending(self._ctx)), self._on_facts, self._on_trouble)

    def refresh(self, changes: Changes) -> None:
        """After a command that touched what is shown here."""
        if changes.touches(*_SHOWN_IN):
            self.start()

    def _on_facts(self, facts: Facts) -> None:
        now = self._ctx.now()
        if not facts.overview.everyone:
            self._view.show_first_use(has_kit=facts.overview.has_kit)
            return
        self._view.show_facts(facts, strip(facts, now))
        self._view.show_news(news_text(facts.overview, now))
        self._view.show_tasks(tasks(facts, now))

    def _on_trouble(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))


def news_text(overview: VillageOverview, now: datetime) -> str:
    """«131 penerima bantuan iuran, 4 daftar tunggu, 2 perlu perbaikan. Dibaca hari ini 08.12.»; empty without news."""
    if overview.news is None:
        return ""
    parts = (
        (overview.recipients, tr("{count} penerima bantuan iuran", count=number(overview.recipients))),
        (overview.candidates, tr("{count} calon penerima, menunggu SK Bupati", count=number(overview.candidates))),
        (overview.reserve, tr("{count} masuk daftar tunggu", count=number(overview.reserve))),
        (overview.to_fix, tr("{count} perlu perbaikan data", count=number(overview.to_fix))),
    )
    said = ", ".join(text for count, text in parts if count)
    came = tr("Dibaca {moment}.", moment=moment(_at(overview.news.at), now)) if overview.news.at else ""
    return " ".join(part for part in (f"{said}." if said else "", came) if part)


def tasks(facts: Facts, now: datetime) -> tuple[Task, ...]:
    """What is to do, the most pressing first."""
    found = [_kit(facts), _nik(facts), _gaps(facts), _to_fix(facts), _hand_over(facts, now)]
    return tuple(task for task in found if task is not None)


def _kit(facts: Facts) -> Task | None:
    if facts.overview.has_kit:
        return None
    text = tr("Data bisa diisi sekarang, tetapi baru bisa diserahkan sesudah kit dibaca")
    title, button = tr("Kit dari kabupaten belum dibaca"), tr("Baca kit")
    return Task("kit", "key", "primary", title, text, button, "handover", keycap="F9")


def _nik(facts: Facts) -> Task | None:
    count = facts.overview.nik_differs
    if not count:
        return None
    text = tr("Tanggal lahir atau jenis kelamin berbeda dari NIK")
    arguments = {"filter": ListFilter.NIK_DIFFERS.value}
    title = tr("{count} NIK perlu dicek", count=number(count))
    return Task("nik", "id-card", "err", title, text, tr("Periksa"), "workers", arguments)


def _gaps(facts: Facts) -> Task | None:
    overview = facts.overview
    if not overview.incomplete:
        return None
    title = tr("{count} data belum lengkap", count=number(overview.incomplete))
    text = tr("Paling sering kurang: {gaps}", gaps=gaps_words(overview))
    arguments = {"filter": ListFilter.INCOMPLETE.value}
    return Task("gaps", "clipboard", "warn", title, text, tr("Lengkapi"), "workers", arguments)


def _to_fix(facts: Facts) -> Task | None:
    count = facts.overview.to_fix
    if not count:
        return None
    title = tr("{count} pekerja dikembalikan untuk diperbaiki", count=number(count))
    text = tr("Perbaiki datanya, lalu serahkan lagi ke kabupaten")
    return Task("fix", "warning", "warn", title, text, tr("Lihat"), "decisions", {"group": "fix"})


def _hand_over(facts: Facts, now: datetime) -> Task | None:
    if not facts.pending.people or not facts.overview.has_kit:
        return None
    title = tr("{count} pekerja belum diserahkan", count=number(facts.pending.people))
    text = tr("Belum pernah diserahkan ke kabupaten")
    if facts.overview.handed_over_at:
        day = _at(facts.overview.handed_over_at).astimezone(now.tzinfo).date()
        text = tr("Terakhir diserahkan {date} ({ago})", date=date_long(day), ago=days_ago(day, now.date()))
    return Task("handover", "usb", "info", title, text, tr("Serahkan"), "handover", keycap="F9")


def gaps_words(overview: VillageOverview) -> str:
    """«alamat (7) dan pemberitahuan data pribadi (5)»."""
    said = [tr("{field} ({count})", field=field_words()[name], count=number(count)) for name, count in overview.gaps]
    if not said:
        return tr("NIK")  # the only gap that SQL does not see: a number that cannot be right
    return tr(" dan ").join(said[:_GAPS])


def shown_occupations(ctx: AppContext, overview: VillageOverview) -> list[tuple[str, int]]:
    """The most frequent ones by name, and the rest together."""
    known = ctx.reference.occupations
    shown = [(known[code].short if code in known else code, count) for code, count in overview.occupations]
    rest = sum(count for _, count in shown[_OCCUPATIONS:])
    if len(shown) == _OCCUPATIONS + 1:
        return shown
    return shown[:_OCCUPATIONS] + ([(tr("Lainnya"), rest)] if rest else [])


def strip(facts: Facts, now: datetime) -> Strip:
    """When it was saved, handed over, and how many the district is known to hold."""
    overview = facts.overview
    handed = moment(_at(overview.handed_over_at), now) if overview.handed_over_at else tr("belum pernah")
    arrived = max(0, overview.everyone - facts.pending.people)
    saved = moment(_at(overview.saved_at), now)
    return Strip(
        _capital(saved),
        _capital(handed),
        tr("{count} dari {total}", count=number(arrived), total=number(overview.everyone)),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
