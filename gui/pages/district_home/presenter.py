"""The district's first page: what to do today, and how far the year is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from gui.format import date_full, number, rupiah
from gui.language import tr
from gui.messages import sentence_for
from gui.pages.district_home.facts import HomeFacts, Waiting, load_home, look_at_sticks
from gui.todo import Task, greeting
from services.context import AppContext
from services.errors import AppError, Cancelled
from services.handover.stick_places import Stick
from services.practice.pretend_stick import sticks_for

if TYPE_CHECKING:
    from gui.page import Run
    from services.changes import Changes

_SHOWN_IN = ("worker", "bundle", "programme", "batch", "decision")


class View(Protocol):
    """What the presenter tells the page."""

    def show_greeting(self, title: str, subtitle: str) -> None: ...

    def show_facts(self, facts: HomeFacts) -> None: ...

    def show_tasks(self, tasks: tuple[Task, ...]) -> None: ...

    def show_trouble(self, text: str) -> None: ...


class DistrictHomePresenter:
    """Loads facts and sticks apart: a slow stick must not hold up the page."""

    def __init__(
        self, view: View, ctx: AppContext, run: Run, find: Callable[[], tuple[Stick, ...]] | None = None
    ) -> None:
        self._view, self._ctx, self._run = view, ctx, run
        self._find = find or partial(sticks_for, ctx)
        self._facts: HomeFacts | None = None
        self._waiting: Waiting | None = None
        self._looking = False

    def start(self) -> None:
        """Load everything anew."""
        now = self._ctx.now()
        district = self._ctx.reference.district_name.removeprefix("Kabupaten ")
        place = tr("Dinperinnaker Kabupaten {name}", name=district)
        self._view.show_greeting(greeting(now, self._ctx.user.name), f"{date_full(now.date())} · {place}")
        self._run(lambda _: load_home(self._ctx), self._on_facts, self._on_trouble)
        self.look()

    def refresh(self, changes: Changes) -> None:
        """After a command that touched what is shown here."""
        if changes.touches(*_SHOWN_IN):
            self.start()

    def look(self) -> None:
        """See whether a stick with bundles is in the port."""
        if self._looking:
            return
        self._looking = True
        self._run(
            lambda _: look_at_sticks(self._ctx, self._find), self._on_stick, lambda _: self._on_stick(None), pool="file"
        )

    def _on_facts(self, facts: HomeFacts) -> None:
        self._facts = facts
        self._view.show_facts(facts)
        self._view.show_tasks(tasks(facts, self._waiting))

    def _on_stick(self, waiting: Waiting | None) -> None:
        self._looking = False
        if waiting != self._waiting:
            self._waiting = waiting
            if self._facts is not None:
                self._view.show_tasks(tasks(self._facts, waiting))

    def _on_trouble(self, error: AppError) -> None:
        if not isinstance(error, Cancelled):
            self._view.show_trouble(sentence_for(error))


def tasks(facts: HomeFacts, waiting: Waiting | None) -> tuple[Task, ...]:
    """What is to do, the most pressing first."""
    found = [_merge(waiting), *_programme(facts), _reply(facts), _late(facts), _gaps(facts), _kits(facts)]
    return tuple(task for task in found if task is not None)


def _merge(waiting: Waiting | None) -> Task | None:
    if waiting is None:
        return None
    return Task(
        "merge",
        "usb",
        "accent",
        tr("{count} paket siap digabung", count=number(waiting.bundles)),
        tr("Ada di USB {label}", label=waiting.label),
        tr("Gabungkan"),
        "inbox",
        keycap="F9",
        pressing=True,
    )


def _programme(facts: HomeFacts) -> list[Task]:
    found = []
    if not facts.programmes and facts.complete:
        text = tr("{count} pekerja datanya lengkap dan menunggu", count=number(facts.complete))
        found.append(Task("new", "scales", "primary", tr("Belum ada program"), text, tr("Buat program"), "programme"))
    for view in facts.undecided:
        text = tr("Pagu {ceiling}, calon penerima belum diajukan", ceiling=rupiah(view.ceiling))
        found.append(
            Task(f"decide-{view.id}", "scales", "primary", view.name, text, tr("Buka"), "programme", {"id": view.id})
        )
    for view in facts.without_decree:
        title = tr("{programme}: Keputusan Bupati belum dicatat", programme=view.name)
        text = tr("Calon penerima sudah diajukan. Isi nomor dan tanggalnya.")
        found.append(
            Task(f"decree-{view.id}", "decision", "info", title, text, tr("Catat"), "programme", {"id": view.id})
        )
    return found


def _reply(facts: HomeFacts) -> Task | None:
    if not facts.to_reply:
        return None
    return Task(
        "reply",
        "export",
        "primary",
        tr("{count} desa menunggu balasan", count=number(len(facts.to_reply))),
        tr("Balasan adalah tanda terima bagi desa, dan membawa keputusan."),
        tr("Siapkan"),
        "replies",
    )


def _late(facts: HomeFacts) -> Task | None:
    if not facts.late:
        return None
    return Task(
        "late",
        "calendar",
        "warn",
        tr("{count} desa lebih dari 30 hari belum kirim", count=number(facts.late)),
        tr("Hubungi petugasnya, atau catat untuk kunjungan berikutnya."),
        tr("Lihat"),
        "inbox",
        {"state": "late"},
    )


def _gaps(facts: HomeFacts) -> Task | None:
    if not facts.gaps:
        return None
    return Task(
        "gaps",
        "warning",
        "warn",
        tr("{count} desa ada nomor terlewat", count=number(facts.gaps)),
        tr("Isinya ikut di paket berikutnya, tidak ada yang ditahan."),
        tr("Lihat"),
        "inbox",
        {"state": "gap"},
    )


def _kits(facts: HomeFacts) -> Task | None:
    if facts.never < facts.villages or facts.workers:
        return None
    return Task(
        "kits",
        "key",
        "primary",
        tr("Belum ada desa yang terhubung"),
        tr("Buat kit, bawa ke desa dengan USB, lalu baca paket pertamanya."),
        tr("Buat kit"),
        "inbox",
        {"kits": True},
    )
