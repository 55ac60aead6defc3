"""What every command and query needs, handed in once and never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from models.database import Database, DatabaseTrouble
from models.values import ActKind, Role
from services.errors import NotAllowed, StorageTrouble
from services.reference import Reference
from services.safekeeping.anchor import Anchor, Position
from services.safekeeping.ballast import full_disk

if TYPE_CHECKING:
    from services.journal.unit import WriteUnit


@dataclass(frozen=True, slots=True)
class Office:
    """Who this laptop works for. ``code``: 33.16.CC.TNNN for a village, 33.16 for the district."""

    code: str
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class User:
    """The person who signed in."""

    id: str
    name: str

    @property
    def mark(self) -> str:
        """How a change names its author: id, space, display name."""
        return f"{self.id} {self.name}"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where an office keeps its files, all below one folder.

    ``work``: where that folder takes nothing, the private one in which a copy of the database is open.
    """

    data: Path
    work: Path | None = None

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.data / "payung.db"

    @property
    def keyfile(self) -> Path:
        """The wrapped database key."""
        return self.data / "kunci.json"

    @property
    def outgoing(self) -> Path:
        """Bundles built here before they go onto a stick."""
        return self.data / "keluar"

    @property
    def archive(self) -> Path:
        """Sealed bundles that were taken in."""
        return self.data / "arsip"

    @property
    def photos(self) -> Path:
        """Encrypted photos of KTPs, one file each; only where the office turned them on."""
        return self.data / "foto"

    @property
    def scratch(self) -> Path:
        """Private working folder, emptied after use."""
        return (self.work or self.data) / "sementara"


@dataclass(frozen=True, slots=True)
class AppContext:
    """Database, people, keys and the doors to time and chance. Frozen; tests hand in their own clock and ids.

    ``practice``: the throw-away folder of an office of invented people; None for a real one. ``anchor``: where the
    position of the stream is kept outside the file; None for a copy that is only looked at. ``notices``: codes of what
    was found at sign-in and has to be told once.
    """

    database: Database
    office: Office
    user: User
    device_id: str
    sign: Callable[[bytes], bytes]
    reference: Reference
    paths: Paths
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    random: Callable[[int], bytes]
    practice: Path | None = None
    anchor: Anchor | None = None
    notices: tuple[str, ...] = ()

    @property
    def looking(self) -> bool:
        """The disk takes nothing, so a copy of the database is open and every act is refused (looking.py)."""
        return self.paths.work is not None

    @property
    def cared_for(self) -> bool:
        """Whether backups, checks and drills run by themselves: not in practice, not where nothing can be written."""
        return self.practice is None and not self.looking

    def require_writable(self) -> None:
        """For acts that leave a file before they are noted. Raises StorageTrouble("database.read_only")."""
        if self.looking:
            raise StorageTrouble("database.read_only")

    def stay_inside(self, place: Path) -> None:
        """Practice has its bundles and kits below its own folder only. Raises NotAllowed("practice.outside")."""
        if self.practice is not None and not place.resolve().is_relative_to(self.practice.resolve()):
            raise NotAllowed("practice.outside")

    def today(self) -> date:
        """The laptop's date. Shown and used for ages; never decides a merge."""
        return self.now().date()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for one query. Raises StorageTrouble on bad luck."""
        with storage_errors(self.paths.data), self.database.read() as connection:
            yield connection

    @contextmanager
    def write(self, kind: ActKind = ActKind.OTHER, note: str = "") -> Iterator[WriteUnit]:
        """One human act: everything written in the block is kept whole or not at all.

        ``kind`` and ``note`` say in the list of acts what it was; the note holds no personal data.
        """
        from services.journal.unit import WriteUnit

        self.require_writable()
        with storage_errors(self.paths.data), self.database.write() as connection:
            unit = WriteUnit(self, connection, kind, note)
            self._write_owed(unit)
            yield unit
            unit.flush()
        if self.anchor is not None and unit.moved:
            self.anchor.keep(Position(*unit.position))

    def _write_owed(self, unit: WriteUnit) -> None:
        """A new stream first, where sign-in had found that one is needed and could not write it (handover.md B8)."""
        owed = tuple(self.anchor.owed) if self.anchor is not None else ()
        if owed:
            unit.open_stream()
        for event in owed:
            unit.note(event)
        unit.flush()  # what this act goes on to find may open another one


@contextmanager
def storage_errors(folder: Path | None = None) -> Iterator[None]:
    """Turn the database's environment errors into ``StorageTrouble("database.…")``; a full disk is told by its name."""
    try:
        yield
    except DatabaseTrouble as trouble:
        if trouble.kind == "full" and folder is not None:
            raise full_disk(folder) from None
        raise StorageTrouble(f"database.{trouble.kind}") from None
