"""Which device may write for which office, read from the device table as it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from models.values import Role
from services.rules.fold import Writer


class Roster(Mapping[str, Writer]):
    """Devices by id. A district knows hundreds of them and a fold asks for one or two: each is looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[str, Writer | None] = {}

    def __getitem__(self, device: str) -> Writer:
        writer = self._fetch(device)
        if writer is None:
            raise KeyError(device)
        return writer

    def get(self, device: str, default: Writer | None = None) -> Writer | None:  # type: ignore[override]
        """The writer, or the default for a device that is not on the roster."""
        return self._found.get(device) or self._fetch(device) or default

    def _fetch(self, device: str) -> Writer | None:
        if device not in self._found:
            self._found[device] = self._look_up(device)
        return self._found[device]

    def _look_up(self, device: str) -> Writer | None:
        row = self._connection.exec_driver_sql(
            "SELECT office, role, revoked FROM device WHERE id = ?", (device,)
        ).first()
        if row is None:
            return None
        return Writer(row[0], Role(row[1]), self._accepted(device) if row[2] else None)

    def _accepted(self, device: str) -> frozenset[str]:
        rows = self._connection.exec_driver_sql("SELECT change FROM accepted WHERE device = ?", (device,))
        return frozenset(rows.scalars())

    def __iter__(self) -> Iterator[str]:
        return iter(self._connection.exec_driver_sql("SELECT id FROM device").scalars().all())

    def __len__(self) -> int:
        return int(self._connection.exec_driver_sql("SELECT count(*) FROM device").scalar_one())


def load_roster(connection: Connection) -> Roster:
    """The roster as seen by this transaction. Take a new one after devices were let in."""
    return Roster(connection)
