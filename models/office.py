"""This office, its machines, people and keys."""

from __future__ import annotations

from sqlalchemy import String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Setting(Base):
    """Facts about this office that travel with the database file (role, office code, device id, ...)."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Secret(Base):
    """Private keys. They live only in the encrypted database and its backups."""

    __tablename__ = "secret"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Device(Base):
    """The roster: which machine may write for which office. Derived from signed orders."""

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    office: Mapped[str] = mapped_column(String(13), index=True)
    role: Mapped[str] = mapped_column(String(10))
    public_key: Mapped[str] = mapped_column(Text)
    age_recipient: Mapped[str] = mapped_column(String(80))
    revoked: Mapped[bool] = mapped_column(server_default=false())


class Waiting(Base):
    """District only: a laptop that proved a kit's code and waits to be let in; its sealed file lies in the archive.

    ``people``: people in its register, as its manifest says. ``code``: the kit's code that it proved.
    """

    __tablename__ = "waiting"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    device: Mapped[str] = mapped_column(String(32), index=True)
    office: Mapped[str] = mapped_column(String(13))
    file: Mapped[str] = mapped_column(String(120))
    no: Mapped[int]
    at: Mapped[str] = mapped_column(String(32))
    public_key: Mapped[str] = mapped_column(Text)
    age_recipient: Mapped[str] = mapped_column(String(80))
    code: Mapped[str] = mapped_column(String(16))
    people: Mapped[int]


class Account(Base):
    """A person who signs in on this machine."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))


class IssuedKit(Base):
    """District only: the one-time code of a kit and the device that used it up. ``kind``: first or replacement."""

    __tablename__ = "issued_kit"

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    office: Mapped[str] = mapped_column(String(13), index=True)
    made_at: Mapped[str] = mapped_column(String(32))
    used_by: Mapped[str | None] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(12), server_default="first")


class ReferenceTable(Base):
    """Reference data received in a kit or reply, newer than what the program shipped with."""

    __tablename__ = "reference_table"

    version: Mapped[str] = mapped_column(String(20), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
