"""The journal: every replicated write, immutable and signed (handover.md B)."""

from __future__ import annotations

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class JournalEntry(Base):
    """One signed change. Texts are kept verbatim, so that each row proves itself.

    (stream, n) is deliberately not unique: a restored or cloned laptop may repeat numbers and nothing may be lost.
    """

    __tablename__ = "journal"
    __table_args__ = (
        Index(None, "record"),
        Index(None, "about"),
        Index(None, "stream", "n"),
        Index(None, "own"),
        Index(None, "office"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(43), unique=True)
    stream: Mapped[str] = mapped_column(String(32))
    n: Mapped[int]
    record: Mapped[str] = mapped_column(String(36))
    entity: Mapped[str] = mapped_column(String(24))
    about: Mapped[str | None] = mapped_column(String(36))
    own: Mapped[str | None] = mapped_column(String(13))
    device: Mapped[str] = mapped_column(String(32))
    office: Mapped[str] = mapped_column(String(13))
    header: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(86))
    payload: Mapped[str | None] = mapped_column(Text)
    bundle: Mapped[str | None] = mapped_column(String(64))


class Stream(Base):
    """A chain of changes written by one database. A new one is opened at set-up and after every restore."""

    __tablename__ = "stream"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    device: Mapped[str] = mapped_column(String(32))
    n: Mapped[int]
    head: Mapped[str] = mapped_column(String(43))
    writing: Mapped[bool]


class KnownBy(Base):
    """The district database ``epoch`` has told us that it holds this change (handover.md B7)."""

    __tablename__ = "known_by"

    change_id: Mapped[str] = mapped_column(String(43), primary_key=True)
    epoch: Mapped[str] = mapped_column(String(32), primary_key=True)


class Epoch(Base):
    """A district database we have heard of; dead once a later one said so."""

    __tablename__ = "epoch"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    dead: Mapped[bool]


class Order(Base):
    """A signed order of the district: kept for ever, carried by every bundle."""

    __tablename__ = "orders"

    id: Mapped[str] = mapped_column(String(43), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    office: Mapped[str] = mapped_column(String(13), index=True)
    text: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(88))


class Bundle(Base):
    """Log of bundles written and read; a local fact, never replicated.

    ``upto``: for a bundle written, the last ``seq`` of the journal when it was built. Going up, everything up to there
    was in it or was known to have arrived, so it has arrived once nothing up to there is unknown to the district. For a
    bundle that the district has read: the ``upto`` of the reply which its writer had read last, 0 for none.
    ``volume``: name and serial of the stick it was written to, empty for a bundle read. ``user``: who wrote or read it.
    """

    __tablename__ = "bundle"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    direction: Mapped[str] = mapped_column(String(4))
    written: Mapped[bool]
    from_office: Mapped[str] = mapped_column(String(13), index=True)
    from_device: Mapped[str] = mapped_column(String(32))
    to_office: Mapped[str] = mapped_column(String(13), index=True)
    no: Mapped[int]
    at: Mapped[str] = mapped_column(String(32))
    made_at: Mapped[str] = mapped_column(String(32))
    size: Mapped[int]
    changes: Mapped[int]
    workers: Mapped[int]
    upto: Mapped[int]
    app: Mapped[str] = mapped_column(String(64), server_default="")
    register: Mapped[int] = mapped_column(server_default="-1")
    orders_upto: Mapped[int] = mapped_column(server_default="0")
    volume: Mapped[str] = mapped_column(String(80), server_default="")
    user: Mapped[str] = mapped_column(String(160), server_default="")


class Erased(Base):
    """A record that was erased for good (handover.md B9). ``kept``: JSON, what the accounts keep of it by record."""

    __tablename__ = "erased"

    record: Mapped[str] = mapped_column(String(36), primary_key=True)
    order_id: Mapped[str] = mapped_column(String(43))
    kept: Mapped[str] = mapped_column(Text)


class Accepted(Base):
    """Of a revoked device: a change that still counts, by the first 22 signs of its id (a cut by content, C6)."""

    __tablename__ = "accepted"

    device: Mapped[str] = mapped_column(String(32), primary_key=True)
    change: Mapped[str] = mapped_column(String(22), primary_key=True)


class Fork(Base):
    """A stream in which one number was given out twice: an older copy or a clone was used (handover.md B8)."""

    __tablename__ = "fork"

    stream: Mapped[str] = mapped_column(String(32), primary_key=True)
    n: Mapped[int]
    device: Mapped[str] = mapped_column(String(32))


class Witness(Base):
    """A signed head of a district's stream, kept with the manifest that carried it (handover.md E)."""

    __tablename__ = "witness"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    district_device: Mapped[str] = mapped_column(String(32))
    stream: Mapped[str] = mapped_column(String(32))
    n: Mapped[int]
    head: Mapped[str] = mapped_column(String(43))
    made_at: Mapped[str] = mapped_column(String(40))
    manifest: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(86))
