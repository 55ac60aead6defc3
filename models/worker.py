"""Projection of the journal that the screens read: one row per worker. Rebuildable at any time."""

from __future__ import annotations

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Worker(Base):
    """The shown state of one worker record.

    ``nik`` is not unique: a merge must never be able to fail (handover.md B2). ``seq`` is local and keys the search
    index. Dates are ISO text, ``monthly_income`` whole rupiah, ``heirs`` and ``conflicts`` JSON.
    """

    __tablename__ = "worker"
    __table_args__ = (
        Index("ix_worker_name", "name_key", "seq"),
        Index("ix_worker_status_name", "status", "name_key", "seq"),
        Index("ix_worker_owner_name", "owner", "name_key", "seq"),
        Index("ix_worker_nik", "nik"),
        Index("ix_worker_kk", "kk_number"),
        Index("ix_worker_birth", "birth_date"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    owner: Mapped[str] = mapped_column(String(13))
    name_key: Mapped[str] = mapped_column(String(160))
    nik: Mapped[str] = mapped_column(String(16))
    full_name: Mapped[str] = mapped_column(String(160))
    birth_place: Mapped[str] = mapped_column(String(80))
    birth_date: Mapped[str | None] = mapped_column(String(10))
    sex: Mapped[str | None] = mapped_column(String(1))
    mother_name: Mapped[str] = mapped_column(String(160))
    kk_number: Mapped[str] = mapped_column(String(16))
    heirs: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(String(200))
    hamlet: Mapped[str] = mapped_column(String(80))
    rt: Mapped[str] = mapped_column(String(3))
    rw: Mapped[str] = mapped_column(String(3))
    village_code: Mapped[str] = mapped_column(String(13))
    phone: Mapped[str] = mapped_column(String(20))
    occupation_code: Mapped[str] = mapped_column(String(8))
    occupation2_code: Mapped[str] = mapped_column(String(8))
    workplace: Mapped[str] = mapped_column(String(120))
    work_start: Mapped[str] = mapped_column(String(5))
    work_end: Mapped[str] = mapped_column(String(5))
    monthly_income: Mapped[int | None]
    welfare_decile: Mapped[int | None]
    welfare_source: Mapped[str] = mapped_column(String(40))
    notice_given_on: Mapped[str | None] = mapped_column(String(10))
    notice_version: Mapped[str] = mapped_column(String(20))
    consent_given: Mapped[bool]
    status: Mapped[str] = mapped_column(String(10))
    left_reason: Mapped[str] = mapped_column(String(24))
    left_on: Mapped[str | None] = mapped_column(String(10))
    completeness: Mapped[int]
    recorded_at: Mapped[str] = mapped_column(String(32))
    updated_at: Mapped[str] = mapped_column(String(32))
    updated_by: Mapped[str] = mapped_column(String(120))
    conflicts: Mapped[str] = mapped_column(Text)
    income_source: Mapped[str] = mapped_column(String(12), server_default="")
    notice_given_by: Mapped[str] = mapped_column(String(120), server_default="")
    consent_method: Mapped[str] = mapped_column(String(12), server_default="")
