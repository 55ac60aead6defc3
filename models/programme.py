"""Projections: programme, batch, decision, participation, contribution. Written by the district."""

from __future__ import annotations

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Programme(Base):
    """A year's contribution aid: payer, ceiling in rupiah, legal basis, registered base income in rupiah."""

    __tablename__ = "programme"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    year: Mapped[int]
    payer: Mapped[str] = mapped_column(String(8))
    ceiling: Mapped[int]
    base_income: Mapped[int]
    legal_basis: Mapped[str] = mapped_column(String(200))


class Batch(Base):
    """An enrolment batch of a programme: first month, number of months, ranking weights, the decree."""

    __tablename__ = "batch"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    programme_id: Mapped[str] = mapped_column(String(36), index=True)
    from_month: Mapped[str] = mapped_column(String(7))
    months: Mapped[int]
    weights: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[str | None] = mapped_column(String(10))
    decree_no: Mapped[str] = mapped_column(String(80))
    decree_on: Mapped[str | None] = mapped_column(String(10))


class Decision(Base):
    """What was decided about one worker in one batch. ``score`` is in hundredths; ``reasons`` JSON codes."""

    __tablename__ = "decision"
    __table_args__ = (Index(None, "batch_id", "place"), Index(None, "worker_id"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    batch_id: Mapped[str] = mapped_column(String(36))
    worker_id: Mapped[str] = mapped_column(String(36))
    outcome: Mapped[str] = mapped_column(String(10))
    place: Mapped[int | None]
    reserve_no: Mapped[int | None]
    score: Mapped[int | None]
    components: Mapped[str] = mapped_column(Text)
    reasons: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[str] = mapped_column(String(10))


class Participation(Base):
    """Enrolment with BPJS Ketenagakerjaan as told by a dated source; the KPJ number is optional."""

    __tablename__ = "participation"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    batch_id: Mapped[str] = mapped_column(String(36), index=True)
    worker_id: Mapped[str] = mapped_column(String(36), index=True)
    enrolled_on: Mapped[str | None] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(80))
    kpj: Mapped[str] = mapped_column(String(16))


class Contribution(Base):
    """One paid month of one participation, in whole rupiah."""

    __tablename__ = "contribution"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    participation_id: Mapped[str] = mapped_column(String(36), index=True)
    worker_id: Mapped[str] = mapped_column(String(36), index=True)
    month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]
    rule: Mapped[str] = mapped_column(String(80))
    paid_on: Mapped[str | None] = mapped_column(String(10))
