"""What only this laptop keeps: half-filled forms, what was done here, photos, who has been told. Never replicated."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Act(Base):
    """One human act of this office, for the list of what was done and for undo.

    ``first_seq``, ``last_seq``: the changes of the act in the journal table; an act holds the write lock, so they
    stand together. Both 0 where nothing was written (an export, a print). ``note`` never holds personal data.
    """

    __tablename__ = "act"
    __table_args__ = (Index("ix_act_at", "at"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[str] = mapped_column(String(32))
    user: Mapped[str] = mapped_column(String(160))
    count: Mapped[int]
    note: Mapped[str] = mapped_column(String(200))
    first_seq: Mapped[int]
    last_seq: Mapped[int]
    undone_by: Mapped[str | None] = mapped_column(String(36))


class Draft(Base):
    """A form that is not saved yet, as typed. ``content``: JSON that the form itself understands."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    worker_id: Mapped[str | None] = mapped_column(String(36))
    title: Mapped[str] = mapped_column(String(160))
    focus: Mapped[str] = mapped_column(String(60))
    content: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[str] = mapped_column(String(32))


class Photo(Base):
    """Where the encrypted photo of a KTP lies and the key of that one file. ``size``: bytes of the picture."""

    __tablename__ = "photo"

    worker_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    file: Mapped[str] = mapped_column(String(60))
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    taken_at: Mapped[str] = mapped_column(String(32))
    user: Mapped[str] = mapped_column(String(160))


class Told(Base):
    """A person was told what the district decided in one batch."""

    __tablename__ = "told"

    worker_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    batch_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[str] = mapped_column(String(32))
    user: Mapped[str] = mapped_column(String(160))


class Preference(Base):
    """A choice of this office that may say something about its work: filters, columns, mappings, the target."""

    __tablename__ = "preference"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
