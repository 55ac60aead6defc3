"""How a page declares itself and what it is handed. Plain Python at import, so that presenters may use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, runtime_checkable

from models.values import Role

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from gui.changes import ChangeHub
    from gui.tasks import Pool, Progress, TaskRunner
    from services.changes import Changes
    from services.context import AppContext
    from services.errors import AppError
    from services.progress import Reporter
    from services.settings import Settings, SettingsFile

T = TypeVar("T")
Tone = Literal["ok", "info", "warn", "err"]
BOTH = frozenset(Role)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page. ``title``: Indonesian; the sidebar translates it. ``icon``: a name of ``gui.icons``.

    ``group``: "main" or "foot" of the sidebar, "" keeps it out. ``parent``: the page that Esc goes up to.
    ``shortcut``: works from anywhere, shown beside the name. ``badge``: counts what is to do, run off the window's
    thread. ``district_title``: where the district calls it something else.
    """

    key: str
    title: str
    icon: str
    group: Literal["main", "foot", ""]
    roles: frozenset[Role]
    build: Callable[[PageTools], QWidget]
    shortcut: str | None = None
    badge: Callable[[AppContext], int] | None = None
    parent: str | None = None
    district_title: str = ""

    def title_for(self, role: Role) -> str:
        """The page's Indonesian name for that office."""
        return self.district_title if role is Role.DISTRICT and self.district_title else self.title


class Handle(Protocol):
    """Work under way."""

    def cancel(self) -> None:
        """Ask it to stop; everything is as before."""


class Run(Protocol):
    """How a presenter runs a command or query; tests hand in one that runs at once."""

    def __call__(
        self,
        job: Callable[[Reporter], T],
        on_ok: Callable[[T], None],
        on_error: Callable[[AppError], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        *,
        pool: Pool = "database",
        title: str = "",
        note: str = "",
        cancellable: bool = True,
    ) -> Handle: ...


class Shell(Protocol):
    """What pages may ask of the window."""

    def open_page(self, key: str, **arguments: Any) -> None: ...

    def go_up(self) -> None: ...

    def notify(
        self, text: str, tone: Tone = "ok", action: str = "", on_action: Callable[[], None] | None = None
    ) -> None: ...

    def lock(self) -> None: ...

    def restore(self, backup: Path, passphrase: str, recovery_code: str = "") -> None: ...

    def repair(self, passphrase: str) -> None: ...

    def rekey(self, remove: str, passphrase: str) -> None: ...

    def make_practice(self, role: Role) -> None: ...

    def apply_settings(self, before: Settings) -> None: ...


@dataclass(frozen=True, slots=True)
class PageTools:
    """Everything a page gets. ``context``: handed on to the presenter, used inside jobs only."""

    context: AppContext
    tasks: TaskRunner
    changes: ChangeHub
    settings: SettingsFile
    shell: Shell

    def run_for(self, owner: QObject) -> Run:
        """A ``Run`` whose work is cancelled and forgotten when ``owner`` is deleted."""

        def run(job: Callable[[Reporter], T], on_ok: Callable[[T], None], *rest: Any, **options: Any) -> Handle:
            return self.tasks.run(owner, job, on_ok, *rest, **options)

        return run

    def publish(self, changes: Changes) -> None:
        """Tell every view what a command touched."""
        self.changes.publish(changes)

    def open_page(self, key: str, **arguments: Any) -> None:
        """Go to another page; ``arguments`` reach its ``arrive``."""
        self.shell.open_page(key, **arguments)

    def go_up(self) -> None:
        """As Esc: to the page's parent."""
        self.shell.go_up()

    def notify(
        self, text: str, tone: Tone = "ok", action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """A toast, with at most one action («Urungkan»). Never the only place for a refusal."""
        self.shell.notify(text, tone, action, on_action)


# A page is any QWidget. Each of the following is optional; the navigation asks with isinstance.


@runtime_checkable
class Arrives(Protocol):
    """Told each time it is shown; sets the focus and loads what the arguments ask for."""

    def arrive(self, **arguments: Any) -> None: ...


@runtime_checkable
class Refreshes(Protocol):
    """Told what commands touched, also while it is hidden."""

    def refresh(self, changes: Changes) -> None: ...


@runtime_checkable
class Resumes(Protocol):
    """Can be built anew, in another language, and stand where it stood: ``arrive`` takes what ``resume_at`` gives."""

    def resume_at(self) -> dict[str, Any]: ...


@runtime_checkable
class Keeps(Protocol):
    """May hold unsaved work; the window asks before leaving. ``discard`` forgets it."""

    def is_dirty(self) -> bool: ...

    def discard(self) -> None: ...


@runtime_checkable
class PutsBy(Protocol):
    """Keeps half-done work by itself, as a draft; told at once before the window closes."""

    def put_by(self) -> None: ...


@runtime_checkable
class StepsBack(Protocol):
    """Uses Esc itself first (closes a panel, clears a search). True when it did."""

    def step_back(self) -> bool: ...


@runtime_checkable
class HasAreas(Protocol):
    """Has more than one area for F6 (a list and its panel). True when it went to the next; False: on to the sidebar."""

    def next_area(self) -> bool: ...


@runtime_checkable
class HasPanel(Protocol):
    """Has something at its right edge that a toast must not cover. Pixels from the edge; 0 when there is nothing."""

    def taken_at_right(self) -> int: ...


@runtime_checkable
class TakesNumbers(Protocol):
    """Uses Alt+1..9 itself (sections of a form). True when it did."""

    def take_number(self, number: int) -> bool: ...
